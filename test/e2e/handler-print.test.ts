import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { HAS_PYTHON } from '../handler/python.js';
import { envelopeSchema } from '../schemas/envelope.js';
import { handlerPrintResult } from '../schemas/handler.js';
import { documentIn, runInOneProcess, scratch } from './program.js';

const run = runInOneProcess();
const source = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../src/handler/${name}`, import.meta.url)), 'utf8');

describe('handler print', () => {
  it.concurrent.each<[string, string[]]>([
    ['join-on-update.mjs', []],
    ['sma-handler.mjs', ['--language', 'node', '--whole']],
    ['join_on_update.py', ['--language', 'python']],
    ['sma_handler.py', ['--language', 'python', '--whole']],
  ])('writes %s to the byte, and nothing else', async (name, args) => {
    const { code, stdout, stderr } = await run(['handler', 'print', ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(source(name));
  });

  it.concurrent('is a document with --json', async () => {
    const ended = await run(['handler', 'print', '--language', 'python', '--json']);
    const { result } = documentIn(envelopeSchema(handlerPrintResult), ended);
    expect(result).toEqual({ language: 'python', whole: false, text: source('join_on_update.py') });
  });

  it.concurrent('writes the permissions as JSON, and tells their placeholders on stderr', async () => {
    const { stdout, stderr, code } = await run(['handler', 'print', '--language', 'policy']);
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(stdout))).toEqual(['operator', 'function']);
    expect(stderr).toMatch(/Replace ACCOUNT_ID .*SMA_ID/);
  });

  it.concurrent('of a policy knows no whole', async () => {
    const { code, stdout } = await run(['handler', 'print', '--language', 'policy', '--whole']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it.concurrent.each(['node', 'python'])(
    'the whole %s handler is clean, and so is one with the part in it',
    async (language) => {
      if (language === 'python' && !HAS_PYTHON) return;
      const folder = scratch();
      const print = async (...more: string[]) =>
        (await run(['handler', 'print', '--language', language, ...more])).stdout;
      const extension = language === 'node' ? 'mjs' : 'py';
      const whole = join(folder, `whole.${extension}`);
      writeFileSync(whole, await print('--whole'));
      chmodSync(whole, 0o400);
      expect((await run(['handler', 'check', whole])).code).toBe(0);
      const mine = join(folder, `mine.${extension}`);
      writeFileSync(mine, `${await print()}\n${MINE[language]}`);
      const { code, stdout } = await run(['handler', 'check', mine]);
      expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('bridge --call-id ID\n') });
    },
  );
});

/** What an operator has, with the part put in. */
const MINE: Record<string, string> = {
  node: `const PAUSE = { Type: 'Pause', Parameters: { DurationInMilliseconds: '9000' } };
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  return joinOnUpdate(event) ?? { SchemaVersion: '1.0', Actions: [PAUSE] };
};
`,
  python: `PAUSE = {"Type": "Pause", "Parameters": {"DurationInMilliseconds": "9000"}}


def lambda_handler(event, context):
    print(json.dumps(event))
    return join_on_update(event) or {"SchemaVersion": "1.0", "Actions": [PAUSE]}
`,
};
