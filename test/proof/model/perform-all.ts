/** Many sequences side by side, each on an emulator of its own; one that fails is made smaller, and told. */
import fc from 'fast-check';
import type { HandlerName } from '../stage/handlers.js';
import { everyMinute, sideBySide } from '../stage/side-by-side.js';
import { openStages, PHONES, type Stage } from '../stage/stages.js';
import { hold, openTheirs } from './command.js';
import { settleUp } from './over-runs.js';
import { type Sequence, sequences } from './sequences.js';
import { type Model, newModel } from './state.js';
import { openWorld } from './world.js';

/** Handlers whose log tells what they did, or nothing at all: with these the records never say what is not so. */
const HANDLERS: readonly HandlerName[] = [
  'sma-handler',
  'sma-handler',
  'sma-handler',
  'prints-lines-masked',
  'joins-on-second-try',
  'ignores-update',
  'hangs-up',
  'logs-nothing',
];
const NOT_STARTED = /^The handler \S+ (?:cannot|can no longer) be loaded/;
/** What fails is tried in smaller forms so often; each takes its seconds. */
const SHRUNK = 60;
/** Sequences with one seed of fast-check's own, at most. */
const LARGEST_BLOCK = 5;

export interface Performing {
  runs: number;
  seed: number;
  /** Of a sequence, at most. */
  commands: number;
  atOnce: number;
  /** fast-check's, of a sequence that failed; null: all sequences. */
  path: string | null;
  replayPath: string | null;
  say(line: string): void;
}

const emptyCounts = () => ({
  sequences: 0,
  notStarted: 0,
  commands: 0,
  deaths: 0,
  failed: 0,
  verdicts: {} as Record<string, number>,
});

export type Counts = ReturnType<typeof emptyCounts>;

/** One seed of fast-check's, and how many sequences it makes; what fails is told by that seed and its path. */
interface Block {
  own: number;
  numRuns: number;
}

export async function performAll(asked: Performing): Promise<Counts> {
  const { runs, seed, atOnce, path, say } = asked;
  const size = Math.max(1, Math.min(LARGEST_BLOCK, Math.floor(runs / atOnce)));
  const blocks: Block[] = Array.from({ length: Math.ceil(runs / size) }, (_, block) => ({
    own: seed + block,
    numRuns: Math.min(size, runs - block * size),
  }));
  const counts = emptyCounts();
  const stages = openStages();
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
  const stopProgress = everyMinute(() => say(`${seconds()} s: ${JSON.stringify(counts)}`));

  /** Performs the sequences of one seed of fast-check's; tells the one that fails. */
  async function perform({ own, numRuns }: Block): Promise<void> {
    const trial = { tried: 0, failedAt: null };
    const property = fc.asyncProperty(
      fc.constantFrom(...HANDLERS),
      sequences(asked.commands, asked.replayPath),
      (handler, sequence) =>
        stages.on({ handler, logDelayMs: 0 }, (stage) =>
          performOne({ own, handler, sequence, stage }, trial, counts, say),
        ),
    );
    const found = await fc.check(property, { seed: own, numRuns, ...(path === null ? {} : { path }) });
    if (!found.failed) return;
    counts.failed += 1;
    say(failureInWords(own, asked, found));
  }

  try {
    say(`${runs} sequences with the seeds ${seed} to ${seed + blocks.length - 1}`);
    await (path === null ? sideBySide(blocks, atOnce, perform) : perform({ own: seed, numRuns: size }));
  } finally {
    stopProgress();
    await stages.close();
  }
  say(`${counts.sequences} sequences, ${counts.commands} commands, ${counts.deaths} deaths in ${seconds()} s`);
  say(`verdicts: ${JSON.stringify(counts.verdicts)}`);
  say(`${counts.failed} failed`);
  return counts;
}

interface One {
  own: number;
  handler: HandlerName;
  sequence: Sequence;
  stage: Stage;
}

/** How often the sequences of one seed were tried, and when the first of them failed. */
interface Trial {
  tried: number;
  failedAt: number | null;
}

async function performOne(one: One, trial: Trial, counts: Counts, say: Performing['say']): Promise<void> {
  const { own, handler, sequence, stage } = one;
  trial.tried += 1;
  if (trial.failedAt !== null && trial.tried - trial.failedAt > SHRUNK) return;
  const world = openWorld(stage);
  const model = newModel();
  try {
    model.calls.push(await world.emulator.placeCall(PHONES));
    openTheirs(model, world);
    await fc.asyncModelRun(() => ({ model, real: world }), sequence);
    await hold(model, world, []);
    await settleUp(model, world);
  } catch (error) {
    const { message } = error instanceof Error ? error : { message: String(error) };
    // A machine that is too busy to start a process says nothing about the program.
    if (NOT_STARTED.test(message)) {
      counts.notStarted += 1;
      return;
    }
    if (trial.failedAt === null) {
      trial.failedAt = trial.tried;
      say(`${own}, ${handler}: something is wrong, and is made smaller: ${message}`);
    }
    throw error;
  } finally {
    count(counts, model);
    world.close();
  }
}

function count(counts: Counts, { steps, deaths, verdicts }: Model): void {
  counts.sequences += 1;
  counts.commands += steps;
  counts.deaths += deaths;
  for (const verdict of verdicts) counts.verdicts[verdict] = (counts.verdicts[verdict] ?? 0) + 1;
}

function failureInWords(own: number, { commands }: Performing, found: fc.RunDetails<[HandlerName, Sequence]>): string {
  const [handler, sequence] = found.counterexample ?? [];
  const replayPath = /replayPath=("[^"]*")/.exec(String(sequence))?.[1];
  const replay = replayPath === undefined ? '' : ` --replay-path ${replayPath}`;
  const again = `npm run proof:model -- --seed ${own} --commands ${commands} --path ${found.counterexamplePath}${replay}`;
  const why = found.errorInstance;
  return `WRONG: ${why instanceof Error ? why.message : String(why)}\n  ${handler}: ${sequence}\n  again: ${again}`;
}
