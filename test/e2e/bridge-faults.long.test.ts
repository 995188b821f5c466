import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/core/verdict/verdict.js';
import { bridgeJson, liveMeetings, meetingLegs, withCall } from './program.js';

const UPDATE = 'UpdateSipMediaApplicationCall';
const CREATE = 'CreateMeetingWithAttendees';

describe.concurrent('the update is delivered once, whatever becomes of its answer', () => {
  test.each<[string, object, [Verdict, number], number]>([
    ['is refused with 403', { kind: 'error', status: 403, code: 'ForbiddenException' }, ['FAILED', 3], 0],
    ['is refused with 400', { kind: 'error', status: 400, code: 'BadRequestException' }, ['FAILED', 1], 0],
    ['is throttled once', { kind: 'error', status: 429, code: 'ThrottledClientException' }, ['JOINED', 0], 1],
    [
      'is throttled every time',
      { kind: 'error', status: 429, code: 'ThrottledClientException', times: 99 },
      ['FAILED', 6],
      0,
    ],
    [
      'is answered 500 without effect',
      { kind: 'error', status: 500, code: 'ServiceFailureException' },
      ['UNCONFIRMED', 7],
      0,
    ],
    ['is answered with HTML', { kind: 'html', status: 502 }, ['UNCONFIRMED', 7], 0],
    ['meets a reset before it', { kind: 'reset-before' }, ['UNCONFIRMED', 7], 0],
    ['meets a reset after it', { kind: 'reset-after' }, ['JOINED', 0], 1],
    ['is answered by half', { kind: 'truncate' }, ['JOINED', 0], 1],
    ["is answered in AWS's place with 403", { kind: 'replace', status: 403 }, ['JOINED', 0], 1],
    ["is answered in AWS's place with 429", { kind: 'replace', status: 429, times: 9 }, ['JOINED', 0], 1],
  ])('one that %s', async (_what, fault, [verdict, code], delivered) => {
    const { env, faults, truth, requests } = await withCall();
    await faults([{ operation: UPDATE, ...fault }]);
    const ended = await bridgeJson(['--wait', '2s'], { env });
    expect([ended.envelope.result?.verdict, ended.code]).toEqual([verdict, code]);
    const updates = (await requests()).filter(({ operation }) => operation === UPDATE);
    expect(updates.filter((update) => update.delivered)).toHaveLength(delivered);
    const now = await truth();
    expect(meetingLegs(now)).toHaveLength(delivered);
    if (verdict === 'FAILED') expect(liveMeetings(now)).toEqual([]);
    const { standing, leftovers } = ended.envelope.result ?? {};
    expect([standing?.length, leftovers]).toEqual([verdict === 'UNCONFIRMED' ? 1 : 0, []]);
  });

  test('6 says that it is safe to run again, and when', async () => {
    const { env, faults } = await withCall();
    await faults([{ operation: UPDATE, kind: 'error', status: 429, code: 'ThrottledClientException', times: 99 }]);
    const { envelope } = await bridgeJson(['--wait', '2s'], { env });
    expect(envelope.error).toMatchObject({ code: 'THROTTLED', retryable: true, exitCode: 6 });
    expect(envelope.error?.attempts).toBeGreaterThan(1);
  });
});

describe.concurrent('a create whose answer is lost counts as made', () => {
  test.each(['reset-after', 'truncate'])(
    '%s: it is asked again with the same token, and there is one meeting',
    async (kind) => {
      const { env, faults, truth } = await withCall();
      await faults([{ operation: CREATE, kind }]);
      const { code, envelope } = await bridgeJson([], { env });
      expect(code).toBe(0);
      const { meetings } = await truth();
      expect(meetings.map(({ meetingId }) => meetingId)).toEqual([envelope.result?.meeting?.meetingId]);
    },
  );

  test('whose id is never learnt: FAILED, 9, and the leftover is named', async () => {
    const { env, faults, truth } = await withCall();
    await faults([{ operation: CREATE, kind: 'reset-after', times: 99 }]);
    const { code, envelope } = await bridgeJson([], { env });
    expect(code).toBe(9);
    expect(envelope.result).toMatchObject({
      verdict: 'FAILED',
      leftovers: [
        { kind: 'meeting', meetingId: null, command: `chime-join runs cleanup ${envelope.result?.runId} --yes` },
      ],
    });
    expect(liveMeetings(await truth())).toHaveLength(1);
  });

  test('that is refused leaves nothing, and names the cause', async () => {
    const { env, faults, truth } = await withCall();
    await faults([
      { operation: CREATE, kind: 'error', status: 403, code: 'AccessDeniedException', message: 'not for you' },
    ]);
    const { code, envelope } = await bridgeJson([], { env });
    expect(code).toBe(3);
    expect(envelope.error).toMatchObject({
      code: 'ACCESS_DENIED',
      cause: expect.stringContaining('AccessDeniedException'),
    });
    expect(envelope.result).toMatchObject({ verdict: 'FAILED', meeting: null, leftovers: [] });
    expect(liveMeetings(await truth())).toEqual([]);
  });
});

describe.concurrent('what cannot be undone is named with the command that removes it, exit 9', () => {
  test('a meeting', async () => {
    const { env, faults, truth } = await withCall();
    await faults([
      { operation: UPDATE, kind: 'error', status: 400, code: 'BadRequestException' },
      { operation: 'DeleteMeeting', kind: 'error', status: 403, code: 'ForbiddenException', times: 99 },
    ]);
    const { code, envelope } = await bridgeJson([], { env });
    expect(code).toBe(9);
    expect(envelope.result).toMatchObject({ verdict: 'FAILED', standing: [], undone: [] });
    const [left] = envelope.result?.leftovers ?? [];
    expect(liveMeetings(await truth()).map(({ meetingId }) => meetingId)).toEqual([left?.meetingId]);
    expect(left?.command).toBe(`chime-join runs cleanup ${envelope.result?.runId} --yes`);
  });
});

describe.concurrent('records that cannot be read are a warning, never an obstacle', () => {
  test('denied: the update goes ahead, and the verdict is UNCONFIRMED without waiting', async () => {
    const { env, faults, truth } = await withCall();
    await faults([
      { operation: 'FilterLogEvents', kind: 'error', status: 400, code: 'AccessDeniedException', times: 99 },
    ]);
    const { code, envelope } = await bridgeJson(['--wait', '20s'], { env });
    expect(code).toBe(7);
    expect(envelope.warnings.join()).toContain('/aws/lambda/sma-handler could not be read');
    expect(envelope.error?.cause).toContain('AccessDeniedException');
    expect(envelope.timing.totalMs).toBeLessThan(10_000);
    expect(meetingLegs(await truth())).toHaveLength(1);
  });

  test('an SMA that cannot be read: likewise, and --log-group makes up for it', async () => {
    const { env, emulator, faults } = await withCall();
    await faults([
      { operation: 'GetSipMediaApplication', kind: 'error', status: 403, code: 'ForbiddenException', times: 99 },
    ]);
    const { code, envelope } = await bridgeJson(['--log-group', emulator.logGroupName], { env });
    expect([code, envelope.result?.verdict]).toEqual([0, 'JOINED']);
  });

  test('a log that never answers is not waited for longer than evidence is', async () => {
    const { env, faults } = await withCall();
    await faults([{ operation: 'FilterLogEvents', kind: 'hang', times: 99 }]);
    const { code, envelope } = await bridgeJson(['--wait', '1s'], { env });
    expect(code).toBe(7);
    expect(envelope.error?.message).toContain('could not be read');
    expect(envelope.timing.totalMs).toBeLessThan(10_000);
  });

  test('records that hang: the update waits two seconds for them, not longer', async () => {
    const { env, faults } = await withCall();
    await faults([{ operation: 'FilterLogEvents', kind: 'hang', times: 1 }]);
    const { envelope } = await bridgeJson(['--wait', '20s'], { env });
    expect(envelope.result?.verdict).toBe('JOINED');
    const look = envelope.timing.steps.find(({ step }) => step === 'look');
    expect(look?.ms).toBeGreaterThanOrEqual(1_900);
    expect(look?.ms).toBeLessThan(4_000);
  });
});

test('an event whose records are doubled or out of order changes nothing', async () => {
  const { env, faults } = await withCall();
  await faults([
    { operation: 'Event', kind: 'double-event', times: 1 },
    { operation: 'Event', kind: 'reorder-events', times: 3 },
  ]);
  const { envelope } = await bridgeJson(['--wait', '10s'], { env });
  expect(envelope.result?.verdict).toBe('JOINED');
});

test("the run's own time-out before the update is FAILED, 6, and undone", async () => {
  const { env, faults, truth } = await withCall();
  await faults([{ operation: CREATE, kind: 'delay', ms: 2_000, times: 1 }]);
  const { code, envelope } = await bridgeJson(['--timeout', '1s'], { env });
  expect([code, envelope.result?.verdict]).toEqual([6, 'FAILED']);
  expect(envelope.result?.leftovers).toEqual([]);
  expect(liveMeetings(await truth())).toEqual([]);
});

test("the run's own time-out after the update is UNCONFIRMED, 7", async () => {
  const { env } = await withCall('logs-nothing');
  const { code, envelope } = await bridgeJson(['--timeout', '2s'], { env });
  expect([code, envelope.result?.verdict]).toEqual([7, 'UNCONFIRMED']);
});
