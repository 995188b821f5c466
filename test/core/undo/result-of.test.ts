/** The result that a run's journal amounts to. */
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.js';
import type { Attempt } from '../../../src/core/journal/record.js';
import { type Ending, withoutRecords } from '../../../src/core/run/ending.js';
import { nothingMade } from '../../../src/core/run/made.js';
import { leftAfter, nothingBegun, resultOf } from '../../../src/core/undo/result-of.js';
import { meetingOf } from '../bridge/fakes.js';
import { asked, attemptOf, ended, madeMeeting, sent, updateMarks } from '../journal/entries.js';
import {
  ATTENDEE,
  CALL_A,
  GROUP,
  MEETING,
  OTHER_ATTENDEE,
  OTHER_MEETING,
  RUN_ID,
  SMA,
  T0,
  TRANSACTION,
} from '../samples.js';

const ENDING: Ending = {
  verdict: 'UNCONFIRMED',
  asOf: new Date(T0).toISOString(),
  likely: 'joined',
  evidence: [{ source: GROUP, time: new Date(T0).toISOString(), sequence: 3, event: 'x', summary: 'seen' }],
  failure: null,
};
const LEFT = { standing: [], undone: [], leftovers: [] };
const CALL = { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA };
const request = { clientRequestToken: 't', externalMeetingId: 'm', mediaRegion: 'us-east-1', attendees: [] };
const askedFor = { ...nothingMade(), meeting: { state: 'asked', request } as const };
const undone = [{ kind: 'meeting' as const, meetingId: MEETING, attendeeId: null, region: 'us-east-1' }];
const leftover = { kind: 'meeting' as const, meetingId: null, attendeeId: null, region: 'us-east-1', command: null };
const result = (more: Partial<Attempt> = {}, meeting: ReturnType<typeof meetingOf> | null = null) =>
  resultOf(RUN_ID, attemptOf(more), ENDING, { left: LEFT, meeting });

describe('what a run left', () => {
  it('is what its journal says was undone, and what could not be', () => {
    const attempt = attemptOf({ undone, leftovers: [leftover] });
    expect(leftAfter(RUN_ID, attempt, withoutRecords('FAILED', null))).toEqual({
      standing: [],
      undone,
      leftovers: [leftover],
    });
  });

  it('is a meeting without an id, where it failed before that was learnt and nothing was undone', () => {
    const attempt = attemptOf({ made: askedFor });
    const command = `chime-join runs cleanup ${RUN_ID} --yes`;
    expect(leftAfter(RUN_ID, attempt, withoutRecords('FAILED', null)).leftovers).toEqual([{ ...leftover, command }]);
    expect(leftAfter(RUN_ID, attempt, withoutRecords('UNCONFIRMED', null)).leftovers).toEqual([]);
    expect(leftAfter(RUN_ID, attemptOf(), withoutRecords('FAILED', null)).leftovers).toEqual([]);
    expect(
      leftAfter(RUN_ID, attemptOf({ ...attempt, leftovers: [] }), withoutRecords('FAILED', null)).leftovers,
    ).toEqual([]);
  });
});

describe('the result', () => {
  it('of a run that was never begun names its call, and no run that nobody named: there is no journal of it', () => {
    const asked = { runId: RUN_ID, isRunIdGiven: false, call: CALL, region: 'us-east-1' };
    expect(nothingBegun(asked, ENDING).runId).toBe('not-begun');
    expect(nothingBegun({ ...asked, isRunIdGiven: true }, ENDING).runId).toBe(RUN_ID);
    const underWay = { ...ENDING, failure: new Failure('RUN_UNDER_WAY', 'another command holds it') };
    expect(nothingBegun(asked, underWay)).toEqual({
      ...{ verdict: 'UNCONFIRMED', asOf: ENDING.asOf, likely: 'joined', evidence: ENDING.evidence },
      ...{ runId: RUN_ID, call: { ...CALL, region: 'us-east-1' }, meeting: null, attendee: null },
      ...LEFT,
    });
  });

  it('of an attempt has the ending, the call, the meeting, the attendee and what is left', () => {
    expect(resultOf(RUN_ID, attemptOf(), ENDING, { left: { ...LEFT, undone } })).toEqual({
      ...{ verdict: 'UNCONFIRMED', asOf: ENDING.asOf, likely: 'joined', evidence: ENDING.evidence },
      ...{ runId: RUN_ID, call: { ...CALL, region: 'us-east-1' } },
      meeting: {
        meetingId: MEETING,
        externalMeetingId: `chime-join-${RUN_ID}`,
        mediaRegion: 'us-east-1',
        region: 'us-east-1',
        created: true,
      },
      attendee: { attendeeId: ATTENDEE, externalUserId: `phone-${RUN_ID}`, created: true },
      ...{ standing: [], undone, leftovers: [] },
    });
  });

  it('has the ids of the call that were asked for, and those that only the update names', () => {
    const marks = updateMarks({ call: { ...CALL, callId: null } });
    const update = { marks, delivery: null, at: T0 };
    expect(result({ update }).call.callId).toBe(CALL_A);
  });
});

describe("the result's meeting", () => {
  it('is as AWS answered it, where that is known', () => {
    const answered = {
      meetingId: OTHER_MEETING,
      externalMeetingId: 'a meeting',
      mediaRegion: 'us-east-1',
      region: 'us-east-1',
    };
    expect(result({}, meetingOf(OTHER_MEETING)).meeting).toEqual({ ...answered, created: true });
    expect(result({ asked: asked({ meetingId: OTHER_MEETING }) }, meetingOf(OTHER_MEETING)).meeting).toEqual({
      ...answered,
      created: false,
    });
  });

  it('is none where its id was never learnt', () => expect(result({ made: askedFor }).meeting).toBeNull());

  it('is as an earlier ending said it, if it is the same one', () => {
    expect(result({ ended: ended('NOT_JOINED') }).meeting?.externalMeetingId).toBe('standup');
    const other = result({ ended: ended('NOT_JOINED'), made: madeMeeting(OTHER_MEETING) }).meeting;
    expect(other).toMatchObject({ meetingId: OTHER_MEETING, externalMeetingId: `chime-join-${RUN_ID}` });
    const before = ended('FAILED');
    const without = { ...before, result: { ...before.result, meeting: null } };
    expect(result({ ended: without }).meeting).toMatchObject({ meetingId: MEETING, created: true });
  });

  it('that was there before has only its id and its region', () => {
    expect(result({ asked: asked({ meetingId: OTHER_MEETING }) }).meeting).toEqual({
      ...{ meetingId: OTHER_MEETING, externalMeetingId: null, mediaRegion: null },
      ...{ region: 'us-east-1', created: false },
    });
  });
});

describe("the result's attendee", () => {
  it("is the phone's, among all that were made", () => {
    const attendees = [
      { attendeeId: OTHER_ATTENDEE, externalUserId: 'ann' },
      { attendeeId: ATTENDEE, externalUserId: `phone-${RUN_ID}` },
    ];
    expect(result({ made: { ...madeMeeting(), attendees } }).attendee?.attendeeId).toBe(ATTENDEE);
  });

  it('is the one that the update named', () => {
    const update = { ...sent('accepted'), marks: updateMarks({ attendeeId: OTHER_ATTENDEE }), delivery: null, at: T0 };
    expect(result({ update }).attendee?.attendeeId).toBe(OTHER_ATTENDEE);
  });

  it('is none where there is none', () => expect(result({ made: nothingMade() }).attendee).toBeNull());
});
