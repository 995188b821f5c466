import { describe, expect, it } from 'vitest';
import { joinFailed, MEETING } from '../samples.js';
import {
  handlerThatJoins,
  handlerThatLogs,
  never,
  notSent,
  perform,
  performDry,
  request,
  type Script,
  type World,
  worldWith,
} from './fakes.js';

const ran = (script: (world: World) => Script, asked = request()) =>
  perform(
    worldWith((world) => ({ end: () => null, ...script(world) })),
    asked,
  );

/** Interrupts `ms` after the run began. */
async function interrupted(ms: number, script: (world: World) => Script, asked = request()) {
  const interrupt = new AbortController();
  const world = worldWith((self) => ({ end: () => null, ...script(self) }));
  if (ms === 0) interrupt.abort(130);
  else world.clock.at(ms, () => interrupt.abort(130));
  return perform(world, asked, interrupt);
}

describe("the run's time", () => {
  it('is up before the update: FAILED, 6, undone', async () => {
    const { result, failure, world } = await ran(
      () => ({ create: (_, signal, times) => (times === 1 ? never(signal) : {}) }),
      request({ timeoutMs: 3_000 }),
    );
    expect(failure).toMatchObject({ code: 'TIMED_OUT', exitCode: 6 });
    expect(result).toMatchObject({ verdict: 'FAILED', leftovers: [] });
    expect(world.times('DeleteMeeting')).toBe(1);
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(0);
  });

  it('is up, though no timer has said so, where the process was stopped: FAILED, 6, undone', async () => {
    const { result, failure, world } = await ran(({ clock }) => ({
      create: () => {
        const now = clock.now.bind(clock);
        clock.now = () => now() + 10 * 60_000;
        return {};
      },
    }));
    expect(failure).toMatchObject({ code: 'TIMED_OUT', exitCode: 6 });
    expect(result).toMatchObject({ verdict: 'FAILED', leftovers: [] });
    expect(world.times('DeleteMeeting')).toBe(1);
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(0);
  });

  it('is up during the update: UNCONFIRMED, 7', async () => {
    const { result, failure, world, timing } = await ran(
      () => ({ update: (_, signal) => never(signal) }),
      request({ timeoutMs: 3_000 }),
    );
    expect(failure).toMatchObject({ code: 'UNCONFIRMED', exitCode: 7 });
    expect(result?.verdict).toBe('UNCONFIRMED');
    expect(world.times('DeleteMeeting')).toBe(0);
    expect(timing.totalMs).toBe(3_000);
  });

  it('is up while evidence is looked for: UNCONFIRMED, 7', async () => {
    const { result, failure, timing } = await ran(() => ({ update: () => null }), request({ timeoutMs: 10_000 }));
    expect({ verdict: result?.verdict, exitCode: failure?.exitCode }).toEqual({ verdict: 'UNCONFIRMED', exitCode: 7 });
    expect(timing.totalMs).toBeLessThanOrEqual(10_000);
  });

  it('is not waited to its end where AWS asks for more than is left: FAILED, 6, at once', async () => {
    const { result, failure, timing, events } = await ran(
      () => ({ update: () => notSent('THROTTLED', { retryAfterSeconds: 3_600 }) }),
      request({ timeoutMs: 10_000 }),
    );
    expect({ verdict: result?.verdict, exitCode: failure?.exitCode }).toEqual({ verdict: 'FAILED', exitCode: 6 });
    expect(failure).toMatchObject({ code: 'THROTTLED', retryAfterSeconds: 3_600, retryable: true });
    expect(timing.totalMs).toBeLessThan(3_000);
    expect(events.filter(({ type }) => type === 'retry')).toEqual([]);
  });

  it('is up while a failure is doubted: UNCONFIRMED, and nothing undone', async () => {
    const { result, world } = await ran(
      (self) => ({ update: handlerThatLogs(self, 100, ...joinFailed()) }),
      request({ timeoutMs: 1_500 }),
    );
    expect(result?.verdict).toBe('UNCONFIRMED');
    expect(world.times('DeleteMeeting')).toBe(0);
  });

  it('has nothing to do with the wait, which ends first', async () => {
    const { result, timing } = await ran(() => ({ update: () => null }), request({ waitMs: 5_000 }));
    expect(result?.verdict).toBe('UNCONFIRMED');
    expect(timing.totalMs).toBeLessThan(8_000);
  });

  it('is not what undoing takes its own from', async () => {
    const { result } = await ran(
      () => ({
        update: (_, signal) => never(signal).catch(() => new Promise(() => {})),
        create: (_, signal, times) => (times === 1 ? never(signal) : {}),
      }),
      request({ timeoutMs: 100 }),
    );
    expect(result).toMatchObject({ verdict: 'FAILED', leftovers: [] });
  });
});

describe('an interrupt', () => {
  it('before anything was sent: FAILED, and nothing to undo', async () => {
    const { result, failure, world } = await interrupted(0, () => ({
      create: (_, signal, times) => (times === 1 ? never(signal) : {}),
    }));
    expect(failure).toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
    expect(result?.verdict).toBe('FAILED');
    expect(result?.leftovers).toEqual([]);
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(0);
  });

  it('while the meeting is made: FAILED, and it is undone', async () => {
    const { result, failure, world } = await interrupted(500, () => ({
      create: (_, signal, times) => (times === 1 ? never(signal) : {}),
    }));
    expect(failure?.code).toBe('INTERRUPTED');
    expect(result).toMatchObject({
      verdict: 'FAILED',
      leftovers: [],
      undone: [{ kind: 'attendee' }, { kind: 'meeting', meetingId: MEETING }],
    });
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(0);
  });

  it('while the records are looked at: FAILED, and it is undone', async () => {
    const { result, world } = await interrupted(500, () => ({ read: (_, signal) => never(signal) }));
    expect(result).toMatchObject({ verdict: 'FAILED', leftovers: [] });
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(0);
    expect(world.times('DeleteMeeting')).toBe(1);
  });

  it('while the SMA is not known to be there: FAILED, and nothing was created', async () => {
    const { result, world } = await interrupted(500, () => ({ application: (_, signal) => never(signal) }));
    expect(result).toMatchObject({ verdict: 'FAILED', undone: [], leftovers: [] });
    expect(world.times('CreateMeetingWithAttendees')).toBe(0);
  });

  it('while the update is throttled: FAILED, and it is undone', async () => {
    const { result, failure } = await interrupted(200, () => ({ update: () => notSent('THROTTLED') }));
    expect(failure?.code).toBe('INTERRUPTED');
    expect(result).toMatchObject({ verdict: 'FAILED', leftovers: [] });
  });

  it.each<[string, number, (world: World) => Script]>([
    ['while the update is sent', 500, () => ({ update: (_, signal) => never(signal) })],
    ['while evidence is looked for', 5_000, () => ({ update: () => null })],
    ['while a failure is doubted', 900, (self) => ({ update: handlerThatLogs(self, 100, ...joinFailed()) })],
  ])('%s: UNCONFIRMED, and what stands is named', async (_, ms, script) => {
    const { result, failure, world, timing } = await interrupted(ms, script);
    expect(failure?.code).toBe('UNCONFIRMED');
    expect(result).toMatchObject({
      verdict: 'UNCONFIRMED',
      standing: [{ kind: 'meeting', meetingId: MEETING }],
      undone: [],
      leftovers: [],
    });
    expect(world.times('DeleteMeeting')).toBe(0);
    expect(timing.totalMs).toBeLessThanOrEqual(ms);
  });

  it('after the evidence came changes nothing', async () => {
    const { result, failure } = await interrupted(50_000, (self) => ({ update: handlerThatJoins(self) }));
    expect({ verdict: result?.verdict, failure }).toEqual({ verdict: 'JOINED', failure: null });
  });
});

describe('a rehearsal', () => {
  const byCallId = request({
    call: { callId: request().call.callId, transactionId: null, sipMediaApplicationId: null },
    timeoutMs: 1_000,
  });
  const hanging = () => worldWith(() => ({ applications: (signal) => never(signal) }));

  it('that is interrupted says so', async () => {
    const interrupt = new AbortController();
    const world = hanging();
    world.clock.at(100, () => interrupt.abort(130));
    const { failure } = await performDry(world, byCallId, interrupt);
    expect(failure).toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
  });

  // A run whose time is up before the update is TIMED_OUT, 6; the rehearsal tells the port's words, or INTERNAL.
  it('whose time is up is TIMED_OUT, 6', async () => {
    const { failure } = await performDry(hanging(), byCallId);
    expect(failure).toMatchObject({ code: 'TIMED_OUT', exitCode: 6 });
  });
});
