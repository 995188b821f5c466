import { sameId } from '../facts/ids.js';
import { Failure, type FailureCode } from '../failure.js';
import type { Journal } from '../journal/port.js';
import { type Attempt, recordOf } from '../journal/record.js';

/** AWS refused an update of the call because it is over. */
const OVER: readonly FailureCode[] = ['CALL_ENDED', 'CALL_NOT_FOUND'];

/** AWS has told another run, later than this one, that the call is over: no update of it can act any more. */
export function isCallKnownOver({ call, begunAt }: Attempt, journal: Pick<Journal, 'runIds' | 'read'>): boolean {
  const { transactionId } = call;
  if (transactionId === null) return false;
  return journal.runIds(begunAt).some((runId) => {
    const text = readable(() => journal.read(runId));
    const record = text === null ? null : recordOf(runId, text);
    return record?.attempts.some((attempt) => isRefusedAsOver(attempt, transactionId, begunAt)) === true;
  });
}

function isRefusedAsOver({ call, update, ended, begunAt }: Attempt, transactionId: string, since: number): boolean {
  if (!sameId(call.transactionId, transactionId) || begunAt < since || update?.delivery !== 'refused') return false;
  const code = ended?.failure?.code;
  return code !== undefined && OVER.includes(code);
}

function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}
