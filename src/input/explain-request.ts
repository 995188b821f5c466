import { statSync } from 'node:fs';
import { Args } from '@oclif/core';
import { forShell } from '../core/catalogue/command-line.js';
import { failed } from '../core/catalogue/failed.js';
import { operationNamed } from '../core/catalogue/operations.js';
import type { ExplainRequest } from '../core/explain/explain.js';
import type { InputContext } from './context.js';
import { typedSwitch, value } from './flags.js';
import { readSource } from './source.js';
import type { Typed } from './typed.js';

/** Left out, it must not read standard input: that is what --file - is for. */
export const EXPLAIN_ARGS = {
  error: Args.string({ description: 'a code, a name, a number or a message', ignoreStdin: true }),
};

export const EXPLAIN_FLAGS = {
  file: value('file', 'an event, an answer or a whole log instead; - is standard input', 'FILE'),
  operation: value('operation', 'the AWS operation the error came from: a 404 means another thing for each', 'NAME'),
  'transaction-id': value('transaction-id', 'the call to explain, where the text holds several', 'ID'),
  list: typedSwitch('every entry of the catalogue, and how sure each is'),
};

export interface ExplainFlags {
  file?: string | undefined;
  operation?: string | undefined;
  'transaction-id'?: string | undefined;
  list: boolean;
}

/** The words after the command, or the file's; null: the list is wanted. */
export async function explainRequest(
  { flags, typed, args }: Typed<ExplainFlags>,
  context: InputContext,
): Promise<ExplainRequest | null> {
  const words = args?.['error'];
  const operation = flags.operation === undefined ? null : operationNamed(flags.operation.trim());
  // What is typed outweighs a file that the environment names.
  const file = words !== undefined && !typed.has('file') ? undefined : flags.file;
  if (flags.list) {
    if (words === undefined && !typed.has('file')) return null;
    throw failed('USAGE.list-alone');
  }
  if (words !== undefined && file !== undefined) {
    throw failed('USAGE.words-and-file');
  }
  const call = { transactionId: pastedId(flags['transaction-id']), mustHoldCall: typed.has('transaction-id') };
  if (file !== undefined) return { text: await readSource('file', file, context), operation, ...call };
  if (words !== undefined && words.trim() !== '') return { text: words, operation, ...call, file: fileNamed(words) };
  throw failed('USAGE.nothing-to-explain');
}

/** The words as a shell takes them, where they name a file. */
function fileNamed(words: string): string | null {
  try {
    return statSync(words).isDirectory() ? null : forShell(words);
  } catch {
    return null;
  }
}

/** An id as people paste it, with quotation marks, blanks or a comma around it. */
function pastedId(id: string | undefined): string | null {
  const bare = (id ?? '').replace(/^[\s"']+|[\s"',]+$/g, '');
  return bare === '' ? null : bare;
}
