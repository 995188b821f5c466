import {
  BatchCreateAttendeeCommand,
  CreateAttendeeCommand,
  CreateMeetingCommand,
  type CreateMeetingCommandInput,
  CreateMeetingWithAttendeesCommand,
  DeleteAttendeeCommand,
  DeleteMeetingCommand,
  GetAttendeeCommand,
  GetMeetingCommand,
  ListAttendeesCommand,
  paginateListAttendees,
  UpdateAttendeeCapabilitiesCommand,
} from '@aws-sdk/client-chime-sdk-meetings';
import { describe, expect, test } from 'vitest';
import { type Running, running } from './running.js';

const GUID = /^[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}$/;
const wanted = { MediaRegion: 'us-east-1', ExternalMeetingId: 'standup', ClientRequestToken: 'token-1' };

async function meeting({ meetings }: Pick<Running, 'meetings'>, more: Partial<CreateMeetingCommandInput> = {}) {
  const { Meeting } = await meetings.send(new CreateMeetingCommand({ ...wanted, ...more }));
  return { ...Meeting, MeetingId: Meeting?.MeetingId ?? '' };
}

describe('a meeting', () => {
  test('is made with an id, an ARN and media hosts that never resolve', async () => {
    const aws = await running();
    const { MeetingId, MeetingArn, MediaPlacement, MediaRegion } = await meeting(aws, { MediaRegion: 'eu-west-1' });
    expect(MeetingId).toMatch(GUID);
    expect(MeetingArn).toBe(`arn:aws:chime:us-east-1:111122223333:meeting/${MeetingId}`);
    expect(MediaRegion).toBe('eu-west-1');
    for (const url of Object.values(MediaPlacement ?? {})) expect(url).toContain('.chime.example');
    const { Meeting } = await aws.meetings.send(new GetMeetingCommand({ MeetingId }));
    expect(Meeting?.MeetingArn).toBe(MeetingArn);
  });

  test('is gone once deleted, with its attendees: every operation then is NotFoundException', async () => {
    const aws = await running();
    const { MeetingId } = await meeting(aws);
    const { Attendee } = await aws.meetings.send(new CreateAttendeeCommand({ MeetingId, ExternalUserId: 'phone' }));
    const deleted = await aws.meetings.send(new DeleteMeetingCommand({ MeetingId }));
    expect(deleted.$metadata.httpStatusCode).toBe(204);
    const AttendeeId = Attendee?.AttendeeId;
    const gone = { name: 'NotFoundException', $metadata: { httpStatusCode: 404 } };
    await expect(aws.meetings.send(new GetMeetingCommand({ MeetingId }))).rejects.toMatchObject(gone);
    await expect(aws.meetings.send(new DeleteMeetingCommand({ MeetingId }))).rejects.toMatchObject(gone);
    await expect(aws.meetings.send(new GetAttendeeCommand({ MeetingId, AttendeeId }))).rejects.toMatchObject(gone);
    const { body } = await aws.control('/state');
    expect(body.meetings).toEqual([{ meetingId: MeetingId, ended: true, attendees: [] }]);
    expect(body.secrets).toEqual([Attendee?.JoinToken]);
  });

  test('lives in the region it was made in, and is not found in another', async () => {
    const aws = await running();
    const { MeetingId } = await meeting(aws);
    const elsewhere = aws.clients('eu-central-1').meetings;
    await expect(elsewhere.send(new GetMeetingCommand({ MeetingId }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  test('ends five minutes after its creation when nobody connects', async () => {
    const aws = await running();
    const { MeetingId } = await meeting(aws);
    await aws.control('/advance', { ms: 4.9 * 60_000 });
    await aws.meetings.send(new GetMeetingCommand({ MeetingId }));
    await aws.control('/advance', { ms: 0.2 * 60_000 });
    await expect(aws.meetings.send(new GetMeetingCommand({ MeetingId }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  test.each<[string, Partial<CreateMeetingCommandInput>]>([
    ['no media region', { MediaRegion: undefined }],
    ['a media region that is none', { MediaRegion: 'mars-north-1' }],
    ['a media region of another partition', { MediaRegion: 'us-gov-west-1' }],
    ['an external id of one character', { ExternalMeetingId: 'x' }],
    ['an external id of 65 characters', { ExternalMeetingId: 'x'.repeat(65) }],
    ['an external id with the reserved prefix', { ExternalMeetingId: 'AWS:mine' }],
    ['an external id with a forbidden character', { ExternalMeetingId: 'a;b' }],
    ['a token with a forbidden character', { ClientRequestToken: 'a b' }],
    ['an unknown resolution', { MeetingFeatures: { Video: { MaxResolution: '8K' as 'HD' } } }],
    ['high resolution without MaxCount', { MeetingFeatures: { Video: { MaxResolution: 'FHD' } } }],
    ['a MaxCount of 251', { MeetingFeatures: { Attendee: { MaxCount: 251 } } }],
    ['a tenant id with one character four times', { TenantIds: ['aaaab'] }],
    ['six tenant ids', { TenantIds: ['t1', 't2', 't3', 't4', 't5', 't6'] }],
    ['a topic that is no ARN', { NotificationsConfiguration: { SnsTopicArn: 'topic' } }],
    ['a primary meeting that is not there', { PrimaryMeetingId: '00000000-0000-4000-8000-000000000000' }],
  ])('is refused with BadRequestException for %s', async (_what, more) => {
    const aws = await running();
    const refused = meeting(aws, more);
    await expect(refused).rejects.toMatchObject({
      name: 'BadRequestException',
      Code: 'BadRequest',
      $metadata: { httpStatusCode: 400 },
    });
    expect((await aws.control('/state')).body.meetings).toEqual([]);
  });
});

describe('a ClientRequestToken', () => {
  test('makes one meeting and the same attendees, however often it comes', async () => {
    const aws = await running();
    const request = new CreateMeetingWithAttendeesCommand({ ...wanted, Attendees: [{ ExternalUserId: 'phone' }] });
    const first = await aws.meetings.send(request);
    const again = await aws.meetings.send(request);
    expect(again.Meeting?.MeetingId).toBe(first.Meeting?.MeetingId);
    expect(again.Attendees).toEqual(first.Attendees);
    expect((await aws.control('/state')).body.meetings).toHaveLength(1);
  });

  test('is a conflict with other parameters', async () => {
    const aws = await running();
    await meeting(aws);
    await expect(meeting(aws, { ExternalMeetingId: 'retro' })).rejects.toMatchObject({
      name: 'ConflictException',
      $metadata: { httpStatusCode: 409 },
    });
  });

  test('counts in its own region only, and is forgotten when its meeting ends', async () => {
    const aws = await running();
    const first = await meeting(aws);
    const elsewhere = await meeting(aws.clients('eu-west-2'));
    await aws.meetings.send(new DeleteMeetingCommand({ MeetingId: first.MeetingId }));
    const later = await meeting(aws);
    expect(new Set([first.MeetingId, elsewhere.MeetingId, later.MeetingId]).size).toBe(3);
  });
});

describe('an attendee', () => {
  test('is the same one again for the same ExternalUserId', async () => {
    const aws = await running();
    const { MeetingId } = await meeting(aws);
    const request = new CreateAttendeeCommand({ MeetingId, ExternalUserId: 'phone' });
    const first = await aws.meetings.send(request);
    const again = await aws.meetings.send(request);
    expect(again.Attendee).toEqual(first.Attendee);
    expect(first.Attendee?.JoinToken).toMatch(/^[A-Za-z0-9+/]{98}$/);
    const named = Buffer.from(first.Attendee?.JoinToken ?? '', 'base64').toString();
    expect(named.split(':')[0]).toBe(first.Attendee?.AttendeeId);
  });

  test('beyond MaxCount is LimitExceededException, and one of Errors in a batch', async () => {
    const aws = await running();
    const { MeetingId } = await meeting(aws, { MeetingFeatures: { Attendee: { MaxCount: 2 } } });
    const batch = ['a1', 'a2', 'a3'].map((ExternalUserId) => ({ ExternalUserId }));
    const { Attendees, Errors } = await aws.meetings.send(
      new BatchCreateAttendeeCommand({ MeetingId, Attendees: batch }),
    );
    expect(Attendees).toHaveLength(2);
    expect(Errors).toMatchObject([{ ExternalUserId: 'a3', ErrorCode: 'LimitExceeded' }]);
    const one = aws.meetings.send(new CreateAttendeeCommand({ MeetingId, ExternalUserId: 'a4' }));
    await expect(one).rejects.toMatchObject({ name: 'LimitExceededException', $metadata: { httpStatusCode: 400 } });
  });

  test('with a bad id is one of Errors when a meeting is made with it, beside the good ones', async () => {
    const aws = await running();
    const { Meeting, Attendees, Errors } = await aws.meetings.send(
      new CreateMeetingWithAttendeesCommand({
        ...wanted,
        Attendees: [{ ExternalUserId: 'good' }, { ExternalUserId: 'aws:bad' }, { ExternalUserId: 'good' }],
      }),
    );
    expect(Meeting?.MeetingId).toMatch(GUID);
    expect(Attendees?.map((each) => each.ExternalUserId)).toEqual(['good']);
    expect(Errors).toMatchObject([{ ExternalUserId: 'aws:bad', ErrorCode: 'BadRequest' }]);
  });

  test('comes in batches of 1 to 100, with a meeting one at least', async () => {
    const aws = await running();
    const { MeetingId } = await meeting(aws);
    const people = (count: number) => Array.from({ length: count }, (_, n) => ({ ExternalUserId: `user-${n}` }));
    const bad = { name: 'BadRequestException' };
    for (const Attendees of [people(0), people(101)]) {
      const sent = aws.meetings.send(new BatchCreateAttendeeCommand({ MeetingId, Attendees }));
      await expect(sent).rejects.toMatchObject(bad);
    }
    const sent = aws.meetings.send(
      new CreateMeetingWithAttendeesCommand({ ...wanted, ClientRequestToken: 'other', Attendees: people(0) }),
    );
    await expect(sent).rejects.toMatchObject(bad);
  });

  test('is listed page by page in the order of creation, each once', async () => {
    const aws = await running();
    const { MeetingId } = await meeting(aws);
    const people = Array.from({ length: 5 }, (_, n) => ({ ExternalUserId: `user-${n}` }));
    await aws.meetings.send(new BatchCreateAttendeeCommand({ MeetingId, Attendees: people }));
    const pages = [];
    for await (const page of paginateListAttendees({ client: aws.meetings, pageSize: 2 }, { MeetingId })) {
      pages.push(page.Attendees?.map((each) => each.ExternalUserId));
    }
    expect(pages).toEqual([['user-0', 'user-1'], ['user-2', 'user-3'], ['user-4']]);
    const forged = aws.meetings.send(new ListAttendeesCommand({ MeetingId, NextToken: 'forged' }));
    await expect(forged).rejects.toMatchObject({ name: 'BadRequestException' });
    const none = aws.meetings.send(new ListAttendeesCommand({ MeetingId, MaxResults: 101 }));
    await expect(none).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  test('deleted is gone, and its place is free', async () => {
    const aws = await running();
    const { MeetingId } = await meeting(aws, { MeetingFeatures: { Attendee: { MaxCount: 1 } } });
    const { Attendee } = await aws.meetings.send(new CreateAttendeeCommand({ MeetingId, ExternalUserId: 'first' }));
    const AttendeeId = Attendee?.AttendeeId;
    await aws.meetings.send(new DeleteAttendeeCommand({ MeetingId, AttendeeId }));
    const read = aws.meetings.send(new GetAttendeeCommand({ MeetingId, AttendeeId }));
    await expect(read).rejects.toMatchObject({ name: 'NotFoundException' });
    await aws.meetings.send(new CreateAttendeeCommand({ MeetingId, ExternalUserId: 'second' }));
  });
});

describe('capabilities', () => {
  const all = { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' } as const;

  test('default to what the meeting allows', async () => {
    const aws = await running();
    const { MeetingId } = await meeting(aws, { MeetingFeatures: { Video: { MaxResolution: 'None' } } });
    const { Attendee } = await aws.meetings.send(new CreateAttendeeCommand({ MeetingId, ExternalUserId: 'phone' }));
    expect(Attendee?.Capabilities).toEqual({ ...all, Video: 'Receive' });
  });

  test.each([
    ['content received without video', {}, { ...all, Video: 'None' as const }],
    ['video in a meeting without', { Video: { MaxResolution: 'None' as const } }, all],
    ['content in a meeting without', { Content: { MaxResolution: 'None' as const } }, all],
  ])('are refused for %s', async (_what, features, Capabilities) => {
    const aws = await running();
    const { MeetingId } = await meeting(aws, { MeetingFeatures: features });
    const refused = { name: 'BadRequestException', $metadata: { httpStatusCode: 400 } };
    const made = aws.meetings.send(new CreateAttendeeCommand({ MeetingId, ExternalUserId: 'phone', Capabilities }));
    await expect(made).rejects.toMatchObject(refused);
    const { Attendee } = await aws.meetings.send(new CreateAttendeeCommand({ MeetingId, ExternalUserId: 'phone' }));
    const update = { MeetingId, AttendeeId: Attendee?.AttendeeId, Capabilities };
    await expect(aws.meetings.send(new UpdateAttendeeCapabilitiesCommand(update))).rejects.toMatchObject(refused);
  });

  test('can be changed', async () => {
    const aws = await running();
    const { MeetingId } = await meeting(aws);
    const { Attendee } = await aws.meetings.send(new CreateAttendeeCommand({ MeetingId, ExternalUserId: 'phone' }));
    const Capabilities = { Audio: 'Receive', Video: 'None', Content: 'None' } as const;
    const update = { MeetingId, AttendeeId: Attendee?.AttendeeId, Capabilities };
    await aws.meetings.send(new UpdateAttendeeCapabilitiesCommand(update));
    const read = await aws.meetings.send(new GetAttendeeCommand(update));
    expect(read.Attendee?.Capabilities).toEqual(Capabilities);
  });
});

test('requests beyond ten a second are ThrottlingException, until time passes', async () => {
  const aws = await running();
  const { MeetingId } = await meeting(aws);
  const get = () => aws.meetings.send(new GetMeetingCommand({ MeetingId }));
  const answers = await Promise.allSettled(Array.from({ length: 30 }, get));
  const refused = answers.filter((answer) => answer.status === 'rejected');
  expect(refused.length).toBeGreaterThan(5);
  expect(refused.length).toBeLessThanOrEqual(20);
  expect(refused[0]).toMatchObject({ reason: { name: 'ThrottlingException', $metadata: { httpStatusCode: 429 } } });
  await aws.control('/advance', { ms: 1_000 });
  await get();
});
