/** Undo alone: what it asks AWS for, when, and what it reports as undone and as left over. */
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../src/core/failure.js';
import type { Attendee } from '../../../src/core/ports/meetings.js';
import { type Made, nothingMade } from '../../../src/core/run/made.js';
import { type MeetingPlace, placeOf, removeCommand } from '../../../src/core/undo/left.js';
import { undoInTime } from '../../../src/core/undo/undo.js';
import { attendeesFor, lost, ManualClock, meetingOf, never, notSent, refused } from '../bridge/fakes.js';
import { asked, attemptOf } from '../journal/entries.js';
import { ATTENDEE, MEETING, OTHER_ATTENDEE, OTHER_MEETING, RUN_ID, T0 } from '../samples.js';

type Reply = Failure | 'ok' | 'never' | { attempts?: number; meetingId?: string; attendees?: Attendee[] };
type Operation = 'create' | 'find' | 'end' | 'list' | 'remove';
/** The answers to an operation's requests, one after the other; the last one is given again and again. */
type Answers = Partial<Record<Operation, Reply[] | ((what: string) => Reply)>>;

const OWN: MeetingPlace = { runId: RUN_ID, meetingId: null, meetingsRegion: 'eu-central-1' };
const EXISTING: MeetingPlace = { ...OWN, meetingId: MEETING };
const COMMAND = `chime-join runs cleanup ${RUN_ID} --yes`;
const REQUEST = { clientRequestToken: 'token', externalMeetingId: 'm', mediaRegion: 'us-east-1', attendees: [] };
const phone = { attendeeId: ATTENDEE, externalUserId: 'phone' };
const ann = { attendeeId: OTHER_ATTENDEE, externalUserId: 'ann' };
const madeOwn = (more: Partial<Made> = {}): Made => ({
  ...nothingMade(),
  meeting: { state: 'made', meetingId: MEETING },
  ...more,
});
const askedFor: Made = { ...nothingMade(), meeting: { state: 'asked', request: REQUEST } };
const seats = (more: Partial<Made> = {}): Made => ({ ...nothingMade(), asked: ['phone'], ...more });
const listed = (...known: (typeof phone)[]): Reply => ({
  attendees: known.map((one) => ({ ...one, joinToken: null })),
});

/** Undoes, and tells each request with the time of it, in ms. */
async function undone(made: Made, place: MeetingPlace, answers: Answers = {}, givenUpAfterMs: number | null = null) {
  const clock = new ManualClock();
  const sent: string[] = [];
  const times = new Map<Operation, number>();
  const answer = async (operation: Operation, what: string, signal: AbortSignal) => {
    sent.push(`${clock.now() - T0} ${operation} ${what}`);
    const at = times.get(operation) ?? 0;
    times.set(operation, at + 1);
    const script = answers[operation] ?? ['ok' as const];
    const reply = typeof script === 'function' ? script(what) : (script[at] ?? script.at(-1) ?? 'ok');
    if (reply === 'never') return never(signal);
    if (reply instanceof Error) throw reply;
    return reply === 'ok' ? {} : reply;
  };
  const shared = { requestId: 'r', date: T0 };
  const taken = await clock.runUntilSettled(
    undoInTime(
      made,
      place,
      {
        clock,
        meetings: {
          create: async ({ clientRequestToken }, signal) => {
            const {
              attempts = 1,
              meetingId = MEETING,
              attendees = [],
            } = await answer('create', clientRequestToken, signal);
            return { ...shared, attempts, value: { meeting: meetingOf(meetingId), attendees, refused: [] } };
          },
          find: async (id, signal) => {
            await answer('find', id, signal);
            return { ...shared, attempts: 1, value: meetingOf(id) };
          },
          end: async (id, signal) => {
            await answer('end', id, signal);
            return { ...shared, attempts: 1, value: null };
          },
        },
        attendees: {
          add: async () => {
            throw new Error('undo adds nobody');
          },
          list: async (id, signal) => {
            const { attendees = [] } = await answer('list', id, signal);
            return { ...shared, attempts: 1, value: attendees };
          },
          remove: async (_, id, signal) => {
            await answer('remove', id, signal);
            return { ...shared, attempts: 1, value: null };
          },
        },
      },
      givenUpAfterMs === null ? null : T0 + givenUpAfterMs,
    ),
  );
  return { ...taken, sent, tookMs: clock.now() - T0 };
}

const meeting = (meetingId: string | null = MEETING) => ({
  kind: 'meeting',
  meetingId,
  attendeeId: null,
  region: 'eu-central-1',
});
const attendee = (attendeeId: string | null) => ({
  kind: 'attendee',
  meetingId: MEETING,
  attendeeId,
  region: 'eu-central-1',
});
const left = (what: object) => ({ ...what, command: COMMAND });

describe('a meeting that the run made', () => {
  it('is ended at once, and its attendees went with it', async () => {
    const made = madeOwn({ attendees: [phone, ann] });
    expect(await undone(made, OWN)).toEqual({
      undone: [attendee(ATTENDEE), attendee(OTHER_ATTENDEE), meeting()],
      leftovers: [],
      made,
      sent: [`0 end ${MEETING}`],
      tookMs: 0,
    });
  });

  it.each<[string, Answers, string[]]>([
    [
      'it is gone already',
      { end: [refused('MEETING_NOT_FOUND')], find: [refused('MEETING_NOT_FOUND')] },
      [`0 end ${MEETING}`, `0 find ${MEETING}`],
    ],
    [
      'it is not found, and whether it is there cannot be asked',
      { end: [refused('MEETING_NOT_FOUND')], find: [lost('TIMED_OUT')] },
      [`0 end ${MEETING}`, `0 find ${MEETING}`],
    ],
    [
      'it is not found at first, though it is there',
      { end: [refused('MEETING_NOT_FOUND'), 'ok'] },
      [`0 end ${MEETING}`, `0 find ${MEETING}`, `300 end ${MEETING}`],
    ],
    ['the first answer is lost', { end: [lost('TIMED_OUT'), 'ok'] }, [`0 end ${MEETING}`, `300 end ${MEETING}`]],
    [
      'AWS throttles for a while',
      { end: [notSent('THROTTLED'), notSent('THROTTLED'), 'ok'] },
      [`0 end ${MEETING}`, `300 end ${MEETING}`, `600 end ${MEETING}`],
    ],
  ])('is undone where %s', async (_, answers, sent) => {
    expect(await undone(madeOwn(), OWN, answers)).toMatchObject({ undone: [meeting()], leftovers: [], sent });
  });

  it('is left over where AWS refuses, and is not asked for again', async () => {
    const { undone: gone, leftovers, sent } = await undone(madeOwn(), OWN, { end: [refused('ACCESS_DENIED')] });
    expect([gone, leftovers, sent]).toEqual([[], [left(meeting())], [`0 end ${MEETING}`]]);
  });

  it.each<[string, Reply]>([
    ['fails again and again', lost('UNAVAILABLE')],
    ['never answers', 'never'],
  ])('is left over after five seconds where AWS %s', async (_, reply) => {
    const taken = await undone(madeOwn(), OWN, { end: [reply] });
    expect(taken).toMatchObject({ undone: [], leftovers: [left(meeting())], tookMs: 5_000 });
  });

  it('is not removed before what was given up can have taken effect', async () => {
    expect((await undone(madeOwn(), OWN, {}, 0)).sent).toEqual([`3500 end ${MEETING}`]);
    expect((await undone(madeOwn(), OWN, {}, -1_000)).sent).toEqual([`2500 end ${MEETING}`]);
    expect((await undone(madeOwn(), OWN, {}, -3_500)).sent).toEqual([`0 end ${MEETING}`]);
    expect((await undone(madeOwn(), OWN, {}, -60_000)).sent).toEqual([`0 end ${MEETING}`]);
  });

  it('has a second left for its removal, however late something was given up', async () => {
    expect((await undone(madeOwn(), OWN, {}, 2_000)).sent).toEqual([`4000 end ${MEETING}`]);
  });
});

describe('meetings that a repeated create made instead', () => {
  it('are ended beside the one that counts', async () => {
    const taken = await undone(madeOwn({ attendees: [phone], strays: [OTHER_MEETING] }), OWN);
    expect(taken.undone).toEqual([attendee(ATTENDEE), meeting(), meeting(OTHER_MEETING)]);
    expect(taken.sent).toEqual([`0 end ${MEETING}`, `0 end ${OTHER_MEETING}`]);
  });

  it('are left over each for itself', async () => {
    const end = (id: string): Reply => (id === OTHER_MEETING ? refused('ACCESS_DENIED') : 'ok');
    const taken = await undone(madeOwn({ strays: [OTHER_MEETING] }), OWN, { end });
    expect(taken).toMatchObject({ undone: [meeting()], leftovers: [left(meeting(OTHER_MEETING))] });
  });
});

describe('a create whose answer was lost', () => {
  it('is repeated as it was, and what it finds is ended; no token is written down', async () => {
    const create = [{ attendees: attendeesFor([{ externalUserId: 'phone' }]) }];
    const taken = await undone(askedFor, OWN, { create });
    expect(taken).toEqual({
      undone: [attendee(ATTENDEE), meeting()],
      leftovers: [],
      made: madeOwn({ attendees: [phone] }),
      sent: ['0 create token', `0 end ${MEETING}`],
      tookMs: 0,
    });
  });

  it('waits, where that took more than one attempt: one that was given up may still make it anew', async () => {
    const { sent } = await undone(askedFor, OWN, { create: [{ attempts: 2 }] });
    expect(sent).toEqual(['0 create token', `3500 end ${MEETING}`]);
  });

  it('waits, where the first repetition was lost too', async () => {
    const { sent } = await undone(askedFor, OWN, { create: [lost('TIMED_OUT'), {}] });
    expect(sent).toEqual(['0 create token', '300 create token', `3500 end ${MEETING}`]);
  });

  it.each<[string, Reply, number]>([
    ['is refused now', refused('ACCESS_DENIED'), 0],
    ['answers with what is no id', { meetingId: 'none' }, 0],
    ['is never answered', 'never', 5_000],
  ])('and that %s is left over without an id', async (_, reply, tookMs) => {
    const taken = await undone(askedFor, OWN, { create: [reply] });
    expect(taken).toMatchObject({ undone: [], leftovers: [left(meeting(null))], made: askedFor, tookMs });
    expect(taken.sent).toEqual(['0 create token']);
  });

  it('leaves what it cannot name, and ends the others', async () => {
    const made = { ...askedFor, strays: [OTHER_MEETING] };
    const taken = await undone(made, OWN, { create: [refused('ACCESS_DENIED')] });
    expect(taken).toMatchObject({ undone: [meeting(OTHER_MEETING)], leftovers: [left(meeting(null))], made });
  });
});

describe('of an existing meeting', () => {
  it('the attendees of the run are removed, and the meeting is not touched', async () => {
    const made = seats({ asked: ['phone', 'ann'], attendees: [phone, ann] });
    expect(await undone(made, EXISTING)).toEqual({
      undone: [attendee(ATTENDEE), attendee(OTHER_ATTENDEE)],
      leftovers: [],
      made,
      sent: [`0 remove ${ATTENDEE}`, `0 remove ${OTHER_ATTENDEE}`],
      tookMs: 0,
    });
  });

  it('nobody is removed who may have been there before', async () => {
    const made = seats({ doubtful: ['ann'], attendees: [phone, ann] });
    const taken = await undone(made, EXISTING);
    expect(taken.sent).toEqual([`0 remove ${ATTENDEE}`]);
    expect(taken).toMatchObject({ undone: [attendee(ATTENDEE)], leftovers: [left(attendee(OTHER_ATTENDEE))] });
  });

  it('nothing is asked for where nobody was made', async () => {
    expect((await undone(nothingMade(), EXISTING)).sent).toEqual([]);
    expect(await undone(nothingMade(), OWN)).toMatchObject({ undone: [], leftovers: [], sent: [] });
  });

  it.each<[string, Made]>([
    ['asked for', seats()],
    ['asked for, or there before', seats({ asked: [], doubtful: ['phone'] })],
  ])('attendees whose ids were never learnt are looked up by the names they were %s', async (_, made) => {
    const taken = await undone(made, EXISTING, { list: [listed(phone, { ...ann, externalUserId: 'somebody else' })] });
    expect(taken.sent[0]).toBe(`0 list ${MEETING}`);
    expect(taken.made).toEqual({ ...made, attendees: [phone] });
    const isCertain = made.asked.length > 0;
    expect(taken.undone).toEqual(isCertain ? [attendee(ATTENDEE)] : []);
    expect(taken.leftovers).toEqual(isCertain ? [] : [left(attendee(ATTENDEE))]);
    expect(taken.sent.slice(1)).toEqual(isCertain ? [`0 remove ${ATTENDEE}`] : []);
  });

  it('the list is asked for again where its answer is lost', async () => {
    const { sent } = await undone(seats(), EXISTING, { list: [lost('TIMED_OUT'), listed(phone)] });
    expect(sent).toEqual([`0 list ${MEETING}`, `300 list ${MEETING}`, `300 remove ${ATTENDEE}`]);
  });

  it('each of them is left over without an id where nobody may list', async () => {
    const made = seats({ doubtful: ['ann'] });
    const taken = await undone(made, EXISTING, { list: [refused('ACCESS_DENIED')] });
    expect(taken).toMatchObject({ undone: [], leftovers: [left(attendee(null)), left(attendee(null))], made });
    expect(taken.sent).toEqual([`0 list ${MEETING}`]);
  });

  it('one that cannot be removed is left over, the others are not', async () => {
    const remove = (id: string): Reply => (id === ATTENDEE ? refused('ACCESS_DENIED') : 'ok');
    const made = seats({ asked: ['phone', 'ann'], attendees: [phone, ann] });
    const taken = await undone(made, EXISTING, { remove });
    expect(taken).toMatchObject({ undone: [attendee(OTHER_ATTENDEE)], leftovers: [left(attendee(ATTENDEE))] });
  });

  it.each<[string, Answers, string[]]>([
    ['gone already', { list: [listed(ann)] }, [`0 remove ${ATTENDEE}`, `0 list ${MEETING}`]],
    [
      'not found at first',
      { list: [listed(ann, phone)] },
      [`0 remove ${ATTENDEE}`, `0 list ${MEETING}`, `300 remove ${ATTENDEE}`],
    ],
  ])('one that is %s is removed', async (_, answers, sent) => {
    const made = seats({ attendees: [phone] });
    const taken = await undone(made, EXISTING, { ...answers, remove: [refused('ATTENDEE_NOT_FOUND'), 'ok'] });
    expect(taken).toMatchObject({ undone: [attendee(ATTENDEE)], leftovers: [], sent });
  });
});

it('what an attempt made is undone where the attempt made it', () => {
  const here = { runId: RUN_ID, meetingsRegion: 'us-east-1' };
  expect(placeOf(RUN_ID, attemptOf())).toEqual({ ...here, meetingId: null });
  expect(placeOf(RUN_ID, attemptOf({ asked: asked({ meetingId: MEETING }) }))).toEqual({ ...here, meetingId: MEETING });
});

describe('the command that removes what is left over', () => {
  const nobodys = { ...OWN, runId: null };
  const where = `--meeting-id ${MEETING} --meetings-region eu-central-1`;
  it.each<[string, MeetingPlace, { meetingId: string | null; attendeeId: string | null }, string | null]>([
    ["is the run's cleanup", OWN, { meetingId: MEETING, attendeeId: ATTENDEE }, COMMAND],
    ["is the run's cleanup, without any id too", OWN, { meetingId: null, attendeeId: null }, COMMAND],
    [
      'of what no run made ends the meeting',
      nobodys,
      { meetingId: MEETING, attendeeId: null },
      `chime-join meeting end ${where}`,
    ],
    [
      'of what no run made removes the attendee',
      nobodys,
      { meetingId: MEETING, attendeeId: ATTENDEE },
      `chime-join attendee remove ${where} --attendee-id ${ATTENDEE}`,
    ],
    ['of what no run made, and has no id, is not known', nobodys, { meetingId: null, attendeeId: null }, null],
  ])('%s', (_, place, { meetingId, attendeeId }, command) => {
    expect(removeCommand(place, meetingId, attendeeId)).toBe(command);
  });
});
