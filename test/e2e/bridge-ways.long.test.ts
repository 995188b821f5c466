import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dryRunResult } from '../schemas/bridge.js';
import { envelopeSchema } from '../schemas/envelope.js';
import { bridgeJson, documentIn, meetingLegs, run, scratch, withCall } from './program.js';

describe.concurrent('the call is named', () => {
  test('by environment alone', async () => {
    const { env, truth } = await withCall();
    const { code, envelope } = await bridgeJson([], { env });
    expect(code).toBe(0);
    expect(meetingLegs(await truth())).toMatchObject([{ attendeeId: envelope.result?.attendee?.attendeeId }]);
  });

  test('by its CallId alone: the rest is looked up in the log of the handler', async () => {
    const { aws, call, truth, requests } = await withCall();
    const { code, envelope } = await bridgeJson(['--call-id', call.callId.toUpperCase()], { env: aws });
    expect(code).toBe(0);
    expect(envelope.result?.call).toMatchObject({
      callId: call.callId,
      transactionId: call.transactionId,
      sipMediaApplicationId: call.sipMediaApplicationId,
    });
    expect(meetingLegs(await truth())).toHaveLength(1);
    expect((await requests())[0]?.operation).toBe('ListSipMediaApplications');
  });

  test('by a log line on standard input, and the event says which region', async () => {
    const { aws, call, truth } = await withCall();
    const { AWS_REGION: _region, AWS_DEFAULT_REGION: _default, ...elsewhere } = aws;
    const event = (await truth()).calls[0]?.events[0];
    const line = `2026-11-23T14:00:00.000Z\tabc\tINFO\tEVENT ${JSON.stringify(event)}\n`;
    const { code, envelope } = await bridgeJson(['--event', '-'], { env: elsewhere, stdin: line });
    expect(code).toBe(0);
    expect(envelope.result?.call).toMatchObject({ ...call, region: 'us-east-1' });
  });

  test("a typed id outranks all of the environment's", async () => {
    const { env, call } = await withCall();
    const wrong = { ...env, CHIME_JOIN_TRANSACTION_ID: '11111111-2222-3333-4444-555555555555' };
    const { code, envelope } = await bridgeJson(['--call-id', call.callId], { env: wrong });
    expect(code).toBe(0);
    expect(envelope.result?.call.transactionId).toBe(call.transactionId);
  });

  test.each([
    ['that shows a meeting leg is refused with 5', 'bridged', 5],
    ['that shows the hang-up is refused with 4', 'gone', 4],
  ])('an event %s, and nothing is sent', async (_what, state, expected) => {
    const { env, aws, emulator, call, truth, requests } = await withCall();
    await run(['bridge'], { env });
    if (state === 'gone') emulator.hangUp(call.transactionId);
    const event = (await truth()).calls[0]?.events.findLast(({ InvocationEventType: type }) =>
      state === 'gone' ? type === 'HANGUP' : type === 'ACTION_SUCCESSFUL',
    );
    const before = (await requests()).length;
    const { code, envelope } = await bridgeJson(['--event', '-'], { env: aws, stdin: JSON.stringify(event) });
    expect(code).toBe(expected);
    expect(envelope.result?.verdict).toBe('FAILED');
    expect(await requests()).toHaveLength(before);
  });
});

describe.concurrent('the meeting', () => {
  test('may exist: its attendee is added, and nothing else is made', async () => {
    const { env, truth } = await withCall();
    const made = await run(['meeting', 'create', '--json'], { env });
    const { meetingId } = JSON.parse(made.stdout).result.meeting;
    const { code, envelope } = await bridgeJson(['--meeting-id', meetingId], { env });
    expect(code).toBe(0);
    expect(envelope.result?.meeting).toMatchObject({ meetingId, created: false });
    const { meetings } = await truth();
    expect(meetings).toMatchObject([{ meetingId, attendees: [{ attendeeId: envelope.result?.attendee?.attendeeId }] }]);
  });

  test('that has ended: FAILED, 4', async () => {
    const { env } = await withCall();
    const { code, envelope } = await bridgeJson(['--meeting-id', '11111111-2222-3333-4444-555555555555'], { env });
    expect(code).toBe(4);
    expect(envelope.error?.code).toBe('MEETING_NOT_FOUND');
  });

  test('an existing one that the call did not join keeps everybody, and our attendee is named', async () => {
    const { env, truth } = await withCall('ignores-update');
    const made = await run(['meeting', 'create', '--json'], { env });
    const { meetingId } = JSON.parse(made.stdout).result.meeting;
    await run(['attendee', 'add', '--meeting-id', meetingId, '--external-user-id', 'somebody', '--json'], { env });
    const { code, envelope } = await bridgeJson(['--meeting-id', meetingId, '--wait', '10s'], { env });
    expect(code).toBe(10);
    const { attendee, standing, undone } = envelope.result ?? {};
    expect(undone).toEqual([]);
    expect(standing).toMatchObject([{ kind: 'attendee', meetingId, attendeeId: attendee?.attendeeId, endsBy: null }]);
    const { meetings } = await truth();
    expect(meetings).toMatchObject([{ ended: false }]);
    const there = meetings[0]?.attendees.map(({ externalUserId }) => externalUserId);
    expect(there).toEqual(['somebody', attendee?.externalUserId]);
  });

  test("and the browsers' attendees go into a new file of mode 0600, the phone's attendee does not", async () => {
    const { env, truth } = await withCall();
    const file = join(scratch(), 'attendees.json');
    const args = ['--add-attendee', 'alice', '--add-attendee', 'bob', '--attendees-file', file];
    const { code, envelope, stdout, stderr } = await bridgeJson(args, { env });
    expect(code).toBe(0);
    const { Meeting, Attendees } = JSON.parse(readFileSync(file, 'utf8'));
    expect(Meeting).toMatchObject({ MeetingId: envelope.result?.meeting?.meetingId });
    expect(Meeting.MediaPlacement.AudioHostUrl).toEqual(expect.any(String));
    expect(Attendees.map(({ ExternalUserId }: { ExternalUserId: string }) => ExternalUserId)).toEqual(['alice', 'bob']);
    const { secrets } = await truth();
    for (const { JoinToken } of Attendees) expect(secrets).toContain(JoinToken);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(secrets.some((secret) => (stdout + stderr).includes(secret))).toBe(false);
  });

  test.each([
    ['that is there', (path: string) => writeFileSync(path, 'mine')],
    ['that is a link, even one to nothing', (path: string) => symlinkSync('/nonexistent/target', path)],
  ])('an attendees file %s is refused before anything is sent', async (_what, prepare) => {
    const { env, requests } = await withCall();
    const file = join(scratch(), 'attendees.json');
    prepare(file);
    const { code } = await bridgeJson(['--attendees-file', file], { env });
    expect(code).toBe(2);
    expect(await requests()).toEqual([]);
  });
});

describe.concurrent('the arguments', () => {
  test.each(['standard', 'join_meeting', 'snake_case', 'action_json'])(
    'in the convention %s join with our own handler',
    async (preset) => {
      const { env } = await withCall();
      const { code, envelope } = await bridgeJson(['--arguments', preset], { env });
      expect(code).toBe(0);
      expect(envelope.result?.verdict).toBe('JOINED');
    },
  );

  test("may be the operator's own, filled in", async () => {
    const { env, truth } = await withCall();
    const own = [
      '--arguments',
      'none',
      '--argument',
      'JoinToken={{JoinToken}}',
      '--argument',
      'MeetingId={{MeetingId}}',
      '--argument',
      'who={{ExternalUserId}}/{{RunId}}',
    ];
    const { code, envelope } = await bridgeJson(own, { env });
    expect(code).toBe(0);
    const update = (await truth()).calls[0]?.events.find(
      ({ InvocationEventType: type }) => type === 'CALL_UPDATE_REQUESTED',
    );
    const { runId, attendee } = envelope.result ?? {};
    expect(update?.ActionData?.Parameters?.['Arguments']).toMatchObject({
      who: `${attendee?.externalUserId}/${runId}`,
    });
  });
});

describe.concurrent('--dry-run', () => {
  test('with full ids only reads, and shows the request with the token masked', async () => {
    const { env, requests } = await withCall();
    const ended = await run(['bridge', '--dry-run', '--json'], { env });
    expect(ended.code).toBe(0);
    const { result } = documentIn(envelopeSchema(dryRunResult), ended);
    expect(result?.request.arguments['JoinToken']).toBe('***');
    expect(result?.plan.map(({ id }) => id)).toEqual(['meeting', 'look', 'update', 'prove']);
    const sent = new Set((await requests()).map(({ operation }) => operation));
    expect([...sent].sort()).toEqual(['FilterLogEvents', 'GetSipMediaApplication']);
  });

  test('with a CallId alone only reads', async () => {
    const { aws, call, requests } = await withCall();
    const ended = await run(['bridge', '--dry-run', '--json', '--call-id', call.callId], { env: aws });
    const { result } = documentIn(envelopeSchema(dryRunResult), ended);
    expect(result?.request.transactionId).toBe(call.transactionId);
    const sent = new Set((await requests()).map(({ operation }) => operation));
    expect([...sent].sort()).toEqual(['FilterLogEvents', 'ListSipMediaApplications']);
  });

  test('for people prints steps and request on stdout', async () => {
    const { env } = await withCall();
    const { stdout } = await run(['bridge', '--dry-run'], { env });
    expect(stdout).toContain('1. create the meeting and its attendees');
    expect(stdout).toContain('UpdateSipMediaApplicationCall in us-east-1');
  });
});

test('--no-wait ends with ACCEPTED as soon as AWS has taken the update', async () => {
  const { env } = await withCall();
  const { code, envelope, stdout } = await bridgeJson(['--no-wait'], { env });
  expect(code).toBe(0);
  expect(envelope).toMatchObject({
    ok: true,
    result: { verdict: 'ACCEPTED', standing: [{ kind: 'meeting' }], leftovers: [] },
  });
  expect(stdout).not.toContain('prove');
});

test('records that come late are waited for', async () => {
  const { env } = await withCall(undefined, { logDelayMs: 1_500 });
  const { code, envelope } = await bridgeJson(['--wait', '8s'], { env });
  expect([code, envelope.result?.verdict]).toEqual([0, 'JOINED']);
});
