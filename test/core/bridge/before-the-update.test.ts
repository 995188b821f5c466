import { describe, expect, it } from 'vitest';
import { asCallEvent, type CallEvent } from '../../../src/core/evidence/call-event.js';
import type { FailureCode } from '../../../src/core/failure.js';
import { argumentTemplates } from '../../../src/core/run/arguments.js';
import type { BridgeRequest } from '../../../src/core/run/request.js';
import {
  CALL_A,
  CALL_B,
  event,
  hangUp,
  type Json,
  MEETING,
  meetingLeg,
  OTHER_TRANSACTION,
  phone,
  record,
  SMA,
  TRANSACTION,
} from '../samples.js';
import {
  attendeesFor,
  handlerThatJoins,
  meetingOf,
  perform,
  performDry,
  refused,
  request,
  World,
  worldWith,
} from './fakes.js';

const BRIDGED = { Participants: [phone(), meetingLeg()] };
const read = (json: Json) => asCallEvent(json) as CallEvent;
const call = (more: Partial<BridgeRequest['call']>) => ({
  callId: CALL_A,
  transactionId: TRANSACTION,
  sipMediaApplicationId: SMA,
  ...more,
});

const WRONG: [string, Partial<BridgeRequest>, FailureCode, number][] = [
  ['no id', { call: call({ callId: null, transactionId: null, sipMediaApplicationId: null }) }, 'ID_MISSING', 2],
  ['a transaction without its SMA', { call: call({ callId: null, sipMediaApplicationId: null }) }, 'ID_MISSING', 2],
  ['an SMA without a transaction', { call: call({ callId: null, transactionId: null }) }, 'ID_MISSING', 2],
  ['an empty transaction', { call: call({ transactionId: '' }) }, 'ID_INVALID', 2],
  ['a transaction that is none', { call: call({ transactionId: `${TRANSACTION} ` }) }, 'ID_INVALID', 2],
  ['a CallId that is none', { call: call({ callId: '../../calls' }) }, 'ID_INVALID', 2],
  ['an SMA that is none', { call: call({ sipMediaApplicationId: 'sma' }) }, 'ID_INVALID', 2],
  ['a meeting that is none', { meetingId: 'the meeting' }, 'ID_INVALID', 2],
  ['the CallId as transaction', { call: call({ callId: TRANSACTION.toUpperCase() }) }, 'IDS_CONTRADICT', 2],
  ['a run id with a slash', { runId: 'a/b' }, 'ID_INVALID', 2],
  ['a region without SMAs', { region: 'eu-north-1' }, 'REGION_INVALID', 2],
  ['a region that is none', { region: '' }, 'REGION_INVALID', 2],
  ['a meetings region without meetings', { meetingsRegion: 'eu-west-1' }, 'REGION_INVALID', 2],
  ['a media region that is none', { mediaRegion: 'Frankfurt' }, 'REGION_INVALID', 2],
  ['a media region of another partition', { mediaRegion: 'us-gov-west-1' }, 'REGION_INVALID', 2],
  [
    'a media region that the control region cannot use',
    { meetingsRegion: 'il-central-1', mediaRegion: 'us-east-1' },
    'REGION_INVALID',
    2,
  ],
  ['an attendee of one character', { externalUserId: 'x' }, 'ID_INVALID', 2],
  ['an attendee of 65 characters', { addAttendees: ['y'.repeat(65)] }, 'ID_INVALID', 2],
  ['a reserved attendee', { externalUserId: 'aws:phone' }, 'ID_INVALID', 2],
  ['an attendee with a character AWS refuses', { externalUserId: 'phone;1' }, 'ID_INVALID', 2],
  ['a meeting name of one character', { externalMeetingId: 'm' }, 'ID_INVALID', 2],
  ["the phone's attendee twice", { externalUserId: 'ann', addAttendees: ['ann'] }, 'USAGE', 2],
  ['a further attendee twice', { addAttendees: ['ann', 'ann'] }, 'USAGE', 2],
  ['11 attendees', { addAttendees: Array.from({ length: 10 }, (_, index) => `user-${index}`) }, 'USAGE', 2],
  [
    'an argument that needs a CallId nobody gave',
    { call: call({ callId: null }), arguments: argumentTemplates('none', ['leg={{CallId}}']) },
    'ARGUMENT_INVALID',
    2,
  ],
  ['an event of a call that is over', { event: read(hangUp(5)) }, 'CALL_ENDED', 4],
  ['an event of a bridged call', { event: read(event('ACTION_SUCCESSFUL', 5, {}, BRIDGED)) }, 'CALL_BRIDGED', 5],
  [
    'an event of another call',
    { event: read(event('RINGING', 1, {}, { TransactionId: OTHER_TRANSACTION })) },
    'IDS_CONTRADICT',
    2,
  ],
  [
    'an event of another SMA',
    { event: read(event('RINGING', 1, {}, { SipMediaApplicationId: OTHER_TRANSACTION })) },
    'IDS_CONTRADICT',
    2,
  ],
  [
    'an event without that leg',
    { call: call({ callId: CALL_B }), event: read(event('RINGING', 1)) },
    'IDS_CONTRADICT',
    2,
  ],
  [
    "LEG-B's CallId",
    {
      call: call({ callId: CALL_B }),
      event: read(event('HANGUP', 5, {}, { Participants: [phone(), meetingLeg({ Status: 'Disconnected' })] })),
    },
    'LEG_NOT_JOINABLE',
    2,
  ],
];

describe('refused before anything is sent', () => {
  it.each(WRONG)('%s', async (_, wrong, code, exitCode) => {
    const { failure, result, world } = await perform(new World(), request(wrong));
    expect(world.operations()).toEqual([]);
    expect(failure).toMatchObject({ code, exitCode });
    expect(result?.verdict ?? null).toBe(exitCode === 2 ? null : 'FAILED');
  });

  it.each(WRONG)('%s, rehearsed', async (_, wrong, code, exitCode) => {
    const { failure, result, world } = await performDry(new World(), request(wrong));
    expect(world.operations()).toEqual([]);
    expect(failure).toMatchObject({ code, exitCode });
    expect(result).toBeNull();
  });
});

describe('odd, and allowed', () => {
  it.each<[string, Partial<BridgeRequest>]>([
    ['a media region nobody knows yet', { mediaRegion: 'mx-central-1' }],
    ['arguments without the token', { arguments: [] }],
  ])('%s is a warning', async (_, odd) => {
    const { warnings, result } = await perform(
      worldWith((world) => ({ update: handlerThatJoins(world) })),
      request({ ...odd, waitMs: null }),
    );
    expect(warnings).toHaveLength(1);
    expect(result?.verdict).toBe('ACCEPTED');
  });

  it("an existing meeting's media region is not asked about", async () => {
    const world = worldWith(() => ({ find: meetingOf, add: (_, asked) => attendeesFor(asked), update: () => null }));
    const { failure } = await perform(world, request({ meetingId: MEETING, mediaRegion: '', waitMs: null }));
    expect(failure).toBeNull();
  });
});

describe("what the call's records forbid", () => {
  it.each<[string, Json, FailureCode, number]>([
    ['a bridged call', event('ACTION_SUCCESSFUL', 4, {}, BRIDGED), 'CALL_BRIDGED', 5],
    [
      'a call bridged to a telephone',
      event('ACTION_SUCCESSFUL', 4, {}, { Participants: [phone(), meetingLeg({ From: '+1', To: '+12065550100' })] }),
      'CALL_BRIDGED',
      5,
    ],
    ['an ended call', hangUp(4), 'CALL_ENDED', 4],
    ['a call that rings', event('RINGING', 2), 'CALL_RINGING', 5],
    ['an outbound call that begins', event('NEW_OUTBOUND_CALL', 1), 'CALL_RINGING', 5],
  ])('%s is FAILED, and the meeting undone, and no update sent', async (_, seen, code, exitCode) => {
    const world = worldWith((self) => {
      self.log.push(record(seen, -3_000));
      return { end: () => null };
    });
    const { result, failure } = await perform(world);
    expect(failure).toMatchObject({ code, exitCode });
    expect(result).toMatchObject({ verdict: 'FAILED', leftovers: [] });
    expect(result?.undone).toHaveLength(2);
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(0);
  });

  it.each<[string, Json[]]>([
    ['a call that rang and was answered', [event('RINGING', 2), event('CALL_ANSWERED', 3)]],
    ['a bridge that has ended', [event('ACTION_SUCCESSFUL', 4, {}, BRIDGED), hangUp(5, 'LEG-B')]],
    [
      'the hang-up of another call',
      [
        event('NEW_INBOUND_CALL', 1),
        {
          ...hangUp(2),
          CallDetails: { ...(hangUp(2)['CallDetails'] as Json), TransactionId: OTHER_TRANSACTION, note: TRANSACTION },
        },
      ],
    ],
  ])('%s is no obstacle', async (_, seen) => {
    const world = worldWith((self) => {
      self.log.push(...seen.map((one, index) => record(one, -5_000 + index)));
      return { update: () => null };
    });
    const { result } = await perform(world, request({ waitMs: null }));
    expect(result?.verdict).toBe('ACCEPTED');
  });

  it('a create that fails is told, whatever the look says', async () => {
    const { failure, result, world } = await perform(worldWith(() => ({ create: () => refused('ACCESS_DENIED') })));
    expect(failure).toMatchObject({ code: 'ACCESS_DENIED', exitCode: 3 });
    expect(result).toMatchObject({ verdict: 'FAILED', meeting: null, attendee: null, undone: [], leftovers: [] });
    expect(world.times('UpdateSipMediaApplicationCall')).toBe(0);
  });
});
