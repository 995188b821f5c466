import { Args } from '@oclif/core';
import { Failure } from '../core/failure.js';
import { choice, typedSwitch, value } from './flags.js';
import { type HandlerSource, handlerSource } from './handler-source.js';
import type { Typed } from './typed.js';

const LANGUAGES = ['node', 'python', 'policy'] as const;

export const HANDLER_PRINT_FLAGS = {
  language: choice('language', 'what is printed: a part for a handler, or the permissions (default: node)', LANGUAGES),
  whole: typedSwitch('the whole minimal handler, ready to deploy'),
};

/** HANDLER_PRINT_FLAGS, as parsed. */
export interface HandlerPrintFlags {
  language?: (typeof LANGUAGES)[number] | undefined;
  whole?: boolean | undefined;
}

export interface HandlerPrintRequest {
  language: (typeof LANGUAGES)[number];
  whole: boolean;
}

export async function handlerPrintRequest({ flags }: Typed<HandlerPrintFlags>): Promise<HandlerPrintRequest> {
  const { language = 'node', whole = false } = flags;
  if (whole && language === 'policy') {
    throw new Failure('USAGE', '--whole is for a handler, and --language policy prints permissions.', {
      tryThis: ['chime-join handler print --language policy', 'chime-join handler print --language node --whole'],
    });
  }
  return { language, whole };
}

/** The handler to check. Left out, it must not be looked for on standard input. */
export const HANDLER_CHECK_ARGS = {
  file: Args.string({ name: 'FILE', description: 'the handler: .mjs, .cjs, .js or .py', ignoreStdin: true }),
};

export const HANDLER_CHECK_FLAGS = {
  'handler-url': value('handler-url', "in FILE's place, a function behind Lambda's invocation API", 'URL'),
};

/** HANDLER_CHECK_FLAGS, as parsed. */
export interface HandlerCheckFlags {
  'handler-url'?: string | undefined;
}

export interface HandlerCheckRequest {
  handler: HandlerSource;
  /** As the operator named it. */
  name: string;
}

/** A FILE that is typed outranks a URL of the environment. */
export async function handlerCheckRequest({
  flags,
  typed,
  args,
}: Typed<HandlerCheckFlags>): Promise<HandlerCheckRequest> {
  const file = args?.['file'];
  const url = file !== undefined && !typed.has('handler-url') ? undefined : flags['handler-url'];
  const handler = await handlerSource('FILE', file, url);
  if (handler !== null) return { handler, name: file ?? ('url' in handler ? handler.url : '') };
  throw new Failure('USAGE', 'Which handler? Name its file, or the URL of its invocation API.', {
    tryThis: ['chime-join handler check ./index.mjs', 'chime-join handler check --handler-url http://127.0.0.1:9000'],
  });
}
