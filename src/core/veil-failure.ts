import type { Failure } from './failure.js';
import type { Secret } from './secret.js';
import { veil } from './veil.js';

/** The same failure, with every stretch of a secret masked in what it tells. */
export function veilFailure(failure: Failure, secrets: readonly Secret[]): Failure {
  const { code, message, cause, tryThis, exitCode } = failure;
  const veiled = veil({ message, cause, tryThis: [...tryThis] }, secrets);
  return failure.retold(code, veiled.message, { ...veiled, exitCode });
}
