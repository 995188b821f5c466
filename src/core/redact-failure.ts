import type { Failure } from './failure.js';
import { maskNamed } from './named-secrets.js';
import { redact } from './redact.js';
import type { Secret } from './secret.js';

/** The same failure, with every secret masked in its words: those that are known, and those that a key names. */
export function redactFailure(failure: Failure, secrets: readonly Secret[]): Failure {
  const { code, message, cause, tryThis, exitCode } = failure;
  const named = { message: maskNamed(message), cause: cause === null ? null : maskNamed(cause) };
  const redacted = redact({ ...named, tryThis: [...tryThis] }, secrets);
  return failure.changedTo(code, redacted.message, { ...redacted, exitCode });
}
