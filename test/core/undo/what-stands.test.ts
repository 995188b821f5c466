import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../src/core/journal/record.js';
import { withoutRecords } from '../../../src/core/run/ending.js';
import { nothingMade } from '../../../src/core/run/made.js';
import { isCallKnownOver } from '../../../src/core/undo/call-over.js';
import { leftAfter } from '../../../src/core/undo/result-of.js';
import { mayHoldCaller, sentThere } from '../../../src/core/undo/sent-there.js';
import { inWords, standing } from '../../../src/core/undo/standing.js';
import { MemoryJournal } from '../bridge/fakes.js';
import {
  asked,
  at,
  attemptOf,
  begun,
  ended,
  line,
  madeMeeting,
  sent,
  updateMarks,
  verdict,
} from '../journal/entries.js';
import { ATTENDEE, MEETING, OTHER_MEETING, OTHER_TRANSACTION, RUN_ID, SMA, T0, TRANSACTION } from '../samples.js';

const LOOKS_FIRST = `chime-join runs cleanup ${RUN_ID}`;
const IN_EXISTING = {
  asked: asked({ meetingId: MEETING }),
  made: { ...nothingMade(), asked: ['phone'], attendees: [{ attendeeId: ATTENDEE, externalUserId: 'phone' }] },
  madeAt: null,
};
const meeting = { kind: 'meeting', meetingId: MEETING, attendeeId: null, region: 'us-east-1', command: LOOKS_FIRST };

describe('what stands', () => {
  it.each<[string, Partial<Attempt>, object[]]>([
    ['is the meeting that the run made, and when it ends by itself', {}, [{ ...meeting, endsBy: at(5 * 60_000) }]],
    [
      'is it without that time, where seats were handed out',
      { asked: asked({ addAttendees: ['ann'] }) },
      [{ ...meeting, endsBy: null }],
    ],
    [
      'is it without that time, where it is not known when it was made',
      { madeAt: null },
      [{ ...meeting, endsBy: null }],
    ],
    [
      'is its attendee in an existing meeting',
      IN_EXISTING,
      [{ ...meeting, kind: 'attendee', attendeeId: ATTENDEE, endsBy: null }],
    ],
    [
      'is its attendee in the meeting of an earlier run',
      { ...IN_EXISTING, asked: asked(), adopted: { meetingId: MEETING, fromRun: 'x', attendeeIds: [] } },
      [{ kind: 'attendee', attendeeId: ATTENDEE, endsBy: null }],
    ],
    [
      'is an attendee of no known id',
      { ...IN_EXISTING, made: { ...nothingMade(), asked: ['phone'] } },
      [{ kind: 'attendee', attendeeId: null }],
    ],
    [
      'is a meeting that was made instead, too',
      { made: { ...madeMeeting(), strays: [OTHER_MEETING] } },
      [{ meetingId: MEETING }, { meetingId: OTHER_MEETING }],
    ],
    ['is nothing where all was taken back', { leftovers: [] }, []],
    ['is nothing where nothing was made', { made: nothingMade() }, []],
  ])('%s', (_, more, stands) => expect(standing(RUN_ID, attemptOf(more))).toMatchObject(stands));

  it.each([
    ['JOINED', false, 0],
    ['ACCEPTED', false, 1],
    ['UNCONFIRMED', false, 1],
    ['NOT_JOINED', false, 1],
    ['FAILED', false, 0],
    ['FAILED', true, 1],
  ] as const)('after %s (--keep-meeting: %s) is told of: %i', (said, keepMeeting, told) => {
    const attempt = attemptOf({ asked: asked({ keepMeeting }) });
    expect(leftAfter(RUN_ID, attempt, withoutRecords(said, null)).standing).toHaveLength(told);
  });
});

const journalOf = (runs: Record<string, string>) => {
  const journal = new MemoryJournal(() => T0);
  for (const [runId, text] of Object.entries(runs)) journal.files.set(runId, text);
  return journal;
};
const update = line({ type: 'update-sending', marks: updateMarks() });
const answered = (delivery: 'accepted' | 'refused') => line({ type: 'update-sent', delivery, at: T0, requestId: null });
const made = line({ type: 'made', made: madeMeeting() });

describe('who else may be in it', () => {
  const mine = { runId: RUN_ID, attempt: 1, made: madeMeeting(), meetingId: null };
  const other = (...lines: string[]) =>
    journalOf({ other: [line(begun(1, { meetingId: MEETING })), ...lines].join('') });

  it.each<[string, ReturnType<typeof journalOf>, string | null]>([
    ['a run whose update may have been delivered', other(update), 'other'],
    [
      'one whose update was accepted, and that did not join: it may yet',
      other(update, answered('accepted'), line(verdict('NOT_JOINED'))),
      'other',
    ],
    ['one that is about to send it', other(), 'other'],
    [
      'not one that was refused',
      other(update, answered('refused'), line(verdict('FAILED')), line(ended('FAILED'))),
      null,
    ],
    ['not the attempt itself', journalOf({ [RUN_ID]: `${line(begun())}${made}${update}` }), null],
    ['not one in another meeting', journalOf({ other: `${line(begun(1, { meetingId: OTHER_MEETING }))}` }), null],
  ])('%s', (_, journal, who) => expect(sentThere(mine, journal)).toBe(who));

  it('not one whose call is over', () => {
    expect(sentThere({ ...mine, overCall: TRANSACTION }, other(update))).toBeNull();
    expect(sentThere({ ...mine, overCall: OTHER_TRANSACTION }, other(update))).toBe('other');
  });

  it.each<[string, { resumed: boolean; seenUnbridged: boolean; seenSettled: boolean }, string | null]>([
    [
      'nobody can be in what this process made itself',
      { resumed: false, seenUnbridged: false, seenSettled: false },
      null,
    ],
    [
      'the caller may be, where the run was begun before and the call was not seen',
      { resumed: true, seenUnbridged: false, seenSettled: true },
      'begun before',
    ],
    [
      'the caller may be, where the run was begun before and its records may lack the newest',
      { resumed: true, seenUnbridged: true, seenSettled: false },
      'begun before',
    ],
    [
      'the caller of another run may be, where it was begun before',
      { resumed: true, seenUnbridged: true, seenSettled: true },
      'run other',
    ],
  ])('%s', (_, situation, words) => {
    const why = mayHoldCaller(attemptOf(), situation, RUN_ID, other(update));
    if (words === null) expect(why).toBeNull();
    else expect(why).toContain(words);
  });
});

it('is named by kind and id', () => {
  const shared = { region: 'us-east-1', endsBy: null, command: '' };
  const meeting = { kind: 'meeting' as const, meetingId: MEETING, attendeeId: null, ...shared };
  const attendee = { kind: 'attendee' as const, meetingId: MEETING, attendeeId: ATTENDEE, ...shared };
  expect(inWords([meeting, attendee])).toBe(`meeting ${MEETING}, attendee ${ATTENDEE} in meeting ${MEETING}`);
  expect(inWords([{ ...attendee, attendeeId: null }])).toBe(`attendee of an unknown id in meeting ${MEETING}`);
  expect(inWords([])).toBe('a meeting of an unknown id');
});

describe('a call that AWS has told another run is over', () => {
  const call = { callId: null, transactionId: TRANSACTION, sipMediaApplicationId: SMA };
  const failed = (code: string) => {
    const failure = {
      code,
      message: 'm',
      cause: null,
      tryThis: [],
      retryable: false,
      requestId: null,
      attempts: 1,
      exitCode: 4,
    };
    return line({ ...ended('FAILED'), failure } as ReturnType<typeof ended>);
  };
  const later = (code: string, delivery: 'accepted' | 'refused', ms = 1_000) =>
    journalOf({ later: `${line(begun(1, { call }, at(ms)))}${made}${update}${answered(delivery)}${failed(code)}` });

  it.each<[string, ReturnType<typeof later>, boolean]>([
    ['by CALL_ENDED', later('CALL_ENDED', 'refused'), true],
    ['by CALL_NOT_FOUND', later('CALL_NOT_FOUND', 'refused'), true],
    ['not by another refusal', later('CONFLICT', 'refused'), false],
    ['not of an update that was accepted', later('CALL_ENDED', 'accepted'), false],
    ['not before the run itself', later('CALL_ENDED', 'refused', -1_000), false],
  ])('%s', (_, journal, isOver) => {
    expect(isCallKnownOver(attemptOf({ update: sent('accepted') }), journal)).toBe(isOver);
  });
});
