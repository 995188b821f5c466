/** `handler check` as scripts run it, and the command it prints. */
import { extname } from 'node:path';
import { expect } from 'vitest';
import type { HandlerCheckName } from '../../src/core/handler-check/result.js';
import { HAS_PYTHON } from '../handler/python.js';
import { envelopeSchema } from '../schemas/envelope.js';
import { handlerCheckResult } from '../schemas/handler.js';
import { documentIn, HANDLERS, PROGRAM, run, start } from './program.js';

export const CONVENTIONS = `${HANDLERS}conventions/`;
const schema = envelopeSchema(handlerCheckResult);
export const runs = (file: string) => extname(file) !== '.py' || HAS_PYTHON;
export const named = (files: readonly string[]) =>
  files.map((file) => [runs(file) ? file : `${file} (skipped: no python3 here)`, file] as const);

export async function check(...args: string[]) {
  const ended = await run(['handler', 'check', ...args, '--json']);
  const { ok, result, error } = documentIn(schema, ended);
  expect(ended.code).toBe(ok ? 0 : (error?.exitCode ?? -1));
  const status = (name: HandlerCheckName) => result?.checks.find((one) => one.check === name)?.status;
  const findings = result?.checks.filter((one) => one.status === 'finding').map((one) => one.check);
  return { ...ended, result, error, status, findings };
}

/** The printed command as a shell runs it, on the emulator with this handler: every word of it, with the call's id for `ID`. */
export function runPrinted(command: string, flags: string[]) {
  const line = command.replace(/ ID\b/, ' "$CHIME_JOIN_CALL_ID"');
  return start(process.execPath, [PROGRAM, 'emulator', 'exec', ...flags, '--', '/bin/sh', '-c', line]);
}
