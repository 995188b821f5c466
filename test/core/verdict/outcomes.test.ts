import { describe, expect, it } from 'vitest';
import {
  end,
  event,
  failed,
  GROUP,
  hangUp,
  invalidResponse,
  type Json,
  marks,
  meetingLeg,
  phone,
  REQUEST_1,
  REQUEST_2,
  start,
  succeeded,
  update,
} from '../samples.js';
import { judged, verdictOf } from './judged.js';

const JOIN = { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: '***' } }] };
const EMPTY = { SchemaVersion: '1.0', Actions: [] };
const LONE_JOIN = { Type: 'JoinChimeMeeting', Parameters: {} };
const inRequest = (id: string, ...lines: (string | object)[]) => [start(id), ...lines, end(id)];

it('nothing seen, nothing said', () => {
  expect(judged([])).toEqual({ kind: 'open', isOver: false, evidence: [] });
});

it('our update alone decides nothing, and is evidence already', () => {
  expect(judged([update(3)])).toMatchObject({
    kind: 'open',
    evidence: [{ event: 'CALL_UPDATE_REQUESTED', source: GROUP }],
  });
});

describe('a join outranks everything else, whatever came first', () => {
  const others: [string, Json][] = [
    ['a failure before', failed(4)],
    ['a failure after', failed(6)],
    ['an unusable answer', invalidResponse(4)],
    ["the caller's hang-up", hangUp(9)],
    ["the meeting's hang-up", hangUp(9, 'LEG-B')],
  ];
  it.each(others)('%s', (_, other) => {
    expect(verdictOf([update(3), succeeded(5), other])).toBe('joined');
    expect(verdictOf([other, update(3), succeeded(5)])).toBe('joined');
  });

  it('an answer without the action', () => {
    expect(verdictOf([...inRequest(REQUEST_1, update(3), EMPTY), succeeded(5)])).toBe('joined');
  });
});

describe('failures', () => {
  it.each<[string, Json[], string]>([
    ['of our action', [update(3), failed(4)], 'ACTION_FAILED'],
    ['of our action, the update not seen', [failed(4)], 'ACTION_FAILED'],
    ['of the answer to our update', [update(3), invalidResponse(4)], 'INVALID_LAMBDA_RESPONSE'],
    ['of an answer before our update', [invalidResponse(2), update(3)], 'open'],
    ['of an answer, the update not seen', [invalidResponse(4)], 'open'],
    ["of an answer after another's update", [update(3), update(4, { a: 'b' }), invalidResponse(5)], 'open'],
    [
      'with a Connected meeting leg that was there before',
      [
        update(3, undefined, { Participants: [phone(), meetingLeg()] }),
        failed(4, undefined, { Participants: [phone(), meetingLeg()] }),
      ],
      'open',
    ],
    [
      'of an answer with a Connected meeting leg that was there before',
      [
        update(3, undefined, { Participants: [phone(), meetingLeg()] }),
        invalidResponse(4, { Participants: [phone(), meetingLeg()] }),
      ],
      'open',
    ],
    [
      'with a bridge to another telephone',
      [
        update(3),
        failed(4, undefined, { Participants: [phone(), meetingLeg({ From: '+14155551212', To: '+12065550100' })] }),
      ],
      'ACTION_FAILED',
    ],
  ])('%s', (_, events, verdict) => expect(verdictOf(events)).toBe(verdict));

  it('are told in the words of AWS', () => {
    expect(judged([update(3), failed(4)])).toMatchObject({
      kind: 'not-joined',
      final: false,
      error: { code: 'InvalidActionParameter', message: 'JoinToken parameter value is invalid.' },
      evidence: [{ event: 'CALL_UPDATE_REQUESTED' }, { event: 'ACTION_FAILED', sequence: 4 }],
    });
  });

  it('are told by the latest of them', () => {
    expect(judged([update(3), failed(4), failed(6)])).toMatchObject({ evidence: [{}, { sequence: 6 }] });
    expect(judged([failed(6), failed(4), update(3)])).toMatchObject({ evidence: [{}, { sequence: 6 }] });
  });

  it.each<[string, (string | object)[], string]>([
    ['answered with another join', [update(3), ...inRequest(REQUEST_2, failed(4), JOIN)], 'open'],
    [
      'answered with another join, logged as an action alone',
      [update(3), ...inRequest(REQUEST_2, failed(4), LONE_JOIN)],
      'open',
    ],
    ['answered with nothing', [update(3), ...inRequest(REQUEST_2, failed(4), EMPTY)], 'ACTION_FAILED'],
    [
      'answered with another join that fails too',
      [update(3), ...inRequest(REQUEST_2, failed(4), JOIN), failed(5)],
      'ACTION_FAILED',
    ],
    [
      'answered with another join that succeeds',
      [update(3), ...inRequest(REQUEST_2, failed(4), JOIN), succeeded(5)],
      'joined',
    ],
    ['of the answer, answered with a join', [update(3), ...inRequest(REQUEST_2, invalidResponse(4), JOIN)], 'open'],
    [
      'followed by an event that is answered with a join',
      [update(3), failed(4), ...inRequest(REQUEST_2, event('ACTION_SUCCESSFUL', 5), JOIN)],
      'open',
    ],
    ['after a join answered before it', [...inRequest(REQUEST_1, update(3), JOIN), failed(4)], 'ACTION_FAILED'],
  ])('of our action, %s', (_, messages, verdict) => expect(verdictOf(messages)).toBe(verdict));
});

describe("the handler's logged answer to our update", () => {
  it.each<[string, (string | object)[], string]>([
    ['with an empty list', inRequest(REQUEST_1, update(3), EMPTY), 'UPDATE_IGNORED'],
    [
      'with the end of the call',
      inRequest(REQUEST_1, update(3), { SchemaVersion: '1.0', Actions: [{ Type: 'Hangup' }] }),
      'UPDATE_IGNORED',
    ],
    ['without a list', inRequest(REQUEST_1, update(3), { SchemaVersion: '1.0' }), 'UPDATE_IGNORED'],
    ['with the join', inRequest(REQUEST_1, update(3), JOIN), 'open'],
    ['with the join as an action alone', inRequest(REQUEST_1, update(3), LONE_JOIN), 'open'],
    ['with the join logged before the empty list', inRequest(REQUEST_1, update(3), LONE_JOIN, EMPTY), 'open'],
    ['logged in another Lambda request', [...inRequest(REQUEST_1, update(3)), ...inRequest(REQUEST_2, EMPTY)], 'open'],
    ['logged in a request that nobody knows', [update(3), EMPTY], 'open'],
    ["to somebody else's update", inRequest(REQUEST_1, update(3, { a: 'b' }), EMPTY), 'open'],
    ['not logged', inRequest(REQUEST_1, update(3)), 'open'],
    [
      'followed by a join in answer to a later event',
      [...inRequest(REQUEST_1, update(3), EMPTY), ...inRequest(REQUEST_2, event('ACTION_SUCCESSFUL', 4), JOIN)],
      'open',
    ],
    [
      'once with nothing and, invoked again, with the join',
      [...inRequest(REQUEST_1, update(3), EMPTY), ...inRequest(REQUEST_2, update(3), JOIN)],
      'open',
    ],
  ])('%s', (_, messages, verdict) => expect(verdictOf(messages)).toBe(verdict));

  it('is told by what it said', () => {
    const messages = inRequest(REQUEST_1, update(3), {
      SchemaVersion: '1.0',
      Actions: [{ Type: 'Speak' }, { Type: 'Hangup' }],
    });
    expect(judged(messages).evidence.at(-1)).toMatchObject({
      event: 'HANDLER_RESPONSE',
      sequence: null,
      summary: 'the handler answered our update with Speak, Hangup',
    });
  });
});

describe('a hang-up', () => {
  it.each<[string, Json[], string]>([
    ['of LEG-A, right after our update, is final', [update(3), hangUp(4)], 'CALLER_HUNG_UP, final'],
    [
      'of LEG-A, every event between seen, is final',
      [update(3), event('ACTION_SUCCESSFUL', 4), hangUp(5)],
      'CALLER_HUNG_UP, final',
    ],
    ['of LEG-A after a failure is final', [update(3), failed(4), hangUp(5)], 'CALLER_HUNG_UP, final'],
    ['of LEG-A before our update came to the handler is final', [hangUp(2)], 'CALLER_HUNG_UP, final'],
    ['of LEG-A with a gap in Sequence does not tell whether it joined before', [update(3), hangUp(6)], 'open, over'],
    ['of LEG-A with a gap and without our update: likewise', [hangUp(6)], 'open, over'],
    ['of LEG-A without a Sequence: likewise', [update(3), hangUp(null)], 'open, over'],
    ['of LEG-B decides nothing', [update(3), hangUp(4, 'LEG-B')], 'open'],
    [
      'of another call decides nothing',
      [update(3), hangUp(4, 'LEG-A', { TransactionId: 'd6b36538-99a5-4ca7-a5c3-a55760411ced' })],
      'open',
    ],
  ])('%s', (_, events, verdict) => expect(verdictOf(events)).toBe(verdict));

  it.each<[string, Json[], string]>([
    [
      'every event of the call is',
      [event('NEW_INBOUND_CALL', 1), event('ACTION_SUCCESSFUL', 2), hangUp(3)],
      'CALLER_HUNG_UP, final',
    ],
    ['the first event is not', [event('ACTION_SUCCESSFUL', 2), hangUp(3)], 'open, over'],
  ])('of LEG-A, where nothing was seen before the update and %s seen since', (_, events, verdict) =>
    expect(verdictOf(events, marks({ sequenceBefore: null }))).toBe(verdict),
  );

  it.each([
    [0, ' (SIP 0)'],
    ['486', ' (SIP 486)'],
    ['4'.repeat(50), ' (SIP 44444444)'],
    [undefined, ''],
    [{}, ''],
  ])('with SipResponseCode %o is told as %o', (code, told) => {
    const gone = event('HANGUP', 4, { ActionData: { Parameters: { ParticipantTag: 'LEG-A', SipResponseCode: code } } });
    expect(judged([update(3), gone], marks()).evidence.at(-1)?.summary).toBe(`the call ended${told}`);
  });
});
