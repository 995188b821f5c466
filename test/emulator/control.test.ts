import { CreateMeetingWithAttendeesCommand } from '@aws-sdk/client-chime-sdk-meetings';
import { expect, test } from 'vitest';
import { running } from './running.js';

const request = {
  ClientRequestToken: 'token',
  MediaRegion: 'us-east-1',
  ExternalMeetingId: 'standup',
  Attendees: [{ ExternalUserId: 'phone' }],
};

test('calls are placed and hung up', async () => {
  const { control, sma } = await running();
  const { status, body } = await control('/calls', { from: '+12065550142' });
  expect(status).toBe(200);
  const { transactionId, callId } = body;
  expect(body).toEqual({ transactionId, callId, sipMediaApplicationId: sma.sipMediaApplicationId });
  expect((await control('/state')).body.calls).toMatchObject([{ transactionId, status: 'Connected' }]);
  expect((await control('/hangup', { transactionId })).status).toBe(200);
  expect((await control('/hangup', { transactionId })).status).toBe(404);
});

test('the state shows meetings, attendees and every secret', async () => {
  const { meetings, control } = await running();
  const { Meeting, Attendees } = await meetings.send(new CreateMeetingWithAttendeesCommand(request));
  const { AttendeeId, JoinToken } = Attendees?.[0] ?? {};
  expect((await control('/state')).body).toEqual({
    meetings: [
      {
        meetingId: Meeting?.MeetingId,
        ended: false,
        attendees: [{ attendeeId: AttendeeId, externalUserId: 'phone', present: false, muted: false }],
      },
    ],
    calls: [],
    secrets: [JoinToken],
  });
});

test('a reset forgets everything but SMA and log group', async () => {
  const { meetings, control, sma } = await running();
  const first = await meetings.send(new CreateMeetingWithAttendeesCommand(request));
  await control('/calls', {});
  sma.parts.logs.append(sma.logGroupName, 'stream', 'old');
  await control('/faults', [{ operation: 'CreateMeetingWithAttendees', kind: 'error', times: 5 }]);
  await control('/advance', { ms: 3_600_000 });
  expect((await control('/reset', {})).status).toBe(200);
  expect((await control('/state')).body).toEqual({ meetings: [], calls: [], secrets: [] });
  expect((await control('/requests')).body).toEqual([]);
  expect(sma.parts.logs.read(sma.logGroupName)).toEqual([]);
  expect(Math.abs(sma.parts.clock.now() - Date.now())).toBeLessThan(60_000);
  const again = await meetings.send(new CreateMeetingWithAttendeesCommand(request));
  expect(again.Meeting?.MeetingId).not.toBe(first.Meeting?.MeetingId);
});

test('posted faults replace those that are there', async () => {
  const { control, meetings } = await running({
    faults: [{ operation: 'CreateMeetingWithAttendees', kind: 'error', times: 9 }],
  });
  expect(await control('/faults', [])).toEqual({ status: 200, body: { faults: 0 } });
  await meetings.send(new CreateMeetingWithAttendeesCommand(request));
});

test.each<[string, unknown, string]>([
  ['no list', {}, 'list'],
  ['an unknown operation', [{ operation: 'Nope', kind: 'error' }], 'UpdateSipMediaApplicationCall'],
  ['an unknown kind', [{ operation: 'Event', kind: 'explode' }], 'drop-event'],
  ['no kind', [{ operation: 'CreateMeeting' }], 'kind'],
  ['times of 0', [{ operation: 'CreateMeeting', kind: 'error', times: 0 }], 'times'],
  ['a status of 200 for an error', [{ operation: 'CreateMeeting', kind: 'error', status: 200 }], '400'],
  ['an event fault on an operation', [{ operation: 'CreateMeeting', kind: 'drop-event' }], 'Event'],
  ["a body of a fault that is AWS's", [{ operation: 'CreateMeeting', kind: 'error', body: 'x' }], 'replace'],
  ['a request fault on events', [{ operation: 'Event', kind: 'hang' }], 'AWS operation'],
  ['an unknown key', [{ operation: 'CreateMeeting', kind: 'error', tmies: 2 }], 'tmies'],
  ['a code that would break a header', [{ operation: 'CreateMeeting', kind: 'error', code: 'A\r\nB' }], 'code'],
  ['a bad one behind a good one', [{ operation: 'CreateMeeting', kind: 'error' }, 5], '[1]'],
])('faults with %s are answered 400, told what is wrong, and change nothing', async (_what, posted, hint) => {
  const { control, meetings } = await running();
  const { status, body } = await control('/faults', posted);
  expect(status).toBe(400);
  expect(body.message).toContain(hint);
  await meetings.send(new CreateMeetingWithAttendeesCommand(request));
});

test.each<[string, unknown, number]>([
  ['/nothing', undefined, 404],
  ['', undefined, 404],
  ['/state', {}, 405],
  ['/calls', undefined, 405],
  ['/calls', { from: 'me' }, 400],
  ['/calls', [], 400],
  ['/hangup', {}, 400],
  ['/hangup', { transactionId: 'none' }, 404],
  ['/advance', { ms: -1 }, 400],
  ['/advance', { ms: '5' }, 400],
  ['/advance', {}, 400],
])('%s with %j is answered %i with a message', async (path, body, status) => {
  const { control } = await running();
  expect(await control(path, body)).toEqual({ status, body: { message: expect.any(String) } });
});

test('a body that is no JSON is answered 400', async () => {
  const { url } = await running();
  const response = await fetch(`${url}/_emulator/calls`, { method: 'POST', body: '{' });
  expect(response.status).toBe(400);
});

test('each rule has an id of its own, a label and a source', async () => {
  const { control } = await running();
  const { body } = await control('/rules');
  const ids = body.map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { label, rule, source } of body) {
    expect(['model', 'documented', 'observed', 'assumed']).toContain(label);
    expect(rule).not.toBe('');
    expect(source).not.toBe('');
  }
});
