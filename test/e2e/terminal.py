"""Runs a command whose stdin and stderr are a terminal, and stdout a pipe: its own stdin is what is typed, its stderr the screen."""
import os
import pty
import select
import sys

pid, master = pty.fork()
if pid == 0:
    os.dup2(3, 1)
    os.close(3)
    os.execvp(sys.argv[1], sys.argv[1:])
os.close(3)
sources = [master, 0]
while master in sources:
    ready, _, _ = select.select(sources, [], [])
    for source in ready:
        try:
            data = os.read(source, 4096)
        except OSError:
            data = b""
        if data == b"":
            sources.remove(source)
        elif source == master:
            os.write(2, data)
        else:
            os.write(master, data)
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status) % 256)
