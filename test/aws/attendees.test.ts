import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ATTENDEE_ID,
  attendee,
  awsAnswering,
  awsError,
  closeAll,
  done,
  failureOf,
  json,
  MEETING_ID,
  never,
  useTestAccount,
} from './stub.js';

beforeEach(useTestAccount);
afterEach(closeAll);

describe('adding attendees', () => {
  it('one is a CreateAttendee', async () => {
    const { aws, received } = await awsAnswering(json(200, { Attendee: attendee('phone') }));
    const { value } = await aws.attendees.add(MEETING_ID, [{ externalUserId: 'phone' }], never);
    expect(received).toMatchObject([{ path: `/meetings/${MEETING_ID}/attendees`, body: { ExternalUserId: 'phone' } }]);
    expect(value.attendees).toMatchObject([{ attendeeId: ATTENDEE_ID, externalUserId: 'phone' }]);
    expect(value.attendees[0]?.joinToken?.reveal()).toBe('token-of-phone');
  });

  it('several are one BatchCreateAttendee, whose errors are read', async () => {
    const Errors = [{ ExternalUserId: 'b', ErrorCode: 'Throttled', ErrorMessage: 'Later.' }];
    const { aws, received } = await awsAnswering(json(200, { Attendees: [attendee('a')], Errors }));
    const { value } = await aws.attendees.add(MEETING_ID, [{ externalUserId: 'a' }, { externalUserId: 'b' }], never);
    expect(received).toMatchObject([{ path: `/meetings/${MEETING_ID}/attendees?operation=batch-create` }]);
    expect(value.attendees).toHaveLength(1);
    expect(value.refused).toEqual([{ externalUserId: 'b', code: 'Throttled', message: 'Later.' }]);
  });

  it.each([
    ['an ended meeting', awsError(404, 'NotFoundException'), 'MEETING_NOT_FOUND'],
    ['a full meeting', awsError(400, 'LimitExceededException'), 'MEETING_FULL'],
    ['wrong capabilities', awsError(422, 'UnprocessableEntityException'), 'REFUSED'],
    ['an answer without a token', json(200, { Attendee: { AttendeeId: ATTENDEE_ID } }), 'UNREADABLE_ANSWER'],
  ])('fails at %s', async (_what, reply, code) => {
    const { aws } = await awsAnswering(reply);
    expect((await failureOf(aws.attendees.add(MEETING_ID, [{ externalUserId: 'phone' }], never))).code).toBe(code);
  });

  it('to a full meeting is not tried again', async () => {
    const { aws, received } = await awsAnswering(awsError(400, 'LimitExceededException', 'Full.'));
    const failure = await failureOf(aws.attendees.add(MEETING_ID, [{ externalUserId: 'phone' }], never));
    expect(failure).toMatchObject({ delivery: 'refused', cause: 'LimitExceededException (400): Full.' });
    expect(received).toHaveLength(1);
  });
});

describe('listing attendees', () => {
  it('reads every page, with tokens or without', async () => {
    const { aws, received } = await awsAnswering([
      json(200, { Attendees: [attendee('a')], NextToken: 'more' }),
      json(200, { Attendees: [], NextToken: 'yet more' }),
      json(200, { Attendees: [{ AttendeeId: ATTENDEE_ID, ExternalUserId: 'b' }] }),
    ]);
    const { value, attempts } = await aws.attendees.list(MEETING_ID, never);
    expect(value.map((one) => [one.externalUserId, one.joinToken?.reveal()])).toEqual([
      ['a', 'token-of-a'],
      ['b', undefined],
    ]);
    expect(attempts).toBe(3);
    expect(received[2]?.path).toBe(`/meetings/${MEETING_ID}/attendees?max-results=100&next-token=yet%20more`);
  });

  it('does not follow a list that goes round in circles', async () => {
    const { aws, received } = await awsAnswering(json(200, { Attendees: [attendee('a')], NextToken: 'again' }));
    expect((await failureOf(aws.attendees.list(MEETING_ID, never))).code).toBe('UNREADABLE_ANSWER');
    expect(received).toHaveLength(2);
  });

  it('does not follow a list that never ends', async () => {
    let page = 0;
    // Its own pace would take seconds.
    let now = 0;
    const clock = {
      now: () => now,
      sleep: async (ms: number) => {
        now += ms;
      },
    };
    const { aws, received } = await awsAnswering(
      (response, socket) => json(200, { Attendees: [], NextToken: `page-${page++}` })(response, socket),
      { clock },
    );
    expect((await failureOf(aws.attendees.list(MEETING_ID, never))).code).toBe('UNREADABLE_ANSWER');
    expect(received).toHaveLength(50);
  });
});

describe('removing an attendee', () => {
  it('is a DeleteAttendee', async () => {
    const { aws, received } = await awsAnswering(done);
    expect((await aws.attendees.remove(MEETING_ID, ATTENDEE_ID, never)).value).toBeNull();
    expect(received).toMatchObject([{ method: 'DELETE', path: `/meetings/${MEETING_ID}/attendees/${ATTENDEE_ID}` }]);
  });

  it('who is not there is ATTENDEE_NOT_FOUND', async () => {
    const { aws } = await awsAnswering(awsError(404, 'NotFoundException'));
    const failure = await failureOf(aws.attendees.remove(MEETING_ID, ATTENDEE_ID, never));
    expect(failure).toMatchObject({ code: 'ATTENDEE_NOT_FOUND', delivery: 'refused' });
  });
});
