import type { Failure } from './failure.js';
import { maskNamed } from './named-secrets.js';
import type { Secret } from './secret.js';
import { veil } from './veil.js';

/** The same failure, with every secret masked in its words: those that are known, and those that a key names. */
export function veilFailure(failure: Failure, secrets: readonly Secret[]): Failure {
  const { code, message, cause, tryThis, exitCode } = failure;
  const named = { message: maskNamed(message), cause: cause === null ? null : maskNamed(cause) };
  const veiled = veil({ ...named, tryThis: [...tryThis] }, secrets);
  return failure.retold(code, veiled.message, { ...veiled, exitCode });
}
