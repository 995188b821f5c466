import {
  CreateAttendeeCommand,
  CreateMeetingCommand,
  DeleteAttendeeCommand,
  DeleteMeetingCommand,
  UpdateAttendeeCapabilitiesCommand,
} from '@aws-sdk/client-chime-sdk-meetings';
import { DescribeLogGroupsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from 'vitest';
import { type Running, running } from './running.js';

const GROUP = '/aws/events/chime-join';
const GUID = expect.stringMatching(/^[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}$/);

/** A meeting with one attendee, and what EventBridge has written about meetings so far. */
async function meetingIn(aws: Running, region = 'us-east-1') {
  const { meetings, logs } = aws.clients(region);
  const request = { ClientRequestToken: 'token', MediaRegion: region, ExternalMeetingId: 'standup' };
  const { Meeting } = await meetings.send(new CreateMeetingCommand(request));
  const MeetingId = Meeting?.MeetingId ?? '';
  const { Attendee } = await meetings.send(new CreateAttendeeCommand({ MeetingId, ExternalUserId: 'phone-1' }));
  const AttendeeId = Attendee?.AttendeeId ?? '';
  const ids = { MeetingId, AttendeeId };
  const records = async (filterPattern?: string) => {
    const input = { logGroupName: GROUP, ...(filterPattern === undefined ? {} : { filterPattern }) };
    const found = [];
    let nextToken: string | undefined;
    do {
      // Paced by the emulator's own clock: FilterLogEvents has a quota.
      await aws.control('/advance', { ms: 250 });
      const page = await logs.send(new FilterLogEventsCommand({ ...input, nextToken }));
      found.push(...(page.events ?? []).map(({ message }) => JSON.parse(message ?? '')));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return found;
  };
  const types = async () => (await records()).map(({ detail }) => detail.eventType.replace('chime:', ''));
  const present = (is: boolean, more: object = {}) =>
    aws.control('/present', { meetingId: MeetingId, attendeeId: AttendeeId, present: is, ...more });
  const connect = () => aws.sma.parts.door.connect(MeetingId, AttendeeId, () => undefined);
  return { ...ids, ids, meetings, records, types, present, connect };
}

describe('meeting events', () => {
  test('are whole EventBridge events in the log group that the ready line names', async () => {
    const aws = await running();
    expect(aws.meetingEventsLogGroupName).toBe(GROUP);
    const { records, MeetingId, AttendeeId } = await meetingIn(aws);
    const [started, added] = await records();
    const envelope = {
      version: '0',
      id: GUID,
      'detail-type': 'Chime Meeting State Change',
      source: 'aws.chime',
      account: '111122223333',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      region: 'us-east-1',
      resources: [],
    };
    const ofMeeting = {
      version: '0',
      timestamp: expect.any(Number),
      meetingId: MeetingId,
      externalMeetingId: 'standup',
      mediaRegion: 'us-east-1',
    };
    expect(started).toEqual({ ...envelope, detail: { ...ofMeeting, eventType: 'chime:MeetingStarted' } });
    const ofAttendee = { attendeeId: AttendeeId, externalUserId: 'phone-1' };
    expect(added).toEqual({ ...envelope, detail: { ...ofMeeting, ...ofAttendee, eventType: 'chime:AttendeeAdded' } });
  });

  test('tell a phone that joins, a second after it was authorized, and that it leaves', async () => {
    const aws = await running();
    const { types, records, connect, AttendeeId } = await meetingIn(aws);
    const seat = connect();
    const { clock, logs } = aws.sma.parts;
    const newest = () => JSON.parse(logs.read(GROUP)?.at(-1)?.message ?? '{}').detail.eventType;
    clock.advance(900);
    expect(newest()).toBe('chime:AttendeeAuthorized');
    clock.advance(100);
    expect(newest()).toBe('chime:AttendeeJoined');
    seat.leave();
    expect((await types()).slice(2)).toEqual(['AttendeeAuthorized', 'AttendeeJoined', 'AttendeeLeft']);
    const joined = await records(
      `{ $.detail.attendeeId = "${AttendeeId}" && $.detail.eventType = "chime:AttendeeJoined" }`,
    );
    expect(joined).toMatchObject([{ detail: { networkType: 'Voip', externalUserId: 'phone-1' } }]);
  });

  test('tell of a stay of less than a second that it began and that it ended', async () => {
    const aws = await running();
    const { types, connect } = await meetingIn(aws);
    connect().leave();
    aws.sma.parts.clock.advance(5_000);
    expect((await types()).slice(2)).toEqual(['AttendeeAuthorized', 'AttendeeJoined', 'AttendeeLeft']);
  });

  test('tell a second device of the same attendee by AttendeeAuthorized alone', async () => {
    const aws = await running();
    const { types, connect } = await meetingIn(aws);
    connect();
    aws.sma.parts.clock.advance(1_000);
    const second = connect();
    aws.sma.parts.clock.advance(1_000);
    second.leave();
    expect((await types()).slice(2)).toEqual([
      'AttendeeAuthorized',
      'AttendeeJoined',
      'AttendeeAuthorized',
      'AttendeeLeft',
    ]);
  });

  test('tell capabilities, a deleted attendee who was there, and the end of the meeting', async () => {
    const aws = await running();
    const { types, records, connect, meetings, ids } = await meetingIn(aws);
    connect();
    aws.sma.parts.clock.advance(1_000);
    const Capabilities = { Audio: 'Receive', Video: 'None', Content: 'None' } as const;
    await meetings.send(new UpdateAttendeeCapabilitiesCommand({ ...ids, Capabilities }));
    await meetings.send(new DeleteAttendeeCommand(ids));
    await meetings.send(new DeleteMeetingCommand(ids));
    expect((await types()).slice(4)).toEqual([
      'AttendeeCapabilitiesUpdated',
      'AttendeeDeleted',
      'AttendeeLeft',
      'MeetingEnded',
    ]);
    const [updated] = await records('AttendeeCapabilitiesUpdated');
    expect(updated.detail).toMatchObject({
      success: '1',
      attendeeCapabilities: { audio: 'Receive', video: 'None', content: 'None' },
    });
  });

  test('tell that whoever is there leaves when the meeting ends, and that a meeting ends by itself', async () => {
    const aws = await running();
    const { types, connect, meetings, ids } = await meetingIn(aws);
    connect();
    aws.sma.parts.clock.advance(1_000);
    await meetings.send(new DeleteMeetingCommand(ids));
    expect((await types()).slice(4)).toEqual(['AttendeeLeft', 'MeetingEnded']);
    const lonely = await meetingIn(aws);
    aws.sma.parts.clock.advance(5 * 60_000);
    expect((await lonely.types()).slice(-3)).toEqual(['MeetingStarted', 'AttendeeAdded', 'MeetingEnded']);
  });

  test('are in the region of the meeting, and nowhere else', async () => {
    const aws = await running();
    const there = await meetingIn(aws, 'eu-central-1');
    const [started] = await there.records();
    expect(started).toMatchObject({ region: 'eu-central-1', detail: { mediaRegion: 'eu-central-1' } });
    const here = await aws.logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern: 'chime' }));
    expect(here.events).toEqual([]);
    // A voice region that is not a meetings region.
    const ireland = await aws.clients('eu-west-1').logs.send(new DescribeLogGroupsCommand({}));
    expect(ireland.logGroups).toEqual([]);
  });

  test('are not written where they are not wanted', async () => {
    const aws = await running({ meetingEvents: false });
    expect(aws.meetingEventsLogGroupName).toBeNull();
    const { records } = await meetingIn(aws);
    await expect(records()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('a fault of meeting events', () => {
  test.each([
    ['drop-event', ['AttendeeAdded']],
    ['double-event', ['MeetingStarted', 'MeetingStarted', 'AttendeeAdded']],
    ['late-event', ['AttendeeAdded']],
  ])('%s: %j', async (kind, seen) => {
    const aws = await running({ faults: [{ operation: 'MeetingEvent', kind, ms: 60_000 }] });
    expect(await (await meetingIn(aws)).types()).toEqual(seen);
  });

  test('late-event: the event comes in the end, and says when it happened', async () => {
    const aws = await running({ faults: [{ operation: 'MeetingEvent', kind: 'late-event', ms: 60_000 }] });
    const { types, records } = await meetingIn(aws);
    aws.sma.parts.clock.advance(60_000);
    expect(await types()).toEqual(['AttendeeAdded', 'MeetingStarted']);
    const [added, started] = await records();
    expect(started.detail.timestamp).toBeLessThanOrEqual(added.detail.timestamp);
  });

  test('reorder-events: the last of the next events can be read first', async () => {
    const aws = await running({ faults: [{ operation: 'MeetingEvent', kind: 'reorder-events' }], logDelayMs: 10_000 });
    const { MeetingId, AttendeeId, connect } = await meetingIn(aws);
    connect().leave();
    const { logs, clock } = aws.sma.parts;
    clock.advance(9_900);
    const seen: string[] = [];
    for (let ms = 0; ms <= 500; ms += 50) {
      clock.advance(50);
      for (const { message } of logs.read(GROUP) ?? []) {
        const type = JSON.parse(message).detail.eventType;
        if (!seen.includes(type)) seen.push(type);
      }
    }
    expect(MeetingId).not.toBe(AttendeeId);
    expect(seen.indexOf('chime:AttendeeJoined')).toBeLessThan(seen.indexOf('chime:MeetingStarted'));
    expect(seen).toHaveLength(5);
  });

  test('leaves the events of the handler alone', async () => {
    const aws = await running({ faults: [{ operation: 'MeetingEvent', kind: 'drop-event' }] });
    expect(aws.sma.parts.eventFaults.next()).toBeUndefined();
  });
});

describe('a browser attendee', () => {
  const attendees = async (aws: Running) => (await aws.control('/state')).body.meetings[0].attendees;

  test('comes and goes as the control plane says, and the state and the events follow', async () => {
    const aws = await running();
    const { types, present, AttendeeId, MeetingId } = await meetingIn(aws);
    expect(await attendees(aws)).toMatchObject([{ attendeeId: AttendeeId, present: false }]);
    expect(await present(true)).toEqual({
      status: 200,
      body: { meetingId: MeetingId, attendeeId: AttendeeId, present: true },
    });
    expect(await attendees(aws)).toMatchObject([{ attendeeId: AttendeeId, present: true }]);
    await aws.control('/advance', { ms: 60 * 60_000 });
    expect((await present(false)).status).toBe(200);
    expect(await attendees(aws)).toMatchObject([{ attendeeId: AttendeeId, present: false }]);
    expect((await present(false)).status).toBe(200);
    expect((await types()).slice(2)).toEqual(['AttendeeAuthorized', 'AttendeeJoined', 'AttendeeLeft']);
  });

  test('that is lost is dropped, and never leaves as well', async () => {
    const aws = await running();
    const { types, present } = await meetingIn(aws);
    await present(true);
    await present(false, { dropped: true });
    expect((await types()).slice(2)).toEqual(['AttendeeAuthorized', 'AttendeeJoined', 'AttendeeDropped']);
  });

  test('with a phone’s token takes its place; a phone itself goes by hanging up alone', async () => {
    const aws = await running();
    const { present, MeetingId, AttendeeId } = await meetingIn(aws);
    let thrownOut = 0;
    aws.sma.parts.door.connect(MeetingId, AttendeeId, () => {
      thrownOut += 1;
    });
    expect((await present(false)).status).toBe(409);
    expect(thrownOut).toBe(0);
    await present(true);
    expect(thrownOut).toBe(1);
    expect((await present(false)).status).toBe(200);
  });

  test.each<[object, number]>([
    [{}, 400],
    [{ present: 'yes' }, 400],
    [{ present: true, dropped: true }, 400],
    [{ present: true, attendeeId: '00000000-0000-4000-8000-000000000000' }, 404],
    [{ present: true, meetingId: '00000000-0000-4000-8000-000000000000' }, 404],
  ])('asked for with %j is answered %i', async (more, status) => {
    const aws = await running();
    const { MeetingId, AttendeeId } = await meetingIn(aws);
    const answer = await aws.control('/present', { meetingId: MeetingId, attendeeId: AttendeeId, ...more });
    expect(answer).toEqual({ status, body: { message: expect.any(String) } });
  });
});
