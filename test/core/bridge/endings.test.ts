import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../../../src/core/failure.js';
import type { BridgeResult } from '../../../src/core/run/result.js';
import {
  done,
  end,
  event,
  failed,
  handled,
  hangUp,
  interrupted,
  invalidResponse,
  type Json,
  joinFailed,
  MEETING,
  meetingLeg,
  phone,
  REQUEST_1,
  RUN_ID,
  record,
  start,
  succeeded,
  T0,
  THEIR_JOIN,
  update,
} from '../samples.js';
import {
  application,
  handlerThatJoins,
  handlerThatLogs,
  lost,
  notSent,
  perform,
  refused,
  request,
  type Script,
  type World,
  worldWith,
} from './fakes.js';

const EMPTY = { SchemaVersion: '1.0', Actions: [] };
const JOIN = { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting' }] };
const ends = (script: (world: World) => Script, asked = request()) =>
  perform(
    worldWith((world) => ({ end: () => null, ...script(world) })),
    asked,
  );
const updateSays = (code: FailureCode) => ends(() => ({ update: () => refused(code) }));

describe('an update that was refused is FAILED, by its cause', () => {
  it.each<[FailureCode, number]>([
    ['REFUSED', 1],
    ['CREDENTIALS_EXPIRED', 3],
    ['ACCESS_DENIED', 3],
    ['CALL_NOT_FOUND', 4],
    ['CALL_ENDED', 4],
    ['CONFLICT', 5],
    ['WRONG_REGION', 5],
  ])('%s: exit %i, the meeting undone', async (code, exitCode) => {
    const { result, failure, world } = await updateSays(code);
    expect(failure).toMatchObject({ code, exitCode, retryable: false });
    expect(result).toMatchObject({
      verdict: 'FAILED',
      undone: [{ kind: 'attendee' }, { kind: 'meeting', meetingId: MEETING }],
      leftovers: [],
    });
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(1);
  });
});

describe('an update that was provably not delivered', () => {
  it.each<[FailureCode, number]>([
    ['THROTTLED', 500],
    ['UNREACHABLE', 100],
    ['UNAVAILABLE', 100],
  ])('%s is repeated after half of its bound, where chance says so, and joins', async (code, delayMs) => {
    const { result, world, events } = await ends((self) => ({
      update: (_, __, times) => (times === 1 ? notSent(code) : handlerThatJoins(self)()),
    }));
    expect(result?.verdict).toBe('JOINED');
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(2);
    expect(events.filter(({ type }) => type === 'retry')).toEqual([
      { type: 'retry', operation: 'UpdateSipMediaApplicationCall', attempt: 1, reason: `AWS said ${code}.`, delayMs },
    ]);
  });

  it('and never is, is FAILED, 6, safe to retry, and undone', async () => {
    const { result, failure, world } = await ends(() => ({ update: () => notSent('THROTTLED') }));
    expect(failure).toMatchObject({ code: 'THROTTLED', exitCode: 6, retryable: true, attempts: 4 });
    expect(result).toMatchObject({ verdict: 'FAILED', leftovers: [] });
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(4);
  });

  it('waits as long as AWS asks, and then by chance', async () => {
    const { world } = await ends((self) => ({
      update: (_, __, times) =>
        times === 1 ? notSent('THROTTLED', { retryAfterSeconds: 7 }) : handlerThatJoins(self)(),
    }));
    const [first, second] = world.sent.filter(({ operation }) => operation === 'UpdateSipMediaApplicationCall');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(7_500);
  });

  it('waits twice as long each time, at most', async () => {
    const { world } = await ends(() => ({ update: () => notSent('THROTTLED') }));
    const times = world.sent.flatMap(({ operation, at }) =>
      operation === 'UpdateSipMediaApplicationCall' ? [at] : [],
    );
    expect(times.slice(1).map((at, index) => at - (times[index] ?? 0))).toEqual([500, 1_000, 2_000]);
  });

  it('for the clock of this machine is sent once more, with the time that AWS told', async () => {
    const { result, world } = await ends((self) => ({
      update: (_, __, times) => (times === 1 ? refused('CLOCK_SKEWED') : handlerThatJoins(self)()),
    }));
    expect(result?.verdict).toBe('JOINED');
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(2);
  });

  it('for the clock of this machine is not sent a third time', async () => {
    const { failure, world } = await ends(() => ({ update: () => refused('CLOCK_SKEWED') }));
    expect(failure?.code).toBe('CLOCK_SKEWED');
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(2);
  });

  it('and cannot pass by itself is not repeated', async () => {
    const { failure, world } = await ends(() => ({ update: () => notSent('CREDENTIALS_MISSING') }));
    expect(failure?.exitCode).toBe(3);
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(1);
  });
});

describe('an update that may have been delivered is never repeated', () => {
  it.each<FailureCode>(['TIMED_OUT', 'UNAVAILABLE', 'UNREADABLE_ANSWER', 'UNREACHABLE'])(
    '%s with evidence is JOINED',
    async (code) => {
      const { result, failure, world } = await ends((self) => ({
        update: () => {
          handlerThatJoins(self)();
          return lost(code);
        },
      }));
      expect({ verdict: result?.verdict, failure }).toEqual({ verdict: 'JOINED', failure: null });
      expect(world.times('UpdateSipMediaApplicationCall')).toBe(1);
    },
  );

  it.each<[string, number | null]>([
    ['after the wait', 60_000],
    ['at once with --no-wait', null],
  ])('without evidence is UNCONFIRMED %s, and nothing is undone', async (_, waitMs) => {
    const { result, failure, world } = await ends(() => ({ update: () => lost('TIMED_OUT') }), request({ waitMs }));
    expect(failure).toMatchObject({ code: 'UNCONFIRMED', exitCode: 7, retryable: false, requestId: 'lost-request' });
    expect(result).toMatchObject({ verdict: 'UNCONFIRMED', undone: [] });
    expect(world.times('DeleteMeeting')).toBe(0);
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(1);
  });
});

describe('what the records say, settled', () => {
  const DOES_PAUSE = { SchemaVersion: '1.0', Actions: [{ Type: 'Pause' }] };
  const held = () => handled(event('NEW_INBOUND_CALL', 1), DOES_PAUSE);
  const meetingLegShown = event('DIGITS_RECEIVED', 3, {}, { Participants: [phone(), meetingLeg()] });
  const threw = `RequestId: ${REQUEST_1} Error: Runtime exited`;

  it.each<
    [
      string,
      (string | object)[],
      { verdict: BridgeResult['verdict']; likely: BridgeResult['likely']; code: FailureCode | null; exitCode: number },
    ]
  >([
    ['the action failed', joinFailed(), { verdict: 'NOT_JOINED', likely: null, code: 'ACTION_FAILED', exitCode: 10 }],
    [
      'the answer was unusable',
      [...held(), ...handled(update(2)), ...handled(invalidResponse(3)), ...handled(done(4))],
      { verdict: 'NOT_JOINED', likely: null, code: 'INVALID_LAMBDA_RESPONSE', exitCode: 10 },
    ],
    [
      'the handler ignored the update',
      [...held(), ...handled(update(2), EMPTY), ...handled(interrupted(3))],
      { verdict: 'NOT_JOINED', likely: null, code: 'UPDATE_IGNORED', exitCode: 10 },
    ],
    [
      'the caller hung up',
      [...held(), ...handled(update(2), JOIN), ...handled(interrupted(3)), ...handled(hangUp(4))],
      { verdict: 'NOT_JOINED', likely: null, code: 'CALLER_HUNG_UP', exitCode: 10 },
    ],
    [
      'the action failed, then it worked',
      [...joinFailed(), ...handled(succeeded(5))],
      { verdict: 'JOINED', likely: null, code: null, exitCode: 0 },
    ],
    [
      'it worked, then the caller hung up',
      [update(2), succeeded(3), hangUp(4)],
      { verdict: 'JOINED', likely: null, code: null, exitCode: 0 },
    ],
    [
      'the call shows a meeting leg',
      [update(2), meetingLegShown],
      { verdict: 'UNCONFIRMED', likely: 'joined', code: 'UNCONFIRMED', exitCode: 7 },
    ],
    [
      'the action failed, in a log that hides the ends',
      [update(2), failed(3)],
      { verdict: 'UNCONFIRMED', likely: 'not-joined', code: 'UNCONFIRMED', exitCode: 7 },
    ],
    ['the update alone', [update(2)], { verdict: 'UNCONFIRMED', likely: null, code: 'UNCONFIRMED', exitCode: 7 }],
    [
      'the action, and no outcome',
      handled(update(2), JOIN),
      { verdict: 'UNCONFIRMED', likely: null, code: 'UNCONFIRMED', exitCode: 7 },
    ],
    [
      'the handler threw',
      [start(REQUEST_1), update(2), threw, end(REQUEST_1)],
      { verdict: 'UNCONFIRMED', likely: null, code: 'UNCONFIRMED', exitCode: 7 },
    ],
    [
      "somebody else's join",
      [update(2), update(3, { a: 'b' }), succeeded(4, THEIR_JOIN)],
      { verdict: 'UNCONFIRMED', likely: null, code: 'UNCONFIRMED', exitCode: 7 },
    ],
    ['nothing at all', [], { verdict: 'UNCONFIRMED', likely: null, code: 'UNCONFIRMED', exitCode: 7 }],
    [
      'words of no handler of ours',
      ['hello', '{', 'CALL_UPDATE_REQUESTED'],
      { verdict: 'UNCONFIRMED', likely: null, code: 'UNCONFIRMED', exitCode: 7 },
    ],
  ])('%s: nothing is removed', async (_, messages, { verdict, likely, code, exitCode }) => {
    const { result, failure, world } = await ends((self) => ({ update: handlerThatLogs(self, 400, ...messages) }));
    expect([result?.verdict, result?.likely]).toEqual([verdict, likely]);
    expect(failure?.code ?? null).toBe(code);
    expect(failure?.exitCode ?? 0).toBe(exitCode);
    expect(world.times('DeleteMeeting')).toBe(0);
    expect(result).toMatchObject({ undone: [], leftovers: [] });
    expect(result?.standing).toEqual(
      verdict === 'JOINED'
        ? []
        : [
            {
              kind: 'meeting',
              meetingId: MEETING,
              attendeeId: null,
              region: 'us-east-1',
              endsBy: '2026-11-23T14:34:10.000Z',
              command: `chime-join runs cleanup ${RUN_ID}`,
            },
          ],
    );
  });

  it("names AWS's word for it", async () => {
    const { failure } = await ends((self) => ({ update: handlerThatLogs(self, 100, ...joinFailed()) }));
    expect(failure?.cause).toContain('InvalidActionParameter');
    expect(failure?.cause).toContain('JoinToken parameter value is invalid.');
  });

  it('is said as of the time of the record that decides, else of the last whole read', async () => {
    const joined = await ends((self) => ({ update: handlerThatJoins(self) }));
    expect(joined.result?.asOf).toBe(new Date(T0 + 900).toISOString());
    const failing = await ends((self) => ({ update: handlerThatLogs(self, 100, ...joinFailed()) }));
    const reads = failing.world.sent.filter(({ operation }) => operation === 'FilterLogEvents');
    const asOf = Date.parse(failing.result?.asOf ?? '') - T0;
    expect(reads.map(({ at }) => at)).toContain(asOf);
    expect(asOf).toBeGreaterThanOrEqual(6_000);
  });
});

describe('a failure in the records', () => {
  it('is believed when nothing more has come for six seconds', async () => {
    const { result, timing } = await ends((self) => ({ update: handlerThatLogs(self, 100, ...joinFailed()) }));
    expect(result?.verdict).toBe('NOT_JOINED');
    expect(timing.totalMs).toBeGreaterThanOrEqual(6_100);
    expect(timing.totalMs).toBeLessThan(8_000);
  });

  it.each<[string, number, Json]>([
    ['a success', 5_500, succeeded(5)],
    ['a success that was logged out of order', 1_900, succeeded(3)],
  ])('is outdone by %s before that', async (_, at, late) => {
    const { result } = await ends((self) => ({
      update: () => {
        handlerThatLogs(self, 100, ...joinFailed())();
        return handlerThatLogs(self, at, late)();
      },
    }));
    expect(result).toMatchObject({ verdict: 'JOINED', standing: [], undone: [], leftovers: [] });
  });

  it('that a success outdoes is not doubted to the end', async () => {
    const { result, timing } = await ends((self) => ({
      update: () => {
        handlerThatLogs(self, 100, ...joinFailed())();
        return handlerThatLogs(self, 600, succeeded(5))();
      },
    }));
    expect(result?.verdict).toBe('JOINED');
    expect(timing.totalMs).toBeLessThan(1_500);
  });

  it('is doubted anew by each thing that comes', async () => {
    const { result, timing } = await ends((self) => ({
      update: () => {
        handlerThatLogs(self, 100, ...joinFailed())();
        return handlerThatLogs(self, 5_000, ...handled(done(5)))();
      },
    }));
    expect(result?.verdict).toBe('NOT_JOINED');
    expect(timing.totalMs).toBeGreaterThanOrEqual(11_000);
  });

  it('is open while the handler tries again', async () => {
    const { result, world } = await ends((self) => ({
      update: () => {
        handlerThatLogs(self, 100, ...handled(update(2)), ...handled(failed(3), JOIN))();
        return handlerThatLogs(self, 30_000, succeeded(4))();
      },
    }));
    expect(result?.verdict).toBe('JOINED');
    expect(world.times('DeleteMeeting')).toBe(0);
  });

  it('that leaves no time for the silence is UNCONFIRMED, and the wait that would have decided is named', async () => {
    const { result, failure } = await ends(
      (self) => ({ update: handlerThatLogs(self, 100, ...joinFailed()) }),
      request({ waitMs: 5_000 }),
    );
    expect(result).toMatchObject({ verdict: 'UNCONFIRMED', likely: 'not-joined' });
    expect(failure?.cause).toMatch(/--wait [67]s would have decided/);
  });

  it("of the caller's hang-up asks for the silence too", async () => {
    const hungUp = [...handled(update(2)), ...handled(interrupted(3)), ...handled(hangUp(4))];
    const { result, timing } = await ends((self) => ({ update: handlerThatLogs(self, 100, ...hungUp) }));
    expect(result?.verdict).toBe('NOT_JOINED');
    expect(timing.totalMs).toBeGreaterThanOrEqual(6_100);
    expect(timing.totalMs).toBeLessThan(8_000);
  });

  it("that shows before our update's own time is not ours", async () => {
    const { result } = await ends((self) => {
      self.log.push(record(failed(2, { JoinToken: 'of before' }), -5_000));
      return { update: handlerThatLogs(self, 100, update(3)) };
    });
    expect(result?.verdict).toBe('UNCONFIRMED');
  });
});

describe('evidence that cannot be read', () => {
  it('is a warning before the update, and no obstacle', async () => {
    const { result, warnings, world } = await ends((self) => ({
      read: (query) => (query.newestFirst === true ? refused('ACCESS_DENIED') : self.log),
      update: handlerThatJoins(self),
    }));
    expect(result?.verdict).toBe('JOINED');
    expect(warnings).toEqual([expect.stringContaining('/aws/lambda/sma-handler could not be read')]);
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(1);
  });

  it('for want of a permission ends the wait at once, UNCONFIRMED', async () => {
    const { result, failure, timing } = await ends((self) => ({
      read: () => refused('ACCESS_DENIED'),
      update: handlerThatJoins(self),
    }));
    expect(result).toMatchObject({ verdict: 'UNCONFIRMED', standing: [{ kind: 'meeting' }], leftovers: [] });
    expect(failure?.cause).toContain('ACCESS_DENIED');
    expect(timing.totalMs).toBeLessThan(10_000);
  });

  it('for want of a permission that is there a second later is JOINED', async () => {
    const { result } = await ends((self) => ({
      read: () => (self.clock.now() < T0 + 1_200 ? refused('ACCESS_DENIED') : self.log),
      update: handlerThatJoins(self),
    }));
    expect(result?.verdict).toBe('JOINED');
  });

  it.each<[FailureCode, number]>([
    ['ACCESS_DENIED', 1_200],
    ['THROTTLED', 20_000],
  ])('of an SMA that is not told for %s is looked for as soon as it is', async (code, untilMs) => {
    const { result } = await ends((self) => ({
      application: () =>
        self.clock.now() >= T0 + untilMs ? application() : code === 'ACCESS_DENIED' ? refused(code) : notSent(code),
      update: handlerThatJoins(self),
    }));
    expect(result?.verdict).toBe('JOINED');
  });

  it.each<FailureCode>(['LOG_GROUP_NOT_FOUND', 'THROTTLED', 'UNREACHABLE'])(
    'for %s is looked for all the same',
    async (code) => {
      const { result } = await ends((self) => ({
        read: () => (self.clock.now() < T0 + 20_000 ? refused(code) : self.log),
        update: handlerThatJoins(self),
      }));
      expect(result?.verdict).toBe('JOINED');
    },
  );

  it.each<[string, Script]>([
    ['that cannot be read', { application: () => refused('ACCESS_DENIED') }],
    [
      'that names no function',
      { application: () => ({ sipMediaApplicationId: 'x', name: null, region: null, functionName: null }) },
    ],
  ])('of an SMA %s leaves the run UNCONFIRMED, with a warning before the update', async (_, script) => {
    const { result, warnings } = await ends((self) => ({ ...script, update: handlerThatJoins(self) }));
    expect(result?.verdict).toBe('UNCONFIRMED');
    expect(warnings.length).toBeGreaterThan(0);
  });
});
