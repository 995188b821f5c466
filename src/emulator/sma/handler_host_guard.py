"""Reports what would leave the handler's process, and refuses it unless the operator allows it; notes the variables it lacks.

It keeps honest code in; code that wants out finds a way.
"""
import errno
import os
import re
import sys

CALLS_OUT = {
    "socket.connect": lambda arguments: address_of(arguments[1]),
    "socket.sendto": lambda arguments: address_of(arguments[1]),
    "socket.sendmsg": lambda arguments: address_of(arguments[1]),
    "socket.getaddrinfo": lambda arguments: name_of(arguments[0], arguments[1]),
    "socket.gethostbyname": lambda arguments: name_of(arguments[0]),
    "socket.gethostbyaddr": lambda arguments: whose(arguments[0]),
    "socket.getnameinfo": lambda arguments: whose(arguments[0][0]),
    "subprocess.Popen": lambda arguments: f"the program {arguments[0]}",
    "os.system": lambda arguments: f"the program {os.fsdecode(arguments[0])}",
    "os.exec": lambda arguments: f"the program {os.fsdecode(arguments[0])}",
    "os.posix_spawn": lambda arguments: f"the program {os.fsdecode(arguments[0])}",
}
# What lies beneath them, for whoever loads the C library.
BENEATH = {"connect", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "system", "popen", "posix_spawn", "execv", "execve"}
CALLS_OUT["ctypes.dlsym"] = lambda arguments: f"ctypes ({arguments[1]})" if arguments[1] in BENEATH else None
# What Lambda sets, and what every library asks for.
NOT_THE_HANDLERS = re.compile(
    r"^(?:AWS_|_?X_AMZN_|PYTHON|LAMBDA_|LC_|XDG_)"
    r"|^(?:HOME|PATH|TZ|LANG|DEBUG|CI|TERM|TMPDIR|PWD|USER|HTTPS?_PROXY|NO_PROXY)$",
    re.IGNORECASE,
)
MAX_NAMES = 50


def address_of(address):
    if isinstance(address, tuple) and len(address) >= 2:
        return f"{text_of(address[0])}:{address[1]}"
    return None if address is None else text_of(address)


def name_of(host, port=None):
    """An address is no question to anybody: its connection is what counts."""
    text = text_of(host)
    if text in ("", "None", "localhost") or re.fullmatch(r"[\d.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*", text):
        return None
    return text if port in (None, 0, "0") else f"{text}:{text_of(port)}"


def whose(host):
    """Whose address it is, a server is asked."""
    text = text_of(host)
    return None if text in ("", "localhost", "::1") or text.startswith("127.") else text


def text_of(value):
    return os.fsdecode(value) if isinstance(value, (bytes, str)) else str(value)


def guard(folder, options, report):
    """`options`: `allowed`, whether everything may be reached, and `reachable`, what may be in any case."""
    watch_calls(options, report)
    watch_variables(folder, report)


def watch_calls(options, report):
    reachable, allowed = options["reachable"], options["allowed"]

    def hook(event, arguments):
        target = CALLS_OUT.get(event)
        reached = None if target is None else target(arguments)
        if reached is None or reached in reachable:
            return
        report({"reached": reached[:300]})
        if not allowed:
            note = "blocked: a handler reaches nothing without --allow-network"
            raise PermissionError(errno.EACCES, f"{reached} ({note})")

    sys.addaudithook(hook)
    watch_forks(hook)


def watch_forks(hook):
    """multiprocessing starts programs beneath subprocess, where Python reports nothing."""
    try:
        import _posixsubprocess
    except ImportError:
        return
    plain = _posixsubprocess.fork_exec

    def noted(arguments, *rest):
        hook("subprocess.Popen", [os.fsdecode(arguments[0])])
        return plain(arguments, *rest)

    _posixsubprocess.fork_exec = noted


def watch_variables(folder, report):
    environment = type(os.environ)
    plain = environment.__getitem__
    told = set()

    def noted(variables, name):
        try:
            return plain(variables, name)
        except KeyError:
            if name not in told and len(told) < MAX_NAMES and is_missed(folder, name):
                told.add(name)
                report({"variable": str(name)[:200]})
            raise

    environment.__getitem__ = noted


def is_missed(folder, name):
    if not isinstance(name, str) or NOT_THE_HANDLERS.search(name):
        return False
    frame = sys._getframe(2)
    while frame is not None and os.path.basename(frame.f_code.co_filename) in ("os.py", "_collections_abc.py") or (
        frame is not None and frame.f_code.co_filename.startswith("<frozen")
    ):
        frame = frame.f_back
    asking = "" if frame is None else frame.f_code.co_filename
    return asking.startswith(folder) and "site-packages" not in asking


def watch_credentials(report):
    """boto3 looks for credentials once and fails at each request: the failure is what shows that it wanted to reach AWS."""
    exceptions = sys.modules.get("botocore.exceptions")
    failure = getattr(exceptions, "NoCredentialsError", None)
    if failure is None or getattr(failure, "noted", False):
        return
    plain = failure.__init__

    def noted(error, *words, **options):
        report({"reached": "AWS (credentials)"})
        plain(error, *words, **options)

    failure.__init__ = noted
    failure.noted = True
