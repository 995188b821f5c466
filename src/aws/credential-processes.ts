import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { ASKING } from './repeats.js';

/**
 * Knows the commands that the SDK starts for credentials (`credential_process`) from now on. It gives them neither a time
 * limit nor a signal, so one that hangs would keep this process alive after everything else has ended. Whatever else is
 * started in this process is not started on behalf of a request, and left alone.
 */
export function followProcesses(): { end(): void } {
  const running = new Set<ChildProcess>();
  let ended = false;
  subscribe('child_process', (message) => {
    const { process: child } = message as { process: ChildProcess };
    const asking = ASKING.getStore();
    if (asking === undefined) return;
    // Where one command failed the SDK starts it once more, and does not know that nobody waits any more.
    if (ended && asking.signal.aborted) child.once('spawn', () => stop(child));
    if (ended) return;
    running.add(child);
    child.once('close', () => running.delete(child));
  });
  return {
    end() {
      ended = true;
      for (const child of running) stop(child);
    },
  };
}

function stop(child: ChildProcess): void {
  child.kill();
  // What it started may live on and hold these open.
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
  child.unref();
}
