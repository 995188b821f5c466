// Runs on a thread of its own: an input that never ends blocks the other one, which can then tell nobody.
import { writeSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

const HANGS_MS = 20_000;

/** Begins to watch. `at(target, number)` says what is being read now. */
export function openWatchdog(seed, names) {
  const shared = new Int32Array(new SharedArrayBuffer(12));
  const worker = new Worker(new URL(import.meta.url), { workerData: { shared, seed, names, pid: process.pid } });
  worker.unref();
  return {
    at(target, number) {
      shared[0] = names.indexOf(target);
      shared[1] = number;
      shared[2] += 1;
    },
    close: () => worker.terminate(),
  };
}

if (!isMainThread && workerData?.shared !== undefined) {
  const { shared, seed, names, pid } = workerData;
  let last = -1;
  let since = Date.now();
  setInterval(() => {
    if (shared[2] !== last) {
      last = shared[2];
      since = Date.now();
    } else if (Date.now() - since > HANGS_MS) {
      const name = names[shared[0]];
      writeSync(
        2,
        `\n${name}: input ${shared[1]} hangs. Again: npm run fuzz -- --seed ${seed} --only ${name} --at ${shared[1]}\n`,
      );
      process.kill(pid, 'SIGKILL');
    }
  }, 500);
}
