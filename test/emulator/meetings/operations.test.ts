/** Meetings found, not found, transcribed and tagged. */
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../refusal-of.js';
import { asking } from './asking.js';

const UNKNOWN = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';
const ENGINE = { EngineTranscribeSettings: { LanguageCode: 'en-US' } };

describe('a meeting', () => {
  it('is found by its id in either case, in its own region', async () => {
    const { ask, create } = asking();
    const made = await create();
    expect((await ask('GetMeeting', { MeetingId: made.MeetingId.toUpperCase() })).Meeting).toEqual(made);
    expect((await refusalOf(ask('GetMeeting', { MeetingId: made.MeetingId }, 'eu-central-1'))).message).toBe(
      `Meeting <${made.MeetingId}> not found`,
    );
  });

  it('that was never there is told from one that has ended', async () => {
    const { ask, create } = asking();
    const { MeetingId } = await create();
    await ask('DeleteMeeting', { MeetingId });
    const of = async (id: string) => refusalOf(ask('GetMeeting', { MeetingId: id }));
    expect(await of(MeetingId)).toEqual({ code: 'NotFoundException', message: 'The meeting has ended' });
    expect(await of(UNKNOWN)).toEqual({ code: 'NotFoundException', message: `Meeting <${UNKNOWN}> not found` });
  });

  it('that has ended takes no operation any more', async () => {
    const { ask, create, attend } = asking();
    const { MeetingId } = await create();
    const { AttendeeId } = await attend(MeetingId, 'one');
    await ask('DeleteMeeting', { MeetingId });
    const asked: [string, object][] = [
      ['DeleteMeeting', {}],
      ['CreateAttendee', { ExternalUserId: 'two' }],
      ['ListAttendees', {}],
      ['GetAttendee', { AttendeeId }],
      ['DeleteAttendee', { AttendeeId }],
      ['StopMeetingTranscription', {}],
    ];
    for (const [name, more] of asked) {
      expect(await refusalOf(ask(name, { MeetingId, ...more }))).toMatchObject({ code: 'NotFoundException' });
    }
  });

  it('that ends leaves nothing of its attendees but their secrets', async () => {
    const { ask, create, attend, rooms } = asking();
    const { MeetingId } = await create();
    const { JoinToken } = await attend(MeetingId, 'one');
    await ask('DeleteMeeting', { MeetingId });
    expect(rooms.door.byToken(JoinToken)).toBeUndefined();
    expect(rooms.state()).toEqual([{ meetingId: MeetingId, ended: true, attendees: [] }]);
    expect(rooms.secrets()).toEqual([JoinToken]);
  });
});

describe('on the wire, a meeting', () => {
  it('has what it was made with, and the ARN of its account and region', async () => {
    const { create } = asking();
    const made = await create({ MeetingHostId: 'host', TenantIds: ['one'] }, 'eu-central-1');
    expect(made).toMatchObject({
      ExternalMeetingId: 'standup',
      MediaRegion: 'eu-central-1',
      MeetingHostId: 'host',
      TenantIds: ['one'],
      MeetingArn: `arn:aws:chime:eu-central-1:111122223333:meeting/${made.MeetingId}`,
    });
    expect(made).not.toHaveProperty('ClientRequestToken');
  });

  it('of the government’s regions is of their partition', async () => {
    const { create } = asking();
    expect((await create({}, 'us-gov-west-1')).MeetingArn).toMatch(/^arn:aws-us-gov:chime:us-gov-west-1:/);
  });

  it('leaves out what it was made without, but for an empty list of tenants', async () => {
    const made = await asking().create();
    expect(Object.keys(made).sort()).toEqual([
      'ExternalMeetingId',
      'MediaPlacement',
      'MediaRegion',
      'MeetingArn',
      'MeetingId',
      'TenantIds',
    ]);
  });

  it('has media on names that lead nowhere', async () => {
    const { MediaPlacement } = await asking().create();
    for (const url of Object.values(MediaPlacement as Record<string, string>)) expect(url).toContain('.chime.example');
  });
});

describe('a transcription', () => {
  it('that starts is told with its settings, also a second one', async () => {
    const { ask, create, happened } = asking();
    const { MeetingId } = await create();
    const other = { EngineTranscribeSettings: { LanguageCode: 'de-DE' } };
    for (const TranscriptionConfiguration of [ENGINE, other]) {
      await ask('StartMeetingTranscription', { MeetingId, TranscriptionConfiguration });
    }
    expect(happened.slice(-2)).toEqual([
      { type: 'TranscriptionStarted', configuration: ENGINE },
      { type: 'TranscriptionStarted', configuration: other },
    ]);
  });

  it('that stops is told with the settings it had, and only where it had started', async () => {
    const { ask, create, happened, types } = asking();
    const { MeetingId } = await create();
    await ask('StopMeetingTranscription', { MeetingId });
    expect(types()).not.toContain('TranscriptionStopped');
    await ask('StartMeetingTranscription', { MeetingId, TranscriptionConfiguration: ENGINE });
    for (let count = 0; count < 2; count += 1) await ask('StopMeetingTranscription', { MeetingId });
    expect(types().filter((type) => type === 'TranscriptionStopped')).toHaveLength(1);
    expect(happened.at(-1)).toEqual({ type: 'TranscriptionStopped', configuration: ENGINE });
  });

  const medical = { LanguageCode: 'en-US', Specialty: 'CARDIOLOGY', Type: 'DICTATION' };
  it.each([
    ['no engine', {}],
    ['both engines', { ...ENGINE, EngineTranscribeMedicalSettings: medical }],
  ])('with the settings of %s is refused', async (_what, TranscriptionConfiguration) => {
    const { ask, create } = asking();
    const { MeetingId } = await create();
    const asked = ask('StartMeetingTranscription', { MeetingId, TranscriptionConfiguration });
    expect((await refusalOf(asked)).code).toBe('BadRequestException');
  });
});

describe('tags', () => {
  const tagsOf = async (own: ReturnType<typeof asking>, ResourceARN: string) =>
    Object.fromEntries(
      (await own.ask('ListTagsForResource', { ResourceARN })).Tags.map(({ Key, Value }: Record<string, string>) => [
        Key,
        Value,
      ]),
    );

  it('are those of the creation, then what is put in their place or taken away', async () => {
    const own = asking();
    const { MeetingArn: ResourceARN } = await own.create({ Tags: [{ Key: 'a', Value: '1' }] });
    await own.ask('TagResource', {
      ResourceARN,
      Tags: [
        { Key: 'a', Value: '2' },
        { Key: 'b', Value: '3' },
      ],
    });
    expect(await tagsOf(own, ResourceARN)).toEqual({ a: '2', b: '3' });
    await own.ask('UntagResource', { ResourceARN, TagKeys: ['a', 'none'] });
    expect(await tagsOf(own, ResourceARN)).toEqual({ b: '3' });
  });

  it('are fifty at most, and one too many changes none', async () => {
    const own = asking();
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX'.split('');
    const Tags = letters.map((Key) => ({ Key, Value: '1' }));
    const { MeetingArn: ResourceARN } = await own.create({ Tags });
    const more = [
      { Key: 'a', Value: '2' },
      { Key: 'Z', Value: '2' },
    ];
    expect((await refusalOf(own.ask('TagResource', { ResourceARN, Tags: more }))).code).toBe('TooManyTagsException');
    expect((await tagsOf(own, ResourceARN))['a']).toBe('1');
    await own.ask('TagResource', { ResourceARN, Tags: more.slice(0, 1) });
    expect((await tagsOf(own, ResourceARN))['a']).toBe('2');
  });

  it('of what is not a live meeting of the region are not found', async () => {
    const own = asking();
    const { MeetingArn, MeetingId } = await own.create();
    const arns = [
      MeetingArn.replace(MeetingId, UNKNOWN),
      MeetingArn.replace('us-east-1', 'eu-central-1'),
      'arn:aws:s3',
    ];
    for (const ResourceARN of arns) {
      expect((await refusalOf(own.ask('ListTagsForResource', { ResourceARN }))).code).toBe('ResourceNotFoundException');
    }
    const elsewhere = own.ask('ListTagsForResource', { ResourceARN: MeetingArn }, 'eu-central-1');
    expect((await refusalOf(elsewhere)).code).toBe('ResourceNotFoundException');
  });
});
