import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/core/failure.js';
import { listAttendees, removeAttendee } from '../../../src/core/meetings/attendees.js';
import { endMeeting, showMeeting } from '../../../src/core/meetings/meeting.js';
import { FailedWith, runUseCase } from '../../../src/core/outcome/use-case.js';
import {
  ATTENDEE_ID,
  answered,
  attendee,
  failureOf,
  lost,
  MEETING,
  MEETING_ID,
  never,
  ports,
  progress,
  refused,
} from './fakes.js';

const REQUEST = { meetingId: MEETING_ID, meetingsRegion: 'us-east-1' };

test('a meeting is shown as AWS knows it', async () => {
  const told = progress();
  const { asAnswered: _whole, ...meeting } = MEETING;
  const find = async () => answered(MEETING);
  expect(await showMeeting(REQUEST, ports({ meetings: { find } }), told, never)).toEqual({ meeting });
  expect(told.summary().requestIds).toEqual(['request-1']);
});

describe('ending a meeting', () => {
  const ending = (end: () => Promise<ReturnType<typeof answered<null>>>) => {
    const told = progress();
    return { told, work: endMeeting(REQUEST, ports({ meetings: { end } }), told, never) };
  };
  const gone = {
    meeting: { meetingId: MEETING_ID, externalMeetingId: null, mediaRegion: null, region: 'us-east-1', arn: null },
  };

  test('names it, and claims nothing that AWS did not say', async () => {
    const { work, told } = ending(async () => answered(null));
    expect(await work).toEqual({ ...gone, found: true });
    expect(told.summary().warnings).toEqual([]);
  });

  test('that AWS does not know is a warning: it may have ended, and may never have been', async () => {
    const { work, told } = ending(() => Promise.reject(refused('MEETING_NOT_FOUND')));
    expect(await work).toEqual({ ...gone, found: false });
    expect(told.summary()).toMatchObject({
      warnings: [expect.stringContaining('never was')],
      requestIds: ['request-no'],
    });
  });

  test('whose answer was lost is unconfirmed', async () => {
    const { work } = ending(() => Promise.reject(lost()));
    expect(await failureOf(work)).toMatchObject({ code: 'UNCONFIRMED', exitCode: 7 });
  });

  test('that AWS refuses is a failure', async () => {
    const { work } = ending(() => Promise.reject(refused('ACCESS_DENIED')));
    expect(await failureOf(work)).toMatchObject({ code: 'ACCESS_DENIED', exitCode: 3 });
  });
});

test('attendees are listed without their tokens', async () => {
  const list = async () => answered([attendee('ann', 1), attendee('bob', 2)]);
  const result = await listAttendees(REQUEST, ports({ attendees: { list } }), progress(), never);
  expect(result.attendees.map((one) => Object.keys(one))).toEqual(Array(2).fill(['attendeeId', 'externalUserId']));
});

describe('removing an attendee', () => {
  const removing = (remove: () => Promise<ReturnType<typeof answered<null>>>, attendeeId = ATTENDEE_ID) =>
    removeAttendee({ ...REQUEST, attendeeId }, ports({ attendees: { remove } }), progress(), never);

  test('names it', async () => {
    expect(await removing(async () => answered(null))).toEqual({
      attendees: [{ attendeeId: ATTENDEE_ID, externalUserId: null }],
    });
  });

  test('whose answer was lost is unconfirmed, and can be looked up', async () => {
    const failure = await failureOf(removing(() => Promise.reject(lost())));
    expect(failure).toMatchObject({ code: 'UNCONFIRMED', exitCode: 7 });
    expect(failure.tryThis).toEqual([expect.stringContaining('attendee list')]);
  });

  test('of no id sends nothing', async () => {
    expect(await failureOf(removing(() => Promise.reject(new Error('sent')), 'ann'))).toMatchObject({
      code: 'ID_INVALID',
    });
  });
});

test.each([
  ['shown', showMeeting],
  ['ended', endMeeting],
  ['listed', listAttendees],
])('a meeting of no id or region is not %s: nothing is sent', async (_what, useCase) => {
  for (const [wrong, code] of [
    [{ meetingId: 'standup' }, 'ID_INVALID'],
    [{ meetingsRegion: 'eu-west-1' }, 'REGION_INVALID'],
  ] as const) {
    const work = useCase({ ...REQUEST, ...wrong }, ports({}), progress(), never);
    expect(await failureOf(work)).toMatchObject({ code, exitCode: 2 });
  }
});

describe('what a failed use case can still tell', () => {
  const options = { clock: ports({}).clock, emit: () => {}, interrupt: AbortSignal.abort(130), timeoutMs: null };

  test('what it left behind is its result', async () => {
    const failure = new Failure('REFUSED', 'Partly.');
    const outcome = await runUseCase(options, async () => {
      throw new FailedWith(failure, 'a meeting');
    });
    expect(outcome).toMatchObject({ result: 'a meeting', failure });
  });

  test('what is unconfirmed stays so, though an interrupt cut it short', async () => {
    const failure = new Failure('UNCONFIRMED', 'Perhaps.');
    expect(await runUseCase(options, () => Promise.reject(failure))).toMatchObject({ result: null, failure });
  });
});
