import { describe, expect, it } from 'vitest';
import { describePython } from '../handler/python.js';
import { check } from './checked.js';
import { DECIDE, HOLD, KEEP } from './decide.js';

describe('the first of callback, context and promise is the answer', () => {
  it.each([
    ['a callback after an await', 'async (event, context, callback) => { await null; callback(null, decide(event)); }'],
    [
      'a callback without a promise',
      '(event, context, callback) => { setTimeout(() => callback(null, decide(event)), 5); }',
    ],
    [
      'a callback, and a promise that comes later',
      `async (event, context, callback) => {
      callback(null, decide(event)); await new Promise((end) => setTimeout(end, 5)); return { SchemaVersion: 'late' }; }`,
    ],
    ['context.succeed after an await', 'async (event, context) => { await null; context.succeed(decide(event)); }'],
    ['context.done', 'function (event, context) { setImmediate(() => context.done(null, decide(event))); }'],
    [
      'a callback that waits for nothing',
      `(event, context, callback) => {
      context.callbackWaitsForEmptyEventLoop = false; setInterval(() => {}, 60000); callback(null, decide(event)); }`,
    ],
  ])('%s joins, and stops at nodejs24.x', async (_what, handler) => {
    const { result, of } = await check(`${DECIDE}\nexports.handler = ${handler};`, '.cjs');
    expect(result.joined).toBe(true);
    expect(of('runtime')).toMatchObject({ status: 'warning', seen: expect.stringContaining('nodejs24.x') });
  });

  it('a promise that comes before the callback is: the update gets a blank response', async () => {
    const { result, of } = await check(
      `${DECIDE}\nexports.handler = async (event, context, callback) => { setTimeout(() => callback(null, decide(event)), 5); };`,
      '.cjs',
    );
    expect(result.joined).toBeNull();
    expect(of('answers-are-valid')).toMatchObject({ status: 'finding', seen: expect.stringContaining('blank') });
  });
});

describe('a runtime that is named', () => {
  const callback = `${DECIDE}\nexports.handler = async (event, context, callback) => callback(null, decide(event));`;
  it('nodejs24.x refuses a handler with three parameters', async () => {
    await expect(check(callback, '.cjs', { runtime: 'nodejs24.x' })).rejects.toMatchObject({
      code: 'FILE_INVALID',
      cause: expect.stringContaining('Runtime.CallbackHandlerDeprecated'),
    });
    expect((await check(callback, '.cjs', { runtime: 'nodejs22.x' })).result.joined).toBe(true);
  });
  it('nodejs24.x has no context.succeed', async () => {
    const source = `${DECIDE}\nexports.handler = async (event, context) => context.succeed(decide(event));`;
    const { of } = await check(source, '.cjs', { runtime: 'nodejs24.x' });
    expect(of('answers-in-time')?.seen).toContain('context.succeed is not a function');
  });
  it('a plain return is dropped before nodejs24.x and taken from there on', async () => {
    const source = `${DECIDE}\nexports.handler = (event) => decide(event);`;
    expect((await check(source, '.cjs', { runtime: 'nodejs24.x' })).result.joined).toBe(true);
    expect((await check(source, '.cjs', { runtime: 'nodejs22.x' })).of('answers-are-valid')?.seen).toContain('blank');
    expect((await check(source, '.cjs')).of('runtime')).toMatchObject({ status: 'warning' });
  });
});

describe('what stands where the response belongs is named', () => {
  const onUpdate = (answer: string) => `
export const handler = async (event) => {
  const join = { Type: 'JoinChimeMeeting', Parameters: { JoinToken: 'x', MeetingId: 'y' } };
  if (event.InvocationEventType === 'NEW_INBOUND_CALL') return ${HOLD};
  if (event.InvocationEventType === 'CALL_UPDATE_REQUESTED') return ${answer};
  return ${KEEP}; };`;
  it.each([
    ['join', /bare action \(JoinChimeMeeting\)/],
    ['[join]', /bare list of actions/],
    ['JSON.stringify({ SchemaVersion: "1.0", Actions: [join] })', /JSON as a text/],
    ['({ statusCode: 200, body: JSON.stringify(join) })', /API Gateway/],
    ['({ response: { SchemaVersion: "1.0", Actions: [join] } })', /under "response"/],
    ['({ Actions: [join] })', /SchemaVersion is missing/],
  ])('%s', async (answer, seen) => {
    const { of, findings } = await check(onUpdate(answer));
    expect(of('answers-are-valid')).toMatchObject({ status: 'finding', seen: expect.stringMatching(seen) });
    expect(findings).not.toContain('arguments-found');
  });
});

describe('the function in a file', () => {
  const body = (name: string) =>
    `${DECIDE}\nexports.${name} = async (event) => decide(event);\nexports.other = () => {};`;
  it.each(['handler', 'lambdaHandler', 'lambda_handler'])('is found as %s', async (name) => {
    expect((await check(body(name), '.cjs')).result.joined).toBe(true);
  });
  it('is the one that is named, and the others are listed where it is not there', async () => {
    const source = body('onCall');
    expect((await check(source, '.cjs', { exportName: 'onCall' })).result.joined).toBe(true);
    await expect(check(source, '.cjs')).rejects.toMatchObject({
      cause: expect.stringContaining('It exports onCall, other'),
    });
    await expect(check(source, '.cjs', { exportName: 'none' })).rejects.toMatchObject({
      cause: expect.stringMatching(/no function named none.*onCall/),
    });
  });
  it('is a default export, also one that holds it', async () => {
    expect((await check(`${DECIDE}\nexport default async (event) => decide(event);`)).result.joined).toBe(true);
    expect(
      (await check(`${DECIDE}\nexport default { lambdaHandler: async (event) => decide(event) };`)).result.joined,
    ).toBe(true);
  });
});

describe('TypeScript', () => {
  it('is run without its types: enums, type imports, unused imports', async () => {
    const source = `
import type { Context } from 'aws-lambda';
import { SomeType, Handler } from 'aws-lambda';
enum Kind { Call = 'NEW_INBOUND_CALL', Update = 'CALL_UPDATE_REQUESTED' }
interface Event { InvocationEventType: string; ActionData?: { Parameters?: Record<string, any> } }
const hold = <const>{ SchemaVersion: '1.0', Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } }] };
export const lambdaHandler: Handler = async (event: Event, context: Context): Promise<unknown> => {
  console.log(JSON.stringify(event));
  if (event.InvocationEventType === Kind.Call) return hold;
  const args = event.ActionData?.Parameters?.Arguments as Record<string, string> | undefined;
  if (event.InvocationEventType === Kind.Update && args!.join_token) return { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting',
    Parameters: { JoinToken: args!.join_token, MeetingId: args!.meeting_id } }] };
  return { SchemaVersion: '1.0' } satisfies object;
};`;
    const { result } = await check(source, '.ts');
    expect(result).toMatchObject({ joined: true, found: { preset: 'snake_case' } });
  });
  it('says where it cannot be read', async () => {
    await expect(check('export const handler = (: string) => 1;', '.ts')).rejects.toMatchObject({
      code: 'FILE_INVALID',
      cause: expect.stringMatching(/\.ts:1: /),
    });
  });
});

describe('variables', () => {
  it('that it needs to load are named, and given by --env', async () => {
    const source = `if (!process.env.CALLS_TABLE) throw new Error('no table');\n${DECIDE}\nexport const handler = async (event) => decide(event);`;
    await expect(check(source)).rejects.toMatchObject({
      cause: expect.stringContaining('CALLS_TABLE'),
      tryThis: expect.arrayContaining(['Give it what it looks for: --env CALLS_TABLE=VALUE']),
    });
    expect((await check(source, '.mjs', { env: { CALLS_TABLE: 'calls' } })).result.joined).toBe(true);
  });
  it('that an event needs are not charged to it', async () => {
    const source = `export const handler = async (event) => {
      if (event.InvocationEventType === 'NEW_INBOUND_CALL') return ${HOLD};
      if (event.InvocationEventType === 'HANGUP') process.env.WEBHOOK.replace('x', 'y');
      return ${KEEP}; };`;
    expect((await check(source)).of('answers-in-time')).toMatchObject({
      status: 'unknown',
      seen: expect.stringContaining('lacks the variable WEBHOOK'),
      advice: 'Give it: --env WEBHOOK=VALUE',
    });
    expect((await check(source, '.mjs', { env: { WEBHOOK: 'x' } })).status('answers-in-time')).toBe('ok');
  });
  it('of the operator are not there', async () => {
    process.env['CHIME_JOIN_TEST_SECRET'] = 'hidden';
    try {
      const source = `import { readFileSync } from 'node:fs';
      export const handler = async () => {
        const parent = process.platform === 'linux' ? readFileSync('/proc/' + process.ppid + '/environ', 'utf8') : '';
        if ((parent + JSON.stringify(process.env)).includes('CHIME_JOIN_TEST_SECRET')) throw new Error('seen');
        return ${KEEP}; };`;
      expect((await check(source)).status('answers-in-time')).toBe('ok');
    } finally {
      delete process.env['CHIME_JOIN_TEST_SECRET'];
    }
  });
});

describePython('Python', () => {
  it('a variable that it needs to load is named', async () => {
    const source = `import os\nTABLE = os.environ['CALLS_TABLE']\ndef lambda_handler(event, context):\n    return {'SchemaVersion': '1.0'}\n`;
    await expect(check(source, '.py')).rejects.toMatchObject({
      tryThis: expect.arrayContaining(['Give it what it looks for: --env CALLS_TABLE=VALUE']),
    });
    expect((await check(source, '.py', { env: { CALLS_TABLE: 'x' } })).status('answers-in-time')).toBe('ok');
  });
  it('os.getenv is seen too, and an event that needs it is not charged', async () => {
    const source = `import os\ndef handler(event, context):\n    return {'SchemaVersion': os.getenv('SCHEMA').strip()}\n`;
    expect((await check(source, '.py')).of('answers-in-time')).toMatchObject({
      status: 'unknown',
      advice: 'Give it: --env SCHEMA=VALUE',
    });
  });
  it('functions are listed, and one is named', async () => {
    const source = `def on_call(event, context):\n    return {'SchemaVersion': '1.0'}\n`;
    await expect(check(source, '.py')).rejects.toMatchObject({ cause: expect.stringContaining('It has on_call') });
    expect((await check(source, '.py', { exportName: 'on_call' })).status('answers-in-time')).toBe('ok');
  });
});
