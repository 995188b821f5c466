import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CHECKED_VALUES } from '../../../src/core/handler-check/events.js';
import { HANDLER_CHECKS, type HandlerCheckName } from '../../../src/core/handler-check/result.js';
import { type Args, checked, HANGUP, join, KEEP, PAUSE, respond, type Told } from './fakes.js';

const joins = ({ JoinToken, MeetingId }: Args) => (JoinToken && MeetingId ? join(JoinToken, MeetingId) : KEEP);
const masked = (event: unknown) => [JSON.stringify(event).replaceAll(CHECKED_VALUES.JoinToken, '***')];
const SENT = {
  ...{ transactionId: 't', callId: 'c', meetingId: 'm', attendeeId: 'a', joinToken: 'join-token' },
  arguments: { JoinToken: 'join-token', MeetingId: 'm' },
};
const GOOD: Told = { onUpdate: joins, logs: masked, trial: {} };

it('nothing is found where a handler does its part', async () => {
  const { result } = await checked(GOOD);
  expect(result.checks.map(({ check, status }) => [check, status])).toEqual(HANDLER_CHECKS.map((name) => [name, 'ok']));
});

const throws = () => {
  throw new TypeError('bad');
};
const eleven = respond(...Array.from({ length: 11 }, () => PAUSE));
const BRIDGES = respond({ Type: 'CallAndBridge' });

describe('what is found', () => {
  it.each<[string, HandlerCheckName, Told, { status: 'finding' | 'warning'; seen: RegExp }]>([
    [
      'a call that is not answered',
      'holds-caller',
      { answers: { NEW_INBOUND_CALL: respond() } },
      { status: 'finding', seen: /30 sec/ },
    ],
    [
      'a call that is bridged',
      'holds-caller',
      { answers: { NEW_INBOUND_CALL: BRIDGES } },
      { status: 'finding', seen: /bridged call/ },
    ],
    [
      'a call that is hung up',
      'holds-caller',
      { answers: { NEW_INBOUND_CALL: respond(HANGUP) } },
      { status: 'finding', seen: /hangs up/ },
    ],
    [
      'a hold that ends',
      'keeps-holding',
      { answers: { 'ACTION_SUCCESSFUL Pause': KEEP } },
      { status: 'warning', seen: /hears nothing/ },
    ],
    [
      'a hold that hangs up',
      'keeps-holding',
      { answers: { 'ACTION_SUCCESSFUL Pause': respond(HANGUP) } },
      { status: 'finding', seen: /hangs/ },
    ],
    [
      'an event that throws',
      'answers-in-time',
      { answers: { ACTION_FAILED: throws } },
      { status: 'finding', seen: /ACTION_FAILED of JoinChimeMeeting: TypeError: bad/ },
    ],
    [
      'an event that hangs',
      'answers-in-time',
      { answers: { HANGUP: 'hangs' } },
      { status: 'finding', seen: /HANGUP of Hangup/ },
    ],
    [
      'another SchemaVersion',
      'answers-are-valid',
      { answers: { HANGUP: { Actions: [] } } },
      { status: 'finding', seen: /SchemaVersion/ },
    ],
    ['a blank answer', 'answers-are-valid', { answers: { HANGUP: () => null } }, { status: 'finding', seen: /blank/ }],
    [
      'an action without type',
      'answers-are-valid',
      { answers: { HANGUP: respond({}) } },
      { status: 'finding', seen: /Type/ },
    ],
    [
      'an update answered with no JSON',
      'answers-are-valid',
      { onUpdate: () => 'joined' },
      { status: 'finding', seen: /CALL_UPDATE_REQUESTED: it is no object/ },
    ],
    [
      'eleven actions',
      'at-most-ten-actions',
      { answers: { NEW_INBOUND_CALL: eleven } },
      { status: 'finding', seen: /11 actions/ },
    ],
    [
      'another token',
      'join-token',
      { onUpdate: () => join('another', 'x') },
      { status: 'finding', seen: /another JoinToken/ },
    ],
    [
      'no MeetingId',
      'meeting-id',
      { onUpdate: ({ JoinToken }) => join(JoinToken, undefined) },
      { status: 'finding', seen: /no MeetingId/ },
    ],
    [
      'another MeetingId',
      'meeting-id',
      { onUpdate: ({ JoinToken }) => join(JoinToken, 'x') },
      { status: 'finding', seen: /another MeetingId/ },
    ],
    [
      'LEG-B',
      'leg-a',
      { onUpdate: (a) => join(a['JoinToken'], a['MeetingId'], { ParticipantTag: 'LEG-B' }) },
      { status: 'finding', seen: /another leg/ },
    ],
    [
      'a foreign CallId',
      'leg-a',
      { onUpdate: (a) => join(a['JoinToken'], a['MeetingId'], { CallId: 'x' }) },
      { status: 'finding', seen: /another leg/ },
    ],
    [
      'a join that fails',
      'joins',
      { onUpdate: joins, trial: { joined: false, hindrance: 'why.' } },
      { status: 'finding', seen: /: why\.$/ },
    ],
    [
      'a hang-up on an unknown update',
      'other-updates',
      { onUpdate: () => respond(HANGUP) },
      { status: 'finding', seen: /loses the caller/ },
    ],
    [
      'an empty list for an unknown update',
      'other-updates',
      { onUpdate: () => respond() },
      { status: 'warning', seen: /ends the hold/ },
    ],
    [
      'a hang-up after the join',
      'after-join',
      { answers: { 'ACTION_SUCCESSFUL JoinChimeMeeting': respond(HANGUP) } },
      { status: 'finding', seen: /hangs up/ },
    ],
    [
      'a hang-up after a failed join',
      'after-failed-join',
      { answers: { ACTION_FAILED: respond(PAUSE, HANGUP) } },
      { status: 'finding', seen: /hangs up/ },
    ],
    [
      'silence after a failed join',
      'after-failed-join',
      { answers: { ACTION_FAILED: respond() } },
      { status: 'warning', seen: /hears nothing/ },
    ],
    [
      'silence after the meeting',
      'after-meeting',
      { answers: { HANGUP: KEEP } },
      { status: 'warning', seen: /billed/ },
    ],
    ['no log', 'logs-events', { logs: () => ['something else'] }, { status: 'finding', seen: /UNCONFIRMED/ }],
    [
      'no log of the join',
      'logs-events',
      { onUpdate: joins, trial: { records: [JSON.stringify({ nothing: 1 })], sent: SENT } },
      { status: 'finding', seen: /nothing can be proved/ },
    ],
    [
      'tokens in the log',
      'keeps-tokens-out-of-logs',
      { onUpdate: joins, logs: undefined },
      { status: 'warning', seen: /in clear/ },
    ],
  ])('%s', async (_what, name, told, { status, seen }) => {
    const { of } = await checked({ ...GOOD, ...told });
    expect(of(name)).toMatchObject({ status, seen: expect.stringMatching(seen), advice: expect.stringMatching(/./) });
  });
});

describe('of the log of a call that has joined', () => {
  const CallDetails = { TransactionId: 't', Participants: [{ CallId: 'c', ParticipantTag: 'LEG-A' }] };
  const event = (Sequence: number, InvocationEventType: string, ActionData?: object) => ({
    ...{ InvocationEventType, Sequence, ActionData, CallDetails },
  });
  const first = event(1, 'NEW_INBOUND_CALL');
  const update = event(2, 'CALL_UPDATE_REQUESTED', { Parameters: { Arguments: SENT.arguments } });
  const success = event(3, 'ACTION_SUCCESSFUL', {
    Type: 'JoinChimeMeeting',
    Parameters: { JoinToken: '***', MeetingId: 'm' },
  });
  const of = async (...records: unknown[]) => {
    const texts = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record)));
    return (await checked({ ...GOOD, trial: { records: texts, sent: SENT } })).of('logs-events');
  };

  it('all is said to prove the join', async () => {
    expect(await of(first, update, success)).toMatchObject({ status: 'ok' });
  });

  it.each<[string, unknown[], RegExp]>([
    ['no success', [first, update], /not the ACTION_SUCCESSFUL/],
    ['the success of another call', [first, update, { ...success, CallDetails: { TransactionId: 'x' } }], /whose join/],
    ['a success without what joined', [first, { ...success, ActionData: { Type: 'JoinChimeMeeting' } }], /whose join/],
    ['no leg before the join', [{ ...first, CallDetails: { TransactionId: 't' } }, update, success], /CallId/],
    ['nothing before the join', [update, success], /CallId/],
    [
      'what Node’s inspector left of it',
      [first, update, inspect({ event: success }, { depth: 2 })],
      /shortened.*cannot be proved/,
    ],
    ['legs that the inspector left out', [inspect({ event: first }), update, success], /shortened.*CallId/],
    ['nothing but what the inspector left', [inspect({ a: { b: { c: success } } })], /shortened/],
  ])('%s is a finding', async (_what, records, seen) => {
    expect(await of(...records)).toMatchObject({ status: 'finding', seen: expect.stringMatching(seen) });
  });
});

it('what cannot be seen is unknown, and no finding', async () => {
  const { status } = await checked({ ...GOOD, logs: null });
  expect([status('logs-events'), status('keeps-tokens-out-of-logs')]).toEqual(['unknown', 'unknown']);
});

it('a handler that hangs is not asked everything', async () => {
  let asked = 0;
  const hangs = () => {
    asked += 1;
    return 'hangs';
  };
  const answers = Object.fromEntries(
    ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'ACTION_FAILED', 'HANGUP'].map((type) => [type, hangs]),
  );
  const { status } = await checked({ ...GOOD, answers: { ...answers, 'ACTION_SUCCESSFUL Pause': hangs } });
  expect(asked).toBe(2);
  expect(status('after-join')).toBe('unknown');
});

describe('an action whose effect is not simulated', () => {
  const notSimulated = ['RecordMeeting'];
  it('leaves it unknown whether a call joins', async () => {
    const { of, result } = await checked({ ...GOOD, trial: { joined: false, hindrance: 'why.', notSimulated } });
    expect(of('joins')).toMatchObject({
      status: 'unknown',
      seen: expect.stringContaining('RecordMeeting is not simulated'),
    });
    expect(result.joined).toBe(null);
  });
  it('does not hide that one joined', async () => {
    const { of, result } = await checked({ ...GOOD, trial: { joined: true, notSimulated } });
    expect([of('joins')?.status, result.joined]).toEqual(['ok', true]);
  });
});

describe('a question that does not arise is not answered', () => {
  const after = ['after-join', 'second-update', 'after-failed-join', 'after-meeting'] as const;
  it.each<[string, Told, readonly HandlerCheckName[]]>([
    [
      'of a call that is hung up',
      { onUpdate: () => respond(), answers: { NEW_INBOUND_CALL: respond(HANGUP) } },
      ['keeps-holding', 'other-updates', ...after],
    ],
    [
      'of a call that is bridged',
      { onUpdate: () => KEEP, answers: { NEW_INBOUND_CALL: BRIDGES, 'ACTION_SUCCESSFUL CallAndBridge': KEEP } },
      ['keeps-holding', ...after],
    ],
    ['of a handler whose source names no join', { onUpdate: () => KEEP, source: 'no such action' }, after],
  ])('%s', async (_what, told, names) => {
    const { result } = await checked({ ...GOOD, ...told });
    expect(result.checks.map(({ check }) => check).filter((name) => names.includes(name))).toEqual([]);
  });
  it('but of one whose source may hide it, each is', async () => {
    const { result } = await checked({ ...GOOD, onUpdate: () => KEEP, source: 'JoinChimeMeeting' });
    expect(result.checks.map(({ check }) => check)).toEqual(expect.arrayContaining([...after]));
  });
});

it.each<[NonNullable<Told['trial']>['after'], RegExp]>([
  [null, /these arguments\.$/],
  [{ keys: '42' }, /once the caller had pressed 42\.$/],
  [{ action: 'Speak' }, /once its first Speak was over\.$/],
])('a join after %j is told so', async (when, seen) => {
  const { of } = await checked({ ...GOOD, trial: { after: when } });
  expect(of('joins')).toMatchObject({ status: 'ok', seen: expect.stringMatching(seen) });
});
