import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../../../src/core/failure.js';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import {
  CALL_A,
  CALL_B,
  event,
  GROUP,
  hangUp,
  type Json,
  meetingLeg,
  OTHER_TRANSACTION,
  phone,
  record,
  SMA,
  TRANSACTION,
} from '../samples.js';
import { application, perform, refused, request, type Script, type World, worldWith } from './fakes.js';

const MINUTE = 60_000;
const OTHER_SMA = 'ffff0891-0fe9-4718-a3a8-15b67842c128';
const NOTHING = { callId: null, transactionId: null, sipMediaApplicationId: null };
const byCallId = (call: Partial<BridgeRequest['call']> = {}, more: Partial<BridgeRequest> = {}) =>
  request({ call: { ...NOTHING, callId: CALL_A, ...call }, waitMs: null, ...more });

/** A world with those events in its log, at those minutes before the run. */
const logged = (...events: [Json, number, string?][]) =>
  worldWith((world) => {
    for (const [one, minutes, group = GROUP] of events) world.log.push(record(one, -minutes * MINUTE, { group }));
    return { applications: () => [application()], update: () => null };
  });

const searches = (world: World) =>
  world.sent.flatMap(({ operation, input }) =>
    operation === 'FilterLogEvents' && (input as { containing: string[] }).containing.includes(CALL_A)
      ? [input as Json]
      : [],
  );

describe('a CallId alone', () => {
  it("names the call that the handler's log tells of", async () => {
    const { result, failure, world } = await perform(logged([event('NEW_INBOUND_CALL', 1), 2]), byCallId());
    expect(failure).toBeNull();
    expect(result).toMatchObject({
      verdict: 'ACCEPTED',
      call: { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA },
    });
    expect(searches(world)).toMatchObject([{ group: GROUP, newestFirst: true, containing: [CALL_A] }]);
  });

  it('is looked for in the last quarter of an hour, then in the last day', async () => {
    const { result, world } = await perform(logged([event('NEW_INBOUND_CALL', 1), 120]), byCallId());
    expect(result?.call.transactionId).toBe(TRANSACTION);
    const [first, second] = searches(world).map(({ since }) => world.clock.now() - Number(since));
    expect([first, second]).toEqual([15 * MINUTE, 24 * 60 * MINUTE]);
  });

  it('is looked for in the logs of every SMA of the region, side by side', async () => {
    const world = worldWith((self) => {
      self.log.push(record(event('NEW_INBOUND_CALL', 1), -MINUTE, { group: '/aws/lambda/second' }));
      return {
        applications: () => [
          application({ sipMediaApplicationId: OTHER_SMA, functionName: 'first' }),
          application({ functionName: 'second' }),
          application({ sipMediaApplicationId: CALL_B, functionName: null }),
        ],
        update: () => null,
      };
    });
    const { result } = await perform(world, byCallId());
    expect(result?.call.sipMediaApplicationId).toBe(SMA);
    expect(searches(world).map(({ group }) => group)).toEqual(['/aws/lambda/first', '/aws/lambda/second']);
  });

  it('is looked for in the log of the SMA that was named alone', async () => {
    const world = logged([event('NEW_INBOUND_CALL', 1), 1]);
    world.script.applications = () => [
      application({ sipMediaApplicationId: OTHER_SMA, functionName: 'other' }),
      application(),
    ];
    await perform(world, byCallId({ sipMediaApplicationId: SMA.toUpperCase() }));
    expect(searches(world).map(({ group }) => group)).toEqual([GROUP]);
  });

  it('is looked for in the groups that were named, and the SMAs are not listed', async () => {
    const world = logged([event('NEW_INBOUND_CALL', 1), 1, '/mine']);
    const { result } = await perform(world, byCallId({}, { logGroups: ['/mine'] }));
    expect(result?.call.transactionId).toBe(TRANSACTION);
    expect(world.times('ListSipMediaApplications')).toBe(0);
  });

  it("is found by its group's SMA where the event does not name one", async () => {
    const world = logged([event('NEW_INBOUND_CALL', 1, {}, { SipMediaApplicationId: undefined }), 1]);
    const { result } = await perform(world, byCallId());
    expect(result?.call.sipMediaApplicationId).toBe(SMA);
  });
});

describe('a CallId that leads to no call that can join', () => {
  it.each<[string, [Json, number][], Partial<BridgeRequest['call']>, { code: FailureCode; exitCode: number }]>([
    ['in no record', [], {}, { code: 'CALL_NOT_FOUND', exitCode: 4 }],
    [
      'in records of the day before yesterday',
      [[event('NEW_INBOUND_CALL', 1), 30 * 60]],
      {},
      { code: 'CALL_NOT_FOUND', exitCode: 4 },
    ],
    [
      'of a leg that is not in its events',
      [[event('NEW_INBOUND_CALL', 1, { Note: CALL_A }, { Participants: [phone({ CallId: CALL_B })] }), 1]],
      {},
      { code: 'CALL_NOT_FOUND', exitCode: 4 },
    ],
    [
      'of another transaction than the one named',
      [[event('NEW_INBOUND_CALL', 1), 1]],
      { transactionId: OTHER_TRANSACTION },
      { code: 'CALL_NOT_FOUND', exitCode: 4 },
    ],
    [
      'of a call that has ended',
      [
        [event('NEW_INBOUND_CALL', 1), 2],
        [hangUp(2), 1],
      ],
      {},
      { code: 'CALL_ENDED', exitCode: 4 },
    ],
    [
      'of a bridged call',
      [[event('ACTION_SUCCESSFUL', 3, {}, { Participants: [phone(), meetingLeg()] }), 1]],
      {},
      { code: 'CALL_BRIDGED', exitCode: 5 },
    ],
    ['of a call that rings', [[event('RINGING', 2), 1]], {}, { code: 'CALL_RINGING', exitCode: 5 }],
    [
      'of LEG-B, once connected',
      [
        [
          event(
            'ACTION_SUCCESSFUL',
            3,
            {},
            { Participants: [phone({ CallId: OTHER_SMA }), meetingLeg({ CallId: CALL_A })] },
          ),
          1,
        ],
      ],
      {},
      { code: 'CALL_BRIDGED', exitCode: 5 },
    ],
    [
      'of LEG-B, gone since',
      [
        [
          event(
            'HANGUP',
            3,
            { ActionData: { Parameters: { ParticipantTag: 'LEG-B' } } },
            { Participants: [phone({ CallId: OTHER_SMA }), meetingLeg({ CallId: CALL_A, Status: 'Disconnected' })] },
          ),
          1,
        ],
      ],
      {},
      { code: 'LEG_NOT_JOINABLE', exitCode: 5 },
    ],
  ])('%s', async (_, events, call, told) => {
    const { failure, world } = await perform(logged(...events), byCallId(call));
    expect(failure).toMatchObject(told);
    expect(world.times('CreateMeetingWithAttendees')).toBe(0);
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(0);
  });

  const failing = async (script: Script) => {
    const { failure, world, result } = await perform(
      worldWith(() => ({ applications: () => [application()], ...script })),
      byCallId(),
    );
    expect(world.times('CreateMeetingWithAttendees')).toBe(0);
    expect(result?.verdict).toBe('FAILED');
    return failure;
  };

  it.each<[string, Script, FailureCode, number]>([
    ['the logs may not be read', { read: () => refused('ACCESS_DENIED') }, 'ACCESS_DENIED', 3],
    ['the log group does not exist', { read: () => refused('LOG_GROUP_NOT_FOUND') }, 'CALL_NOT_FOUND', 4],
    ['the SMAs may not be listed', { applications: () => refused('ACCESS_DENIED') }, 'ACCESS_DENIED', 3],
    ['the region has no SMA', { applications: () => [] }, 'CALL_NOT_FOUND', 4],
    ['the SMA names no function', { applications: () => [application({ functionName: null })] }, 'CALL_NOT_FOUND', 4],
  ])('for %s', async (_, script, code, exitCode) => {
    expect(await failing(script)).toMatchObject({ code, exitCode });
  });

  it('says what else may be tried', async () => {
    expect((await failing({ read: () => [] }))?.tryThis.join('\n')).toMatch(/--transaction-id[\s\S]*--log-group/);
  });
});
