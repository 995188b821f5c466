/** `runs check` and `runs cleanup`, in the middle of a sequence and at its end. */
import type { RunsCleanupResult } from '../../../src/core/runs/result.js';
import type { Fault } from '../../../src/emulator/faults.js';
import { isSame } from '../stage/things.js';
import { answeredCheck, isThere } from './answers.js';
import { Command, hold, inStory, nthOf, settled } from './command.js';
import { listener } from './hears.js';
import type { Doom } from './mortal.js';
import type { Model } from './state.js';
import { attemptsIn, isWanted, unused } from './untruths.js';
import type { Ended, World } from './world.js';

export class Check extends Command<{ run: number; waitMs: number; faults: Fault[] }> {
  override check(model: Readonly<Model>): boolean {
    return model.runs.length > 0;
  }

  async act(model: Model, world: World, requests: number): Promise<string[]> {
    const { waitMs, faults } = this.given;
    const run = nthOf(model.runs, this.given.run);
    const { runId } = run.request;
    await world.control.faults(faults);
    const outcome = await world.check(runId, waitMs, listener(model, null, world, 'check').told);
    const { state, changed } = await settled(model, world, requests);
    model.story.push(`${this} -> ${runId}: ${inStory(outcome, ({ verdict }) => verdict)}`);
    return typeof outcome === 'string' ? [outcome] : answeredCheck(model, { run, outcome, state, changed });
  }
}

export class Cleanup extends Command<{ run: number | null; yes: boolean; faults: Fault[]; doom: Doom | null }> {
  override check(model: Readonly<Model>): boolean {
    return model.runs.length > 0;
  }

  /** One cleanup, and whether what it says is so. */
  async act(model: Model, world: World, requests: number): Promise<string[]> {
    const { run, yes, faults, doom } = this.given;
    const runId = run === null ? null : nthOf(model.runs, run).request.runId;
    await world.control.faults(faults);
    const { told } = listener(model, null, world, 'cleanup');
    const outcome = await world.cleanUp(runId, yes, { doom, told });
    const { state, changed } = await settled(model, world, requests);
    model.story.push(`${this} -> ${inStory(outcome, (result) => JSON.stringify(result).slice(0, 600))}`);
    if (yes) noteCleaned(model, runId);
    if (outcome === 'hung') return ['it hung'];
    if (outcome === 'died') {
      model.deaths += 1;
      return [];
    }
    const { result, failure } = outcome;
    if (failure?.code === 'INTERNAL') return [`a defect: ${failure.cause}`];
    const problems = yes ? [] : changed.map(({ operation }) => `runs cleanup without --yes sent ${operation}`);
    if (result === null) return problems;
    const { removed, failed } = result;
    if (!yes && removed.length > 0) problems.push('removed without --yes');
    if (failed.length > 0 && failure?.exitCode !== 9) problems.push(`something failed, and exit ${failure?.exitCode}`);
    const there = removed.filter((thing) => isThere(thing, state));
    return [...problems, ...there.map(({ kind, meetingId }) => `said to be removed, and stands: ${kind} ${meetingId}`)];
  }
}

/** Null: all of them. */
function noteCleaned({ runs }: Model, runId: string | null): void {
  for (const run of runs) if (runId === null || runId === run.request.runId) run.cleaned += 1;
}

const LATER_MS = [0, 130_000, 400_000, 400_000];
/** On a busy machine a request may take longer than undoing does; as the failure says, it is run again. */
const MOST_AGAIN = 2;

/** The end of a sequence: nothing is faulted any more, and after `runs cleanup` nothing stands but what is in use, wanted or named. */
export async function settleUp(model: Model, world: World): Promise<void> {
  await world.control.faults([]);
  for (const ms of LATER_MS) {
    if (ms > 0) await world.advance(ms);
    const requests = world.truth.requests().length;
    const outcome = await cleanUpAll(model, world);
    noteCleaned(model, null);
    const { state } = await settled(model, world, requests);
    const result = typeof outcome === 'string' ? null : outcome.result;
    model.story.push(`at the end, ${ms} ms later: ${JSON.stringify(result ?? outcome)}`);
    const problems = result === null ? ['the last cleanup gave no result'] : [];
    const { kept, failed } = result ?? { kept: [], failed: [] };
    problems.push(...failed.map(({ reason }) => `the last cleanup failed: ${reason}`));
    const attempts = attemptsIn(world);
    for (const thing of unused(model, state)) {
      const isKept = kept.some((named) => named.meetingId !== null && isSame(named, thing));
      if (!isKept && !attempts.some((attempt) => isWanted(attempt, thing)))
        problems.push(`after the last cleanup it stands: ${thing.kind} ${thing.attendeeId ?? thing.meetingId}`);
    }
    await hold(model, world, problems);
  }
}

async function cleanUpAll(model: Model, world: World): Promise<Ended<RunsCleanupResult>> {
  const { told } = listener(model, null, world, 'cleanup');
  const cleanUp = () => world.cleanUp(null, true, { doom: null, told });
  let outcome = await cleanUp();
  for (let again = 0; again < MOST_AGAIN && hasFailed(outcome); again += 1) outcome = await cleanUp();
  return outcome;
}

function hasFailed(outcome: Ended<RunsCleanupResult>): boolean {
  return typeof outcome !== 'string' && outcome.result !== null && outcome.result.failed.length > 0;
}
