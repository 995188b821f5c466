import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../src/core/failure.js';
import type { Entry, EntryBody } from '../../../src/core/journal/entry.js';
import { openProgress } from '../../../src/core/outcome/progress.js';
import type { Meeting } from '../../../src/core/ports/meetings.js';
import { namingEarlierRun } from '../../../src/core/undo/bridged-before.js';
import { isLiving, meetingLeftFor } from '../../../src/core/undo/meeting-left.js';
import { failure, ManualClock, meetingOf, refused as no, request } from '../bridge/fakes.js';
import { begun } from '../journal/entries.js';
import { ATTENDEE, MEETING, OTHER_MEETING, OTHER_TRANSACTION } from '../samples.js';
import { CALL, DELIVERED, journalOf, made } from './earlier-runs.js';

const never = new AbortController().signal;
const asked = request({ runId: 'now', call: CALL });

/** An earlier run's journal, and an AWS that answers this of its meeting. */
function look({
  answer = meetingOf(MEETING) as Meeting | Failure,
  entries = DELIVERED as (Entry | EntryBody)[],
  endpoint = null as string | null,
} = {}) {
  const clock = new ManualClock();
  const progress = openProgress(clock, () => {});
  const found: string[] = [];
  const find = async (meetingId: string) => {
    found.push(meetingId);
    if (answer instanceof Error) throw answer;
    return { value: answer, requestId: 'found', attempts: 1, date: null };
  };
  const ports = { journal: journalOf({ before: entries }), clock, meetings: { find }, endpoint: async () => endpoint };
  return { ports, progress, found };
}

const left = (at: ReturnType<typeof look>, of = asked, call = CALL) =>
  meetingLeftFor(of, call, { ports: at.ports, progress: at.progress, signal: never });

describe('the meeting that an earlier run left for the call', () => {
  it('is gone into, if AWS still has it', async () => {
    const at = look();
    expect(await left(at)).toEqual({ runId: 'before', meetingId: MEETING, attendeeIds: [ATTENDEE] });
    expect([at.found, at.progress.summary().requestIds, at.progress.summary().warnings]).toEqual([
      [MEETING],
      ['found'],
      [],
    ]);
  });

  it.each<[string, Parameters<typeof look>[0], typeof asked, typeof CALL]>([
    ['has ended', { answer: no('MEETING_NOT_FOUND') }, asked, CALL],
    ['was in another place', { endpoint: 'http://127.0.0.1:1' }, asked, CALL],
    ['was for another call', {}, asked, { ...CALL, callId: '', transactionId: OTHER_TRANSACTION }],
    ['was never sent to', { entries: [begun(), made] }, asked, CALL],
    ['is passed over by --meeting-id', {}, request({ ...asked, meetingId: OTHER_MEETING }), CALL],
    ['is passed over by --new-meeting', {}, request({ ...asked, newMeeting: true }), CALL],
  ])('is not if it %s, without a warning', async (_, given, of, call) => {
    const at = look(given);
    expect(await left(at, of, call)).toBeNull();
    expect(at.progress.summary().warnings).toEqual([]);
  });

  it('is not if AWS does not say, with a warning', async () => {
    const at = look({ answer: failure('UNAVAILABLE', { requestId: 'refused' }) });
    expect(await left(at)).toBeNull();
    const { warnings, requestIds } = at.progress.summary();
    expect([warnings.join(), requestIds]).toEqual([
      expect.stringContaining('does not say whether it still lives'),
      ['refused'],
    ]);
  });

  it.each<[Meeting | Failure, boolean | null]>([
    [meetingOf(MEETING), true],
    [no('MEETING_NOT_FOUND'), false],
    [no('ACCESS_DENIED'), null],
  ])('lives, has ended, or nobody says', async (answer, lives) => {
    const { ports, progress } = look({ answer });
    expect(await isLiving(MEETING, ports, progress, never)).toBe(lives);
  });
});

describe('the advice on a call that is bridged already', () => {
  const bridged = failure('CALL_BRIDGED', { tryThis: ['look'] });

  it('names the earlier run that updated it, and says nothing that could hang up', async () => {
    const { tryThis } = await namingEarlierRun(bridged, CALL, asked, look().ports);
    expect(tryThis.join('\n')).toMatch(
      /Run before updated this call before.*chime-join runs check before\nleave LEG-B alone/,
    );
  });

  it.each<[string, Failure, ReturnType<typeof look>['ports']]>([
    ['there is no such run', bridged, look({ entries: [begun(), made] }).ports],
    ['the place is not known', bridged, { ...look().ports, endpoint: () => Promise.reject(new Error('no')) }],
    ['the failure is another one', failure('CALL_ENDED', { tryThis: ['look'] }), look().ports],
  ])('is as it was if %s', async (_, told, ports) => {
    expect(await namingEarlierRun(told, CALL, asked, ports)).toBe(told);
  });
});
