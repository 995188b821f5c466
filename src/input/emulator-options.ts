import { failed } from '../core/catalogue/failed.js';
import type { InputContext } from './context.js';
import { typedSwitch, value } from './flags.js';
import {
  HANDLER_SETTING_FLAGS,
  type HandlerSettingFlags,
  type HandlerSettings,
  handlerSettings,
} from './handler-settings.js';
import { type HandlerSource, handlerSource } from './handler-source.js';
import { parseJson } from './json-text.js';
import { readSource } from './source.js';
import { durationOf, type Typed } from './typed.js';

export const EMULATOR_FLAGS = {
  port: value('port', 'port on 127.0.0.1 (default: any free one)', 'N'),
  handler: value(
    'handler',
    "the handler that calls invoke: .mjs, .cjs, .js, .ts or .py (default: the program's own)",
    'FILE[#EXPORT]',
  ),
  ...HANDLER_SETTING_FLAGS,
  'handler-url': value('handler-url', "in its place, a function behind Lambda's invocation API", 'URL'),
  'log-delay': value('log-delay', 'how long a log record takes until it can be read (default: none)', 'DURATION'),
  faults: value('faults', 'JSON list of faults to begin with; - is standard input', 'FILE'),
  quotas: value(
    'quotas',
    "the account's quotas: aws for those of a new account, or a JSON file (default: raised)",
    'aws|FILE',
  ),
  'no-meeting-events': typedSwitch("write none of Chime's meeting events into a log group"),
};

export interface EmulatorFlags extends HandlerSettingFlags {
  port?: string | undefined;
  handler?: string | undefined;
  'handler-url'?: string | undefined;
  'log-delay'?: string | undefined;
  faults?: string | undefined;
  quotas?: string | undefined;
  'no-meeting-events'?: boolean | undefined;
}

/** What the emulator is started with; null: its own default. */
export interface EmulatorRequest {
  port: number;
  handler: HandlerSource | null;
  settings: HandlerSettings;
  logDelayMs: number;
  faults: unknown;
  /** `aws`, what a file says, or undefined. */
  quotas?: unknown;
  meetingEvents?: boolean;
}

export async function emulatorRequest(
  { flags, typed }: Typed<EmulatorFlags>,
  context: InputContext,
): Promise<EmulatorRequest> {
  return {
    port: portOf(flags.port),
    handler: await handlerOf({ flags, typed }),
    settings: handlerSettings(flags),
    logDelayMs: durationOf('log-delay', flags['log-delay'], 0),
    faults:
      flags.faults === undefined
        ? undefined
        : parseJson('faults', await readSource('faults', flags.faults, context), 'ours'),
    quotas: await quotasOf(flags.quotas, context),
    meetingEvents: flags['no-meeting-events'] !== true,
  };
}

async function quotasOf(text: string | undefined, context: InputContext): Promise<unknown> {
  if (text === undefined || text === 'aws') return text;
  return parseJson('quotas', await readSource('quotas', text, context), 'ours');
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw failed('USAGE.port', { given: JSON.stringify(text.slice(0, 20)) });
}

/** What was typed outranks the environment; two that stand side by side contradict each other. */
function handlerOf({ flags, typed }: Typed<EmulatorFlags>): Promise<HandlerSource | null> {
  const one = (['handler', 'handler-url'] as const).filter((flag) => typed.has(flag));
  const take = (flag: 'handler' | 'handler-url') => (one.length === 1 && one[0] !== flag ? undefined : flags[flag]);
  return handlerSource('--handler', take('handler'), take('handler-url'));
}
