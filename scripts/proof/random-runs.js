// Random bridges over handlers, faults, hang-ups, interrupts and second operators, each held against the emulator's truth.
// npm run soak -- [--runs 500] [--seed N] [--at-once 24] [--only NUMBER]
import { parseArgs } from 'node:util';
import { performAll } from './perform.js';
import { randomPlan } from './plan.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'at-once': { type: 'string', default: '24' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const numbers =
  values.only === undefined ? Array.from({ length: Number(values.runs) }, (_, at) => at) : [Number(values.only)];
const runs = inBlocks(
  numbers.map((number) => ({
    name: `${number}`,
    runId: `soak-${seed}-${number}`,
    plan: randomPlan(seed, number),
  })),
);

/** Runs with the same handler one after the other, so that few emulators are open at a time; progress stays representative. */
function inBlocks(all) {
  const BLOCK = 1_000;
  const key = ({ plan }) => `${plan.handler} ${plan.logDelayMs}`;
  return Array.from({ length: Math.ceil(all.length / BLOCK) }, (_, block) =>
    all.slice(block * BLOCK, (block + 1) * BLOCK).sort((one, other) => key(one).localeCompare(key(other))),
  ).flat();
}

console.log(`${runs.length} runs with seed ${seed}`);
const tally = await performAll(runs, {
  atOnce: Number(values['at-once']),
  repeat: (name) => `npm run soak -- --seed ${seed} --only ${name}`,
  whole: values.only !== undefined,
});
process.exitCode = tally.counts.lies === 0 ? 0 : 1;
