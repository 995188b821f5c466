import { describe, expect, it } from 'vitest';
import { REQUEST_FAULTS } from '../../src/emulator/faults.js';
import { bridgeJson, run, withCall } from './program.js';

const USER = 'ann.of.accounts';
const MEETING_NAME = 'the-secret-merger';
const SESSION = 'FwoGZXIvYXdzEXAMPLEsessionTOKEN';
const OPERATIONS = [
  'GetSipMediaApplication',
  'CreateMeetingWithAttendees',
  'UpdateSipMediaApplicationCall',
  'FilterLogEvents',
];
const ARGS = [
  '--debug',
  '--external-user-id',
  USER,
  '--external-meeting-id',
  MEETING_NAME,
  '--wait',
  '3s',
  '--timeout',
  '8s',
];

async function traced(faults: unknown[]) {
  const emulated = await withCall();
  await emulated.faults(faults);
  const ended = await bridgeJson(ARGS, { env: { ...emulated.env, AWS_SESSION_TOKEN: SESSION } });
  const { secrets, calls } = await emulated.truth();
  const numbers = calls.flatMap(({ legs }) => legs.flatMap(({ from, to }) => [from, to]));
  const hidden = [USER, MEETING_NAME, SESSION, emulated.aws['AWS_SECRET_ACCESS_KEY'], ...secrets, ...numbers];
  return { ...ended, hidden: hidden.filter((text) => text !== undefined && text !== '' && text !== 'SMA') as string[] };
}

describe('--debug tells what goes over the wire, and no secret of it', () => {
  it.concurrent('where all goes well', async () => {
    const { stderr, stdout, code, hidden } = await traced([]);
    expect(code).toBe(0);
    for (const operation of OPERATIONS) {
      expect(stderr).toMatch(new RegExp(`^debug: ${operation} #1: (GET|POST) http://127`, 'm'));
      expect(stderr).toMatch(new RegExp(`^debug: ${operation} #1: 20[0-2], \\d+ ms, \\d+ bytes, [\\w-]+`, 'm'));
    }
    expect(hidden.length).toBeGreaterThan(5);
    expect(hidden.filter((text) => stderr.includes(text))).toEqual([]);
    expect(stdout).not.toContain('debug:');
  });

  it.concurrent.each(REQUEST_FAULTS)('where requests meet the fault %s', async (kind) => {
    const { stderr, envelope, hidden } = await traced(OPERATIONS.map((operation) => ({ operation, kind, ms: 300 })));
    expect(stderr).toContain('debug: CreateMeetingWithAttendees #1: POST');
    expect(hidden.filter((text) => stderr.includes(text))).toEqual([]);
    // What is told as sent again is what the document holds.
    const told = [...stderr.matchAll(/^ {2}(\w+) again in .*, attempt (\d+):/gm)].map(([, operation, next]) => [
      operation,
      Number(next) - 1,
    ]);
    expect(envelope.timing.retries.map(({ operation, attempt }) => [operation, attempt])).toEqual(told);
  });
});

describe('what is sent again is told', () => {
  const throttled = { kind: 'error', status: 429, code: 'ThrottlingException', retryAfter: 1, times: 1 };

  it.concurrent('by bridge: the create, and the update', async () => {
    const { envelope, stderr } = await traced([
      { operation: 'CreateMeetingWithAttendees', ...throttled },
      { operation: 'UpdateSipMediaApplicationCall', ...throttled },
    ]);
    expect(envelope.result?.verdict).toBe('JOINED');
    expect(envelope.timing.retries).toMatchObject([
      { operation: 'CreateMeetingWithAttendees', attempt: 1 },
      { operation: 'UpdateSipMediaApplicationCall', attempt: 1 },
    ]);
    for (const { delayMs } of envelope.timing.retries) expect(delayMs).toBeGreaterThanOrEqual(1_000);
    expect(stderr).toContain('AWS took no notice of the request to update the call');
  });

  it.concurrent.each([
    ['meeting create', 'CreateMeeting', []],
    ['meeting show', 'GetMeeting', ['--meeting-id', '317c63f6-2b21-4b74-abc2-e6ab2a209c21']],
    ['attendee list', 'ListAttendees', ['--meeting-id', '317c63f6-2b21-4b74-abc2-e6ab2a209c21']],
  ])('by %s', async (command, operation, args) => {
    const { aws, faults } = await withCall();
    await faults([{ operation, kind: 'error', status: 503, code: 'ServiceUnavailableException', times: 1 }]);
    const { stdout, stderr } = await run([...command.split(' '), ...args, '--json'], { env: aws });
    expect(JSON.parse(stdout).timing.retries).toMatchObject([{ operation, attempt: 1 }]);
    expect(stderr).toMatch(
      new RegExp(`^  ${operation} again in [\\d.]+ m?s, attempt 2: AWS failed at the request to`, 'm'),
    );
  });
});
