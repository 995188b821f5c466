import { describe, expect, it } from 'vitest';
import { newMeetingProblem } from '../../../src/emulator/meetings/new-meeting.js';
import { refusalOf } from '../refusal-of.js';
import { asking } from './asking.js';

const problem = (more: object, region = 'us-east-1') =>
  newMeetingProblem(
    { ClientRequestToken: 'token', MediaRegion: region, ExternalMeetingId: 'standup', ...more },
    region,
  );

describe('the media region of a new meeting', () => {
  it.each([
    ['us-east-1', 'eu-central-1'],
    ['us-east-1', 'eu-west-1'],
    ['af-south-1', 'af-south-1'],
    ['il-central-1', 'il-central-1'],
    ['us-gov-west-1', 'us-gov-east-1'],
  ])('of control region %s may be %s', (region, MediaRegion) => {
    expect(problem({ MediaRegion }, region)).toBeUndefined();
  });

  it.each([
    ['af-south-1', 'eu-central-1'],
    ['il-central-1', 'us-east-1'],
    ['us-east-1', 'us-gov-west-1'],
    ['us-gov-west-1', 'us-east-1'],
    ['us-east-1', 'moon-base-1'],
    ['us-east-1', ''],
  ])('of control region %s cannot be %s', (region, MediaRegion) => {
    expect(problem({ MediaRegion }, region)).toBeDefined();
  });
});

describe('high resolution', () => {
  const FHD = { Video: { MaxResolution: 'FHD' } } as const;
  const UHD = { Content: { MaxResolution: 'UHD' } } as const;

  it.each([FHD, UHD])('%j needs a count of 25 at most', (features) => {
    const of = (MaxCount?: number) =>
      problem({ MeetingFeatures: { ...features, ...(MaxCount === undefined ? {} : { Attendee: { MaxCount } }) } });
    expect(of(25)).toBeUndefined();
    expect(of(26)).toContain('at most 25');
    expect(of()).toContain('at most 25');
  });

  it.each([{ Video: { MaxResolution: 'HD' } }, { Content: { MaxResolution: 'FHD' } }, {}])(
    'is not what %j asks for',
    (MeetingFeatures) => {
      expect(problem({ MeetingFeatures })).toBeUndefined();
    },
  );
});

describe('the external id of a new meeting', () => {
  it.each(['aws:meeting', 'AWS:meeting', 'a\u0000b'])('cannot be %j', (ExternalMeetingId) => {
    expect(problem({ ExternalMeetingId })).toContain('ExternalMeetingId is not valid');
  });
});

describe('live meetings', () => {
  it('are so many in a region, not in all of them', async () => {
    const { create } = asking({ maxLive: 2 });
    await create();
    await create();
    await create({}, 'eu-central-1');
    expect((await refusalOf(create())).code).toBe('LimitExceededException');
  });

  it('that have ended do not count', async () => {
    const { ask, create } = asking({ maxLive: 1 });
    const { MeetingId } = await create();
    await ask('DeleteMeeting', { MeetingId });
    await expect(create()).resolves.toBeDefined();
  });

  it('beyond the limit are refused again for the same token, not remembered', async () => {
    const { ask, create, rooms } = asking({ maxLive: 1 });
    const { MeetingId } = await create();
    const refused = { ClientRequestToken: 'later', MediaRegion: 'us-east-1', ExternalMeetingId: 'standup' };
    await refusalOf(ask('CreateMeeting', refused));
    await ask('DeleteMeeting', { MeetingId });
    await ask('CreateMeeting', refused);
    expect(rooms.live()).toHaveLength(1);
  });
});

describe('a meeting with attendees', () => {
  const request = (count: number) => ({
    ClientRequestToken: `with-${count}`,
    MediaRegion: 'us-east-1',
    ExternalMeetingId: 'standup',
    Attendees: Array.from({ length: count }, (_, index) => ({ ExternalUserId: `user-${index}` })),
  });

  it('takes ten, and eleven in the words of the service', async () => {
    const { ask } = asking();
    expect((await ask('CreateMeetingWithAttendees', request(10))).Attendees).toHaveLength(10);
    const refusal = await refusalOf(ask('CreateMeetingWithAttendees', request(11)));
    expect(refusal.code).toBe('ValidationException');
    expect(refusal.message).toContain('Member must have length less than or equal to 10');
  });

  it('takes 21 no more by its model', async () => {
    expect((await refusalOf(asking().ask('CreateMeetingWithAttendees', request(21)))).code).toBe('BadRequestException');
  });

  it('that is refused leaves no meeting behind', async () => {
    const { ask, rooms } = asking();
    await refusalOf(ask('CreateMeetingWithAttendees', request(11)));
    expect(rooms.live()).toEqual([]);
  });

  it('asked for again has the same meeting, attendees and tokens', async () => {
    const { ask, rooms } = asking();
    const first = await ask('CreateMeetingWithAttendees', request(2));
    expect(await ask('CreateMeetingWithAttendees', request(2))).toEqual(first);
    expect(rooms.live()).toHaveLength(1);
  });
});
