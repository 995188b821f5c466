import { describe, expect, test } from 'vitest';
import {
  bridgeEnvelope,
  bridgeJson,
  documentIn,
  liveMeetings,
  meetingLegs,
  run,
  runInOneProcess,
  withCall,
} from './program.js';

const runWarm = runInOneProcess();

describe.concurrent('what a handler makes of the update decides the verdict, and the explanation names the cause', () => {
  test.each([
    ['that ignores the update', 'ignores-update', 'UPDATE_IGNORED', /empty action list/],
    [
      'that answers without MeetingId',
      'joins-without-meeting-id',
      'ACTION_FAILED',
      /no MeetingId.*InvalidActionParameter/,
    ],
    [
      'that shortens the token',
      'joins-with-short-token',
      'ACTION_FAILED',
      /cut short \(40 of \d+.*InvalidActionParameter/,
    ],
    ['that hangs up', 'hangs-up', 'CALL_ENDED_BY_HANDLER', /The handler hung up/],
    ['that throws', 'throws', 'HANDLER_FAILED', /TypeError: Cannot read properties/],
    [
      'that answers with too many actions',
      'answers-too-much',
      'INVALID_LAMBDA_RESPONSE',
      /INVALID_LAMBDA_RESPONSE.*Too many actions/,
    ],
    ['that throws before it logs', 'throws-before-logging', 'UNCONFIRMED', /RangeError: nothing was logged/],
    ['that logs nothing and ignores the update', 'logs-nothing-ignores', 'UNCONFIRMED', /does not log its events/],
    ['that logs its events and ignores the update', 'logs-event-only', 'UNCONFIRMED', /no JoinChimeMeeting followed/],
  ])('a handler %s', async (_what, handler, errorCode, explanation) => {
    const [verdict, code] = errorCode === 'UNCONFIRMED' ? ['UNCONFIRMED', 7] : ['NOT_JOINED', 10];
    const { env, truth, requests } = await withCall(handler);
    const ended = await bridgeJson(['--wait', '10s'], { env });
    const { result, error, ok } = ended.envelope;
    expect(ended.code).toBe(code);
    expect(ok).toBe(false);
    expect(error).toMatchObject({ code: errorCode, exitCode: code });
    expect(`${error?.message} ${error?.cause}`).toMatch(explanation);
    expect(result?.verdict).toBe(verdict);
    const now = await truth();
    const updates = (await requests()).filter(({ operation }) => operation === 'UpdateSipMediaApplicationCall');
    expect(updates).toHaveLength(1);
    expect(now.secrets.some((secret) => (ended.stdout + ended.stderr).includes(secret))).toBe(false);
    expect(meetingLegs(now)).toEqual([]);
    expect(result).toMatchObject({ undone: [], leftovers: [] });
    expect(liveMeetings(now).map(({ meetingId }) => meetingId)).toEqual(
      result?.standing.map(({ meetingId }) => meetingId),
    );
    const [left] = result?.standing ?? [];
    expect(left?.command).toBe(`chime-join runs cleanup ${result?.runId}`);
    expect(Date.parse(left?.endsBy ?? '')).toBeGreaterThan(Date.now());
    expect((await requests()).filter(({ operation }) => operation.startsWith('Delete'))).toEqual([]);
  });

  test('a handler that logs nothing joins unseen: UNCONFIRMED, and the caller stays', async () => {
    const { env, truth } = await withCall('logs-nothing');
    const { code, envelope } = await bridgeJson(['--wait', '8s'], { env });
    expect([code, envelope.result?.verdict]).toEqual([7, 'UNCONFIRMED']);
    expect(envelope.error?.message).toMatch(/does not log its events/);
    expect(meetingLegs(await truth())).toMatchObject([
      { status: 'Connected', meetingId: envelope.result?.meeting?.meetingId },
    ]);
  });

  test.each([
    ['that answers with the join twice', 'joins-twice'],
    ['that prints its events a line a record, tokens masked', 'prints-lines-masked'],
    ['that fails first and joins on the second try', 'joins-on-second-try'],
    ['of our own', undefined],
  ])('a handler %s joins, and the meeting stands', async (_what, handler) => {
    const { env, truth } = await withCall(handler);
    const { code, envelope } = await bridgeJson(['--wait', '10s'], { env });
    expect(code).toBe(0);
    const { result } = envelope;
    expect(result?.verdict).toBe('JOINED');
    const legs = meetingLegs(await truth());
    expect(legs).toMatchObject([
      { status: 'Connected', meetingId: result?.meeting?.meetingId, attendeeId: result?.attendee?.attendeeId },
    ]);
  });
});

describe.concurrent('what the call itself forbids ends before the update', () => {
  // Alone: a run looks for two seconds at most before it sends its update, and a crowded machine takes longer to show it.
  test.sequential('a call that is bridged already: FAILED, 5, and the caller stays where he is', async () => {
    const { env, truth, requests } = await withCall();
    // The look before the update takes two seconds at most: a new process on a busy machine may need them to load the SDK.
    expect((await runWarm(['bridge'], { env })).code).toBe(0);
    const before = meetingLegs(await truth());
    const { code, stdout } = await runWarm(['bridge', '--json'], { env });
    const envelope = documentIn(bridgeEnvelope, { stdout });
    expect(code).toBe(5);
    expect(envelope.error?.code).toBe('CALL_BRIDGED');
    expect(envelope.result?.verdict).toBe('FAILED');
    expect(meetingLegs(await truth())).toEqual(before);
    expect(liveMeetings(await truth())).toHaveLength(1);
    const updates = (await requests()).filter(({ operation }) => operation === 'UpdateSipMediaApplicationCall');
    expect(updates).toHaveLength(1);
  });

  test('a call that has ended: FAILED, 4, and nothing is left behind', async () => {
    const { env, emulator, call, truth } = await withCall();
    emulator.hangUp(call.transactionId);
    const { code, envelope } = await bridgeJson([], { env });
    expect(code).toBe(4);
    expect(envelope.error?.code).toMatch(/^CALL_(?:ENDED|NOT_FOUND)$/);
    expect(envelope.result).toMatchObject({ verdict: 'FAILED', leftovers: [] });
    expect(liveMeetings(await truth())).toEqual([]);
  });

  test("a call nobody knows: FAILED, 4, in AWS's words too, and nothing is left behind", async () => {
    const { aws, call, truth } = await withCall();
    const unknown = '11111111-2222-3333-4444-555555555555';
    const ids = ['--transaction-id', unknown, '--sma-id', call.sipMediaApplicationId];
    const { code, envelope } = await bridgeJson(ids, { env: aws });
    expect(code).toBe(4);
    expect(envelope.error?.cause).toContain('NotFoundException');
    expect(envelope.result).toMatchObject({ verdict: 'FAILED', leftovers: [] });
    expect(liveMeetings(await truth())).toEqual([]);
  });

  test('a CallId nobody logged: FAILED, 4, and nothing was created', async () => {
    const { aws, requests } = await withCall();
    const { code, envelope } = await bridgeJson(['--call-id', '11111111-2222-3333-4444-555555555555'], { env: aws });
    expect(code).toBe(4);
    expect(envelope.error?.code).toBe('CALL_NOT_FOUND');
    expect(envelope.result?.meeting).toBeNull();
    expect((await requests()).map(({ operation }) => operation)).not.toContain('CreateMeetingWithAttendees');
  });
});

test("for people, the verdict is the first word of stdout's last line, and the explanation is on stderr before it", async () => {
  const { env } = await withCall('ignores-update');
  const { code, stdout, stderr } = await run(['bridge', '--wait', '10s'], { env });
  expect(code).toBe(10);
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^NOT_JOINED\b/);
  expect(stderr).toContain('Error: The handler was given the update');
  expect(stdout).not.toContain('Error:');
});
