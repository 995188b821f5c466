/** What tells a run's records from others', while it runs and as its journal keeps it. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../src/core/journal/record.js';
import { deliveredBy } from '../../../src/core/proof/delivered.js';
import { journaledMarks, marksOf, recalledMarks } from '../../../src/core/proof/marks.js';
import { Secret } from '../../../src/core/secret.js';
import { meetingOf } from '../bridge/fakes.js';
import { asked, attemptOf, updateMarks } from '../journal/entries.js';
import {
  ATTENDEE,
  CALL_A,
  GROUP,
  MEETING,
  OTHER_ATTENDEE,
  OTHER_TOKEN,
  RUN_ID,
  SMA,
  T0,
  TOKEN,
  TRANSACTION,
} from '../samples.js';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const CALL = { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA };
const args = { token: TOKEN, run: `of ${RUN_ID}`, attendee: ATTENDEE, room: MEETING, action: 'join' };
const prepared = (meetingCreated: boolean, joinToken: Secret | null = new Secret(TOKEN)) => ({
  meeting: meetingOf(MEETING),
  phone: { attendeeId: ATTENDEE, externalUserId: 'phone', joinToken },
  others: [],
  meetingCreated,
  earlierAttendees: [OTHER_ATTENDEE],
  clockSkewMs: 0,
});
const marks = (meetingCreated = true) =>
  marksOf(RUN_ID, prepared(meetingCreated), CALL, { args, at: T0 + 0.4, sequence: 7 });
const uniqueIn = ({ arguments: sent }: { arguments: Record<string, { unique: boolean }> }) =>
  Object.keys(sent).filter((key) => sent[key]?.unique === true);

describe('the marks of an update', () => {
  it('are what was sent, and whom to', () => {
    expect(marks()).toMatchObject({
      ...{ transactionId: TRANSACTION, meetingId: MEETING, meetingCreated: true, attendeeId: ATTENDEE },
      ...{ earlierAttendees: [OTHER_ATTENDEE], runId: RUN_ID, updatedAt: T0 + 0.4, sequenceBefore: 7 },
      joinToken: { clear: TOKEN },
    });
  });

  it('are alone, where they hold the token, the run, the attendee, or the meeting that the run made', () => {
    expect(uniqueIn(marks())).toEqual(['token', 'run', 'attendee', 'room']);
    expect(uniqueIn(marks(false))).toEqual(['token', 'run', 'attendee']);
  });

  it('are not made of an attendee without a token', () => {
    expect(() => marksOf(RUN_ID, prepared(true, null), CALL, { args, at: T0, sequence: null })).toThrow('token');
  });
});

describe('the marks in the journal', () => {
  const kept = journaledMarks(marks(), { ...CALL, ...{ extra: 'not kept' } }, [GROUP], digest);

  it('hold no text that was sent, but for the ids', () => {
    expect(kept).toEqual({
      ...{ call: CALL, meetingId: MEETING, attendeeId: ATTENDEE, earlierAttendees: [OTHER_ATTENDEE] },
      joinToken: { digest: digest(TOKEN), length: TOKEN.length },
      arguments: Object.fromEntries(
        Object.entries(args).map(([key, text]) => [
          key,
          { digest: digest(text), length: text.length, unique: key !== 'action' },
        ]),
      ),
      ...{ sequenceBefore: 7, logGroups: [GROUP], sendingAt: T0 },
    });
  });

  it('know the texts again', () => {
    const again = recalledMarks(RUN_ID, kept, { at: T0 + 9, meetingCreated: false }, digest);
    expect(again).toMatchObject({
      ...{ transactionId: TRANSACTION, meetingId: MEETING, meetingCreated: false, attendeeId: ATTENDEE },
      ...{ earlierAttendees: [OTHER_ATTENDEE], runId: RUN_ID, updatedAt: T0 + 9, sequenceBefore: 7 },
    });
    expect([again.joinToken.is(TOKEN), again.joinToken.is(OTHER_TOKEN), again.joinToken.clear]).toEqual([
      true,
      false,
      null,
    ]);
    expect(Object.keys(args).map((key) => again.arguments[key]?.is(args[key as keyof typeof args]))).toEqual(
      Object.keys(args).map(() => true),
    );
    expect(uniqueIn(again)).toEqual(['token', 'run', 'attendee', 'room']);
  });
});

describe('the update of an attempt, as its journal keeps it', () => {
  const of = (delivery: NonNullable<Attempt['update']>['delivery'], more: Partial<Attempt> = {}) =>
    deliveredBy(RUN_ID, attemptOf({ update: { marks: updateMarks(), delivery, at: T0 + 5 }, ...more }), 9, digest);

  it('is looked for where it was sent, as of its answer', () => {
    expect(of('accepted')).toMatchObject({
      ...{ call: CALL, logGroups: [GROUP], lost: null, waitMs: 9 },
      marks: { updatedAt: T0 + 5, meetingCreated: true },
    });
    expect(of('accepted', { asked: asked({ meetingId: MEETING }) }).marks.meetingCreated).toBe(false);
  });

  it('tells an answer that was lost from one that nobody waited for', () => {
    const [lost, died] = [of('unknown').lost, of(null).lost];
    expect([lost?.delivery, died?.delivery]).toEqual(['unknown', 'unknown']);
    expect(lost?.message).not.toBe(died?.message);
    expect(died?.message).toContain('ended before');
  });

  it('is none of an attempt that sent none', () => {
    expect(() => deliveredBy(RUN_ID, attemptOf(), 9, digest)).toThrow('no update');
  });
});
