/** Journals as version 0.1.0 wrote them, some cut where its process died: read, resumed and cleaned up under the rules of now. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EntryOf } from '../../../src/core/journal/entry.js';
import type { Made } from '../../../src/core/run/made.js';
import type { RunState } from '../../../src/core/runs/result.js';
import { showRun } from '../../../src/core/runs/summary.js';
import type { Verdict } from '../../../src/core/verdict/verdict.js';
import { parseJournal } from '../../../src/journal/journal-file.js';
import { Cloud, joining } from '../bridge/cloud.js';
import { held, ManualClock, request } from '../bridge/fakes.js';
import { check, sweep } from '../runs/sweeping.js';
import { hangUp, record, SMA, TRANSACTION } from '../samples.js';
import { claimed, line } from './entries.js';

const DELETES = ['DeleteMeeting', 'DeleteAttendee'];

type Swept = 'removed' | 'kept' | 'nothing';

interface Fixture {
  file: string;
  state: RunState;
  verdict: Verdict | null;
  leavesSomething: boolean;
  /** The same command again, its handler joining what it is given. */
  resumed: { verdict: Verdict; updates: number; deletes: number };
  swept: Swept;
  /** Once the records show that the caller has hung up. */
  sweptOnceOver: Swept;
}

const FIXTURES: Fixture[] = [
  {
    file: 'joined',
    state: 'ENDED',
    verdict: 'JOINED',
    leavesSomething: false,
    resumed: { verdict: 'JOINED', updates: 0, deletes: 0 },
    swept: 'nothing',
    sweptOnceOver: 'nothing',
  },
  {
    file: 'accepted',
    state: 'ENDED',
    verdict: 'ACCEPTED',
    leavesSomething: true,
    resumed: { verdict: 'ACCEPTED', updates: 0, deletes: 0 },
    swept: 'kept',
    sweptOnceOver: 'removed',
  },
  {
    file: 'not-joined',
    state: 'ENDED',
    verdict: 'NOT_JOINED',
    leavesSomething: false,
    resumed: { verdict: 'NOT_JOINED', updates: 0, deletes: 0 },
    swept: 'nothing',
    sweptOnceOver: 'nothing',
  },
  {
    file: 'not-joined-undo-cut-short',
    state: 'CUT_SHORT',
    verdict: 'NOT_JOINED',
    leavesSomething: true,
    resumed: { verdict: 'NOT_JOINED', updates: 0, deletes: 0 },
    swept: 'kept',
    sweptOnceOver: 'removed',
  },
  {
    file: 'unconfirmed',
    state: 'ENDED',
    verdict: 'UNCONFIRMED',
    leavesSomething: true,
    resumed: { verdict: 'UNCONFIRMED', updates: 0, deletes: 0 },
    swept: 'kept',
    sweptOnceOver: 'removed',
  },
  {
    file: 'failed-with-leftover',
    state: 'ENDED',
    verdict: 'FAILED',
    leavesSomething: true,
    resumed: { verdict: 'JOINED', updates: 1, deletes: 1 },
    swept: 'removed',
    sweptOnceOver: 'removed',
  },
  {
    file: 'died-before-the-update',
    state: 'CUT_SHORT',
    verdict: null,
    leavesSomething: true,
    resumed: { verdict: 'JOINED', updates: 1, deletes: 0 },
    swept: 'removed',
    sweptOnceOver: 'removed',
  },
  {
    file: 'died-after-the-update',
    state: 'CUT_SHORT',
    verdict: null,
    leavesSomething: true,
    resumed: { verdict: 'UNCONFIRMED', updates: 0, deletes: 0 },
    swept: 'kept',
    sweptOnceOver: 'removed',
  },
];

const textOf = (file: string) => readFileSync(new URL(`./fixtures/0.1.0/${file}.jsonl`, import.meta.url), 'utf8');

const tokenIn = (made: Made['meeting'][]) =>
  made.flatMap((meeting) => (meeting.state === 'asked' ? [meeting.request.clientRequestToken] : []))[0] ?? '';

/** The journal in a cloud that still has the meeting, a minute later; its process is gone. */
function standing(file: string, more = '') {
  const text = textOf(file);
  const { entries } = parseJournal(text);
  const { asked } = entries.find(({ type }) => type === 'begun') as EntryOf<'begun'>;
  const runId = asked.externalMeetingId.replace('chime-join-', '');
  const cloud = new Cloud(joining);
  cloud.journal.files.set(runId, `${text}${more}`);
  cloud.journal.dead.add(4242);
  const made = entries.flatMap((entry) => (entry.type === 'made' ? [entry.made.meeting] : []));
  for (const meeting of made)
    if (meeting.state === 'made')
      cloud.rooms.set(tokenIn(made), { meetingId: meeting.meetingId, ended: file === 'not-joined' });
  // Its handler logged the call when it came in.
  const { transactionId, sipMediaApplicationId } = asked.call;
  const ofCall = (text: string) =>
    text.replaceAll(TRANSACTION, transactionId ?? '').replaceAll(SMA, sipMediaApplicationId ?? '');
  cloud.log.push(...held().map((one) => ({ ...one, message: ofCall(one.message) })));
  cloud.later(60_000);
  const { call, externalMeetingId, externalUserId } = asked;
  const again = request({
    runId,
    call,
    externalMeetingId,
    externalUserId,
    waitMs: 1_000,
    logGroups: ['/aws/lambda/sma-handler'],
  });
  const groups = entries.flatMap((entry) => (entry.type === 'update-sending' ? entry.marks.logGroups : []));
  return { cloud, runId, again, asked, groups };
}

describe.each(FIXTURES)('$file', ({ file, state, verdict, leavesSomething, resumed, swept, sweptOnceOver }) => {
  it('is read whole, and shown', () => {
    expect(parseJournal(textOf(file))).toMatchObject({ torn: 0, foreign: 0 });
    const { cloud, runId } = standing(file);
    const { run, entries, unreadable } = showRun(runId, { journal: cloud.journal, clock: new ManualClock() });
    expect(run).toMatchObject({ runId, state, verdict, leavesSomething, attempts: 1 });
    expect([entries.length, unreadable]).toEqual([textOf(file).trimEnd().split('\n').length, 0]);
  });

  it('is resumed without a second update, and without a delete that may drop the caller', async () => {
    const { cloud, again } = standing(file);
    const { result, world } = await cloud.run(again);
    expect(result?.verdict).toBe(resumed.verdict);
    expect(cloud.delivered).toHaveLength(resumed.updates);
    expect(world.operations().filter((operation) => DELETES.includes(operation))).toHaveLength(resumed.deletes);
  });

  it.each([
    ['while the call may be live', false, swept],
    ['once the caller has hung up', true, sweptOnceOver],
  ])('is cleaned up %s', async (_, isOver, expected) => {
    const { cloud, runId, asked, groups } = standing(file);
    const gone = hangUp(9, 'LEG-A', { TransactionId: asked.call.transactionId });
    if (isOver) cloud.log.push(...groups.map((group) => record(gone, 30_000, { group })));
    const { result, sent } = await sweep(cloud);
    const came: Swept = result?.removed.length ? 'removed' : result?.kept.length ? 'kept' : 'nothing';
    expect([came, result?.failed]).toEqual([expected, []]);
    expect(sent.some((operation) => DELETES.includes(operation))).toBe(expected === 'removed');
    expect([...(result?.removed ?? []), ...(result?.kept ?? [])].every((one) => one.runId === runId)).toBe(true);
  });

  it.each([
    [
      "a newer version's claim",
      line(claimed({ version: '9.0.0', claim: 'newer' })) + line({ type: 'released', claim: 'newer' }),
    ],
    ['a line that nobody knows', '{"time":"2026-11-23T14:29:12.000Z","type":"update-planned"}\n'],
  ])('with %s is refused by every command that would write, untouched', async (_, more) => {
    const { cloud, runId, again } = standing(file, more);
    const before = cloud.journal.files.get(runId);
    expect((await cloud.run(again)).failure?.code).toBe('JOURNAL_UNUSABLE');
    expect((await check(cloud, { runId })).failure?.code).toBe('JOURNAL_UNUSABLE');
    const cleaned = await sweep(cloud, { runId });
    expect(cleaned.result?.removed ?? []).toEqual([]);
    expect(cloud.journal.files.get(runId)).toBe(before);
    expect(cloud.operations.filter((operation) => DELETES.includes(operation))).toEqual([]);
  });
});
