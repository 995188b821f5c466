import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CreateMeetingInput } from '../../../src/emulator/meetings/input.js';
import type { Meeting } from '../../../src/emulator/meetings/meeting.js';
import { createRequestTokens } from '../../../src/emulator/meetings/request-tokens.js';

const INPUT: CreateMeetingInput = {
  ClientRequestToken: 'token',
  MediaRegion: 'us-east-1',
  ExternalMeetingId: 'standup',
};

/** Meetings that are only ended or not, and answers that are numbers in a row. */
function house() {
  const tokens = createRequestTokens();
  const made: { meeting: Meeting; answer: object }[] = [];
  const make = () => {
    const fresh = { meeting: { ended: false } as Meeting, answer: { number: made.length } };
    made.push(fresh);
    return fresh;
  };
  const once = (more: object = {}, { region = 'us-east-1', operation = 'CreateMeeting' } = {}) =>
    tokens.once(region, operation, { ...INPUT, ...more }, make);
  return { tokens, made, once };
}

describe('the same token', () => {
  it('gets the first answer again, and makes nothing', () => {
    const { made, once } = house();
    expect(once()).toBe(once());
    expect(made).toHaveLength(1);
  });

  it('with the same members in another order is the same request', () => {
    const { made, once } = house();
    once({ MeetingFeatures: { Video: { MaxResolution: 'HD' }, Audio: {} }, TenantIds: ['one', 'two'] });
    once({ TenantIds: ['one', 'two'], MeetingFeatures: { Audio: {}, Video: { MaxResolution: 'HD' } } });
    expect(made).toHaveLength(1);
  });

  it.each([
    ['another value', { ExternalMeetingId: 'other' }],
    ['a member more', { MeetingHostId: 'host' }],
    ['a list in another order', { TenantIds: ['two', 'one'] }],
  ])('with %s is a conflict', (_what, more) => {
    const { once } = house();
    once({ TenantIds: ['one', 'two'] });
    expect(() => once({ TenantIds: ['one', 'two'], ...more })).toThrow('other parameters');
  });

  it('of another operation is a conflict', () => {
    const { once } = house();
    once();
    expect(() => once({}, { operation: 'CreateMeetingWithAttendees' })).toThrow('other parameters');
  });

  it('in another region makes another meeting', () => {
    const { made, once } = house();
    once();
    once({}, { region: 'eu-central-1' });
    expect(made).toHaveLength(2);
  });

  it('makes a new meeting once the first has ended, also with other parameters', () => {
    const { made, once } = house();
    once();
    made[0]!.meeting.ended = true;
    expect(once({ ExternalMeetingId: 'other' })).toEqual({ number: 1 });
    expect(once({ ExternalMeetingId: 'other' })).toEqual({ number: 1 });
  });

  it('is forgotten by a reset', () => {
    const { tokens, made, once } = house();
    once();
    tokens.reset();
    once();
    expect(made).toHaveLength(2);
  });

  it('of a request that was refused is not used up', () => {
    const { tokens, once } = house();
    const refused = () => {
      throw new Error('refused');
    };
    expect(() => tokens.once('us-east-1', 'CreateMeeting', INPUT, refused)).toThrow('refused');
    expect(once({ ExternalMeetingId: 'other' })).toEqual({ number: 0 });
  });
});

it('tokens of live meetings are kept, however many there are', () => {
  const { made, once } = house();
  const ask = (index: number) => once({ ClientRequestToken: `token-${index}` });
  for (let index = 0; index < 1_200; index += 1) ask(index);
  made[600]!.meeting.ended = true;
  for (let index = 0; index < 1_200; index += 1) if (index !== 600) ask(index);
  expect(made).toHaveLength(1_200);
});

it('whatever is asked in whatever order, each token with its parameters has one live meeting', () => {
  const step = fc.oneof(
    fc.record({ token: fc.integer({ min: 0, max: 3 }), meeting: fc.constant('standup') }),
    fc.record({ end: fc.nat() }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { made, once } = house();
      const live = new Map<number, object>();
      for (const each of steps) {
        if ('end' in each) {
          const ended = made[each.end % Math.max(1, made.length)];
          if (ended === undefined) continue;
          ended.meeting.ended = true;
          for (const [token, answer] of live) if (answer === ended.answer) live.delete(token);
          continue;
        }
        const answer = once({ ClientRequestToken: `token-${each.token}` });
        expect(answer).toBe(live.get(each.token) ?? made.at(-1)?.answer);
        live.set(each.token, answer);
      }
    }),
  );
});
