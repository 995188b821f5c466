// Random sequences of what operators, callers and crashes do, each step held against a model of what is promised.
// npm run proof:model -- [--runs 200] [--seed N] [--commands 20] [--at-once 8] [--path P --replay-path R]
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { commands, hold, openTheirs, settleUp } from './model/commands.js';
import { newModel } from './model/promises.js';
import { openWorld } from './model/world.js';
import { openStages } from './stages.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    commands: { type: 'string', default: '20' },
    'at-once': { type: 'string', default: '8' },
    path: { type: 'string' },
    'replay-path': { type: 'string' },
  },
});
const seed = Number(values.seed);
const runs = Number(values.runs);
const most = Number(values.commands);
/** Sequences with one seed of fast-check's own; what fails is told by that seed and its path. */
const BLOCK = Math.max(1, Math.min(5, Math.floor(runs / Number(values['at-once']))));
const PROGRESS_MS = 60_000;
/** Handlers whose log tells what they did, or nothing at all: with these the records never say what is not so. */
const HANDLERS = [
  'sma-handler',
  'sma-handler',
  'sma-handler',
  'prints-lines-masked',
  'joins-on-second-try',
  'ignores-update',
  'hangs-up',
  'logs-nothing',
];

const stages = openStages();
const NOT_STARTED = /^The handler \S+ (?:cannot|can no longer) be loaded/;
const counts = { sequences: 0, notStarted: 0, commands: 0, deaths: 0, failed: 0, verdicts: {} };
const startedAt = Date.now();
const seconds = () => Math.round((Date.now() - startedAt) / 1_000);

/** What fails is tried in smaller forms so often; each takes its seconds. */
const SHRUNK = 60;

const property = (own) => {
  let failedAt = null;
  let tried = 0;
  return fc.asyncProperty(fc.constantFrom(...HANDLERS), commands(most, values['replay-path']), (handler, sequence) =>
    stages.on({ handler, logDelayMs: 0 }, async (stage) => {
      tried += 1;
      if (failedAt !== null && tried - failedAt > SHRUNK) return;
      const world = openWorld(stage);
      const model = { ...newModel(), steps: 0, deaths: 0, verdicts: [], story: [] };
      try {
        model.calls.push(await world.placeCall());
        openTheirs(model, world);
        await fc.asyncModelRun(() => ({ model, real: world }), sequence);
        await hold(model, world, []);
        await settleUp(model, world);
      } catch (error) {
        // A machine that is too busy to start a process says nothing about the program.
        if (NOT_STARTED.test(error.message)) {
          counts.notStarted += 1;
          return;
        }
        if (failedAt === null) {
          failedAt = tried;
          console.log(`${own}, ${handler}: something is wrong, and is made smaller: ${error.message}`);
        }
        throw error;
      } finally {
        counts.sequences += 1;
        counts.commands += model.steps;
        counts.deaths += model.deaths;
        for (const verdict of model.verdicts) counts.verdicts[verdict] = (counts.verdicts[verdict] ?? 0) + 1;
        world.close();
      }
    }),
  );
};

/** Performs the sequences of one seed of fast-check's; tells the one that fails. */
async function perform(own, numRuns) {
  const path = values.path === undefined ? {} : { path: values.path };
  const found = await fc.check(property(own), { seed: own, numRuns, ...path });
  if (!found.failed) return;
  counts.failed += 1;
  const [handler, sequence] = found.counterexample ?? [];
  const replayPath = /replayPath=("[^"]*")/.exec(String(sequence))?.[1];
  const replay = replayPath === undefined ? '' : ` --replay-path ${replayPath}`;
  const again = `npm run proof:model -- --seed ${own} --commands ${most} --path ${found.counterexamplePath}${replay}`;
  const why = found.errorInstance;
  console.log(
    `WRONG: ${why instanceof Error ? why.message : String(why)}\n  ${handler}: ${sequence}\n  again: ${again}`,
  );
}

const blocks = Array.from({ length: Math.ceil(runs / BLOCK) }, (_, block) => ({
  own: seed + block,
  numRuns: Math.min(BLOCK, runs - block * BLOCK),
}));

async function worker() {
  for (let next = blocks.shift(); next !== undefined; next = blocks.shift()) await perform(next.own, next.numRuns);
}

const progress = setInterval(() => console.log(`${seconds()} s: ${JSON.stringify(counts)}`), PROGRESS_MS);
try {
  console.log(`${runs} sequences with the seeds ${seed} to ${seed + blocks.length - 1}`);
  await (values.path === undefined
    ? Promise.all(Array.from({ length: Number(values['at-once']) }, worker))
    : perform(seed, BLOCK));
} finally {
  clearInterval(progress);
  await stages.close();
}
console.log(`${counts.sequences} sequences, ${counts.commands} commands, ${counts.deaths} deaths in ${seconds()} s`);
console.log(`verdicts: ${JSON.stringify(counts.verdicts)}`);
console.log(`${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
