import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../refusal-of.js';
import { asking } from './asking.js';

interface Attendee {
  ExternalUserId: string;
  AttendeeId: string;
  JoinToken: string;
}
const named = (attendees: Attendee[]) => attendees.map(({ ExternalUserId }) => ExternalUserId);

describe('an attendee', () => {
  it('has a token of 98 characters that holds its id and something of its own', async () => {
    const { create, attend } = asking();
    const { MeetingId } = await create();
    const { AttendeeId, JoinToken } = await attend(MeetingId, 'one');
    expect(JoinToken).toHaveLength(98);
    const [id, secret] = Buffer.from(JoinToken, 'base64').toString().split(':');
    expect(id).toBe(AttendeeId);
    expect(secret).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('is shown with its token again by GetAttendee and ListAttendees', async () => {
    const { ask, create, attend } = asking();
    const { MeetingId } = await create();
    const one = await attend(MeetingId, 'one');
    expect((await ask('GetAttendee', { MeetingId, AttendeeId: one.AttendeeId })).Attendee).toEqual(one);
    expect((await ask('ListAttendees', { MeetingId })).Attendees).toEqual([one]);
  });

  it('of an ExternalUserId that is there already is the same one, with the capabilities it has', async () => {
    const { create, attend, types } = asking();
    const { MeetingId } = await create();
    const first = await attend(MeetingId, 'one');
    const Capabilities = { Audio: 'None', Video: 'None', Content: 'None' };
    expect(await attend(MeetingId, 'one', { Capabilities })).toEqual(first);
    expect(types().filter((type) => type === 'AttendeeAdded')).toHaveLength(1);
  });

  it('that was deleted may come again, as another one', async () => {
    const { ask, create, attend } = asking();
    const { MeetingId } = await create();
    const first = await attend(MeetingId, 'one');
    await ask('DeleteAttendee', { MeetingId, AttendeeId: first.AttendeeId });
    expect((await refusalOf(ask('GetAttendee', { MeetingId, AttendeeId: first.AttendeeId }))).code).toBe(
      'NotFoundException',
    );
    const second = await attend(MeetingId, 'one');
    expect(second.AttendeeId).not.toBe(first.AttendeeId);
    expect(second.JoinToken).not.toBe(first.JoinToken);
  });

  it('of another meeting is not found', async () => {
    const { ask, create, attend } = asking();
    const here = await create();
    const there = await create();
    const { AttendeeId } = await attend(there.MeetingId, 'one');
    const asked = ask('GetAttendee', { MeetingId: here.MeetingId, AttendeeId });
    expect((await refusalOf(asked)).code).toBe('NotFoundException');
  });

  it.each(['aws:one', 'Aws:one'])('cannot be called %s', async (ExternalUserId) => {
    const { create, attend } = asking();
    const { MeetingId } = await create();
    expect((await refusalOf(attend(MeetingId, ExternalUserId))).code).toBe('BadRequestException');
  });

  it('too many is LimitExceededException, also where the meeting said how many', async () => {
    const { create, attend } = asking();
    const { MeetingId } = await create({ MeetingFeatures: { Attendee: { MaxCount: 1 } } });
    const one = await attend(MeetingId, 'one');
    expect((await refusalOf(attend(MeetingId, 'two'))).code).toBe('LimitExceededException');
    expect(await attend(MeetingId, 'one')).toEqual(one);
  });

  it('number 250 is the last of an ordinary meeting', async () => {
    const { create, attend } = asking();
    const { MeetingId } = await create();
    for (let count = 1; count <= 250; count += 1) await attend(MeetingId, `user-${count}`);
    expect((await refusalOf(attend(MeetingId, 'user-251'))).code).toBe('LimitExceededException');
  });
});

describe('a batch', () => {
  it('adds those that can be added, and says what is wrong with each other one', async () => {
    const { ask, create } = asking();
    const { MeetingId } = await create({ MeetingFeatures: { Attendee: { MaxCount: 2 } } });
    const Attendees = ['one', 'aws:no', 'two', 'three'].map((ExternalUserId) => ({ ExternalUserId }));
    const answer = await ask('BatchCreateAttendee', { MeetingId, Attendees });
    expect(named(answer.Attendees)).toEqual(['one', 'two']);
    expect(answer.Errors).toMatchObject([
      { ExternalUserId: 'aws:no', ErrorCode: 'BadRequest' },
      { ExternalUserId: 'three', ErrorCode: 'LimitExceeded' },
    ]);
  });

  it('with the same ExternalUserId twice makes one attendee, listed once', async () => {
    const { ask, create } = asking();
    const { MeetingId } = await create();
    const Attendees = ['one', 'one'].map((ExternalUserId) => ({ ExternalUserId }));
    const answer = await ask('BatchCreateAttendee', { MeetingId, Attendees });
    expect(named(answer.Attendees)).toEqual(['one']);
    expect(answer.Errors).toEqual([]);
  });

  it('with one that the model forbids adds nobody', async () => {
    const { ask, create } = asking();
    const { MeetingId } = await create();
    const Attendees = ['one', 'x'].map((ExternalUserId) => ({ ExternalUserId }));
    await refusalOf(ask('BatchCreateAttendee', { MeetingId, Attendees }));
    expect((await ask('ListAttendees', { MeetingId })).Attendees).toEqual([]);
  });
});

describe('a listing', () => {
  it('shows a hundred where it is not said how many, in the order of creation', async () => {
    const { ask, create, attend } = asking();
    const { MeetingId } = await create();
    for (let count = 0; count < 101; count += 1) await attend(MeetingId, `user-${count}`);
    const { Attendees, NextToken } = await ask('ListAttendees', { MeetingId });
    expect(named(Attendees)).toEqual(Array.from({ length: 100 }, (_, index) => `user-${index}`));
    const rest = await ask('ListAttendees', { MeetingId, NextToken });
    expect(named(rest.Attendees)).toEqual(['user-100']);
    expect(rest).not.toHaveProperty('NextToken');
  });

  it.each(['', 'x', 'bm8'])('refuses the token %j', async (NextToken) => {
    const { ask, create } = asking();
    const { MeetingId } = await create();
    expect((await refusalOf(ask('ListAttendees', { MeetingId, NextToken }))).code).toBe('BadRequestException');
  });

  it('refuses the token of another meeting', async () => {
    const { ask, create, attend } = asking();
    const one = await create();
    const two = await create();
    for (const user of ['user-1', 'user-2']) await attend(one.MeetingId, user);
    const { NextToken } = await ask('ListAttendees', { MeetingId: one.MeetingId, MaxResults: 1 });
    const asked = ask('ListAttendees', { MeetingId: two.MeetingId, NextToken });
    expect((await refusalOf(asked)).code).toBe('BadRequestException');
  });

  it('put together from its pages is the whole, though attendees go meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 5 }), fc.nat(11), async (...of) => {
        const [count, MaxResults, goes] = of;
        const { ask, create, attend } = asking();
        const { MeetingId } = await create();
        const all: Attendee[] = [];
        for (let index = 0; index < count; index += 1) all.push(await attend(MeetingId, `user-${index}`));
        let page = await ask('ListAttendees', { MeetingId, MaxResults });
        const seen = [...page.Attendees];
        const gone = all[goes];
        if (gone !== undefined) await ask('DeleteAttendee', { MeetingId, AttendeeId: gone.AttendeeId });
        while (page.NextToken !== undefined) {
          page = await ask('ListAttendees', { MeetingId, MaxResults, NextToken: page.NextToken });
          seen.push(...page.Attendees);
        }
        const kept = all.filter((each) => each !== gone || goes < MaxResults);
        expect(seen).toEqual(kept);
      }),
      { numRuns: 60 },
    );
  });
});
