import { failed, reworded } from '../catalogue/failed.js';
import { EXIT_CODES } from '../exit-codes.js';
import type { Failure } from '../failure.js';
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
  const commands = leftovers.flatMap(({ command }) => command ?? []);
  const details = { exitCode: EXIT_CODES.leftBehind.code };
  if (failure === null) return failed('UNAVAILABLE.parity-leftover', { commands }, details);
  return reworded(failure, '*.parity-leftover', { said: failure.message, commands }, details);
}

function endingOf({ cases }: ParityResult, { broken, update, aborted, interrupted }: Ended): Failure | null {
  if (broken !== null) return broken;
  const isCut = aborted && cases.some(({ because }) => because === CUT_SHORT);
  if (update === 'unknown') {
    const details = { operation: 'UpdateSipMediaApplicationCall', delivery: 'unknown' } as const;
    return failed('UNCONFIRMED.parity-update', {}, details);
  }
  if (isCut && interrupted) return failed('INTERRUPTED.parity');
  if (isCut && update === 'answered') return failed('UNCONFIRMED.parity-time');
  if (aborted) return failed('TIMED_OUT.parity');
  const compared = cases.filter(({ outcome }) => outcome !== 'not-compared');
  if (compared.length === 0) return nothingCompared(cases);
  const different = compared.filter(({ outcome }) => outcome === 'different').length;
  if (different === 0) return null;
  return failed('FINDINGS.parity', { different, compared: compared.length });
}

function nothingCompared(cases: CaseResult[]): Failure {
  const why = [...new Set(cases.flatMap(({ because }) => because ?? []))].slice(0, 5).join('; ');
  return failed('UNAVAILABLE.parity', { why });
}
