// Runs the tests unchanged, then for each mutant that it is given those that reach it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { gatherTests, passes } from './tests.js';

/** The switches that the instrumenter puts into the code read this. */
const stryker = {};
globalThis.__stryker__ = stryker;
/** Where a test hits a mutant so many times more often than its place without it, it loops. */
const LOOPS_AFTER = 100;
// Random tests draw the same values for each mutant, and one that fails is enough.
fc.configureGlobal({ seed: 1, endOnFailure: true });

const script = new Script(`(require, module, exports) => {${readFileSync(workerData, 'utf8')}\n}`, {
  filename: workerData,
});
const require = createRequire(import.meta.url);
const gather = () => gatherTests(() => script.runInThisContext()(require, { exports: {} }, {}));

const tests = gather();
/** The mutants that are hit while the modules are loaded. */
const atLoad = new Set(Object.keys(stryker.mutantCoverage?.static ?? {}));
const broken = new Set();
const costs = [];
for (const [at, test] of tests.entries()) {
  stryker.currentTestId = String(at);
  const { user } = process.cpuUsage();
  if (!(await passes(test))) broken.add(at);
  costs.push(process.cpuUsage().user - user + 100);
}
const { perTest } = stryker.mutantCoverage ?? { perTest: {} };
// What is hit from now on says nothing of the tests.
stryker.currentTestId = 'a mutant';
// What is quick, and noticed many mutants so far, is asked first. That decides the time that all takes, and nothing else.
const noticed = tests.map(() => 1);
const worth = (at) => noticed[at] / costs[at];
const byWorth = (numbers) =>
  numbers.filter((at) => !broken.has(at)).toSorted((one, other) => worth(other) - worth(one));
const all = [...tests.keys()];
const reaching = (id) => all.filter((at) => perTest[at]?.[id] !== undefined);

async function tryMutant(id) {
  const isAtLoad = atLoad.has(id);
  const asked = byWorth(isAtLoad ? all : reaching(id));
  if (asked.length === 0) return 'NoCoverage';
  stryker.activeMutant = id;
  try {
    const now = isAtLoad ? gather() : tests;
    for (const at of asked) {
      stryker.hitCount = 0;
      stryker.hitLimit = LOOPS_AFTER * (perTest[at]?.[id] ?? 1) + 10_000;
      if (now[at] !== undefined && (await passes(now[at]))) continue;
      noticed[at] += 1;
      return 'Killed';
    }
    return 'Survived';
  } catch {
    // Nothing could be loaded any more.
    return 'Killed';
  } finally {
    stryker.activeMutant = undefined;
  }
}

parentPort.on('message', async (id) => parentPort.postMessage({ id, status: await tryMutant(id) }));
parentPort.postMessage({ broken: [...broken].map((at) => tests[at].name), count: tests.length });
