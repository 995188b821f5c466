/** A run for a call that an earlier run, or an earlier process of its own, may have sent into a meeting already. */
import { describe, expect, it } from 'vitest';
import { LEAVE_LEG_B } from '../../../src/core/catalogue/call/steps.js';
import { Secret } from '../../../src/core/secret.js';
import { OTHER_ATTENDEE, OTHER_TOKEN, RUN_ID, succeeded, tokenOf } from '../samples.js';
import { Cloud, failing, joining, silent } from './cloud.js';
import { held, perform, refused, request, type World } from './fakes.js';

const DELETES = ['DeleteMeeting', 'DeleteAttendee'];
const deletes = (world: World) => world.operations().filter((operation) => DELETES.includes(operation));
const second = (more: Parameters<typeof request>[0] = {}) =>
  request({ runId: 'second', externalUserId: 'phone-second', externalMeetingId: 'second', waitMs: 5_000, ...more });

/** The first run ended without a join that anybody saw. */
async function firstRun(handler: Cloud['handler']) {
  const cloud = new Cloud(handler);
  const first = await cloud.run(request({ waitMs: 10_000 }));
  cloud.later(5_000);
  return { cloud, first, meetingId: first.result?.meeting?.meetingId ?? '' };
}

describe('a second run for a call whose first run left its meeting standing', () => {
  it.each([
    ['UNCONFIRMED', silent],
    ['NOT_JOINED', failing],
  ])('after %s goes into that meeting, and says so', async (verdict, handler) => {
    const { cloud, first, meetingId } = await firstRun(handler);
    expect(first.result?.verdict).toBe(verdict);
    cloud.handler = joining;
    const { result, warnings, world } = await cloud.run(second());
    expect(result).toMatchObject({ verdict: 'JOINED', meeting: { meetingId, created: false } });
    expect(warnings).toContainEqual(
      `Run ${RUN_ID} left meeting ${meetingId} in place for this call; this run goes into it too.`,
    );
    expect([cloud.rooms.size, world.times('CreateAttendee')]).toEqual([1, 1]);
    expect(deletes(world)).toEqual([]);
  });

  it('is rehearsed with that meeting: the plan and the request name it, and nothing is created', async () => {
    const { cloud, meetingId } = await firstRun(silent);
    const { result, world } = await cloud.dryRun(second());
    expect(result?.plan.find(({ id }) => id === 'meeting')).toMatchObject({
      title: `add the attendee to meeting ${meetingId}, which run ${RUN_ID} left in place`,
      operations: ['GetMeeting', 'CreateAttendee'],
    });
    expect(result?.request.arguments['MeetingId']).toBe(meetingId);
    expect(world.operations().filter((operation) => /^(?:Create|Batch|Update|Delete)/.test(operation))).toEqual([]);
    const made = await cloud.dryRun(second({ newMeeting: true }));
    expect(made.result?.request.arguments['MeetingId']).toBe('(the new meeting)');
    for (const room of cloud.rooms.values()) room.ended = true;
    expect((await cloud.dryRun(second())).result?.request.arguments['MeetingId']).toBe('(the new meeting)');
  });

  it('names that step as it is', async () => {
    const { cloud, meetingId } = await firstRun(silent);
    const { events } = await cloud.run(second());
    const titles = events.flatMap((event) => (event.type === 'step-finished' ? [event.step.title] : []));
    expect(titles).toContain(`add the attendee to meeting ${meetingId}, which run ${RUN_ID} left in place`);
  });

  it('finds the call bridged by it: the advice is to check that run, in a rehearsal too', async () => {
    const cloud = new Cloud(joining);
    await cloud.run();
    cloud.later(5_000);
    const advice = [expect.stringContaining(`chime-join runs check ${RUN_ID}`), LEAVE_LEG_B];
    for (const { failure } of [await cloud.run(second()), await cloud.dryRun(second())])
      expect([failure?.code, failure?.tryThis.slice(0, 2)]).toEqual(['CALL_BRIDGED', advice]);
  });

  it("is JOINED by a late join of the first run's own attendee: it is in the meeting that the second names", async () => {
    const { cloud, first, meetingId } = await firstRun(silent);
    const late = tokenOf(first.result?.attendee?.attendeeId ?? '', 'x'.repeat(36));
    cloud.handler = () => [[900, succeeded(4, { JoinToken: late, MeetingId: '***' })]];
    const { result } = await cloud.run(second());
    expect(result).toMatchObject({ verdict: 'JOINED', meeting: { meetingId } });
  });

  it('makes a meeting where it is told to, or where that one has ended', async () => {
    const told = await firstRun(silent);
    expect((await told.cloud.run(second({ newMeeting: true }))).result?.meeting).toMatchObject({ created: true });
    const ended = await firstRun(silent);
    for (const room of ended.cloud.rooms.values()) room.ended = true;
    const { result } = await ended.cloud.run(second());
    expect(result?.meeting).toMatchObject({ created: true });
    expect(result?.meeting?.meetingId).not.toBe(ended.meetingId);
  });

  it('that is refused removes its own attendee, and leaves the meeting to the first', async () => {
    const { cloud, meetingId } = await firstRun(silent);
    const its = { attendeeId: OTHER_ATTENDEE, externalUserId: 'phone-second', joinToken: new Secret(OTHER_TOKEN) };
    cloud.more = { update: () => refused('CONFLICT'), add: () => [its], remove: () => null };
    const { result, world } = await cloud.run(second());
    expect(result).toMatchObject({ verdict: 'FAILED', undone: [{ kind: 'attendee', meetingId }], leftovers: [] });
    expect(deletes(world)).toEqual(['DeleteAttendee']);
    expect(cloud.liveRooms).toEqual([meetingId]);
  });
});

describe('a journal that went back to before its update, restored from a backup', () => {
  /** The caller is in the meeting, and the journal has forgotten that the update was sent. */
  async function restored() {
    const cloud = new Cloud(joining);
    const { result } = await cloud.run();
    expect(result?.verdict).toBe('JOINED');
    const lines = (cloud.journal.files.get(RUN_ID) ?? '').split('\n');
    const sending = lines.findIndex((line) => line.includes('"update-sending"'));
    cloud.journal.files.set(RUN_ID, `${lines.slice(0, sending).join('\n')}\n`);
    cloud.journal.dead.add(1);
    cloud.later(5_000);
    return { cloud, meetingId: result?.meeting?.meetingId ?? '' };
  }

  it('finds its call bridged: nothing is sent again, nothing is removed, and what stands is named', async () => {
    const { cloud, meetingId } = await restored();
    const { result, failure, world } = await cloud.run();
    expect(failure?.code).toBe('CALL_BRIDGED');
    expect(result).toMatchObject({ verdict: 'FAILED', undone: [] });
    expect(deletes(world)).toEqual([]);
    expect([cloud.delivered.length, cloud.liveRooms]).toEqual([1, [meetingId]]);
  });

  it('and whose handler logs nothing, or late: nothing is removed, though AWS refuses the next update', async () => {
    for (const delayMs of [null, 15_000]) {
      const { cloud, meetingId } = await restored();
      const log = cloud.log.splice(0);
      if (delayMs !== null)
        cloud.log.push(...[...held(), ...log].map((one) => ({ ...one, ingestedAt: one.time + delayMs })));
      cloud.more = { update: () => refused('CONFLICT') };
      const { result, world } = await cloud.run();
      expect([delayMs, result?.verdict, result?.undone]).toEqual([delayMs, 'FAILED', []]);
      expect(deletes(world)).toEqual([]);
      expect(cloud.liveRooms).toEqual([meetingId]);
    }
  });

  it('and whose log takes eight seconds to read: it is waited for, and nothing is sent again', async () => {
    const { cloud } = await restored();
    const world = await cloud.world();
    world.script.read = async (_, signal) => {
      await world.clock.sleep(8_000, signal);
      return cloud.log;
    };
    expect((await perform(world)).failure?.code).toBe('CALL_BRIDGED');
    expect(cloud.delivered).toHaveLength(1);
  });

  it('and whose join is under way still: the update in the log is known again, and not sent twice', async () => {
    const { cloud, meetingId } = await restored();
    const newest = cloud.log.findIndex(({ message }) => message.includes('ACTION_SUCCESSFUL'));
    cloud.log.splice(newest);
    const { result, failure, world } = await cloud.run();
    expect(result).toMatchObject({ verdict: 'UNCONFIRMED', standing: [{ kind: 'meeting', meetingId }] });
    expect(failure?.message).toContain('has sent its update before');
    expect([cloud.delivered.length, deletes(world)]).toEqual([1, []]);
  });

  it('and is interrupted after its look, as the caller comes in: nothing is removed', async () => {
    const { cloud, meetingId } = await restored();
    const log = cloud.log.splice(0);
    cloud.log.push(...held());
    const interrupt = new AbortController();
    const world = await cloud.world();
    const create = world.script.create;
    world.script.create = async (...given) => {
      cloud.log.push(...log);
      interrupt.abort();
      return create!(...given);
    };
    const { result } = await perform(world, undefined, interrupt);
    expect(result).toMatchObject({ verdict: 'FAILED', undone: [], standing: [{ meetingId }] });
    expect(deletes(world)).toEqual([]);
  });

  it('and cannot read its log: nothing is removed either', async () => {
    const { cloud, meetingId } = await restored();
    cloud.more = { read: () => refused('ACCESS_DENIED'), update: () => refused('CONFLICT') };
    const { result, world } = await cloud.run();
    expect(result?.verdict).toBe('FAILED');
    expect(deletes(world)).toEqual([]);
    expect(cloud.liveRooms).toEqual([meetingId]);
  });
});

it('a resumed attempt whose meeting has ended begins a new one, with a new token', async () => {
  const cloud = new Cloud(joining);
  await cloud.runUntil({ line: 6, how: 'after' });
  for (const room of cloud.rooms.values()) room.ended = true;
  const { result } = await cloud.run();
  expect(result).toMatchObject({ verdict: 'JOINED', meeting: { created: true } });
  expect([cloud.rooms.size, cloud.liveRooms]).toEqual([2, [result?.meeting?.meetingId]]);
});
