import { failed } from '../catalogue/failed.js';
import { EXIT_CODES } from '../exit-codes.js';
import { Failure } from '../failure.js';
import { holderIn } from '../journal/logbook.js';
import type { Journal, JournalText } from '../journal/port.js';
import {
  type Attempt,
  lastAttempt,
  leavesSomething,
  meetingIdOf,
  type RunRecord,
  recordOf,
} from '../journal/record.js';
import type { Progress } from '../outcome/progress.js';
import type { RunsPorts } from './ports.js';
import type { RunShowResult, RunState, RunSummary, RunsListResult } from './result.js';

/** Every run that began, the latest first. A journal that cannot be read is a warning. */
export function listRuns({ journal, clock }: RunsPorts, progress: Progress): RunsListResult {
  const runs = journal.runIds().flatMap((runId) => {
    const record = readRecord(runId, journal, progress);
    return record === null ? [] : [summaryOf(record, journal, clock.now())];
  });
  return { runs: runs.sort((one, other) => (one.begunAt < other.begunAt ? 1 : -1)) };
}

/** One run and all that is written of it. Throws RUN_NOT_FOUND. */
export function showRun(runId: string, { journal, clock }: RunsPorts): RunShowResult {
  const { text, record } = requireRun(runId, journal);
  const { entries, torn, foreign } = text;
  return { run: summaryOf(record, journal, clock.now()), entries, unreadable: torn + foreign };
}

/** A run that is in the journal. Throws RUN_NOT_FOUND, JOURNAL_UNUSABLE. */
export function requireRun(runId: string, journal: Journal): { text: JournalText; record: RunRecord } {
  const text = journal.read(runId);
  const record = text === null ? null : recordOf(runId, text);
  if (text !== null && record !== null) return { text, record };
  const given = JSON.stringify(runId.slice(0, 64));
  throw failed('RUN_NOT_FOUND', { given }, { exitCode: EXIT_CODES.notFound.code });
}

/** Null, with a warning where that is odd, for what is no run or cannot be read. */
export function readRecord(runId: string, journal: Journal, progress: Progress): RunRecord | null {
  try {
    const text = journal.read(runId);
    return text === null ? null : recordOf(runId, text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    progress.warn(`${error.message} ${error.cause ?? ''}`);
    return null;
  }
}

export function summaryOf(record: RunRecord, journal: Pick<Journal, 'isAlive'>, now: number): RunSummary {
  const attempt = lastAttempt(record);
  const { asked, call, verdict } = attempt;
  const { endpoint, profile, region, meetingsRegion } = asked;
  const { callId, transactionId } = call;
  return {
    runId: record.runId,
    begunAt: new Date(attempt.begunAt).toISOString(),
    state: stateOf(record, journal, now),
    verdict: verdict?.verdict ?? null,
    attempts: record.attempts.length,
    reason: attempt.reason,
    who: record.lastClaim?.who ?? null,
    ...{ endpoint, profile, region, meetingsRegion, callId, transactionId },
    meetingId: meetingIdOf(attempt),
    leavesSomething: record.attempts.some((one) => owesCleanup(one)),
  };
}

function stateOf(record: RunRecord, journal: Pick<Journal, 'isAlive'>, now: number): RunState {
  if (holderIn(record.claims, journal, now) !== null) return 'UNDER_WAY';
  return lastAttempt(record).ended === null ? 'CUT_SHORT' : 'ENDED';
}

/** It left something that a cleanup may remove some day: a caller is in the meeting of a run that joined. */
export function owesCleanup(attempt: Attempt): boolean {
  return leavesAnything(attempt) && !(attempt.verdict?.verdict === 'JOINED' && attempt.ended !== null);
}

/** Something that it created may still be there, and is not what the operator asked to keep: they cannot have wanted what has no id. */
export function leavesAnything(attempt: Attempt): boolean {
  const isKept = attempt.asked.keepMeeting && attempt.made.meeting.state !== 'asked';
  return !isKept && leavesSomething(attempt);
}
