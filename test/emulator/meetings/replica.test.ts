import { describe, expect, it } from 'vitest';
import { refusalOf } from '../refusal-of.js';
import { asking } from './asking.js';

describe('a replica', () => {
  it('names its primary meeting, in either case, from any region', async () => {
    const { create } = asking();
    const { MeetingId } = await create();
    const replica = await create({ PrimaryMeetingId: MeetingId.toUpperCase() }, 'eu-central-1');
    expect(replica.PrimaryMeetingId).toBe(MeetingId.toUpperCase());
  });

  it.each([
    ['nobody', 'c5a25427-88f4-4bf6-b4b2-f44659300bdc'],
    ['no id', 'standup'],
  ])('of %s is refused', async (_what, PrimaryMeetingId) => {
    const { create } = asking();
    expect((await refusalOf(create({ PrimaryMeetingId }))).code).toBe('BadRequestException');
  });

  it('of a meeting that has ended is refused', async () => {
    const { ask, create } = asking();
    const { MeetingId } = await create();
    await ask('DeleteMeeting', { MeetingId });
    expect((await refusalOf(create({ PrimaryMeetingId: MeetingId }))).code).toBe('BadRequestException');
  });

  it('of a replica is refused', async () => {
    const { create } = asking();
    const { MeetingId: primary } = await create();
    const { MeetingId: replica } = await create({ PrimaryMeetingId: primary });
    expect((await refusalOf(create({ PrimaryMeetingId: replica }))).code).toBe('BadRequestException');
  });

  it('is one of four at most; when one of them ends there is room for another', async () => {
    const { ask, create } = asking();
    const { MeetingId: PrimaryMeetingId } = await create();
    const replicas = [];
    for (let count = 0; count < 4; count += 1) replicas.push(await create({ PrimaryMeetingId }));
    expect((await refusalOf(create({ PrimaryMeetingId }))).code).toBe('LimitExceededException');
    await ask('DeleteMeeting', { MeetingId: replicas[0].MeetingId });
    await expect(create({ PrimaryMeetingId })).resolves.toBeDefined();
  });

  it('does not count as one of another primary', async () => {
    const { create } = asking();
    const one = await create();
    for (let count = 0; count < 4; count += 1) await create({ PrimaryMeetingId: one.MeetingId });
    const two = await create();
    await expect(create({ PrimaryMeetingId: two.MeetingId })).resolves.toBeDefined();
  });

  it('ends with its primary, and the primary does not end with it', async () => {
    const { ask, create, rooms } = asking();
    const { MeetingId: PrimaryMeetingId } = await create();
    const replica = await create({ PrimaryMeetingId });
    const other = await create({ PrimaryMeetingId });
    await ask('DeleteMeeting', { MeetingId: replica.MeetingId });
    expect(rooms.live().map(({ meetingId }) => meetingId)).toEqual([PrimaryMeetingId, other.MeetingId]);
    await ask('DeleteMeeting', { MeetingId: PrimaryMeetingId });
    expect(rooms.live()).toEqual([]);
  });
});
