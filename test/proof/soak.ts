/**
 * Random runs of `bridge` over generated handlers, on virtual time, each held against the emulator's truth.
 * npm run soak -- [--runs 500] [--seed N] [--at-once 2] [--minutes M] [--failing] [--only NUMBER]
 * --failing: joins that fail, logged as whole events, to measure how many of them are NOT_JOINED.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Asked, performRuns, type Seen } from './random/perform.js';
import { failingPlan, randomPlan } from './random/plan.js';
import { addTally, emptyTally, report } from './random/tally.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '2' },
    from: { type: 'string', default: '0' },
    only: { type: 'string' },
    minutes: { type: 'string' },
    failing: { type: 'boolean', default: false },
    /** Set for the processes that this one starts. */
    part: { type: 'string' },
  },
});

const seed = Number(values.seed);
const only = values.only === undefined ? null : Number(values.only);
const first = Number(values.from);
const numbers = only === null ? Array.from({ length: Number(values.runs) }, (_, at) => first + at) : [only];
const PROGRESS_EVERY = 500;
const MOST_SHOWN = 40;

if (values.part !== undefined) {
  const [index = 0, count = 1] = values.part.split('/').map(Number);
  await performRuns({ ...asked(), numbers: numbers.filter((_, at) => at % count === index) }, (seen) =>
    process.send?.(seen),
  );
  process.disconnect();
} else {
  const tally = emptyTally();
  let shown = 0;
  const see = (seen: Seen) => {
    if (seen.wrong !== null) {
      shown += 1;
      if (shown <= MOST_SHOWN) console.log(seen.wrong);
    }
    addTally(tally, seen.tally);
    if (tally.plans % PROGRESS_EVERY === 0) console.log(`${tally.plans} of ${numbers.length}, ${tally.failed} failed`);
  };
  const started = Date.now();
  const atOnce = only === null ? Number(values['at-once']) : 1;
  if (atOnce === 1) await performRuns(asked(), see);
  else await Promise.all(Array.from({ length: atOnce }, (_, index) => inProcess(`${index}/${atOnce}`, see)));
  console.log([...report(tally), `${((Date.now() - started) / 1_000).toFixed(0)} s`].join('\n'));
  const isWhole = values.minutes !== undefined || tally.plans === numbers.length;
  process.exitCode = tally.failed === 0 && isWhole ? 0 : 1;
}

function asked(): Asked {
  const until = values.minutes === undefined ? {} : { until: Date.now() + Number(values.minutes) * 60_000 };
  const planOf = values.failing ? failingPlan : randomPlan;
  return { seed, numbers, planOf, whole: only !== null, ...until };
}

function inProcess(part: string, see: (seen: Seen) => void): Promise<void> {
  const words = ['--runs', values.runs, '--seed', values.seed, '--from', values.from, '--part', part];
  if (values.failing) words.push('--failing');
  if (values.minutes !== undefined) words.push('--minutes', values.minutes);
  const child = fork(fileURLToPath(import.meta.url), words);
  child.on('message', (seen) => see(seen as Seen));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a process ended with ${code}`))));
  });
}
