/**
 * Feeds spoilt and hostile input to everything that reads somebody else's text, and checks what must hold of each.
 * npm run fuzz -- [--inputs N] [--seed N] [--only NAME] [--at NUMBER]    A failure prints the seed, the number and the input.
 */
import { parseArgs } from 'node:util';
import { type Count, type Fuzzing, fuzzHttp, fuzzTarget, HTTP } from './fuzz/run.js';
import { TARGETS } from './fuzz/targets.js';
import { openWatchdog } from './fuzz/watchdog.js';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string' },
    at: { type: 'string' },
  },
});
/** Of all inputs: each takes a connection. */
const HTTP_SHARE = 0.008;

const inputs = Number(values.inputs);
const seed = Number(values.seed);
const { only } = values;
const names = [...TARGETS.map(({ name }) => name), HTTP];
if (only !== undefined && !names.includes(only)) throw new Error(`--only takes one of ${names.join(', ')}`);

const targets = TARGETS.filter(({ name }) => only === undefined || only === name);
const isHttpWanted = only === undefined || only === HTTP;
const shares = targets.reduce((sum, { share }) => sum + share, 0);
const forTargets = isHttpWanted ? inputs * (1 - HTTP_SHARE) : inputs;
const forHttp = only === HTTP ? inputs : inputs * HTTP_SHARE;

const watchdog = openWatchdog(seed, names);
const fuzzing: Fuzzing = { seed, at: values.at === undefined ? null : Number(values.at), watchdog };
const work: (() => Count | Promise<Count>)[] = targets.map(
  (target) => () => fuzzTarget(target, Math.ceil((forTargets * target.share) / shares), fuzzing),
);
if (isHttpWanted) work.push(() => fuzzHttp(Math.ceil(forHttp), fuzzing));

const started = performance.now();
console.log(`seed ${seed}`);
let done = 0;
for (const each of work) {
  const count = await each();
  if (count === null) {
    process.exitCode = 1;
    break;
  }
  done += count;
}
await watchdog.close();
const seconds = (performance.now() - started) / 1_000;
const ending = process.exitCode === 1 ? ', and a failure' : ', nothing broken';
console.log(`${done} inputs in ${seconds.toFixed(1)} s${ending}`);
