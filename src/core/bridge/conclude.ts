import { leftByRun, toldInFull } from '../catalogue/aftermath.js';
import { EXIT_CODES } from '../exit-codes.js';
import type { Failure } from '../failure.js';
import { failureRecord } from '../journal/failure-record.js';
import type { Attempt } from '../journal/record.js';
import { verdictEntry } from '../journal/verdict-entry.js';
import type { Outcome } from '../outcome/outcome.js';
import { type Ending, withoutRecords } from '../run/ending.js';
import { madeAnything } from '../run/made.js';
import type { BridgeResult } from '../run/result.js';
import { type Left, leftAfter, resultOf } from '../undo/result-of.js';
import { cleanupCommand } from '../undo/standing.js';
import { veil } from '../veil.js';
import { veilFailure } from '../veil-failure.js';
import { attemptIn, isOut, type Run } from './run.js';
import { nameEarlier, undoFailed } from './undo-failed.js';

/** Undoes what the verdict allows, says what is left, and writes the answer down. No secret is in what it gives. */
export async function conclude(run: Run, reached: Ending): Promise<Outcome<BridgeResult>> {
  const ending = unlessTakenOver(run, reached);
  run.logbook?.note(verdictEntry(ending));
  nameEarlier(run);
  if (ending.verdict === 'FAILED' && !isOut(run)) return answer(run, ending, await undoFailed(run));
  return concludeWithout(run, ending);
}

/** The same, where nothing is undone. */
export function concludeWithout(run: Run, ending: Ending): Outcome<BridgeResult> {
  const attempt = attemptIn(run);
  const left = attempt === null ? NOTHING_LEFT : leftAfter(run.request.runId, attempt, ending);
  return answer(run, ending, left);
}

const NOTHING_LEFT: Left = { standing: [], undone: [], leftovers: [] };

/** What this process knows of its own failure is not the run's any more where another one has gone on with it. */
function unlessTakenOver({ logbook }: Run, ending: Ending): Ending {
  if (ending.verdict !== 'FAILED' && ending.verdict !== 'NOT_JOINED') return ending;
  const failure = logbook?.takenOver() ?? null;
  return failure === null ? ending : withoutRecords('UNCONFIRMED', failure);
}

function answer(run: Run, ending: Ending, left: Left): Outcome<BridgeResult> {
  const { request, progress, prepared, secrets, logbook } = run;
  const attempt = attemptIn(run);
  const failure = failureOf(run, ending, left);
  const isUsage = failure?.exitCode === EXIT_CODES.usage.code;
  const result =
    attempt === null
      ? nothingBegun(run, ending)
      : resultOf(request.runId, attempt, ending, { left, meeting: prepared?.meeting ?? null });
  const outcome = {
    ...veil({ result: isUsage ? null : result, ...progress.summary() }, secrets),
    failure: failure === null ? null : veilFailure(failure, secrets),
  };
  if (outcome.result !== null) {
    const { warnings, requestIds } = outcome;
    const record = outcome.failure === null ? null : failureRecord(outcome.failure);
    logbook?.note({ type: 'ended', result: outcome.result, failure: record, warnings, requestIds });
  }
  return outcome;
}

function nothingBegun(
  { request: { runId, call, region } }: Run,
  { verdict, asOf, likely, evidence }: Ending,
): BridgeResult {
  const nothing = { meeting: null, attendee: null, ...NOTHING_LEFT };
  return { verdict, asOf, likely, runId, call: { ...call, region }, evidence, ...nothing };
}

function failureOf(run: Run, { verdict, failure }: Ending, left: Left): Failure | null {
  if (failure === null) return null;
  const { runId } = run.request;
  const attempt = attemptIn(run);
  const ended = verdict === 'FAILED' ? failedFor(failure, left, attempt) : failure;
  // Exit 2 says that nothing was sent: what turns out to be a mistake later is not a usage error.
  const isUsage = ended.exitCode === EXIT_CODES.usage.code;
  const honest = isUsage && hasSent(run, attempt) ? withExit(ended, EXIT_CODES.failed.code) : ended;
  if (honest.exitCode === EXIT_CODES.usage.code) return honest;
  const wrongCaller = run.interrupt.aborted ? takeOut(run) : [];
  return toldInFull(
    withAdvice(honest, { look: verdict === 'UNCONFIRMED', left, runId, wrongCaller }),
    leftByRun(verdict, left),
  );
}

/** Something that could not be undone is the worst of it. What was lost on the way and is undone may be run again. */
function failedFor(failure: Failure, { leftovers }: Left, attempt: Attempt | null): Failure {
  if (leftovers.length > 0) return withExit(failure, EXIT_CODES.leftBehind.code);
  const isUndone = attempt !== null && madeAnything(attempt.made) && failure.delivery === 'unknown';
  if (!isUndone || failure.code !== 'UNREADABLE_ANSWER') return failure;
  return failure.retold('UNAVAILABLE', failure.message, { delivery: 'not-sent' });
}

interface Advice {
  /** The journal knows what to look for, and looking is safe at any time. */
  look: boolean;
  left: Left;
  runId: string;
  wrongCaller: string[];
}

function withAdvice(failure: Failure, { look, left, runId, wrongCaller }: Advice): Failure {
  const { code, message, exitCode, tryThis } = failure;
  const first = look ? [`look again: chime-join runs check ${runId}`] : [];
  const stands = left.standing.length > 0;
  const last = stands
    ? [`once the call is over, remove what stands: ${cleanupCommand(runId)} --yes`, ...wrongCaller]
    : [];
  return failure.retold(code, message, { tryThis: [...first, ...tryThis, ...last], exitCode });
}

/** The one piece of advice that may drop somebody, and says so: an interrupt often means that the caller was the wrong one. */
function takeOut({ prepared }: Run): string[] {
  if (prepared === null) return [];
  const { meeting, phone } = prepared;
  const command = `chime-join attendee remove --meeting-id ${meeting.meetingId} --attendee-id ${phone.attendeeId}`;
  return [`wrong caller? take them out, which cuts them off: ${command} --meetings-region ${meeting.region}`];
}

function hasSent({ prepared, progress }: Run, attempt: Attempt | null): boolean {
  const isMade = attempt !== null && madeAnything(attempt.made);
  return prepared !== null || isMade || progress.summary().requestIds.length > 0;
}

function withExit(failure: Failure, exitCode: number): Failure {
  return failure.retold(failure.code, failure.message, { exitCode });
}
