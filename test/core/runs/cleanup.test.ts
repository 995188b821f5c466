import { describe, expect, it } from 'vitest';
import type { RunShowResult } from '../../../src/core/runs/result.js';
import { showRun } from '../../../src/core/runs/summary.js';
import { Cloud, failing, type Handler, joining, silent } from '../bridge/cloud.js';
import { ManualClock, refused, request } from '../bridge/fakes.js';
import {
  ATTENDEE,
  CALL_B,
  event,
  hangUp,
  MEETING,
  OTHER_TRANSACTION,
  RUN_ID,
  record,
  SMA,
  succeeded,
  T0,
  update,
} from '../samples.js';
import { sweep } from './sweeping.js';

const MINUTE = 60_000;
const HOWS = ['before', 'torn', 'after'] as const;
const quick = request({ waitMs: 1_000 });
const NOTHING = { removed: [], kept: [], failed: [] };
const textOf = (cloud: Cloud) => cloud.journal.files.get(RUN_ID) ?? '';
const summary = (cloud: Cloud): RunShowResult['run'] =>
  showRun(RUN_ID, { journal: cloud.journal, clock: new ManualClock() }).run;
const isRead = (operation: string) => /^(?:Get|List|Filter)/.test(operation);
const onlyTold: Handler = (sent) => [[200, update(2, sent.arguments)]];

/** The call was answered before the run began, and its handler logged it. */
function withCall(handler: Handler): Cloud {
  const cloud = new Cloud(handler);
  cloud.log.push(record(event('NEW_INBOUND_CALL', 1), -30_000));
  return cloud;
}

/** A run that ended UNCONFIRMED, `ms` ago. */
async function unconfirmed(handler: Handler, ms: number, asked = quick): Promise<Cloud> {
  const cloud = withCall(handler);
  expect((await cloud.run(asked)).result?.verdict).toBe('UNCONFIRMED');
  cloud.later(ms);
  return cloud;
}

describe('what a run left whose update was never delivered', () => {
  it('is removed, wherever its process died', async () => {
    const lines = await withCall(joining).runUntil({ line: 99, how: 'before' });
    let removals = 0;
    for (let line = 0; line < lines; line += 1) {
      for (const how of HOWS) {
        const cloud = withCall(joining);
        await cloud.runUntil({ line, how });
        if (cloud.journal.types(RUN_ID).includes('update-sending')) continue;
        const { result, failure } = await sweep(cloud);
        const context = `${how} line ${line}`;
        expect([context, failure, cloud.liveRooms, result?.kept]).toEqual([context, null, [], []]);
        removals += result?.removed.length ?? 0;
        expect([context, (await sweep(cloud)).result]).toEqual([context, NOTHING]);
      }
    }
    expect(removals).toBeGreaterThan(10);
  });

  it('is told by kind, id, region and run, and written down', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'after' });
    const [meetingId] = cloud.liveRooms;
    const { result, sent } = await sweep(cloud);
    const place = { meetingId, region: 'us-east-1', runId: RUN_ID };
    expect(result).toEqual({
      removed: [
        { kind: 'attendee', attendeeId: ATTENDEE, ...place },
        { kind: 'meeting', attendeeId: null, ...place },
      ],
      kept: [],
      failed: [],
    });
    expect(sent.filter((operation) => !isRead(operation))).toEqual(['DeleteMeeting']);
    expect(summary(cloud)).toMatchObject({ state: 'CUT_SHORT', leavesSomething: false });
  });

  it('and whose create was never answered is found by its token, and removed', async () => {
    const made = withCall(joining);
    await made.runUntil({ line: 5, how: 'before' });
    expect(made.liveRooms).toHaveLength(1);
    expect(textOf(made)).not.toContain(made.liveRooms[0]);
    const { result, sent } = await sweep(made);
    expect(sent).toEqual(['CreateMeetingWithAttendees', 'DeleteMeeting']);
    expect(result?.removed.map(({ kind }) => kind)).toEqual(['attendee', 'meeting']);
    expect([made.rooms.size, made.liveRooms]).toEqual([1, []]);
  });

  it('is every meeting that its create has led to, though the last of them is gone', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'before' });
    const [[token, first] = []] = [...cloud.rooms];
    expect([token, first?.ended]).toEqual([expect.any(String), false]);
    // AWS has forgotten the token: asked again with it, it makes another meeting.
    cloud.rooms.delete(token as string);
    cloud.rooms.set('forgotten', first as NonNullable<typeof first>);
    await cloud.runUntil({ line: 5, how: 'before' });
    expect(cloud.liveRooms).toHaveLength(2);
    (cloud.rooms.get(token as string) as { ended: boolean }).ended = true;
    const { result } = await sweep(cloud);
    expect([cloud.liveRooms, result?.kept, result?.failed]).toEqual([[], [], []]);
  });

  it('and whose create was never answered ten minutes ago has ended by itself', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 5, how: 'before' });
    cloud.later(11 * MINUTE);
    const { result, sent } = await sweep(cloud);
    expect([result, sent]).toEqual([NOTHING, []]);
    expect(summary(cloud).leavesSomething).toBe(false);
  });

  it('in an existing meeting is its attendee alone', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'after' }, request({ meetingId: MEETING }));
    expect(cloud.guests.size).toBe(1);
    cloud.guests.set('somebody', 'eeee1111-2222-3333-4444-5555bbbbcccc');
    const { result, sent } = await sweep(cloud);
    expect(result?.removed).toEqual([
      { kind: 'attendee', meetingId: MEETING, attendeeId: ATTENDEE, region: 'us-east-1', runId: RUN_ID },
    ]);
    expect(sent.filter((operation) => !isRead(operation))).toEqual(['DeleteAttendee']);
    expect([...cloud.guests.keys()]).toEqual(['somebody']);
  });
});

describe('what a run left whose update was, or may have been, delivered', () => {
  it('is kept though the run saw that it did not join: the handler may try again, until the call is over', async () => {
    const cloud = withCall(failing);
    await cloud.run();
    expect(summary(cloud)).toMatchObject({ verdict: 'NOT_JOINED', leavesSomething: true });
    const { result, sent } = await sweep(cloud);
    expect(result?.kept).toEqual([
      expect.objectContaining({
        reason: expect.stringContaining('no record shows that the call is over'),
        tryAgainAt: new Date(T0 + 6 * MINUTE).toISOString(),
      }),
    ]);
    expect(sent.filter((operation) => !isRead(operation))).toEqual([]);
    cloud.log.push(record(hangUp(5), 7_000));
    cloud.later(1_000);
    expect((await sweep(cloud)).result?.removed).toHaveLength(2);
    expect(cloud.liveRooms).toEqual([]);
  });

  it('is kept where the run saw that, and its log is gone by now', async () => {
    const cloud = withCall(failing);
    await cloud.run();
    cloud.more = { read: () => refused('ACCESS_DENIED') };
    expect((await sweep(cloud)).result?.kept).toEqual([
      expect.objectContaining({ reason: expect.stringContaining('nothing can be read') }),
    ]);
    expect(cloud.liveRooms).toHaveLength(1);
  });

  it('is kept where the run saw its caller join, though its log is gone by now', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 15, how: 'before' });
    expect(summary(cloud)).toMatchObject({ state: 'CUT_SHORT', verdict: 'JOINED' });
    cloud.log.splice(1);
    cloud.later(3 * MINUTE);
    expect((await sweep(cloud)).result?.kept).toEqual([
      expect.objectContaining({ reason: expect.stringContaining('saw its caller join') }),
    ]);
  });

  it('is kept where the caller joined, wherever the process died', async () => {
    const lines = await withCall(joining).runUntil({ line: 99, how: 'before' });
    let kept = 0;
    for (let line = 0; line < lines; line += 1) {
      for (const how of HOWS) {
        const cloud = withCall(joining);
        await cloud.runUntil({ line, how });
        if (cloud.delivered.length === 0) continue;
        cloud.later(3 * MINUTE);
        const { result, sent } = await sweep(cloud);
        expect(cloud.liveRooms).toHaveLength(1);
        expect(sent.filter((operation) => !isRead(operation))).toEqual([]);
        expect(result?.removed).toEqual([]);
        kept += result?.kept.length ?? 0;
      }
    }
    expect(kept).toBeGreaterThan(5);
  });

  it('is removed once the caller has hung up', async () => {
    const cloud = await unconfirmed(silent, 10_000);
    cloud.log.push(record(hangUp(4), 5_000));
    expect((await sweep(cloud)).result?.removed).toHaveLength(2);
    expect(cloud.liveRooms).toEqual([]);
  });

  it('is kept while the records of another call name it: a handler may keep an update for the next call', async () => {
    const cloud = await unconfirmed(onlyTold, 1_000);
    const [meetingId] = cloud.liveRooms;
    const next = { TransactionId: OTHER_TRANSACTION };
    cloud.log.push(record(hangUp(3), 500), record(succeeded(4, { MeetingId: meetingId }, next), 1_500));
    cloud.later(10_000);
    const { result } = await sweep(cloud);
    expect([result?.removed, result?.kept[0]?.reason]).toEqual([[], expect.stringContaining(OTHER_TRANSACTION)]);
    cloud.log.push(record(hangUp(5, 'LEG-A', next), 20_000));
    cloud.later(20_000);
    expect((await sweep(cloud)).result?.kept).toEqual([]);
  });

  it('is removed once AWS has told a later run that the call is over', async () => {
    const cloud = await unconfirmed(silent, 10_000);
    cloud.more = { update: () => refused('CALL_ENDED') };
    const later = await cloud.run(request({ runId: 'later', newMeeting: true }));
    expect(later.failure?.code).toBe('CALL_ENDED');
    cloud.more = {};
    expect((await sweep(cloud, { runId: RUN_ID })).result?.removed).toHaveLength(2);
  });

  it.each([10_000, 3 * MINUTE, 20 * MINUTE])('is kept while no record shows that: after %i ms', async (ms) => {
    const cloud = await unconfirmed(onlyTold, ms);
    const { result, failure } = await sweep(cloud);
    expect(result).toMatchObject({ removed: [], kept: [{ kind: 'meeting', runId: RUN_ID }], failed: [] });
    const [kept] = result?.kept ?? [];
    expect(kept?.reason).toContain('no record shows that the call is over');
    // Until then it has ended by itself, if nobody is in it; after that time alone changes nothing.
    expect(kept?.tryAgainAt).toBe(ms > 5 * MINUTE ? null : new Date(T0 + 6 * MINUTE).toISOString());
    expect(failure).toBeNull();
  });

  it.each<[string, Cloud['more'], number, RegExp]>([
    ['nothing can be read', { read: () => refused('ACCESS_DENIED') }, 3 * MINUTE, /nothing can be read/],
    ['it still stands after six minutes', {}, 7 * MINUTE, /somebody is connected/],
    [
      'who has a seat in it cannot be read',
      { listAttendees: () => refused('ACCESS_DENIED') },
      MINUTE,
      /could not be read/,
    ],
  ])('is kept, though the caller has hung up, where %s', async (_, more, ms, reason) => {
    const cloud = await unconfirmed(onlyTold, ms);
    cloud.log.push(record(hangUp(4), 5_000));
    cloud.more = more;
    const { result, failure } = await sweep(cloud);
    expect(result).toMatchObject({ removed: [], failed: [] });
    expect(result?.kept).toEqual([expect.objectContaining({ reason: expect.stringMatching(reason) })]);
    expect(failure).toBeNull();
    expect(cloud.liveRooms).toHaveLength(1);
  });

  it('is, in an existing meeting, the attendee, by the same rules', async () => {
    const cloud = await unconfirmed(onlyTold, 10 * MINUTE, request({ waitMs: 1_000, meetingId: MEETING }));
    expect((await sweep(cloud)).result?.kept).toMatchObject([{ kind: 'attendee', attendeeId: ATTENDEE }]);
    cloud.log.push(record(hangUp(4), 5_000));
    expect((await sweep(cloud)).result?.removed).toMatchObject([{ kind: 'attendee', attendeeId: ATTENDEE }]);
    expect(cloud.guests.size).toBe(0);
  });

  it('is kept where the run handed out seats, or others hold some, though the caller has hung up', async () => {
    const cloud = await unconfirmed(onlyTold, MINUTE, request({ waitMs: 1_000, addAttendees: ['ann', 'bob'] }));
    cloud.log.push(record(hangUp(4), 5_000));
    expect((await sweep(cloud)).result?.kept[0]?.reason).toContain('the run gave seats to 2 more');
    const other = await unconfirmed(onlyTold, MINUTE);
    other.log.push(record(hangUp(4), 5_000));
    other.guests.set('somebody', 'eeee1111-2222-3333-4444-5555bbbbcccc');
    expect((await sweep(other)).result?.kept[0]?.reason).toContain('others have 1 seats in it');
    expect([cloud.liveRooms.length, other.liveRooms.length]).toEqual([1, 1]);
  });
});

describe('is left alone', () => {
  it('a run that joined: whoever names it is told why, and it is removed once the caller has hung up', async () => {
    const cloud = withCall(joining);
    await cloud.run();
    expect((await sweep(cloud)).result).toEqual(NOTHING);
    const named = await sweep(cloud, { runId: RUN_ID });
    expect(named.result?.kept).toEqual([
      expect.objectContaining({ reason: "the call's records show the caller in it" }),
    ]);
    expect(named.sent.filter((operation) => !isRead(operation))).toEqual([]);
    cloud.log.push(record(hangUp(5), 5_000));
    cloud.later(5_000);
    expect((await sweep(cloud, { runId: RUN_ID })).result?.removed).toHaveLength(2);
  });

  it('a run whose meeting its operator keeps', async () => {
    const cloud = withCall(joining);
    cloud.more = { update: () => refused('CALL_NOT_FOUND') };
    await cloud.run(request({ keepMeeting: true }));
    const { result, sent } = await sweep(cloud);
    expect([result, sent, cloud.liveRooms.length]).toEqual([NOTHING, [], 1]);
  });

  it('a run that is under way', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'after' });
    cloud.journal.dead.clear();
    const before = textOf(cloud);
    const { result, sent } = await sweep(cloud);
    expect(result?.kept).toEqual([expect.objectContaining({ reason: 'the run is under way' })]);
    expect([sent, textOf(cloud), cloud.liveRooms.length]).toEqual([[], before, 1]);
  });

  it('a run of another endpoint, with a warning; where it is named, that is an error', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'after' });
    cloud.endpoint = 'http://127.0.0.1:4000';
    const before = textOf(cloud);
    const all = await sweep(cloud);
    expect([all.result, all.warnings, all.sent]).toEqual([
      NOTHING,
      ['Not looked at: one run of another endpoint. Name one to see how to reach it: chime-join runs cleanup RUN_ID'],
      [],
    ]);
    const named = await sweep(cloud, { runId: RUN_ID });
    expect(named.failure).toMatchObject({ code: 'ENDPOINT_INVALID', exitCode: 2 });
    expect([named.sent, textOf(cloud)]).toEqual([[], before]);
  });

  it("what only another account's credentials would find", async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'after' });
    cloud.more = {
      find: () => refused('MEETING_NOT_FOUND'),
      application: () => refused('APPLICATION_NOT_FOUND'),
    };
    const { result } = await sweep(cloud);
    expect(result?.kept).toEqual([expect.objectContaining({ reason: expect.stringContaining('credentials') })]);
    expect(summary(cloud).leavesSomething).toBe(true);
    cloud.more = {};
    expect((await sweep(cloud)).result?.removed).toHaveLength(2);
  });

  it('a delivered run whose meeting is not found by who may not tell whose credentials they are: no update is sent again', async () => {
    const cloud = await unconfirmed(onlyTold, 3 * MINUTE);
    cloud.more = {
      find: () => refused('MEETING_NOT_FOUND'),
      application: () => refused('ACCESS_DENIED'),
    };
    const { result } = await sweep(cloud);
    expect(result?.kept).toEqual([expect.objectContaining({ reason: expect.stringContaining('is not known') })]);
    cloud.more = {};
    expect((await cloud.run(quick)).result?.verdict).toBe('UNCONFIRMED');
    expect(cloud.delivered).toHaveLength(1);
  });

  it('a run that has lines of another version', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'after' });
    cloud.journal.files.set(RUN_ID, `${textOf(cloud)}{"type":"update-planned"}\n`);
    const { result, sent } = await sweep(cloud);
    expect(result?.kept).toEqual([expect.objectContaining({ reason: expect.stringContaining('does not know') })]);
    expect(sent).toEqual([]);
  });

  it('what is gone already is nothing, and is noted as that', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'after' });
    for (const room of cloud.rooms.values()) room.ended = true;
    const { result, sent } = await sweep(cloud);
    expect([result, sent.filter((operation) => !isRead(operation))]).toEqual([NOTHING, []]);
    expect(summary(cloud).leavesSomething).toBe(false);
  });
});

describe('what holds the caller of another run by now', () => {
  const other = (meetingId: string) =>
    request({
      runId: 'another',
      meetingId,
      externalUserId: 'phone-another',
      call: { callId: CALL_B, transactionId: OTHER_TRANSACTION, sipMediaApplicationId: SMA },
      waitMs: null,
    });

  it('is kept: its meeting, which another run was told to join', async () => {
    const cloud = withCall(silent);
    cloud.more = { update: () => refused('CALL_NOT_FOUND'), end: () => refused('ACCESS_DENIED') };
    expect((await cloud.run()).failure?.exitCode).toBe(9);
    cloud.more = {};
    const [left = ''] = cloud.liveRooms;
    expect((await cloud.run(other(left))).result?.verdict).toBe('ACCEPTED');
    const { result, sent } = await sweep(cloud, { runId: RUN_ID });
    expect(result).toMatchObject({ removed: [], kept: [{ kind: 'meeting', meetingId: left }], failed: [] });
    expect(result?.kept[0]?.reason).toContain('run another sent its caller there');
    expect(sent.filter((operation) => !isRead(operation))).toEqual([]);
  });

  it('is kept: its attendee, which a later attempt was given again', async () => {
    const cloud = withCall(joining);
    const asked = request({ meetingId: MEETING });
    cloud.more = { update: () => refused('CALL_NOT_FOUND'), remove: () => refused('ACCESS_DENIED') };
    expect((await cloud.run(asked)).failure?.exitCode).toBe(9);
    cloud.more = { remove: () => refused('ACCESS_DENIED') };
    expect((await cloud.run(asked)).result?.verdict).toBe('JOINED');
    cloud.more = {};
    const { result } = await sweep(cloud);
    expect(result).toMatchObject({ removed: [], kept: [{ kind: 'attendee', attendeeId: ATTENDEE }] });
    expect(cloud.guests.size).toBe(1);
  });

  it('is kept, too, where its own caller has hung up', async () => {
    const cloud = await unconfirmed(onlyTold, 1_000);
    const [left = ''] = cloud.liveRooms;
    cloud.handler = silent;
    await cloud.run(other(left));
    cloud.log.push(record(hangUp(3), 2_000));
    cloud.later(5_000);
    const again = await cloud.run(quick);
    expect(again.result).toMatchObject({ standing: [{ kind: 'meeting', meetingId: left }], undone: [], leftovers: [] });
    const { result } = await sweep(cloud, { runId: RUN_ID });
    expect(result?.kept[0]?.reason).toContain('run another sent its caller there');
    expect(cloud.liveRooms).toEqual([left]);
  });

  it('is looked for in what can be read: a folder that cannot be is no reason to leave an attendee there', async () => {
    const cloud = withCall(silent);
    cloud.more = { update: () => refused('CALL_NOT_FOUND') };
    cloud.journal.runIds = () => {
      throw refused('JOURNAL_UNUSABLE');
    };
    const { result, failure } = await cloud.run(request({ meetingId: MEETING }));
    expect([result?.verdict, failure?.code, result?.undone.length]).toEqual(['FAILED', 'CALL_NOT_FOUND', 1]);
  });

  it('stands, too, where the run is tried anew', async () => {
    const cloud = withCall(silent);
    cloud.more = { update: () => refused('CALL_NOT_FOUND'), end: () => refused('ACCESS_DENIED') };
    await cloud.run(quick);
    cloud.more = {};
    const [left = ''] = cloud.liveRooms;
    await cloud.run(other(left));
    const again = await cloud.run(quick);
    expect(again.warnings).toContainEqual(expect.stringContaining(`left meeting ${left} in place`));
    expect(cloud.liveRooms).toContain(left);
  });
});

describe('without --yes', () => {
  it('what may be removed is told, nothing is sent but reads, and nothing is written', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'after' });
    const before = textOf(cloud);
    const { result, sent } = await sweep(cloud, { yes: false });
    expect(result).toMatchObject({
      removed: [],
      kept: [{ kind: 'meeting', reason: 'it may be removed, and --yes was not given' }],
      failed: [],
    });
    expect(sent.filter((operation) => !isRead(operation))).toEqual([]);
    expect([textOf(cloud), cloud.liveRooms.length]).toEqual([before, 1]);
  });

  it('what is gone is not noted either', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'after' });
    for (const room of cloud.rooms.values()) room.ended = true;
    const before = textOf(cloud);
    expect((await sweep(cloud, { yes: false })).result).toEqual(NOTHING);
    expect(textOf(cloud)).toBe(before);
  });
});

describe('what cannot be removed', () => {
  it('is told, with exit 9, and is there for the next cleanup', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'after' });
    cloud.more = { end: () => refused('ACCESS_DENIED') };
    const { result, failure } = await sweep(cloud);
    expect(failure?.exitCode).toBe(9);
    expect(result).toMatchObject({ removed: [], kept: [], failed: [{ kind: 'meeting', runId: RUN_ID }] });
    cloud.more = {};
    expect((await sweep(cloud)).result?.removed).toHaveLength(2);
  });

  it('because it may have been there before is kept: no further cleanup would mend that', async () => {
    const cloud = withCall(joining);
    const asked = request({ meetingId: MEETING, externalUserId: 'ann', givenUserIds: ['ann'] });
    cloud.more = { listAttendees: () => refused('ACCESS_DENIED'), update: () => refused('REFUSED') };
    expect((await cloud.run(asked)).result?.leftovers).toMatchObject([{ kind: 'attendee' }]);
    cloud.more = {};
    const { result, failure } = await sweep(cloud);
    expect(failure).toBeNull();
    expect(result).toMatchObject({ removed: [], failed: [], kept: [{ kind: 'attendee', runId: RUN_ID }] });
    expect(result?.kept[0]?.reason).toMatch(/may have been there before/);
    expect(cloud.guests.has('ann')).toBe(true);
  });

  it('for want of an answer on who is in it, likewise', async () => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'after' });
    cloud.more = { find: () => refused('ACCESS_DENIED') };
    const { result, failure } = await sweep(cloud);
    expect([failure?.exitCode, result?.failed.length, cloud.liveRooms.length]).toEqual([9, 1, 1]);
    expect(result?.failed[0]?.reason).toContain('ACCESS_DENIED');
  });

  it.each([true, false])('is no reason to leave the others (interrupted: %s)', async (interrupted) => {
    const cloud = withCall(joining);
    await cloud.runUntil({ line: 6, how: 'after' }, request({ runId: 'run-a' }));
    await cloud.runUntil({ line: 6, how: 'after' }, request({ runId: 'run-b' }));
    const interrupt = new AbortController();
    let ends = 0;
    cloud.more = {
      end: (meetingId) => {
        ends += 1;
        for (const room of cloud.rooms.values()) if (room.meetingId === meetingId) room.ended = true;
        if (interrupted) interrupt.abort(130);
        else if (ends === 1) return refused('ACCESS_DENIED');
        return null;
      },
    };
    const { result, failure } = await sweep(cloud, { interrupt });
    if (interrupted) {
      expect(failure?.code).toBe('INTERRUPTED');
      expect(result?.removed.map(({ runId }) => runId)).toEqual(['run-a', 'run-a']);
    } else {
      expect(failure?.exitCode).toBe(9);
      expect([result?.failed[0]?.runId, result?.removed[0]?.runId]).toEqual(['run-a', 'run-b']);
    }
  });

  it('a run that is not there is 4', async () => {
    const { failure, result } = await sweep(new Cloud(), { runId: 'no-such-run' });
    expect([failure?.code, failure?.exitCode, result]).toEqual(['RUN_NOT_FOUND', 4, null]);
  });
});
