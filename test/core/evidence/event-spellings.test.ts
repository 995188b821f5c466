import { describe, expect, it } from 'vitest';
import { asCallEvent } from '../../../src/core/evidence/call-event.js';
import { EVENT_TYPES } from '../../../src/core/facts/event.js';
import { CALL_A, event, eventsIn, type Json, phone, SMA, TRANSACTION, update } from '../samples.js';

it.each(EVENT_TYPES)('%s is read with its Sequence, its ids and its legs', (type) => {
  expect(asCallEvent(event(type, 3))).toMatchObject({
    type,
    sequence: 3,
    transactionId: TRANSACTION,
    sipMediaApplicationId: SMA,
    region: 'us-east-1',
    legs: [{ callId: CALL_A, tag: 'LEG-A', to: '+15051234567', from: '+14155551212', status: 'Connected' }],
  });
});

describe("the type's spelling", () => {
  it.each([
    ['InvocationEventType', 'ACTION_FAILED', 'ACTION_FAILED'],
    ['InvocationEvent', 'ACTION_SUCCESSFUL', 'ACTION_SUCCESSFUL'],
    ['InvocationEvent', 'ACTION_FAILED', 'ACTION_FAILED'],
    ['InvocationEvent', 'ActionFailed', 'ACTION_FAILED'],
    ['InvocationEvent', 'ActionSuccessful', 'ACTION_SUCCESSFUL'],
    ['InvocationEventType', 'CallUpdateRequested', 'CALL_UPDATE_REQUESTED'],
    ['InvocationEventType', 'Hangup', 'HANGUP'],
  ])('%s: %s is %s', (key, spelled, type) => {
    const { InvocationEventType: _, ...rest } = event('HANGUP', 4);
    expect(asCallEvent({ ...rest, [key]: spelled })?.type).toBe(type);
  });

  it.each(['', 'NEW_INCOMING_CALL', 'ACTION', 'toString', '__proto__'])('%o is no event of an SMA', (spelled) => {
    expect(asCallEvent(event(spelled, 1))).toBeNull();
  });
});

describe('ids', () => {
  it.each(['SipMediaApplicationId', 'SipApplicationId'])('the SMA is read from %s', (key) => {
    const { SipMediaApplicationId: _, ...details } = event('HANGUP', 1)['CallDetails'] as Json;
    expect(asCallEvent({ ...event('HANGUP', 1), CallDetails: { ...details, [key]: SMA } })?.sipMediaApplicationId).toBe(
      SMA,
    );
  });

  it.each([
    ['no CallDetails', { CallDetails: undefined }],
    ['a list for CallDetails', { CallDetails: [] }],
    ['no TransactionId', { CallDetails: { SipMediaApplicationId: SMA } }],
    ['an empty TransactionId', { CallDetails: { TransactionId: '' } }],
    ['a number for TransactionId', { CallDetails: { TransactionId: 17 } }],
  ])('%s makes no event', (_, more) => {
    expect(asCallEvent({ ...event('HANGUP', 1), ...more })).toBeNull();
  });
});

it.each([
  [3, 3],
  ['3', 3],
  ['three', null],
  [3.5, null],
  [Number.MAX_VALUE, null],
  [null, null],
  [undefined, null],
])('Sequence %o is read as %o', (written, read) => {
  expect(asCallEvent({ ...event('HANGUP', 1), Sequence: written })?.sequence).toBe(read);
});

describe('arguments', () => {
  it('of an update are its own', () => {
    expect(eventsIn(update(2, { action: 'join_meeting' }))[0]?.arguments).toEqual({ action: 'join_meeting' });
  });
  it('of an update without any are an empty map', () => {
    expect(asCallEvent(event('CALL_UPDATE_REQUESTED', 2))?.arguments).toEqual({});
  });
  it('are those of an update alone', () => {
    const action = { Type: 'CallCreateRequest', Parameters: { Arguments: { a: 'b' } } };
    expect(asCallEvent(event('NEW_OUTBOUND_CALL', 1, { ActionData: action }))?.arguments).toBeNull();
  });
});

describe('legs', () => {
  it.each(['Leg-A', 'leg-a', 'LEG-A'])('the tag %s is LEG-A', (tag) => {
    const seen = asCallEvent(event('HANGUP', 1, {}, { Participants: [phone({ ParticipantTag: tag })] }));
    expect(seen?.legs[0]?.tag).toBe('LEG-A');
  });
  it('a missing Status stays unknown', () => {
    const { Status: _, ...captured } = phone();
    expect(asCallEvent(event('NEW_INBOUND_CALL', 1, {}, { Participants: [captured] }))?.legs[0]?.status).toBeNull();
  });
  it.each([[undefined], [null], ['LEG-A'], [{}], [[null, 'LEG-A', 3, []]]])(
    'Participants %o are no legs',
    (participants) => {
      expect(asCallEvent(event('HANGUP', 1, {}, { Participants: participants }))?.legs).toEqual([]);
    },
  );
});

it.each([
  ['a string', 'Hangup'],
  ['a list', []],
  ['null', null],
  ['a number', 7],
])('ActionData that is %s holds nothing', (_, data) => {
  expect(asCallEvent(event('HANGUP', 1, { ActionData: data }))).toMatchObject({ actionType: null, parameters: {} });
});
