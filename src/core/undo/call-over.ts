import { sameId } from '../facts/ids.js';
import type { FailureCode } from '../failure.js';
import type { Journal } from '../journal/port.js';
import { readableRuns } from '../journal/readable-runs.js';
import type { Attempt } from '../journal/record.js';

/** AWS refused an update of the call because it is over. */
const OVER: readonly FailureCode[] = ['CALL_ENDED', 'CALL_NOT_FOUND'];

/**
 * AWS has told another run, later than this one, that the call is over: no update of it can act any more. It must have asked
 * about the same call in the same place: AWS answers 404 to a wrong application, region or account as well.
 */
export function isCallKnownOver(attempt: Attempt, journal: Pick<Journal, 'runIds' | 'read'>): boolean {
  const { call, begunAt } = attempt;
  if (call.transactionId === null) return false;
  for (const { attempts } of readableRuns(journal, { since: begunAt })) {
    if (attempts.some((later) => isRefusedAsOver(later, attempt))) return true;
  }
  return false;
}

function isRefusedAsOver(later: Attempt, attempt: Attempt): boolean {
  const { update, ended, begunAt } = later;
  if (begunAt < attempt.begunAt || update?.delivery !== 'refused' || !isSamePlace(later, attempt)) return false;
  const code = ended?.failure?.code;
  return code !== undefined && OVER.includes(code);
}

function isSamePlace(later: Attempt, { call, asked }: Attempt): boolean {
  return (
    sameId(later.call.transactionId, call.transactionId) &&
    sameId(later.call.sipMediaApplicationId, call.sipMediaApplicationId) &&
    later.asked.region === asked.region &&
    later.asked.endpoint === asked.endpoint
  );
}
