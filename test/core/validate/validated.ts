import { FailedWith } from '../../../src/core/outcome/use-case.js';
import type { DocumentKind } from '../../../src/core/validate/kind.js';
import type { ValidateResult } from '../../../src/core/validate/result.js';
import { validate } from '../../../src/core/validate/validate.js';

/** The result, whether there is something wrong or not. */
export function validated(
  text: string,
  { as = null, fix = false }: { as?: DocumentKind | null; fix?: boolean } = {},
): ValidateResult {
  try {
    return validate({ text, as, fix });
  } catch (error) {
    if (error instanceof FailedWith) return error.result as ValidateResult;
    throw error;
  }
}

/** `path rule` of everything that is wrong with a value. */
export function wrongWith(value: unknown, as: DocumentKind | null = null): string[] {
  return validated(JSON.stringify(value), { as }).problems.map(({ path, rule }) => `${path} ${rule}`);
}
