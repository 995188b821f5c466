import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import type { LogRecord } from '../../../src/core/ports/records.js';
import { isOthersJoin, ourUpdate, type RunMarks } from '../../../src/core/verdict/ours.js';
import { namesOurToken } from '../../../src/core/verdict/tokens.js';
import {
  ARGUMENTS,
  ATTENDEE,
  EXISTING,
  type Json,
  MEETING,
  marks,
  OTHER_MEETING,
  OTHER_TOKEN,
  OTHER_TRANSACTION,
  RUN_ID,
  record,
  TOKEN,
  tokenOf,
  update,
} from '../samples.js';

const found = (records: LogRecord[], run: RunMarks) => ourUpdate(readTimeline(records).events, run);
const among = (events: Json[], run: RunMarks = EXISTING) =>
  found(
    events.map((event, index) => record(event, index * 100)),
    run,
  );
const without = (key: string, from: Json): Json =>
  Object.fromEntries(Object.entries(from).filter(([name]) => name !== key));

describe('our update', () => {
  it.each<[string, Json, 'certain' | 'likely' | null]>([
    ['is known by its arguments', ARGUMENTS, 'certain'],
    ['is known in another order of its keys', Object.fromEntries(Object.entries(ARGUMENTS).toReversed()), 'certain'],
    ['is known with its token masked', { ...ARGUMENTS, JoinToken: '***' }, 'certain'],
    [
      'is known with all but the run masked',
      { ...ARGUMENTS, JoinToken: '[REDACTED]', AttendeeId: '', MeetingId: '***' },
      'certain',
    ],
    ['is known by 48 characters of its token', { JoinToken: TOKEN.slice(0, 48) }, 'certain'],
    ['is not by 47 of them', { JoinToken: TOKEN.slice(0, 47) }, null],
    ['may have lost an argument to the log', without('RunId', ARGUMENTS), 'certain'],
    [
      'is likely with everything masked',
      Object.fromEntries(Object.keys(ARGUMENTS).map((key) => [key, '***'])),
      'likely',
    ],
    ['is not one of another convention', { action: 'join_meeting' }, null],
    ['is not one with an argument more and no mark of ours', { JoinToken: '***', MeetingId: '***', More: 'x' }, null],
    ['is not one without arguments', {}, null],
    ["is not another run's", { ...ARGUMENTS, JoinToken: OTHER_TOKEN, AttendeeId: 'b', RunId: 'run-2' }, null],
    [
      "is not another run's with its token masked",
      { ...ARGUMENTS, JoinToken: '***', AttendeeId: 'b', RunId: 'run-2' },
      null,
    ],
  ])('%s', (_, args, known) => {
    const seen = among([update(3, args)]);
    expect(seen === null ? null : seen.certain ? 'certain' : 'likely').toBe(known);
  });

  it.each([RUN_ID, ATTENDEE])('is known by %s inside a longer argument', (mark) => {
    const run = marks({ meetingCreated: false, arguments: { note: `for ${mark}`, token: TOKEN } });
    expect(among([update(3, { note: `for ${mark}`, token: 'cut' })], run)?.certain).toBe(true);
  });

  it('is none of another call', () => {
    expect(among([update(3, ARGUMENTS, { TransactionId: OTHER_TRANSACTION })])).toBeNull();
  });

  describe('without a mark of its own', () => {
    const PLAIN = { action: 'join_meeting', meetingId: MEETING };
    const plain = marks({ meetingCreated: false, arguments: PLAIN });

    it('is likely while it is the only one since it was sent', () => {
      expect(among([update(3, PLAIN)], plain)).toMatchObject({ certain: false, event: { sequence: 3 } });
      expect(among([update(3, PLAIN), update(3, PLAIN)], plain)).not.toBeNull();
    });

    it("is not told from another operator's", () => {
      expect(among([update(3, PLAIN), update(4, PLAIN)], plain)).toBeNull();
    });

    it.each([
      [-60_000, false],
      [-5_001, false],
      [-5_000, true],
      [60_000, true],
    ])('%i ms after it was answered: %s', (at, known) => {
      expect(found([record(update(3, PLAIN), at)], plain) !== null).toBe(known);
    });

    it('sent without arguments is known by their absence', () => {
      const none = marks({ meetingCreated: false, arguments: {} });
      expect(among([update(3, {})], none)).not.toBeNull();
      expect(among([update(3, { a: 'b' })], none)).toBeNull();
    });
  });
});

describe('a token', () => {
  const longer = `${TOKEN.slice(0, 48)}AAAA`;
  const opaque = 'MmVkYTk5ZDgtbm90LWEtcmVhbC10b2tlbjpvdXJzLWFuZC1ub2JvZHktZWxzZXM';
  it.each<[string, unknown, { ours: boolean; others: boolean }]>([
    ['ours', TOKEN, { ours: true, others: false }],
    ['ours to its 48th character', TOKEN.slice(0, 48), { ours: true, others: false }],
    ['ours, then something else', longer, { ours: true, others: false }],
    ['ours to its 47th character', TOKEN.slice(0, 47), { ours: false, others: false }],
    ["another attendee's", OTHER_TOKEN, { ours: false, others: true }],
    ["another attendee's to its 48th character", OTHER_TOKEN.slice(0, 48), { ours: false, others: true }],
    ["another attendee's to its 47th character", OTHER_TOKEN.slice(0, 47), { ours: false, others: false }],
    [
      'of another form, as long as ours: a digest perhaps',
      `${opaque}${opaque}`.slice(0, TOKEN.length),
      { ours: false, others: false },
    ],
    ['of another form, short', opaque.slice(0, 20), { ours: false, others: false }],
    ['that is masked', '***', { ours: false, others: false }],
    ['that is no text', 7, { ours: false, others: false }],
  ])('%s', (_, token, { ours, others }) => {
    expect(namesOurToken(token, EXISTING)).toBe(ours);
    expect(isOthersJoin({ JoinToken: token }, EXISTING)).toBe(others);
  });

  it('of an attendee that an earlier run was given is ours too', () => {
    const id = 'eeee1111-2222-3333-4444-5555bbbbcccc';
    expect(namesOurToken(tokenOf(id, 'x'.repeat(36)), marks({ earlierAttendees: [id] }))).toBe(true);
  });
});

describe("a join is another's", () => {
  it.each<[string, Json, { own: boolean; existing: boolean }]>([
    ['by its meeting, its token masked', { JoinToken: '***', MeetingId: OTHER_MEETING }, { own: true, existing: true }],
    ['not by a masked meeting', { JoinToken: '***', MeetingId: '***' }, { own: false, existing: false }],
    [
      'by its token in the existing meeting, but not in the one we made',
      { JoinToken: OTHER_TOKEN, MeetingId: MEETING },
      { own: false, existing: true },
    ],
    [
      'not with our token in another meeting',
      { JoinToken: TOKEN, MeetingId: OTHER_MEETING },
      { own: false, existing: false },
    ],
  ])('%s', (_, parameters, { own, existing }) => {
    expect(isOthersJoin(parameters, marks())).toBe(own);
    expect(isOthersJoin(parameters, EXISTING)).toBe(existing);
  });
});
