/** What is wrong with one answer of the program: its verdict, its exit, the meeting that it chose. */
import { EXITS, LEFT_BEHIND, UNAVAILABLE } from '../stage/exits.js';
import { updatesIn } from '../stage/requests.js';
import { ourLegs } from '../stage/things.js';
import type { Run, Said } from './run.js';

/** HUP, INT, TERM: what the program ends with when it was interrupted. */
const INTERRUPTED = [129, 130, 143];

export function untrueVerdict(run: Run, { result: { verdict, asOf, likely } }: Said): string[] {
  const joined = ourLegs(run).length > 0;
  const delivered = updatesIn(run.truth.requests).length > 0;
  if (verdict === 'JOINED' && !joined) return ['JOINED, and no leg ever led there'];
  if ((verdict === 'NOT_JOINED' || verdict === 'FAILED') && joined) return [`${verdict}, and a leg led there`];
  if (verdict === 'FAILED' && delivered) return ['FAILED, and the update was delivered'];
  if (verdict === 'ACCEPTED' && !delivered) return ['ACCEPTED, and no update was delivered'];
  if ((verdict === 'JOINED' || verdict === 'NOT_JOINED') && asOf === null) return [`${verdict}, as of nothing`];
  return verdict !== 'UNCONFIRMED' && likely !== null ? [`${verdict}, and likely ${likely}`] : [];
}

export function wrongExit({ plan }: Run, { exit, code, retryable, result }: Said): string[] {
  const { verdict, leftovers } = result;
  const problems: string[] = [];
  if ((exit === UNAVAILABLE) !== retryable) problems.push(`exit ${exit}, and retryable is ${retryable}`);
  if (leftovers.length > 0 !== (exit === LEFT_BEHIND)) problems.push(`${leftovers.length} leftovers, and exit ${exit}`);
  const isKnown = exit !== null && EXITS[verdict].includes(exit);
  return isKnown || isInterrupted() ? problems : [...problems, `${verdict} with exit code ${exit}`];

  function isInterrupted(): boolean {
    if (plan.interruptAfter === null || exit === null) return false;
    if (plan.asProgram !== null && INTERRUPTED.includes(exit) && verdict !== 'JOINED') return true;
    return code === 'INTERRUPTED' && exit === 130;
  }
}

/** Where an earlier run for the call left a meeting that is there, and can be read, this one goes into that meeting. */
export function wrongRoom({ before, plan }: Run, { result: { meeting, verdict } }: Said): string[] {
  const { earlier } = before;
  if (earlier === null || meeting === null || verdict === 'FAILED') return [];
  const isHidden = plan.faults.some(({ operation }) => operation === 'GetMeeting');
  const isThere = meeting.meetingId === earlier.meetingId && !meeting.created;
  return isThere || isHidden
    ? []
    : [`the earlier run's meeting is ${earlier.meetingId}, this run's ${meeting.meetingId}`];
}
