import { describe, expect, it } from 'vitest';
import { answering, handlerFile, JOIN, PAUSE, SPEAK, startRig } from './rig.js';

const KEEP = { SchemaVersion: '1.0' };

describe('an inbound call', () => {
  it('begins with NEW_INBOUND_CALL, its leg without Status, and is answered by the first actions', async () => {
    const rig = await startRig(answering({}));
    const { transactionId, callId } = await rig.call();
    const first = rig.events()[0];
    expect(first).toMatchObject({ SchemaVersion: '1.0', Sequence: 1, InvocationEventType: 'NEW_INBOUND_CALL' });
    expect(first?.CallDetails).toMatchObject({
      TransactionId: transactionId,
      AwsAccountId: '111122223333',
      AwsRegion: 'us-east-1',
      SipMediaApplicationId: rig.sma.sipMediaApplicationId,
      SipRuleId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      Participants: [{ CallId: callId, ParticipantTag: 'LEG-A', Direction: 'Inbound' }],
    });
    expect(first?.CallDetails.Participants[0]).not.toHaveProperty('Status');
    expect(rig.sma.calls()[0]).toMatchObject({ transactionId, status: 'Connected' });
    rig.clock.advance(29_000);
    expect(rig.seen()).toHaveLength(1);
    rig.clock.advance(1_000);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_SUCCESSFUL Pause');
  });

  it.each([
    ['an empty list', { SchemaVersion: '1.0', Actions: [] }],
    ['no list', KEEP],
  ])('is not answered by %s and ends after 30 seconds', async (_what, response) => {
    const rig = await startRig(answering({ NEW_INBOUND_CALL: response }));
    await rig.call();
    expect(rig.messages()).toEqual(['Actions list is empty.']);
    expect(rig.sma.calls()[0]?.status).toBe('Ringing');
    rig.clock.advance(30_000);
    await rig.until(() => rig.seen().at(-1) === 'HANGUP Hangup');
    expect(rig.events().at(-1)?.ActionData?.Parameters?.['SipResponseCode']).toBe(480);
  });

  it('is unknown under any other id', async () => {
    const rig = await startRig(answering({}));
    const { transactionId, callId } = await rig.call();
    expect(rig.sma.update(callId, {})).toBe('no-such-call');
    expect(rig.sma.update(transactionId.toUpperCase(), {})).toBe('accepted');
  });
});

describe('an outbound call', () => {
  it('rings and is answered on the clock, and only CALL_ANSWERED is asked for actions', async () => {
    const rig = await startRig(
      answering({
        NEW_OUTBOUND_CALL: { SchemaVersion: '1.0', Actions: [SPEAK], TransactionAttributes: { ticket: '7' } },
        RINGING: [SPEAK],
      }),
    );
    rig.sma.placeOutbound({ from: '+12065550100', to: '+12065550142', sipHeaders: {}, arguments: { ticket: '7' } });
    await rig.until(() => rig.seen().length === 1);
    expect(rig.events()[0]?.ActionData).toEqual({
      Type: 'CallCreateRequest',
      Parameters: { Arguments: { ticket: '7' } },
    });
    rig.clock.advance(200);
    await rig.until(() => rig.seen().length === 2);
    expect(rig.sma.calls()[0]?.status).toBe('Ringing');
    rig.clock.advance(800);
    await rig.until(() => rig.seen().length === 3);
    expect(rig.seen()).toEqual(['NEW_OUTBOUND_CALL CallCreateRequest', 'RINGING', 'CALL_ANSWERED']);
    const answered = rig.events()[2]?.CallDetails;
    expect(answered?.TransactionAttributes).toEqual({ ticket: '7' });
    expect(answered).not.toHaveProperty('SipRuleId');
    expect(answered?.Participants[0]).toMatchObject({ Direction: 'Outbound', Status: 'Connected' });
  });
});

describe('an update', () => {
  it('carries its arguments, and leaves the present action alone when Actions is null', async () => {
    const rig = await startRig(answering({ CALL_UPDATE_REQUESTED: { SchemaVersion: '1.0', Actions: null } }));
    const { transactionId } = await rig.call();
    rig.sma.update(transactionId, { colour: 'blue' });
    await rig.until(() => rig.seen().length === 2);
    expect(rig.events()[1]?.ActionData?.Parameters).toEqual({ Arguments: { colour: 'blue' } });
    rig.clock.advance(30_000);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_SUCCESSFUL Pause');
    expect(rig.seen()).not.toContain('ACTION_INTERRUPTED Pause');
  });

  it('with an empty list ends what the call was doing', async () => {
    const rig = await startRig(answering({ CALL_UPDATE_REQUESTED: { SchemaVersion: '1.0', Actions: [] } }));
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.until(() => rig.seen().at(-1) === 'ACTION_INTERRUPTED Pause');
    rig.clock.advance(60_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(rig.seen().at(-1)).toBe('ACTION_INTERRUPTED Pause');
  });

  it('waits for an action that cannot be interrupted', async () => {
    const digits = {
      Type: 'SpeakAndGetDigits',
      Parameters: { SpeechParameters: { Text: 'digits' }, RepeatDurationInMilliseconds: 3_000 },
    };
    const rig = await startRig(answering({ NEW_INBOUND_CALL: [digits, SPEAK], CALL_UPDATE_REQUESTED: [JOIN] }));
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.until(() => rig.seen().length === 2);
    rig.clock.advance(4_900);
    expect(rig.door.connected).toBe(0);
    rig.clock.advance(300);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_SUCCESSFUL JoinChimeMeeting');
    expect(rig.seen()).toHaveLength(3);
  });
});

describe('an answer the SMA cannot use', () => {
  const many = Array.from({ length: 11 }, () => SPEAK);
  const attributes = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`key${n}`, 'x']));
  const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`);
  it.each([
    ['eleven actions', { SchemaVersion: '1.0', Actions: many }, 'Too many actions specified in a response.'],
    ['no SchemaVersion', { Actions: [] }, 'The schema version in the invocation request does not match'],
    ['an unknown action', { SchemaVersion: '1.0', Actions: [{ Type: 'Dance' }] }, 'Unsupported action Dance specified'],
    [
      'an action of Object.prototype',
      { SchemaVersion: '1.0', Actions: [{ Type: 'toString' }] },
      'Unsupported action toString',
    ],
    ['actions that are none', { SchemaVersion: '1.0', Actions: ['Pause'] }, 'Error while reading actions list.'],
    ['an answer too deep', { SchemaVersion: '1.0', Actions: deep }, 'Error while reading actions list.'],
    [
      'too many attributes',
      { SchemaVersion: '1.0', TransactionAttributes: attributes },
      'Transaction Attributes has too many',
    ],
    ['nothing', {}, 'Response is blank or empty'],
  ])('%s: the message log says why, and the handler is told', async (_what, response, message) => {
    const rig = await startRig(answering({ CALL_UPDATE_REQUESTED: response }));
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.until(() => rig.seen().at(-1) === 'INVALID_LAMBDA_RESPONSE');
    expect(rig.messages()[0]).toContain(message);
    const event = rig.events().at(-1);
    expect(event?.ErrorMessage).toContain(message);
    expect(event?.ErrorType).toMatch(/^[A-Za-z]+$/);
    expect(rig.sma.calls()[0]?.status).toBe('Connected');
  });

  it('ends the call when it answers the complaint itself', async () => {
    const rig = await startRig(answering({ CALL_UPDATE_REQUESTED: {}, INVALID_LAMBDA_RESPONSE: {} }));
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.until(() => rig.seen().at(-1) === 'HANGUP Hangup');
    expect(rig.events().at(-1)?.ActionData?.Parameters?.['SipResponseCode']).toBe(480);
  });

  it('is not written down when the message log is off', async () => {
    const rig = await startRig(answering({ NEW_INBOUND_CALL: {} }));
    rig.sma.messageLogs = false;
    await rig.call();
    expect(rig.messages()).toEqual([]);
  });
});

describe('TransactionAttributes', () => {
  it('are kept by null, replaced by another map, cleared by an empty one', async () => {
    const file = handlerFile(`
      const sets = { 1: { a: '1', b: '2' }, 2: null, 3: { c: '3' }, 4: {} };
      export const handler = async ({ Sequence }) => ({ SchemaVersion: '1.0', TransactionAttributes: sets[Sequence],
        Actions: Sequence === 1 ? [${JSON.stringify(PAUSE)}] : null });`);
    const rig = await startRig(file);
    const { transactionId } = await rig.call();
    for (let n = 2; n <= 5; n += 1) {
      rig.sma.update(transactionId, {});
      await rig.until(() => rig.seen().length === n);
    }
    const seen = rig.events().map(({ CallDetails }) => CallDetails.TransactionAttributes);
    expect(seen).toEqual([undefined, { a: '1', b: '2' }, { a: '1', b: '2' }, { c: '3' }, undefined]);
  });
});

describe('actions', () => {
  it('run in order and report once, when the list is done', async () => {
    const rig = await startRig(answering({ NEW_INBOUND_CALL: [SPEAK, SPEAK, PAUSE] }));
    const { callId } = await rig.call();
    rig.clock.advance(34_000);
    await rig.until(() => rig.seen().length === 2);
    expect(rig.seen()[1]).toBe('ACTION_SUCCESSFUL Pause');
    expect(rig.events()[1]?.ActionData).toEqual({
      ...PAUSE,
      Parameters: { ...PAUSE.Parameters, CallId: callId },
    });
  });

  it('after a failed one are dropped', async () => {
    const ofNoTime = { Type: 'Pause', Parameters: { DurationInMilliseconds: '0' } };
    const rig = await startRig(answering({ NEW_INBOUND_CALL: [SPEAK, ofNoTime, JOIN] }));
    await rig.call();
    rig.clock.advance(10_000);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_FAILED Pause');
    expect(rig.events().at(-1)?.ActionData).toMatchObject({
      ErrorType: 'InvalidActionParameter',
      ErrorMessage: 'The Duration parameter is invalid.',
    });
    expect(rig.seen()).toHaveLength(2);
  });

  it('Hangup ends the call with the code it asks for', async () => {
    const rig = await startRig(
      answering({ NEW_INBOUND_CALL: [{ Type: 'Hangup', Parameters: { SipResponseCode: '486' } }] }),
    );
    await rig.call();
    rig.clock.advance(100);
    await rig.until(() => rig.seen().at(-1) === 'HANGUP Hangup');
    expect(rig.events().at(-1)?.ActionData?.Parameters).toMatchObject({
      SipResponseCode: 486,
      ParticipantTag: 'LEG-A',
    });
    expect(rig.events().at(-1)?.CallDetails.Participants[0]?.Status).toBe('Disconnected');
  });

  it('Hangup of LEG-B takes the caller out of a bridge, and only then can the call join', async () => {
    const bridge = {
      Type: 'CallAndBridge',
      Parameters: {
        CallerIdNumber: '+12065550100',
        Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550199' }],
      },
    };
    const hangup = { Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-B' } };
    const rig = await startRig(
      answering({ NEW_INBOUND_CALL: [bridge], CALL_UPDATE_REQUESTED: [hangup], 'ACTION_SUCCESSFUL:Hangup': [JOIN] }),
    );
    const { transactionId } = await rig.call();
    rig.clock.advance(1_000);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_SUCCESSFUL CallAndBridge');
    expect(rig.sma.calls()[0]?.legs[1]).toMatchObject({
      participantTag: 'LEG-B',
      to: '+12065550199',
      status: 'Connected',
    });
    rig.sma.update(transactionId, {});
    await rig.until(() => rig.seen().at(-1)?.startsWith('CALL_UPDATE') === true);
    await rig.until(() => {
      rig.clock.advance(50);
      return rig.seen().at(-1) === 'ACTION_SUCCESSFUL JoinChimeMeeting';
    });
    expect(rig.sma.calls()[0]?.legs.map(({ status }) => status)).toEqual(['Connected', 'Disconnected', 'Connected']);
  });
});

describe('reset', () => {
  it('forgets calls without a word and keeps the handler', async () => {
    const rig = await startRig(answering({}));
    const { transactionId } = await rig.call();
    await rig.sma.reset();
    rig.logs.reset();
    rig.clock.advance(60_000);
    expect(rig.sma.calls()).toEqual([]);
    expect(rig.sma.update(transactionId, {})).toBe('no-such-call');
    await rig.call();
    expect(rig.seen()).toEqual(['NEW_INBOUND_CALL']);
  });
});
