import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bridgeEnvelope, documentIn, run, runInOneProcess, scratch, withCall } from './program.js';

const ID = '11111111-2222-3333-4444-555555555555';
const OTHER = '99999999-2222-3333-4444-555555555555';
const CALL = ['--transaction-id', ID, '--sma-id', OTHER];

const LEG_B = JSON.stringify({
  SchemaVersion: '1.0',
  Sequence: 3,
  InvocationEventType: 'HANGUP',
  ActionData: { Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-B', CallId: OTHER } },
  CallDetails: {
    TransactionId: ID,
    SipMediaApplicationId: OTHER,
    AwsRegion: 'us-east-1',
    Participants: [
      { CallId: ID.replace('1', '2'), ParticipantTag: 'LEG-A', Status: 'Connected' },
      { CallId: OTHER, ParticipantTag: 'LEG-B', Status: 'Disconnected' },
    ],
  },
});

const runHere = runInOneProcess();

describe('bad input ends with 2, says what to type instead, and sends nothing', () => {
  test.each<[string, string[], string, string?]>([
    ['no call', [], 'ID_MISSING'],
    ['an empty id', ['--call-id', ''], 'ID_INVALID'],
    ['an id that is none', ['--call-id', 'C-123'], 'ID_INVALID'],
    ['an id with something around it', ['--call-id', ` ${ID}`], 'ID_INVALID'],
    ['a transaction without its SMA', ['--transaction-id', ID], 'ID_MISSING'],
    ['an SMA without a transaction', ['--sma-id', ID], 'ID_MISSING'],
    [
      'a CallId given as the TransactionId too',
      ['--call-id', ID, '--transaction-id', ID, '--sma-id', OTHER],
      'IDS_CONTRADICT',
    ],
    ['a meeting id that is none', [...CALL, '--meeting-id', 'my meeting'], 'ID_INVALID'],
    ['an unknown region', [...CALL, '--region', 'us-east-9'], 'REGION_INVALID'],
    ['a region without voice', [...CALL, '--region', 'af-south-1'], 'REGION_INVALID'],
    ['an empty region', [...CALL, '--region', ''], 'REGION_INVALID'],
    ['a voice region without meetings, alone', [...CALL, '--region', 'eu-west-1'], 'REGION_MISSING'],
    ['a meetings region that is none', [...CALL, '--meetings-region', 'eu-west-1'], 'REGION_INVALID'],
    ['a media region that is none', [...CALL, '--media-region', 'the moon'], 'REGION_INVALID'],
    [
      'a media region that the control region cannot use',
      [...CALL, '--meetings-region', 'il-central-1', '--media-region', 'us-east-1'],
      'REGION_INVALID',
    ],
    ['a duration without a unit', [...CALL, '--wait', '60'], 'DURATION_INVALID'],
    ['a negative duration', [...CALL, '--timeout', '-5s'], 'DURATION_INVALID'],
    ['--wait and --no-wait', [...CALL, '--wait', '5s', '--no-wait'], 'USAGE'],
    ['an argument without a key', [...CALL, '--argument', '=value'], 'ARGUMENT_INVALID'],
    ['an argument that is no KEY=VALUE', [...CALL, '--argument', 'value'], 'ARGUMENT_INVALID'],
    ['a placeholder that is not closed', [...CALL, '--argument', 'a={{JoinToken'], 'ARGUMENT_INVALID'],
    ['an unknown placeholder', [...CALL, '--argument', 'a={{Token}}'], 'ARGUMENT_INVALID'],
    ['a placeholder whose value nobody knows', [...CALL, '--argument', 'leg={{CallId}}'], 'ARGUMENT_INVALID'],
    ['one argument twice', [...CALL, '--argument', 'a=1', '--argument', 'a=2'], 'ARGUMENT_INVALID'],
    [
      '21 arguments',
      [...CALL, ...Array.from({ length: 17 }, (_, n) => ['--argument', `k${n}=v`]).flat()],
      'ARGUMENT_INVALID',
    ],
    ['an unknown preset', [...CALL, '--arguments', 'mine'], 'USAGE'],
    ['an unknown flag', [...CALL, '--frobnicate'], 'USAGE'],
    ['an argument without a flag', [...CALL, 'extra'], 'USAGE'],
    ['a flag twice', [...CALL, '--region', 'us-east-1', '--region', 'us-west-2'], 'USAGE'],
    ['an external user id that AWS forbids', [...CALL, '--external-user-id', 'aws:me'], 'ID_INVALID'],
    ['an external user id that is too short', [...CALL, '--external-user-id', 'x'], 'ID_INVALID'],
    ['the same attendee twice', [...CALL, '--add-attendee', 'me', '--add-attendee', 'me'], 'USAGE'],
    ['http to elsewhere', [...CALL, '--endpoint-url', 'http://example.com'], 'ENDPOINT_INVALID'],
    ['an endpoint that is no url', [...CALL, '--endpoint-url', 'nonsense'], 'ENDPOINT_INVALID'],
    ['a log group that is none', [...CALL, '--log-group', 'a b'], 'USAGE'],
    ['an event file that is not there', ['--event', '/nonexistent'], 'FILE_UNREADABLE'],
    ['an event file that is a folder', ['--event', '/'], 'FILE_UNREADABLE'],
    ['nothing on standard input', ['--event', '-'], 'FILE_INVALID', ''],
    ['no event on standard input', ['--event', '-'], 'FILE_INVALID', 'hello'],
    ['a broken event', ['--event', '-'], 'FILE_INVALID', LEG_B.slice(0, 200)],
    ['a deeply nested one', ['--event', '-'], 'FILE_INVALID', '{"a":'.repeat(200_000)],
    ['a huge one', ['--event', '-'], 'FILE_INVALID', 'x'.repeat(9_000_000)],
    ['an event of another transaction', ['--event', '-', '--transaction-id', OTHER], 'IDS_CONTRADICT', LEG_B],
    ['a CallId that is LEG-B', ['--event', '-', '--call-id', OTHER], 'LEG_NOT_JOINABLE', LEG_B],
    ['a CallId the event does not have', ['--event', '-', '--call-id', ID], 'IDS_CONTRADICT', LEG_B],
    ['an attendees file in no folder', [...CALL, '--attendees-file', '/nonexistent/a.json'], 'FILE_UNREADABLE'],
    ['an attendees file on the screen', [...CALL, '--attendees-file', '-'], 'USAGE'],
  ])('%s', async (_what, args, errorCode, stdin) => {
    const { aws, requests } = await emulator;
    const before = (await requests()).length;
    const options = { env: aws, ...(stdin === undefined ? {} : { stdin }) };
    const asJson = await runHere(['bridge', '--json', ...args], options);
    const asText = await runHere(['bridge', ...args], options);
    const { error, result } = documentIn(bridgeEnvelope, asJson);
    expect([error?.code, error?.exitCode, asJson.code, asText.code]).toEqual([errorCode, 2, 2, 2]);
    expect(result).toBeNull();
    expect(asText.stdout).toBe('');
    expect(asText.stderr).toMatch(/^Error: .{10,}/);
    expect(await requests()).toHaveLength(before);
  });
});

const emulator = withCall();

test('an event in a broken or hostile file is found or refused, never a crash', async () => {
  const { aws } = await emulator;
  const file = join(scratch(), 'event.log');
  writeFileSync(file, `${'{'.repeat(100_000)}\u0000\ud800 ${LEG_B.replace('LEG-B","CallId', 'LEG-B","CallId')}`);
  const { code, stderr } = await run(['bridge', '--event', file, '--dry-run'], { env: aws });
  expect([0, 2]).toContain(code);
  expect(stderr).not.toContain('    at ');
});

test('a missing region is told, not guessed', async () => {
  const { code, stderr } = await run(['bridge', ...CALL]);
  expect(code).toBe(2);
  expect(stderr).toContain('No region is known');
});
