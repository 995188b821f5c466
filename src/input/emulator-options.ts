import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../core/failure.js';
import type { InputContext } from './context.js';
import { value } from './flags.js';
import { readSource } from './source.js';
import { durationOf, type Typed } from './typed.js';

export const EMULATOR_FLAGS = {
  port: value('port', 'port on 127.0.0.1 (default: any free one)', 'N'),
  handler: value('handler', "the handler that calls invoke: .mjs, .cjs or .js (default: the program's own)", 'FILE'),
  'log-delay': value('log-delay', 'how long a log record takes until it can be read (default: none)', 'DURATION'),
  faults: value('faults', 'JSON list of faults to begin with; - is standard input', 'FILE'),
};

export interface EmulatorFlags {
  port?: string | undefined;
  handler?: string | undefined;
  'log-delay'?: string | undefined;
  faults?: string | undefined;
}

/** What the emulator is started with; null: its own default. */
export interface EmulatorRequest {
  port: number;
  handlerFile: string | null;
  logDelayMs: number;
  faults: unknown;
}

export async function emulatorRequest(
  { flags }: Typed<EmulatorFlags>,
  context: InputContext,
): Promise<EmulatorRequest> {
  return {
    port: portOf(flags.port),
    handlerFile: flags.handler === undefined ? null : await handlerFile(flags.handler),
    logDelayMs: durationOf('log-delay', flags['log-delay'], 0),
    faults: flags.faults === undefined ? undefined : parseFaults(await readSource('faults', flags.faults, context)),
  };
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Failure('USAGE', `--port ${JSON.stringify(text.slice(0, 20))} is no port.`, {
    tryThis: ['--port 4566', 'Leave it out for any free one'],
  });
}

async function handlerFile(file: string): Promise<string> {
  const path = resolve(file);
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (file !== '' && isFile && /\.[cm]?js$/.test(path)) return path;
  const cause = isFile ? 'it ends in none of .mjs, .cjs, .js' : 'there is no such file';
  throw new Failure('FILE_UNREADABLE', `--handler ${JSON.stringify(file.slice(0, 200))} is no handler.`, { cause });
}

function parseFaults(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure('FILE_INVALID', '--faults: it is no JSON.', {
      cause: error instanceof Error ? error.message : String(error),
    });
  }
}
