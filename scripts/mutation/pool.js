import { Worker } from 'node:worker_threads';

/** A mutant that keeps its thread busy for so long loops where nothing counts it. */
const STUCK_MS = 20_000;
const WORKER = new URL('./worker.js', import.meta.url);

/** What became of each mutant, by its id. */
export async function tryMutants(bundle, mutants, atOnce) {
  const waiting = mutants.map(({ id }) => id);
  const statuses = new Map();
  const threads = Array.from({ length: atOnce }, (_, at) => work(bundle, waiting, statuses, at === 0));
  await Promise.all(threads);
  return statuses;
}

/** One thread after the other, until no mutant waits: a mutant that loops, or takes all memory, ends its thread. */
async function work(bundle, waiting, statuses, reports) {
  for (let first = reports; waiting.length > 0; first = false) await runThread(bundle, waiting, statuses, first);
}

function runThread(bundle, waiting, statuses, reports) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: bundle, resourceLimits: { maxOldGenerationSizeMb: 1_024 } });
    let active = null;
    let timer = null;
    const isStuck = () => {
      if (active !== null) statuses.set(active, 'Timeout');
      void worker.terminate();
    };
    const next = () => {
      active = waiting.shift() ?? null;
      if (active === null) void worker.terminate();
      else worker.postMessage(active);
      timer = setTimeout(isStuck, STUCK_MS);
    };
    worker.on('message', ({ id, status, broken, count }) => {
      clearTimeout(timer);
      if (id === undefined && reports) reportTests(broken, count);
      if (id !== undefined) {
        statuses.set(id, status);
        if (statuses.size % 100 === 0) console.error(`${statuses.size} tried, ${waiting.length} wait`);
      }
      next();
    });
    worker.on('error', (error) => {
      if (active !== null && error.code === 'ERR_WORKER_OUT_OF_MEMORY') statuses.set(active, 'Timeout');
      else reject(error);
    });
    worker.on('exit', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function reportTests(broken, count) {
  console.error(`${count} tests`);
  for (const name of broken) console.error(`left out, because it fails without a mutant: ${name}`);
}
