import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.js';
import type { Entry, EntryBody } from '../../../src/core/journal/entry.js';
import { callersSentTo, lookWhomItAffects } from '../../../src/core/meetings/affected.js';
import { at, begun, updateMarks, verdict } from '../journal/entries.js';
import { ATTENDEE, MEETING } from '../samples.js';
import { answered, attendee, never, refused } from './fakes.js';

const OTHER = 'b65fff36-4220-4e50-a879-c2de30b23e49';
const NOW = Date.parse('2026-11-28T12:00:00Z');
const target = { meetingId: MEETING, meetingsRegion: 'us-east-1', attendeeId: null };

const timed = (...bodies: EntryBody[]) => bodies.map((body) => ({ time: at(), ...body })) as Entry[];
const sent = (delivery: 'accepted' | 'refused' | 'unknown' | null, meetingId: string = MEETING) =>
  timed(
    begun(1, { meetingId }),
    { type: 'update-sending', marks: updateMarks({ meetingId }) },
    ...(delivery === null ? [] : [{ type: 'update-sent', delivery, at: 0, requestId: null } as const]),
  );

/** The journals of these runs; what is not a list of entries cannot be read. */
function journalOf(runs: Record<string, Entry[] | Failure>) {
  const asked: (number | undefined)[] = [];
  const journal = {
    runIds(since?: number) {
      asked.push(since);
      return Object.keys(runs);
    },
    read(runId: string) {
      const entries = runs[runId] ?? [];
      if (entries instanceof Failure) throw entries;
      return { entries, torn: 0, foreign: 0 };
    },
  };
  return { journal, clock: { now: () => NOW }, asked };
}

describe('the runs whose caller may be there', () => {
  it.each([
    ['accepted', sent('accepted'), null],
    ['not answered clearly', sent('unknown'), null],
    ['cut short by the death of its process', sent(null), null],
    ['seen to have joined', [...sent('accepted'), verdict('JOINED')], 'JOINED'],
    [
      'not seen to have joined, which says nothing of later',
      [...sent('accepted'), verdict('NOT_JOINED')],
      'NOT_JOINED',
    ],
  ])('are those whose update was %s', (_, entries, said) => {
    expect(callersSentTo(target, journalOf({ it: entries }))).toEqual([{ runId: 'it', verdict: said }]);
  });

  it.each([
    ['another meeting', sent('accepted', OTHER)],
    ['no call: AWS refused the update', sent('refused')],
    ['no call yet', timed(begun(1, { meetingId: MEETING }))],
  ])('are not those that reached %s', (_, entries) => {
    expect(callersSentTo(target, journalOf({ it: entries }))).toEqual([]);
  });

  it('are not hidden by a journal that cannot be read', () => {
    const runs = { 'a-broken': new Failure('JOURNAL_UNUSABLE', 'no'), 'b-good': sent('accepted') };
    expect(callersSentTo(target, journalOf(runs)).map(({ runId }) => runId)).toEqual(['b-good']);
  });

  it('are looked for among those of the last day: no meeting lasts longer', () => {
    const known = journalOf({});
    callersSentTo(target, known);
    expect(known.asked).toEqual([NOW - 24 * 60 * 60_000]);
  });

  it('are those of the one attendee, where one is to be removed', () => {
    const journal = journalOf({ it: sent('accepted') });
    expect(callersSentTo({ ...target, attendeeId: ATTENDEE.toUpperCase() }, journal)).toHaveLength(1);
    expect(callersSentTo({ ...target, attendeeId: OTHER }, journal)).toEqual([]);
  });
});

describe('the attendees', () => {
  const none = journalOf({});
  const [ann, bob] = [attendee('ann', 1), attendee('bob', 2)];
  const list = async () => answered([ann, bob]);
  const shown = ({ attendeeId, externalUserId }: typeof ann) => ({ attendeeId, externalUserId });

  it('are all whom AWS lists, or the one that is meant, without their tokens', async () => {
    const all = await lookWhomItAffects(target, { attendees: { list } }, none, never);
    expect(all).toEqual({ attendees: [shown(ann), shown(bob)], problem: null, callers: [] });
    const one = { ...target, attendeeId: bob.attendeeId };
    expect((await lookWhomItAffects(one, { attendees: { list } }, none, never)).attendees).toEqual([shown(bob)]);
  });

  it('are not known where AWS does not tell, and the callers are all the same', async () => {
    const failing = { list: () => Promise.reject(refused('ACCESS_DENIED')) };
    const journal = journalOf({ it: sent('accepted') });
    const { attendees, problem, callers } = await lookWhomItAffects(target, { attendees: failing }, journal, never);
    expect([attendees, problem?.code, callers.length]).toEqual([null, 'ACCESS_DENIED', 1]);
  });
});
