import {
  BatchUpdateAttendeeCapabilitiesExceptCommand,
  CreateAttendeeCommand,
  CreateMeetingCommand,
  type CreateMeetingCommandInput,
  CreateMeetingWithAttendeesCommand,
  GetAttendeeCommand,
  GetMeetingCommand,
  ListAttendeesCommand,
  StartMeetingTranscriptionCommand,
} from '@aws-sdk/client-chime-sdk-meetings';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Running, running, signedFor } from './running.js';

let tokens = 0;
const create = ({ meetings }: Pick<Running, 'meetings'>, more: Partial<CreateMeetingCommandInput> = {}) => {
  tokens += 1;
  const wanted = { MediaRegion: 'us-east-1', ExternalMeetingId: 'standup', ClientRequestToken: `token-${tokens}` };
  return meetings.send(new CreateMeetingCommand({ ...wanted, ...more }));
};
const idOf = async (made: ReturnType<typeof create>) => (await made).Meeting?.MeetingId ?? '';
const add = ({ meetings }: Running, MeetingId: string, more: object = {}) =>
  meetings.send(new CreateAttendeeCommand({ MeetingId, ExternalUserId: 'phone', ...more }));
const bad = { name: 'BadRequestException' };
const throttled = { name: 'ThrottlingException', $metadata: { httpStatusCode: 429 } };
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('high resolution', () => {
  test.each([
    ['FHD video', { Video: { MaxResolution: 'FHD' } }],
    ['UHD content', { Content: { MaxResolution: 'UHD' } }],
  ] as const)('%s needs a MaxCount, of 25 at most', async (_, features) => {
    const aws = await running();
    const withCount = (MaxCount: number) => create(aws, { MeetingFeatures: { ...features, Attendee: { MaxCount } } });
    await expect(create(aws, { MeetingFeatures: features })).rejects.toMatchObject(bad);
    await expect(withCount(26)).rejects.toMatchObject(bad);
    await withCount(25);
  });
});

describe('capabilities', () => {
  const capabilities = { Audio: 'Receive', Video: 'Receive', Content: 'None' } as const;

  test('default to no video and no content in a meeting with neither', async () => {
    const aws = await running();
    const none = { MaxResolution: 'None' } as const;
    const MeetingId = await idOf(create(aws, { MeetingFeatures: { Video: none, Content: none } }));
    const { Attendee } = await add(aws, MeetingId);
    expect(Attendee?.Capabilities).toEqual({ Audio: 'SendReceive', Video: 'None', Content: 'None' });
  });

  test('of an attendee that is there already stay what they are', async () => {
    const aws = await running();
    const MeetingId = await idOf(create(aws));
    const { Attendee } = await add(aws, MeetingId);
    const again = await add(aws, MeetingId, { Capabilities: capabilities });
    expect(again.Attendee).toEqual(Attendee);
  });

  test.each([[0], [251]])('of all but %i attendees cannot be changed', async (count) => {
    const aws = await running();
    const MeetingId = await idOf(create(aws));
    const ExcludedAttendeeIds = Array.from({ length: count }, () => ({ AttendeeId: NOBODY }));
    const request = { MeetingId, Capabilities: capabilities, ExcludedAttendeeIds };
    const sent = aws.meetings.send(new BatchUpdateAttendeeCapabilitiesExceptCommand(request));
    await expect(sent).rejects.toMatchObject(bad);
  });
});

test('a meeting holds 250 attendees, and ListAttendees shows 100 of them where it is not told how many', async () => {
  const aws = await running();
  const MeetingId = await idOf(create(aws));
  for (let n = 0; n < 250; n += 1) {
    if (n % 10 === 0) await aws.control('/advance', { ms: 1_000 });
    await add(aws, MeetingId, { ExternalUserId: `user-${n}` });
  }
  await aws.control('/advance', { ms: 1_000 });
  await expect(add(aws, MeetingId)).rejects.toMatchObject({ name: 'LimitExceededException' });
  const { Attendees } = await aws.meetings.send(new ListAttendeesCommand({ MeetingId }));
  expect(Attendees).toHaveLength(100);
});

test('CreateMeetingWithAttendees of more than twenty breaks the model: BadRequestException', async () => {
  const { meetings } = await running();
  const wanted = { MediaRegion: 'us-east-1', ExternalMeetingId: 'standup', ClientRequestToken: 'one' };
  const Attendees = Array.from({ length: 21 }, (_, n) => ({ ExternalUserId: `user-${n}` }));
  await expect(meetings.send(new CreateMeetingWithAttendeesCommand({ ...wanted, Attendees }))).rejects.toMatchObject(
    bad,
  );
});

test('GetAttendee and ListAttendees show the join token again', async () => {
  const aws = await running();
  const MeetingId = await idOf(create(aws));
  const { Attendee } = await add(aws, MeetingId);
  const got = await aws.meetings.send(new GetAttendeeCommand({ MeetingId, AttendeeId: Attendee?.AttendeeId }));
  const { Attendees } = await aws.meetings.send(new ListAttendeesCommand({ MeetingId }));
  expect(Attendee?.JoinToken).toBeDefined();
  expect([got.Attendee?.JoinToken, Attendees?.[0]?.JoinToken]).toEqual([Attendee?.JoinToken, Attendee?.JoinToken]);
});

test('a second transcription with other settings is told as started, too', async () => {
  const aws = await running();
  const MeetingId = await idOf(create(aws));
  for (const LanguageCode of ['en-US', 'de-DE'] as const) {
    const TranscriptionConfiguration = { EngineTranscribeSettings: { LanguageCode } };
    await aws.meetings.send(new StartMeetingTranscriptionCommand({ MeetingId, TranscriptionConfiguration }));
  }
  const told = (aws.sma.parts.logs.read('/aws/events/chime-join') ?? []).map(
    ({ message }) => JSON.parse(message).detail,
  );
  const started = told.filter(({ eventType }) => eventType === 'chime:TranscriptionStarted');
  expect(started.map(({ transcriptionConfiguration }) => transcriptionConfiguration)).toEqual([
    expect.stringContaining('en-US'),
    expect.stringContaining('de-DE'),
  ]);
});

describe('replicas', () => {
  test('a primary meeting has four at most, and a replica has none', async () => {
    const aws = await running();
    const PrimaryMeetingId = await idOf(create(aws));
    const replica = await idOf(create(aws, { PrimaryMeetingId }));
    for (let count = 2; count <= 4; count += 1) await create(aws, { PrimaryMeetingId });
    await expect(create(aws, { PrimaryMeetingId })).rejects.toMatchObject({ name: 'LimitExceededException' });
    await expect(create(aws, { PrimaryMeetingId: replica })).rejects.toMatchObject(bad);
  });
});

describe('media regions', () => {
  test.each(['af-south-1', 'il-central-1'])('%s hosts its own media only', async (region) => {
    const there = (await running()).clients(region);
    await expect(create(there, { MediaRegion: 'eu-central-1' })).rejects.toMatchObject(bad);
    await create(there, { MediaRegion: region });
  });
});

test('the quota of live meetings is that of a region', async () => {
  const aws = await running({ quotas: { concurrentMeetings: 1 } });
  await create(aws);
  await create(aws.clients('eu-central-1'), { MediaRegion: 'eu-central-1' });
  await expect(create(aws)).rejects.toMatchObject({ name: 'LimitExceededException' });
});

describe('the quota of requests', () => {
  // The machine's clock stands still: however slow it is, all requests are of one moment.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  const atOnce = async (count: number, send: () => Promise<unknown>) => {
    const sent = Array.from({ length: count }, () =>
      send().then(
        () => 'done',
        (error) => error.name,
      ),
    );
    return Promise.all(sent);
  };

  test('allows ten at once, and no burst beyond that', async () => {
    const aws = await running();
    const MeetingId = await idOf(create(aws));
    const answers = await atOnce(40, () => aws.meetings.send(new GetMeetingCommand({ MeetingId })));
    expect(answers.filter((each) => each === 'done')).toHaveLength(10);
  });

  test('is taken from by requests that break a constraint', async () => {
    const aws = await running();
    const broken = () => aws.meetings.send(new GetMeetingCommand({ MeetingId: 'no id' }));
    const answers = await atOnce(40, broken);
    expect(new Set(answers)).toEqual(new Set(['BadRequestException', 'ThrottlingException']));
  });

  test('lets a refused request have no effect', async () => {
    const aws = await running();
    const answers = await atOnce(30, () => create(aws));
    const made = answers.filter((each) => each === 'done').length;
    expect(answers).toContain('ThrottlingException');
    expect((await aws.control('/state')).body.meetings).toHaveLength(made);
  });

  test('does not count GetAttendee', async () => {
    const aws = await running();
    const MeetingId = await idOf(create(aws));
    const { Attendee } = await add(aws, MeetingId);
    const get = () => aws.meetings.send(new GetAttendeeCommand({ MeetingId, AttendeeId: Attendee?.AttendeeId }));
    expect(new Set(await atOnce(40, get))).toEqual(new Set(['done']));
    await expect(
      Promise.all(Array.from({ length: 40 }, () => aws.meetings.send(new ListAttendeesCommand({ MeetingId })))),
    ).rejects.toMatchObject(throttled);
  });
});

test('a null member counts as absent, and an unknown one is ignored', async () => {
  const { url } = await running();
  const request = {
    ...{ MediaRegion: 'us-east-1', ExternalMeetingId: 'standup', ClientRequestToken: 'one' },
    ...{ MeetingHostId: null, Unheard: 'of' },
  };
  const answer = await fetch(`${url}/meetings`, {
    method: 'POST',
    headers: signedFor(),
    body: JSON.stringify(request),
  });
  expect(answer.status).toBe(200);
  const { Meeting } = (await answer.json()) as { Meeting: object };
  expect(Meeting).not.toHaveProperty('MeetingHostId');
});
