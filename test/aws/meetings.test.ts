import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PHONE_CAPABILITIES } from '../../src/core/ports/meetings.js';
import {
  ATTENDEE_ID,
  attendee,
  awsAnswering,
  awsError,
  closeAll,
  done,
  failureOf,
  hang,
  json,
  MARK,
  MEETING,
  MEETING_ID,
  never,
  reset,
  stall,
  stoppedAt,
  truncate,
  useTestAccount,
} from './stub.js';

beforeEach(useTestAccount);
afterEach(closeAll);

const NEW = { clientRequestToken: 'run-1', externalMeetingId: 'standup', mediaRegion: 'us-west-2' };
const phone = { externalUserId: 'phone', capabilities: PHONE_CAPABILITIES };

describe('a new meeting', () => {
  it('without attendees is one CreateMeeting', async () => {
    const { aws, received } = await awsAnswering(json(200, { Meeting: MEETING }));
    const { value, attempts } = await aws.meetings.create({ ...NEW, attendees: [] }, never);
    expect(received).toMatchObject([
      {
        path: '/meetings',
        body: { ClientRequestToken: 'run-1', ExternalMeetingId: 'standup', MediaRegion: 'us-west-2' },
      },
    ]);
    expect(received[0]?.headers.authorization).toContain('/us-west-2/chime/');
    expect({ ...value, attempts }).toEqual({
      meeting: {
        meetingId: MEETING_ID,
        externalMeetingId: 'standup',
        mediaRegion: 'us-west-2',
        region: 'us-west-2',
        arn: 'arn:aws:chime:m',
        asAnswered: MEETING,
      },
      attendees: [],
      refused: [],
      attempts: 1,
    });
  });

  it('with attendees is one CreateMeetingWithAttendees, whose errors are read', async () => {
    const Errors = [{ ExternalUserId: 'guest', ErrorCode: 'Forbidden', ErrorMessage: 'No.' }];
    const { aws, received } = await awsAnswering(
      json(200, { Meeting: MEETING, Attendees: [attendee('phone')], Errors }),
    );
    const { value } = await aws.meetings.create({ ...NEW, attendees: [phone, { externalUserId: 'guest' }] }, never);
    expect(received).toMatchObject([
      {
        path: '/meetings?operation=create-attendees',
        body: {
          Attendees: [
            { ExternalUserId: 'phone', Capabilities: { Audio: 'SendReceive', Video: 'None', Content: 'None' } },
            { ExternalUserId: 'guest' },
          ],
        },
      },
    ]);
    expect(value.attendees).toMatchObject([{ attendeeId: ATTENDEE_ID, externalUserId: 'phone' }]);
    expect(value.attendees[0]?.joinToken?.reveal()).toBe('token-of-phone');
    expect(value.refused).toEqual([{ externalUserId: 'guest', code: 'Forbidden', message: 'No.' }]);
    expect(JSON.stringify(value)).not.toContain('token-of');
  });

  it.each([
    ['a failure of the service', awsError(500, 'ServiceFailureException')],
    ['a reset', reset],
    ['half an answer', truncate],
  ])('is asked for again after %s, with the same token', async (_what, trouble) => {
    const { aws, received } = await awsAnswering([trouble, json(200, { Meeting: MEETING })]);
    expect(await aws.meetings.create({ ...NEW, attendees: [] }, never)).toMatchObject({ attempts: 2 });
    expect(received.map(({ body }) => body['ClientRequestToken'])).toEqual(['run-1', 'run-1']);
  });

  it('may stand although the last attempt was refused, where an earlier one had no answer', async () => {
    const { aws } = await awsAnswering([reset, awsError(400, 'BadRequestException')]);
    const failure = await failureOf(aws.meetings.create({ ...NEW, attendees: [] }, never));
    expect(failure).toMatchObject({ code: 'REFUSED', delivery: 'unknown', attempts: 2 });
  });

  const unreadable: [string, unknown][] = [
    ['nothing', {}],
    ['no id', { Meeting: { ExternalMeetingId: 'standup' } }],
    ['an id that is none', { Meeting: { ...MEETING, MeetingId: '../../etc\n' } }],
    ['an id that is a number', { Meeting: { ...MEETING, MeetingId: 7 } }],
    ['a huge name', { Meeting: { ...MEETING, ExternalMeetingId: 'x'.repeat(1e6) } }],
    ['a list for a meeting', { Meeting: [MEETING] }],
    ['null', null],
    [
      'an attendee without token',
      { Meeting: MEETING, Attendees: [{ ExternalUserId: 'phone', AttendeeId: ATTENDEE_ID }] },
    ],
    [
      'an attendee with half a megabyte of token',
      { Meeting: MEETING, Attendees: [{ ...attendee('phone'), JoinToken: 'x'.repeat(5e5) }] },
    ],
    ['attendees that are none', { Meeting: MEETING, Attendees: 'phone' }],
    ['nobody who was asked for', { Meeting: MEETING, Attendees: [] }],
    ['somebody else', { Meeting: MEETING, Attendees: [attendee('somebody')] }],
  ];
  it.each(unreadable)('answered with %s may stand, and cannot be used', async (_what, body) => {
    const { aws } = await awsAnswering(json(200, body));
    const failure = await failureOf(aws.meetings.create({ ...NEW, attendees: [phone] }, never));
    expect(failure).toMatchObject({ code: 'UNREADABLE_ANSWER', delivery: 'unknown', requestId: 'req-1' });
    expect(failure.cause?.length).toBeLessThan(600);
    expect(failure.cause).not.toContain('token-of');
  });
});

describe('a meeting', () => {
  it('is found', async () => {
    const { aws, received } = await awsAnswering(json(200, { Meeting: MEETING }));
    expect((await aws.meetings.find(MEETING_ID, never)).value).toMatchObject({
      meetingId: MEETING_ID,
      region: 'us-west-2',
    });
    expect(received).toMatchObject([{ method: 'GET', path: `/meetings/${MEETING_ID}` }]);
  });

  it('is ended', async () => {
    const { aws, received } = await awsAnswering(done);
    expect((await aws.meetings.end(MEETING_ID, never)).value).toBeNull();
    expect(received).toMatchObject([{ method: 'DELETE', path: `/meetings/${MEETING_ID}` }]);
  });

  it('that has ended is MEETING_NOT_FOUND', async () => {
    const { aws } = await awsAnswering(awsError(404, 'NotFoundException', 'The resource is not found'));
    const failure = await failureOf(aws.meetings.end(MEETING_ID, never));
    expect(failure).toMatchObject({
      code: 'MEETING_NOT_FOUND',
      delivery: 'refused',
      cause: 'NotFoundException (404): The resource is not found',
      requestId: 'req-1',
      attempts: 1,
      operation: 'DeleteMeeting',
    });
  });

  it.each([
    ['that never comes', hang],
    ['that never ends', stall],
  ])('is not waited for with an answer %s', async (_what, reply) => {
    const { aws, received } = await awsAnswering(reply, { limits: { connectMs: 100, requestMs: 100 } });
    const failure = await failureOf(aws.meetings.find(MEETING_ID, never));
    expect(failure).toMatchObject({ code: 'TIMED_OUT', delivery: 'unknown', attempts: 3, retryable: true });
    expect(failure.message).not.toContain('effect');
    expect(received).toHaveLength(3);
  });

  it('is not read without end', async () => {
    const { aws } = await awsAnswering(
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', ...MARK });
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(1e6)));
        };
        response.on('drain', more);
        more();
      },
      { limits: { connectMs: 20_000, requestMs: 20_000 } },
    );
    expect(await failureOf(aws.meetings.find(MEETING_ID, never))).toMatchObject({ code: 'UNREADABLE_ANSWER' });
  });

  it('is given up at once when the signal comes while the answer is read', async () => {
    const { reply, signal } = stoppedAt(stall);
    const { aws } = await awsAnswering(reply, { limits: { connectMs: 20_000, requestMs: 60_000 } });
    const failure = await failureOf(aws.meetings.find(MEETING_ID, signal));
    expect(failure).toMatchObject({ code: 'TIMED_OUT', attempts: 1 });
  });
});
