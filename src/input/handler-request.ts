import { extname } from 'node:path';
import { Args } from '@oclif/core';
import { failed } from '../core/catalogue/failed.js';
import { choice, typedSwitch, value } from './flags.js';
import {
  HANDLER_SETTING_FLAGS,
  type HandlerSettingFlags,
  type HandlerSettings,
  handlerSettings,
} from './handler-settings.js';
import { type HandlerSource, handlerSource } from './handler-source.js';
import type { Typed } from './typed.js';

const LANGUAGES = ['node', 'python', 'policy'] as const;

export const HANDLER_PRINT_FLAGS = {
  language: choice('language', 'what is printed: a part for a handler, or the permissions (default: node)', LANGUAGES),
  whole: typedSwitch('the whole minimal handler, ready to deploy'),
};

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
    throw failed('USAGE.whole-policy');
  }
  return { language, whole };
}

/** The handler to check. Left out, it must not be looked for on standard input. */
export const HANDLER_CHECK_ARGS = {
  file: Args.string({
    name: 'FILE',
    description: 'the handler: .mjs, .cjs, .js, .ts or .py, or FILE#EXPORT',
    ignoreStdin: true,
  }),
};

export const HANDLER_CHECK_FLAGS = {
  'handler-url': value('handler-url', "in FILE's place, a function behind Lambda's invocation API", 'URL'),
  ...HANDLER_SETTING_FLAGS,
  runtime: value('runtime', "run it by this Lambda runtime's rules, such as nodejs24.x or python3.13", 'NAME'),
};

export interface HandlerCheckFlags extends HandlerSettingFlags {
  'handler-url'?: string | undefined;
  runtime?: string | undefined;
}

export interface HandlerCheckRequest {
  handler: HandlerSource;
  settings: HandlerSettings;
  /** Lambda's name of the runtime whose rules count; null for those that most handlers run by. */
  runtime: string | null;
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
  if (handler !== null) {
    const name = file ?? ('url' in handler ? handler.url : '');
    return { handler, settings: handlerSettings(flags), runtime: runtimeOf(flags.runtime, handler), name };
  }
  throw failed('USAGE.no-handler');
}

const RUNTIME = /^(nodejs)\d{2}\.x$|^(python)3\.\d{1,2}$/;

/** A runtime runs the files of its own language. */
function runtimeOf(name: string | undefined, handler: HandlerSource): string | null {
  if (name === undefined) return null;
  const shown = JSON.stringify(name.slice(0, 40));
  const [, node, python] = RUNTIME.exec(name) ?? [];
  if (node === undefined && python === undefined) {
    throw failed('USAGE.runtime', { given: shown });
  }
  if ('url' in handler) throw failed('USAGE.runtime-of-url');
  if ((extname(handler.file) === '.py') === (python !== undefined)) return name;
  throw failed('USAGE.runtime-of-file', { given: shown, extension: extname(handler.file) });
}
