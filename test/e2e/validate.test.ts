import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { envelopeSchema } from '../schemas/envelope.js';
import { validateResult } from '../schemas/validate.js';
import { documentIn, runInOneProcess, scratch } from './program.js';

const run = runInOneProcess();
const EXAMPLES = fileURLToPath(new URL('../core/validate/aws-examples/', import.meta.url));
const SCHEMA = envelopeSchema(validateResult);
const TOKEN = 'MmVkYTk5ZDgtbm90LWEtcmVhbC10b2tlbjpvdXJzLWFuZC1ub2JvZHktZWxzZXM';
const MEETING = '11112222-3333-4444-5555-666677770706';
const ACTION = JSON.stringify({ Type: 'JoinChimeMeeting', Parameters: { JoinToken: TOKEN, MeetingId: MEETING } });

describe('validate', () => {
  it.concurrent('ends with 0 where nothing is wrong, and says what it is', async () => {
    const { code, stdout, stderr } = await run(['validate', '-'], { stdin: ACTION });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('this is an action: nothing is wrong with it');
  });

  it.concurrent('finds what is wrong on the JoinChimeMeeting page, with its place', async () => {
    const { code, stdout } = await run(['validate', `${EXAMPLES}join-chime-meeting.success.txt`]);
    expect(code).toBe(1);
    expect(stdout).toContain('error 9:34 a comma is missing after this');
    expect(stdout).toContain('error 12:6 a comma is missing after this');
    expect(stdout).toContain('real events have InvocationEventType');
  });

  it.concurrent('tells scripts the same, in one document', async () => {
    const ended = await run(['validate', '--json', `${EXAMPLES}use-cases.empty-response.txt`]);
    expect(ended.code).toBe(1);
    expect(documentIn(SCHEMA, ended)).toMatchObject({
      ok: false,
      error: { code: 'FINDINGS', exitCode: 1 },
      result: {
        kind: 'response',
        valid: false,
        fixed: null,
        problems: [{ path: '$', line: 2, column: 27, rule: 'json:missing-comma' }],
      },
    });
  });

  it.concurrent('with --json and nothing wrong', async () => {
    const ended = await run(['validate', '--json', '--as', 'action', '-'], { stdin: ACTION });
    expect(documentIn(SCHEMA, ended)).toMatchObject({
      ok: true,
      result: { kind: 'action', valid: true, problems: [] },
    });
  });

  it.concurrent('with another kind said: a finding', async () => {
    const { code, stdout } = await run(['validate', '-', '--as', 'event'], { stdin: ACTION });
    expect(code).toBe(1);
    expect(stdout).toContain('this is an action, not an event');
  });

  it.concurrent('repeats no join token', async () => {
    const broken = ACTION.replace(',"MeetingId"', ' "MeetingId"');
    for (const args of [
      ['validate', '-'],
      ['validate', '--json', '-'],
    ]) {
      const { code, stdout, stderr } = await run(args, { stdin: broken });
      expect(code).toBe(1);
      expect(stdout + stderr).not.toContain(TOKEN.slice(0, 16));
    }
  });
});

describe('validate --fix', () => {
  it.concurrent('prints the repaired document, and ends with 0 where nothing is left', async () => {
    const file = join(scratch(), 'copied.json');
    writeFileSync(file, ACTION.replace(',"MeetingId"', '\n"MeetingId"'));
    const { code, stdout, stderr } = await run(['validate', '--fix', file]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(ACTION));
    expect(stderr).toContain('a comma is missing after this (repaired)');
    expect(stderr).not.toContain(TOKEN.slice(0, 16));
  });

  it.concurrent('leaves a document with nothing wrong byte for byte', async () => {
    const { code, stdout } = await run(['validate', '--fix', '-'], { stdin: ` ${ACTION}\r\n` });
    expect({ code, stdout }).toEqual({ code: 0, stdout: ` ${ACTION}\r\n` });
  });

  it.concurrent('prints what only rules forbid, and ends with 1', async () => {
    const { code, stdout, stderr } = await run(['validate', '--fix', `${EXAMPLES}mute-unmute.action.txt`]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).Actions[0].Parameters.ParticipantTag).toBe('LEG-B');
    expect(stderr).toContain('left in the response, which no repair can remove');
  });

  it.concurrent('prints nothing where a repair is not certain', async () => {
    const { code, stdout, stderr } = await run(['validate', '--fix', `${EXAMPLES}record-audio.action.txt`]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('not certain');
  });

  it.concurrent('with --json: the document is a text of the result', async () => {
    const ended = await run(['validate', '--fix', '--json', `${EXAMPLES}use-cases.empty-response.txt`]);
    const { ok, result } = documentIn(SCHEMA, ended);
    expect({ ok, code: ended.code }).toEqual({ ok: true, code: 0 });
    expect(JSON.parse(result?.fixed as string)).toEqual({ SchemaVersion: '1.0', Actions: [] });
  });
});

describe('what is no text, or none at all', () => {
  const scratchFile = (bytes: Buffer) => {
    const file = join(scratch(), 'document');
    writeFileSync(file, bytes);
    return file;
  };

  it.concurrent('UTF-16 with its mark, as PowerShell writes it, is read, and repaired to UTF-8', async () => {
    const file = scratchFile(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(ACTION, 'utf16le')]));
    const { code, stdout } = await run(['validate', '--fix', file]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: ACTION });
  });

  it.concurrent('a byte order mark is told, and removed', async () => {
    const file = scratchFile(Buffer.from(`\ufeff${ACTION}`));
    expect((await run(['validate', file])).stdout).toContain('error 1:1 a byte order mark');
    expect((await run(['validate', '--fix', file])).stdout).toBe(ACTION);
  });

  it.concurrent.each<[string, () => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['bytes that are no text', () => Buffer.from([0x7b, 0xff, 0xff, 0x7d])],
    ['more than eight megabytes', () => Buffer.alloc(8_000_001, '{')],
  ])('%s: exit 2', async (_, bytes) => {
    const { code, stdout, stderr } = await run(['validate', scratchFile(bytes())]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Error: FILE: /);
  });

  it.concurrent('five megabytes of braces are refused in a moment', async () => {
    const { code, stdout } = await run(['validate', scratchFile(Buffer.alloc(5_000_000, '{'))]);
    expect(code).toBe(1);
    expect(stdout).toContain('nested more than 100 levels deep');
    expect(stdout.length).toBeLessThan(60_000);
  });
});
