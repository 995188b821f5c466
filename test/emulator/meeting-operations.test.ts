import {
  BatchUpdateAttendeeCapabilitiesExceptCommand,
  CreateMeetingWithAttendeesCommand,
  DeleteMeetingCommand,
  GetMeetingCommand,
  ListAttendeesCommand,
  ListTagsForResourceCommand,
  StartMeetingTranscriptionCommand,
  StopMeetingTranscriptionCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-chime-sdk-meetings';
import { describe, expect, test } from 'vitest';
import { type Running, running } from './running.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const wanted = { MediaRegion: 'us-east-1', ExternalMeetingId: 'standup', ClientRequestToken: 'token-1' };
const people = (count: number) => Array.from({ length: count }, (_, n) => ({ ExternalUserId: `user-${n}` }));
const bad = { name: 'BadRequestException', $metadata: { httpStatusCode: 400 } };
const notFound = { name: 'NotFoundException', $metadata: { httpStatusCode: 404 } };

async function meeting({ meetings }: Running, more: object = {}) {
  const { Meeting, Attendees = [] } = await meetings.send(
    new CreateMeetingWithAttendeesCommand({ ...wanted, Attendees: people(3), ...more }),
  );
  return {
    MeetingId: Meeting?.MeetingId ?? '',
    ResourceARN: Meeting?.MeetingArn ?? '',
    ids: Attendees.map(({ AttendeeId }) => ({ AttendeeId: AttendeeId ?? '' })),
  };
}

const eventTypes = ({ sma }: Running) =>
  (sma.parts.logs.read('/aws/events/chime-join') ?? []).map(({ message }) => JSON.parse(message).detail);

describe('capabilities', () => {
  const Capabilities = { Audio: 'Receive', Video: 'None', Content: 'None' } as const;

  test('of all attendees but those excluded are changed at once, each told as an event', async () => {
    const aws = await running();
    const { MeetingId, ids } = await meeting(aws);
    await aws.meetings.send(
      new BatchUpdateAttendeeCapabilitiesExceptCommand({ MeetingId, Capabilities, ExcludedAttendeeIds: [ids[1]!] }),
    );
    const { Attendees } = await aws.meetings.send(new ListAttendeesCommand({ MeetingId }));
    expect(Attendees?.map(({ Capabilities: has }) => has?.Audio)).toEqual(['Receive', 'SendReceive', 'Receive']);
    const updated = eventTypes(aws).filter(({ eventType }) => eventType === 'chime:AttendeeCapabilitiesUpdated');
    expect(updated.map(({ attendeeId }) => attendeeId)).toEqual([ids[0]?.AttendeeId, ids[2]?.AttendeeId]);
  });

  test('an excluded attendee that the meeting does not have changes nothing for the others', async () => {
    const aws = await running();
    const { MeetingId } = await meeting(aws);
    const ExcludedAttendeeIds = [{ AttendeeId: NOBODY }];
    await aws.meetings.send(
      new BatchUpdateAttendeeCapabilitiesExceptCommand({ MeetingId, Capabilities, ExcludedAttendeeIds }),
    );
    const { Attendees } = await aws.meetings.send(new ListAttendeesCommand({ MeetingId }));
    expect(Attendees?.map(({ Capabilities: has }) => has?.Audio)).toEqual(['Receive', 'Receive', 'Receive']);
  });

  test.each<[string, object]>([
    ['nobody excluded', { ExcludedAttendeeIds: [] }],
    ['an id that is none', { ExcludedAttendeeIds: [{ AttendeeId: 'me' }] }],
    ['unknown capabilities', { Capabilities: { ...Capabilities, Audio: 'Loud' } }],
    ['content without video', { Capabilities: { Audio: 'None', Video: 'None', Content: 'Receive' } }],
    ['no capabilities', { Capabilities: undefined }],
  ])('with %s are refused', async (_what, more) => {
    const aws = await running();
    const { MeetingId, ids } = await meeting(aws);
    const request = { MeetingId, Capabilities, ExcludedAttendeeIds: [ids[0]!], ...more };
    await expect(aws.meetings.send(new BatchUpdateAttendeeCapabilitiesExceptCommand(request))).rejects.toMatchObject(
      bad,
    );
  });
});

describe('a transcription', () => {
  const settings = { EngineTranscribeSettings: { LanguageCode: 'en-US' as const, Region: 'eu-west-2' as const } };

  test('starts and stops, and both are told as events', async () => {
    const aws = await running();
    const { MeetingId } = await meeting(aws);
    const start = new StartMeetingTranscriptionCommand({ MeetingId, TranscriptionConfiguration: settings });
    expect((await aws.meetings.send(start)).$metadata.httpStatusCode).toBe(200);
    await aws.meetings.send(new StopMeetingTranscriptionCommand({ MeetingId }));
    // There is nothing left to stop, and nothing to tell.
    await aws.meetings.send(new StopMeetingTranscriptionCommand({ MeetingId }));
    const told = eventTypes(aws).filter(({ eventType }) => eventType.includes('Transcription'));
    expect(told).toMatchObject([
      {
        eventType: 'chime:TranscriptionStarted',
        transcriptionRegion: 'eu-west-2',
        transcriptionConfiguration: JSON.stringify(settings),
      },
      { eventType: 'chime:TranscriptionStopped' },
    ]);
  });

  test.each<[string, object]>([
    ['no engine', {}],
    [
      'two engines',
      {
        ...settings,
        EngineTranscribeMedicalSettings: { LanguageCode: 'en-US', Specialty: 'UROLOGY', Type: 'DICTATION' },
      },
    ],
    ['an unknown language', { EngineTranscribeSettings: { LanguageCode: 'xx-XX' } }],
    ['half of the medical settings', { EngineTranscribeMedicalSettings: { LanguageCode: 'en-US' } }],
  ])('with %s is refused', async (_what, TranscriptionConfiguration) => {
    const aws = await running();
    const { MeetingId } = await meeting(aws);
    const start = new StartMeetingTranscriptionCommand({ MeetingId, TranscriptionConfiguration });
    await expect(aws.meetings.send(start)).rejects.toMatchObject(bad);
  });

  test('of no meeting is NotFoundException', async () => {
    const aws = await running();
    const of = { MeetingId: NOBODY };
    const start = new StartMeetingTranscriptionCommand({ ...of, TranscriptionConfiguration: settings });
    await expect(aws.meetings.send(start)).rejects.toMatchObject(notFound);
    await expect(aws.meetings.send(new StopMeetingTranscriptionCommand(of))).rejects.toMatchObject(notFound);
  });
});

describe('tags', () => {
  test('of a meeting are those it was made with, and are added, replaced and removed', async () => {
    const aws = await running();
    const { ResourceARN } = await meeting(aws, { Tags: [{ Key: 'team', Value: 'red' }] });
    const list = async () => (await aws.meetings.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;
    expect(await list()).toEqual([{ Key: 'team', Value: 'red' }]);
    const Tags = [
      { Key: 'team', Value: 'blue' },
      { Key: 'cost', Value: '' },
    ];
    const tagging = await aws.meetings.send(new TagResourceCommand({ ResourceARN, Tags }));
    expect(tagging.$metadata.httpStatusCode).toBe(204);
    expect(await list()).toEqual(Tags);
    await aws.meetings.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['team', 'never'] }));
    expect(await list()).toEqual([{ Key: 'cost', Value: '' }]);
  });

  test('are fifty at most', async () => {
    const aws = await running();
    const { ResourceARN } = await meeting(aws, { Tags: [{ Key: 'one', Value: '1' }] });
    // Tag keys have no digits in AWS's pattern beyond those between + and =.
    const Tags = Array.from({ length: 50 }, (_, n) => ({ Key: `k${'x'.repeat(n)}`, Value: 'v' }));
    const refused = aws.meetings.send(new TagResourceCommand({ ResourceARN, Tags }));
    await expect(refused).rejects.toMatchObject({ name: 'TooManyTagsException', $metadata: { httpStatusCode: 400 } });
    expect((await aws.meetings.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toHaveLength(1);
  });

  test.each([
    [`arn:aws:chime:us-east-1:111122223333:meeting/${NOBODY}`],
    ['arn:aws:chime:us-east-1:111122223333:sma/1'],
    ['arn:aws:s3:::bucket'],
  ])('of %s are ResourceNotFoundException', async (ResourceARN) => {
    const aws = await running();
    const gone = { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } };
    await expect(aws.meetings.send(new ListTagsForResourceCommand({ ResourceARN }))).rejects.toMatchObject(gone);
    await expect(aws.meetings.send(new TagResourceCommand({ ResourceARN, Tags: [] }))).rejects.toMatchObject(gone);
    await expect(aws.meetings.send(new UntagResourceCommand({ ResourceARN, TagKeys: [] }))).rejects.toMatchObject(gone);
  });

  test('of what is no ARN are BadRequestException', async () => {
    const aws = await running();
    const asked = aws.meetings.send(new ListTagsForResourceCommand({ ResourceARN: 'meeting' }));
    await expect(asked).rejects.toMatchObject(bad);
  });
});

test('a meeting is made with ten attendees at most: the service says so for eleven, its model for twenty-one', async () => {
  const aws = await running();
  await meeting(aws, { Attendees: people(10) });
  const eleven = meeting(aws, { ClientRequestToken: 'token-2', Attendees: people(11) });
  await expect(eleven).rejects.toMatchObject({
    name: 'ValidationException',
    message:
      "1 validation error detected: Value at 'attendees' failed to satisfy constraint: Member must have length less than or equal to 10",
    $metadata: { httpStatusCode: 400 },
  });
  const beyond = meeting(aws, { ClientRequestToken: 'token-3', Attendees: people(21) });
  await expect(beyond).rejects.toMatchObject({ ...bad, message: expect.stringContaining('less than or equal to 20') });
  expect((await aws.control('/state')).body.meetings).toHaveLength(1);
});

test('a meeting that is over says so, one that never was is named', async () => {
  const aws = await running();
  const { MeetingId } = await meeting(aws);
  await aws.meetings.send(new DeleteMeetingCommand({ MeetingId }));
  const over = aws.meetings.send(new GetMeetingCommand({ MeetingId }));
  await expect(over).rejects.toMatchObject({ ...notFound, message: 'The meeting has ended' });
  const never = aws.meetings.send(new GetMeetingCommand({ MeetingId: NOBODY }));
  await expect(never).rejects.toMatchObject({ ...notFound, message: `Meeting <${NOBODY}> not found` });
});
