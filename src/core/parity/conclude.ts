import { EXIT_CODES } from '../exit-codes.js';
import { Failure } from '../failure.js';
import { CUT_SHORT, type Update } from './comparing.js';
import type { CaseResult, ParityResult } from './result.js';

/** How the run came to its end. */
export interface Ended {
  /** What broke it off, which nothing should. */
  broken: Failure | null;
  update: Update;
  aborted: boolean;
  interrupted: boolean;
}

/** How it ends; null: the two are the same, as far as they could be compared. */
export function failureOf(result: ParityResult, ended: Ended): Failure | null {
  const failure = endingOf(result, ended);
  const { leftovers } = result;
  if (leftovers.length === 0) return failure;
  const left =
    'A meeting that this command made, or may have made, could not be ended; unless somebody joins it, it ends by itself after five minutes.';
  const details = { tryThis: leftovers.flatMap(({ command }) => command ?? []), exitCode: EXIT_CODES.leftBehind.code };
  if (failure === null) return new Failure('UNAVAILABLE', left, details);
  return failure.retold(failure.code, `${failure.message} ${left}`, details);
}

function endingOf({ cases }: ParityResult, { broken, update, aborted, interrupted }: Ended): Failure | null {
  if (broken !== null) return broken;
  const isCut = aborted && cases.some(({ because }) => because === CUT_SHORT);
  if (update === 'unknown') {
    return new Failure('UNCONFIRMED', 'Whether the update reached the named call is not known.', {
      operation: 'UpdateSipMediaApplicationCall',
      delivery: 'unknown',
      tryThis: [
        "look in the handler's log for CALL_UPDATE_REQUESTED with the argument ChimeJoinParity before you run it again",
      ],
    });
  }
  if (isCut && interrupted) return new Failure('INTERRUPTED', 'Interrupted before every case was compared.');
  if (isCut && update === 'answered') {
    return new Failure('UNCONFIRMED', 'The time was up after the named call had been updated.', {
      tryThis: ['give more time: --timeout 5m'],
    });
  }
  if (aborted)
    return new Failure('TIMED_OUT', 'The time was up before every case was compared.', {
      tryThis: ['Run it again, with a longer --timeout'],
    });
  const compared = cases.filter(({ outcome }) => outcome !== 'not-compared');
  if (compared.length === 0) return nothingCompared(cases);
  const different = compared.filter(({ outcome }) => outcome === 'different').length;
  if (different === 0) return null;
  return new Failure(
    'FINDINGS',
    `The emulator differs from AWS in ${different} of ${compared.length} compared cases.`,
    {
      tryThis: ['put the report into an issue of chime-join: it holds no ids, numbers or tokens'],
    },
  );
}

function nothingCompared(cases: CaseResult[]): Failure {
  const cause = [...new Set(cases.flatMap(({ because }) => because ?? []))].slice(0, 5).join('; ');
  return new Failure('UNAVAILABLE', 'Nothing could be compared.', { cause });
}
