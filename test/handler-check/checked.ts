/** `handler check` in this process: the handler in a process of its own, the embedded AWS beside us. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { HandlerCheckName, HandlerCheckResult } from '../../src/core/handler-check/result.js';
import { FailedWith } from '../../src/core/outcome/use-case.js';
import { checkedHandler } from '../../src/frame/handler.js';

const folder = mkdtempSync(join(tmpdir(), 'chime-join-check-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

/** Writes a handler; `name` ends with its language. */
export function written(source: string, name = '.mjs'): string {
  count += 1;
  const file = join(folder, `h${count}${name.startsWith('.') ? name : `-${name}`}`);
  writeFileSync(file, source);
  return file;
}

export interface HowToCheck {
  env?: Record<string, string>;
  runtime?: string;
  allowNetwork?: boolean;
  exportName?: string;
}

async function checkFile(file: string, how: HowToCheck = {}) {
  const { env: variables = {}, runtime = null, allowNetwork = false, exportName } = how;
  const handler = exportName === undefined ? { file } : { file, exportName };
  const request = { handler, settings: { variables, allowNetwork }, runtime, name: file };
  const result = await checkedHandler(request, new AbortController().signal).catch((error: unknown) => {
    if (error instanceof FailedWith) return error.result as HandlerCheckResult;
    throw error;
  });
  const of = (name: HandlerCheckName) => result.checks.find(({ check }) => check === name);
  const findings = result.checks.filter(({ status }) => status === 'finding').map(({ check }) => check);
  return { result, of, findings, status: (name: HandlerCheckName) => of(name)?.status };
}

export const check = (source: string, name?: string, how?: HowToCheck) => checkFile(written(source, name), how);
