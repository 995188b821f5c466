import { leftByRun, toldInFull } from '../catalogue/aftermath.js';
import { EXIT_CODES } from '../exit-codes.js';
import { sameId } from '../facts/ids.js';
import { asFailure, type Failure } from '../failure.js';
import { failureRecord } from '../journal/failure-record.js';
import { verdictEntry } from '../journal/verdict-entry.js';
import type { Outcome } from '../outcome/outcome.js';
import type { Ending } from '../run/ending.js';
import { madeAnything, nothingMade } from '../run/made.js';
import { UNDO } from '../run/plan.js';
import type { BridgeResult, Leftover } from '../run/result.js';
import { sentThere } from '../undo/sent-there.js';
import { standing, type Taken, undoInTime } from '../undo/undo.js';
import { veil } from '../veil.js';
import { veilFailure } from '../veil-failure.js';
import type { Verdict } from '../verdict/verdict.js';
import type { Run } from './run.js';

/** Undoes what the verdict allows, says what is left, and writes the answer down. No secret is in what it gives. */
export async function conclude(run: Run, ending: Ending): Promise<Outcome<BridgeResult>> {
  const { result, failure, ...told } = await reckon(run, ending);
  const outcome = {
    ...veil({ result, ...told }, run.secrets),
    failure: failure === null ? null : veilFailure(failure, run.secrets),
  };
  if (outcome.result !== null) {
    const { warnings, requestIds } = outcome;
    const record = outcome.failure === null ? null : failureRecord(outcome.failure);
    run.logbook?.tell({ type: 'ended', result: outcome.result, failure: record, warnings, requestIds });
  }
  return outcome;
}

async function reckon(run: Run, reached: Ending): Promise<Outcome<BridgeResult>> {
  const { request, progress } = run;
  const ending = unlessTakenOver(run, reached);
  const { verdict, evidence } = ending;
  run.logbook?.tell(verdictEntry(ending));
  const taken = await takeBack(run, verdict);
  const leftBehind = verdict !== 'UNCONFIRMED' && taken.leftovers.length > 0;
  const failure = leftBehind ? withExit(ending.failure, EXIT_CODES.leftBehind.code) : ending.failure;
  const result: BridgeResult = {
    verdict,
    runId: request.runId,
    call: run.call,
    meeting: meetingOf(run),
    attendee: attendeeOf(run),
    evidence,
    ...taken,
  };
  const isUsage = failure?.exitCode === EXIT_CODES.usage.code;
  // Exit 2 says that nothing was sent: what turns out to be a mistake later is none of those.
  if (isUsage && !hasSent(run)) return { result: null, failure, ...progress.summary() };
  const told = isUsage ? withExit(failure, EXIT_CODES.failed.code) : failure;
  const withCheck = verdict === 'UNCONFIRMED' && run.logbook !== null ? checkFirst(told, request.runId) : told;
  const inFull = withCheck === null ? null : toldInFull(withCheck, leftByRun(verdict, taken));
  return { result, failure: inFull, ...progress.summary() };
}

/** What this process knows of its own failure is not the run's any more where another one has gone on with it. */
function unlessTakenOver({ logbook }: Run, ending: Ending): Ending {
  if (ending.verdict !== 'FAILED' && ending.verdict !== 'NOT_JOINED') return ending;
  const failure = logbook?.takenOver() ?? null;
  return failure === null ? ending : { verdict: 'UNCONFIRMED', evidence: [], failure };
}

/** The journal knows what to look for, and looking is safe at any time. */
function checkFirst(failure: Failure | null, runId: string): Failure | null {
  if (failure === null) return null;
  const { code, message, exitCode, retryable } = failure;
  const tryThis = [`look again: chime-join runs check ${runId}`, ...failure.tryThis];
  return failure.retold(code, message, { tryThis, exitCode, retryable });
}

/** Only a definite failure is undone: after UNCONFIRMED the caller may be in the meeting, so what stands is only named. */
async function takeBack(run: Run, verdict: Verdict): Promise<Taken> {
  const { request, ports, progress, made } = run;
  const place = { meetingId: request.meetingId, meetingsRegion: request.meetingsRegion };
  if (verdict === 'UNCONFIRMED') return { undone: [], leftovers: standing(made, place) };
  if (verdict === 'JOINED' || verdict === 'ACCEPTED') return endStrays(run);
  if (!madeAnything(made)) return { undone: [], leftovers: [] };
  if (request.keepMeeting) return { undone: [], leftovers: standing(made, place).filter(isUnknown) };
  const other = othersCaller(run);
  if (other !== null) {
    progress.warn(`What this run made is not taken back: the run ${other} sent its caller there too.`);
    return { undone: [], leftovers: standing(made, place) };
  }
  const taken = await progress.perform(UNDO, () => undoInTime(made, place, ports, run.givenUpAt));
  run.logbook?.tell({ type: 'undone', attempt: run.attempt, ...taken });
  if (taken.leftovers.length === 0) await discardFile(run);
  return taken;
}

/** The caller was sent to the meeting that was made last: one that an earlier process made, and was not found again, is empty. */
async function endStrays({ made: { strays }, request, ports, progress }: Run): Promise<Taken> {
  if (strays.length === 0 || request.keepMeeting) return { undone: [], leftovers: [] };
  const place = { meetingId: null, meetingsRegion: request.meetingsRegion };
  return progress.perform(UNDO, () => undoInTime({ ...nothingMade(), strays }, place, ports));
}

/** Nobody else can know a meeting that this very process made: its id is not told before the end. */
function othersCaller({ request, ports, made, attempt, recalled }: Run): string | null {
  const { runId, meetingId } = request;
  if (meetingId === null && recalled === null) return null;
  return sentThere({ runId, attempt, made, meetingId }, ports.journal);
}

/** What was perhaps made, and whose id was never learnt: nobody can have wanted to keep that. */
function isUnknown({ kind, meetingId, attendeeId }: Leftover): boolean {
  return kind === 'meeting' ? meetingId === null : attendeeId === null;
}

/** The file names a meeting that is gone; that it could not be removed is no reason to fail otherwise. */
async function discardFile({ ports, progress }: Run): Promise<void> {
  try {
    await ports.attendeesFile?.discard();
  } catch (error) {
    progress.warn(`The attendees file could not be removed: ${asFailure(error).cause ?? ''}`);
  }
}

function hasSent({ prepared, made, progress }: Run): boolean {
  return prepared !== null || madeAnything(made) || progress.summary().requestIds.length > 0;
}

function withExit(failure: Failure | null, code: number): Failure | null {
  return failure?.retold(failure.code, failure.message, { exitCode: code, retryable: false }) ?? null;
}

function meetingOf({ prepared, recalled, made, request }: Run): BridgeResult['meeting'] {
  const created = request.meetingId === null;
  if (prepared !== null) {
    const { meetingId, externalMeetingId, mediaRegion, region } = prepared.meeting;
    return { meetingId, externalMeetingId, mediaRegion, region, created };
  }
  const meetingId = recalled?.meetingId ?? (made.meeting.state === 'made' ? made.meeting.meetingId : null);
  if (meetingId === null) return null;
  const { externalMeetingId, mediaRegion, meetingsRegion: region } = request;
  const own = created ? { externalMeetingId, mediaRegion } : { externalMeetingId: null, mediaRegion: null };
  return { meetingId, ...own, region, created };
}

function attendeeOf({ prepared, recalled, made, request }: Run): BridgeResult['attendee'] {
  const phone =
    prepared?.phone ??
    recalled ??
    made.attendees.find(({ externalUserId }) => sameId(externalUserId, request.externalUserId));
  return phone === undefined
    ? null
    : { attendeeId: phone.attendeeId, externalUserId: request.externalUserId, created: true };
}
