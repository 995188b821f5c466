import { asFailure } from '../failure.js';
import type { Step } from '../outcome/outcome.js';
import type { Progress } from '../outcome/progress.js';
import { FailedWith } from '../outcome/use-case.js';
import type { ParityCase } from './case.js';
import { PARITY_CASES } from './cases.js';
import { Comparing } from './comparing.js';
import { failureOf } from './conclude.js';
import { openMadeThere } from './ending.js';
import type { ParityPorts } from './ports.js';
import { checkParityRequest, type ParityRequest } from './request.js';
import { type CaseResult, type ParityResult, ruleResults } from './result.js';
import type { EmulatorsOwn } from './side.js';

/** What a run of parity goes by, besides its request. */
export interface ParityRun {
  own: EmulatorsOwn;
  /** Aborts at the interrupt, and when the time is up. */
  signal: AbortSignal;
  interrupt: AbortSignal;
  /** All that there are, where it is left out. */
  cases?: readonly ParityCase[];
}

/**
 * Asks the account and the emulator the same, case by case, and compares their answers. Throws FINDINGS, with the result,
 * where they differ; whatever ends it early, the meeting that it made is ended first.
 */
export async function checkParity(
  request: ParityRequest,
  ports: ParityPorts,
  progress: Progress,
  { own, signal, interrupt, cases: asked = PARITY_CASES }: ParityRun,
): Promise<ParityResult> {
  checkParityRequest(request);
  await requireAnAnswer(request, ports, progress, signal);
  const made = openMadeThere(request, ports);
  const run = new Comparing(request, own, { ports, made, signal });
  const broken = await progress
    .perform(
      ASK,
      () => run.all(asked),
      () => noteOf(run.results),
    )
    .then(() => null, asFailure);
  const leftovers = await progress.perform(
    END,
    () => made.end(progress),
    ({ length }) => (length === 0 ? 'ended' : 'left behind'),
    ({ length }) => length === 0,
  );
  const { region, meetingsRegion } = request;
  const { version, against } = own;
  const cases = run.results;
  const result = { version, against, region, meetingsRegion, cases, rules: ruleResults(own.rules, cases), leftovers };
  const ended = { broken, update: run.update, aborted: signal.aborted, interrupted: interrupt.aborted };
  const failure = failureOf(result, ended);
  if (failure !== null) throw new FailedWith(failure, result);
  return result;
}

const ASK: Step = {
  id: 'ask',
  title: 'asking AWS and the emulator',
  operations: [],
  effect: 'creates',
  undo: 'the meeting is ended',
};
const END: Step = {
  id: 'end',
  title: 'ending the meeting',
  operations: ['DeleteMeeting'],
  effect: 'removes',
  undo: null,
};

function noteOf(cases: readonly CaseResult[]): string {
  const count = (outcome: CaseResult['outcome']) => cases.filter((each) => each.outcome === outcome).length;
  return `${count('same')} the same, ${count('different')} different, ${count('not-compared')} not compared`;
}

/** Nothing is made before it is known that there is an AWS, and that it knows who asks. Throws whatever is wrong. */
async function requireAnAnswer(
  { made }: ParityRequest,
  { meetings }: ParityPorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const step: Step = { id: 'reach', title: 'reaching AWS', operations: ['GetMeeting'], effect: 'reads', undo: null };
  await progress.perform(step, async () => {
    try {
      await meetings.find(made.unknownId, signal);
    } catch (error) {
      if (asFailure(error).code !== 'MEETING_NOT_FOUND') throw error;
    }
  });
}
