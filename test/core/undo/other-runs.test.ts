/** What the journals of other runs say of a meeting, of its seats and of a call. */
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.js';
import type { EntryBody } from '../../../src/core/journal/entry.js';
import type { Journal } from '../../../src/core/journal/port.js';
import { type Made, nothingMade } from '../../../src/core/run/made.js';
import { isCallKnownOver } from '../../../src/core/undo/call-over.js';
import { mayHoldCaller, seatsOfCall, sentThere, type Undoing } from '../../../src/core/undo/sent-there.js';
import { earlierRunFor, seatsHeldIn } from '../../../src/core/undo/standing-runs.js';
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
import {
  ATTENDEE,
  MEETING,
  OTHER_ATTENDEE,
  OTHER_MEETING,
  OTHER_TRANSACTION,
  RUN_ID,
  SMA,
  T0,
  TRANSACTION,
} from '../samples.js';

const DAY = 24 * 60 * 60_000;
const PLACE = { runId: 'now', endpoint: null, region: 'us-east-1', meetingsRegion: 'us-east-1' };
const CALL = asked().call;

/** Journals of these runs. `null`: one that cannot be read. `'gone'`: one that is gone when it is read. */
class Journals extends MemoryJournal {
  readonly since: (number | undefined)[] = [];
  readonly #runs: Record<string, string | null | 'gone'>;

  constructor(runs: Record<string, (EntryBody | string)[] | null | 'gone'>) {
    super(() => T0);
    this.#runs = Object.fromEntries(
      Object.entries(runs).map(([runId, entries]) => [
        runId,
        typeof entries === 'string' || entries === null
          ? entries
          : entries.map((entry) => (typeof entry === 'string' ? entry : line(entry))).join(''),
      ]),
    );
  }

  override runIds(since?: number): string[] {
    this.since.push(since);
    return Object.keys(this.#runs);
  }

  override read(runId: string) {
    const text = this.#runs[runId];
    if (text === null) throw new Failure('JOURNAL_UNUSABLE', 'It cannot be read.');
    if (text === undefined || text === 'gone') return null;
    this.files.set(runId, text);
    return super.read(runId);
  }
}

const unlisted = (error: Error): Journal =>
  Object.assign(new Journals({}), {
    runIds: () => {
      throw error;
    },
  });
const unusable = new Failure('JOURNAL_UNUSABLE', 'No folder.');
const defect = new Error('a defect');
const update = (more: Parameters<typeof updateMarks>[0] = {}): EntryBody => ({
  type: 'update-sending',
  marks: updateMarks(more),
});
const answered = (delivery: 'accepted' | 'refused'): EntryBody => ({
  type: 'update-sent',
  delivery,
  at: T0,
  requestId: null,
});
const undone = (attempt: number): EntryBody => ({ type: 'undone', attempt, undone: [], leftovers: [] });
const refusedRun = [update(), answered('refused'), verdict('FAILED'), ended('FAILED')] as EntryBody[];
/** Journals that cannot be read, or are empty, stand around every other one. */
const among = (runs: Record<string, (EntryBody | string)[]>) =>
  new Journals({ unreadable: null, deleted: 'gone', 'only-claimed': [], ...runs, 'unreadable-too': null });

describe('a run that may have its caller in what is about to be removed', () => {
  const own: Undoing = { runId: RUN_ID, attempt: 1, made: madeMeeting(), meetingId: null };
  const into = (made: Partial<Made>, meetingId = MEETING): Undoing => ({
    ...{ runId: RUN_ID, attempt: 1, meetingId },
    made: { ...nothingMade(), ...made },
  });
  const there = [begun(1, { meetingId: MEETING }), update()];

  it('is found among journals that cannot be read, and beside an attempt of its own that was refused', () => {
    expect(sentThere(own, among({ other: there }))).toBe('other');
    const later = [begun(1, { meetingId: MEETING }), ...refusedRun, begun(2, { meetingId: MEETING }), update()];
    expect(sentThere(own, among({ other: later }))).toBe('other');
  });

  it('may be the same run, at another attempt', () => {
    const twice = [begun(1), { type: 'made', made: madeMeeting() } as EntryBody, update(), begun(2)];
    expect(sentThere(own, among({ [RUN_ID]: twice }))).toBeNull();
    expect(sentThere({ ...own, attempt: 2 }, among({ [RUN_ID]: twice }))).toBe(RUN_ID);
  });

  it('is none where no journal can be listed; a defect is no such thing', () => {
    expect(sentThere(own, unlisted(unusable))).toBeNull();
    expect(() => sentThere(own, unlisted(defect))).toThrow('a defect');
  });

  it.each<[string, EntryBody[], string | null]>([
    ['has ended without a verdict, its update refused', [update(), answered('refused'), ended('FAILED')], null],
    ['has a verdict and no ending, its update refused', [update(), answered('refused'), verdict('FAILED')], null],
    ['is under way, its update refused', [update(), answered('refused')], 'other'],
    ['was undone', [update(), { type: 'made', made: madeMeeting() }, undone(1)], null],
  ])('one that %s: %o', (_, entries, who) => {
    expect(sentThere(own, among({ other: [begun(1, { meetingId: MEETING }), ...entries] }))).toBe(who);
  });

  it('is one in any of the meetings that the run made', () => {
    const stray = { ...own, made: { ...madeMeeting(OTHER_MEETING), strays: [MEETING] } };
    expect(sentThere(stray, among({ other: there }))).toBe('other');
    const asking = { ...madeMeeting(), meeting: { state: 'asked', request: {} } } as unknown as Made;
    expect(sentThere({ ...own, made: asking }, among({ other: there }))).toBeNull();
    expect(sentThere({ ...own, made: asking }, among({ other: [begun()] }))).toBeNull();
  });

  const phone = { attendeeId: ATTENDEE, externalUserId: 'phone' };
  const ann = { attendeeId: OTHER_ATTENDEE, externalUserId: 'ann' };
  it.each<[string, Undoing, EntryBody[], string | null]>([
    ["in an existing meeting has one of the attendees' seats", into({ attendees: [ann, phone] }), there, 'other'],
    ['in an existing meeting has another seat', into({ attendees: [ann] }), there, null],
    [
      'in an existing meeting has sent no update yet',
      into({ attendees: [phone] }),
      [begun(1, { meetingId: MEETING })],
      null,
    ],
    ['is in another meeting, with such a seat', into({ attendees: [phone] }, OTHER_MEETING), there, null],
    ['asked for a seat under the same name', into({ asked: [asked().externalUserId] }), there, 'other'],
    ['may have got a seat under the same name', into({ doubtful: [asked().externalUserId] }), there, 'other'],
    ['asked for a seat under another name', into({ asked: ['ann'], doubtful: ['bob'] }), there, null],
  ])('one that %s', (_, undoing, entries, who) => {
    expect(sentThere(undoing, among({ other: entries }))).toBe(who);
  });
});

describe('why a caller may be in what an attempt made', () => {
  const existing = attemptOf({
    asked: asked({ meetingId: MEETING }),
    made: { ...nothingMade(), attendees: [{ attendeeId: ATTENDEE, externalUserId: 'phone' }] },
  });
  const journal = among({ other: [begun(1, { meetingId: MEETING }), update()] });
  const fresh = { resumed: false, seenUnbridged: false, seenSettled: false };
  const looked = { resumed: true, seenUnbridged: true, seenSettled: true };

  it.each<[string, { attempt: ReturnType<typeof attemptOf>; situation: typeof fresh; journals: Journal }, boolean]>([
    ['nobody may be in its own new meeting', { attempt: attemptOf(), situation: fresh, journals: journal }, false],
    [
      'another run may have sent its caller to the existing meeting',
      { attempt: existing, situation: fresh, journals: journal },
      true,
    ],
    ['nobody else went to the existing meeting', { attempt: existing, situation: fresh, journals: among({}) }, false],
    [
      'another run may have, where it was begun before',
      { attempt: attemptOf(), situation: looked, journals: journal },
      true,
    ],
    [
      'nobody else did, where it was begun before and looked',
      { attempt: attemptOf(), situation: looked, journals: among({}) },
      false,
    ],
  ])('%s', (_, { attempt, situation, journals }, may) => {
    expect(mayHoldCaller(attempt, situation, RUN_ID, journals) !== null).toBe(may);
  });
});

it('the seats of a call in a meeting are those of all its attempts there', () => {
  const journal = among({
    first: [begun(), update(), begun(2), update({ attendeeId: OTHER_ATTENDEE }), begun(3)],
    elsewhere: [begun(), update({ meetingId: OTHER_MEETING, attendeeId: 'elsewhere' })],
    'of another call': [
      begun(1, { call: { callId: null, transactionId: OTHER_TRANSACTION, sipMediaApplicationId: SMA } }),
      update({ attendeeId: 'others' }),
    ],
  });
  expect(seatsOfCall(TRANSACTION, MEETING, journal)).toEqual([ATTENDEE, OTHER_ATTENDEE]);
});

describe('a call that AWS has told another run is over', () => {
  const failure = (code: string) => ({
    ...{ code, message: 'm', cause: null, tryThis: [], retryable: false },
    ...{ requestId: null, attempts: 1, exitCode: 4 },
  });
  const told = (code: string | null) =>
    ({ ...ended('FAILED'), failure: code === null ? null : failure(code) }) as EntryBody;
  const refusal = (ms: number, code: string | null = 'CALL_ENDED') => [
    begun(1, {}, at(ms)),
    update(),
    answered('refused'),
    told(code),
  ];
  const isOver = (journal: Journal, more = {}) =>
    isCallKnownOver(attemptOf({ update: sent('accepted'), ...more }), journal);

  it('is so by one of many runs, and by one of its attempts', () => {
    expect(isOver(among({ other: [begun(), update()], later: refusal(1_000) }))).toBe(true);
    const attempts = [begun(1, {}, at(500)), ...refusedRun, begun(2, {}, at(900)), ...refusal(1_000).slice(1)];
    expect(isOver(among({ later: attempts as EntryBody[] }))).toBe(true);
  });

  it('is so from the moment at which the run began', () => {
    expect(isOver(among({ later: refusal(0) }))).toBe(true);
    expect(isOver(among({ later: refusal(-1) }))).toBe(false);
  });

  it.each<[string, EntryBody[]]>([
    ['has not answered', [begun(1, {}, at(1_000)), told('CALL_ENDED')]],
    ['has not told why', refusal(1_000, null)],
    ['has not ended', refusal(1_000).slice(0, -1)],
  ])('is not by one that AWS %s', (_, entries) => expect(isOver(among({ later: entries }))).toBe(false));

  it('is not, where the call has no id to be known by, or another one', () => {
    const call = { ...CALL, transactionId: null };
    const nameless = refusal(1_000).with(0, begun(1, { call }, at(1_000)));
    expect(isOver(among({ later: nameless }), { call })).toBe(false);
    expect(isOver(among({ later: refusal(1_000) }), { call: { ...CALL, transactionId: OTHER_TRANSACTION } })).toBe(
      false,
    );
  });

  it('is not by one that asked another application: AWS answers 404 to that as well', () => {
    const call = { ...CALL, sipMediaApplicationId: OTHER_TRANSACTION };
    expect(isOver(among({ later: refusal(1_000) }), { call })).toBe(false);
  });

  it('only the runs since its own are read; a defect of the journal is thrown', () => {
    const journal = among({ later: refusal(1_000) });
    isOver(journal);
    expect(journal.since).toEqual([T0]);
    const broken = Object.assign(among({ later: [] }), {
      read: () => {
        throw defect;
      },
    });
    expect(() => isOver(broken)).toThrow('a defect');
  });
});

describe("an earlier run's meeting", () => {
  const made: EntryBody = { type: 'made', made: madeMeeting() };
  const earlier = (journal: Journal) => earlierRunFor(CALL, PLACE, journal, T0);
  const delivered = [begun(), made, update(), answered('accepted')];

  it('is looked for among the runs of a day, the longest that a meeting lasts', () => {
    const journal = among({ before: delivered });
    expect(earlier(journal)?.runId).toBe('before');
    expect(journal.since).toEqual([T0 - DAY]);
  });

  it('is not that of a run that failed, whatever became of its update', () => {
    expect(earlier(among({ before: [begun(), made, update(), verdict('FAILED')] }))).toBeNull();
  });

  it('is not in another region of meetings', () => {
    expect(earlier(among({ before: [begun(1, { meetingsRegion: 'eu-central-1' }), made, update()] }))).toBeNull();
  });

  it('is none where there is no run, or none can be listed; a defect is thrown', () => {
    expect(earlier(among({}))).toBeNull();
    expect(earlier(unlisted(unusable))).toBeNull();
    expect(() => earlier(unlisted(defect))).toThrow('a defect');
    expect(seatsHeldIn(MEETING, PLACE, unlisted(unusable), T0)).toBe(0);
  });
});
