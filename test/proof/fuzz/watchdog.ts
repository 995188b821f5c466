/** Runs on a thread of its own: an input that never ends blocks the other one, which can then report nothing. */
import { writeSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

const HANGS_MS = 20_000;
const LOOKS_MS = 500;

interface Watched {
  /** The target's index, the input's number, and how many there were. */
  shared: Int32Array;
  seed: number;
  names: readonly string[];
  pid: number;
}

export interface Watchdog {
  /** What is being read now. */
  at(target: string, number: number): void;
  close(): Promise<unknown>;
}

export function openWatchdog(seed: number, names: readonly string[]): Watchdog {
  const shared = new Int32Array(new SharedArrayBuffer(12));
  const watched: Watched = { shared, seed, names, pid: process.pid };
  const worker = new Worker(new URL(import.meta.url), { workerData: watched });
  worker.unref();
  let count = 0;
  return {
    at(target, number) {
      count += 1;
      shared.set([names.indexOf(target), number, count]);
    },
    close: () => worker.terminate(),
  };
}

const isWatched = (data: unknown): data is Watched => typeof data === 'object' && data !== null && 'shared' in data;

function watch({ shared, seed, names, pid }: Watched): void {
  let last = -1;
  let since = Date.now();
  setInterval(() => {
    const [target = 0, number = 0, count = 0] = shared;
    if (count !== last) {
      last = count;
      since = Date.now();
    } else if (Date.now() - since > HANGS_MS) {
      const name = names[target];
      const again = `npm run fuzz -- --seed ${seed} --only ${name} --at ${number}`;
      writeSync(2, `\n${name}: input ${number} hangs. Again: ${again}\n`);
      process.kill(pid, 'SIGKILL');
    }
  }, LOOKS_MS);
}

if (!isMainThread && isWatched(workerData)) watch(workerData);
