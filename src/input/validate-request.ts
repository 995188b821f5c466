import { Args } from '@oclif/core';
import { failed } from '../core/catalogue/failed.js';
import { DOCUMENT_KINDS } from '../core/validate/kind.js';
import type { ValidateRequest } from '../core/validate/validate.js';
import type { InputContext } from './context.js';
import { typedChoice, typedSwitch } from './flags.js';
import { readBytes } from './source.js';
import { utf16In } from './text-encoding.js';
import type { Typed } from './typed.js';

/** Left out, it must not read standard input: that is what - is for. */
export const VALIDATE_ARGS = {
  file: Args.string({ description: 'the document; - is standard input', ignoreStdin: true }),
};

export const VALIDATE_FLAGS = {
  as: typedChoice('what it is to be (default: what it looks like)', DOCUMENT_KINDS),
  fix: typedSwitch('write the repaired document, join token included, to stdout, where every repair is certain'),
};

export interface ValidateFlags {
  as?: (typeof DOCUMENT_KINDS)[number] | undefined;
  fix: boolean;
}

/** The document, read as it stands there: what no JSON can have is for the use case to tell. */
export async function validateRequest(
  { flags, args }: Typed<ValidateFlags>,
  context: InputContext,
): Promise<ValidateRequest> {
  const file = args?.['file'];
  if (file === undefined) {
    throw failed('USAGE.nothing-to-validate');
  }
  const text = decoded(await readBytes('FILE', file, context));
  if (text.trim() === '') throw failed('FILE_INVALID.blank');
  return { text, as: flags.as ?? null, fix: flags.fix };
}

/** The mark before it is left in place: it is told. */
function decoded(bytes: Buffer): string {
  const utf16 = utf16In(bytes);
  if (utf16 !== null) return new TextDecoder(utf16, { ignoreBOM: true }).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw failed('FILE_INVALID.encoding');
  }
}
