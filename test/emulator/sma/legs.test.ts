import { describe, expect, it } from 'vitest';
import { answeringHere, by, legsIn } from './in-process.js';
import { JOIN, PAUSE, SPEAK } from './rig.js';

const FRIEND = '+12065550199';
const BRIDGE = {
  Type: 'CallAndBridge',
  Parameters: { CallerIdNumber: '+12065550100', Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: FRIEND }] },
};
const hangUp = (more: object = {}) => ({ Type: 'Hangup', Parameters: { SipResponseCode: '0', ...more } });
const LEG_A = { ParticipantTag: 'LEG-A' };
const LEG_B = { ParticipantTag: 'LEG-B' };

/** A call whose LEG-B is a telephone, and what its handler does then. */
async function bridged(table: Parameters<typeof by>[0] = {}) {
  const rig = await answeringHere(by({ NEW_INBOUND_CALL: [BRIDGE], ...table }));
  await rig.pass(1_000);
  expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL CallAndBridge');
  return rig;
}

async function inMeeting(table: Parameters<typeof by>[0] = {}) {
  const rig = await answeringHere(by({ NEW_INBOUND_CALL: [JOIN], ...table }));
  await rig.pass(150);
  return rig;
}

describe('the echo of an action', () => {
  it.each([
    ['nothing', {}],
    ['a tag', LEG_A],
    ['an empty tag', { ParticipantTag: '' }],
  ])('has the CallId of the leg, where the handler gave %s', async (_what, more) => {
    const speak = { Type: 'Speak', Parameters: { Text: 'hello', ...more } };
    const rig = await answeringHere(by({ NEW_INBOUND_CALL: [speak] }));
    await rig.pass(2_000);
    expect(rig.last().ActionData).toEqual({
      Type: 'Speak',
      Parameters: { Text: 'hello', ...more, CallId: rig.callId },
    });
  });

  it('names LEG-B where the action ran there, also after it is gone', async () => {
    const rig = await bridged({ CALL_UPDATE_REQUESTED: [hangUp(LEG_B)] });
    const callId = rig.sma.calls()[0]?.legs[1]?.callId;
    await rig.update();
    await rig.pass(20);
    const success = rig.events().find(({ ActionData }) => ActionData?.Type === 'Hangup');
    expect(success?.InvocationEventType).toBe('ACTION_SUCCESSFUL');
    expect(success?.ActionData?.Parameters).toMatchObject({ CallId: callId });
  });

  it('stands in ACTION_FAILED and ACTION_INTERRUPTED too', async () => {
    const failing = { Type: 'Pause', Parameters: { DurationInMilliseconds: '0' } };
    const rig = await answeringHere(by({ CALL_UPDATE_REQUESTED: [failing] }));
    await rig.update();
    const about = rig.events().filter(({ InvocationEventType: type }) => /FAILED|INTERRUPTED/.test(type));
    expect(about).toHaveLength(2);
    for (const { ActionData } of about) expect(ActionData?.Parameters).toMatchObject({ CallId: rig.callId });
  });
});

it('Hangup of a new call does not answer it', async () => {
  const rig = await answeringHere(by({ NEW_INBOUND_CALL: [hangUp({ SipResponseCode: '486' })] }));
  expect(rig.sma.calls()[0]?.status).toBe('Ringing');
  await rig.pass(20);
  expect(rig.last().ActionData?.Parameters).toMatchObject({ SipResponseCode: 486 });
});

describe('Hangup of a telephone on LEG-B', () => {
  it('is an ACTION_SUCCESSFUL and then a HANGUP of LEG-B that shows both legs', async () => {
    const rig = await bridged({ CALL_UPDATE_REQUESTED: [hangUp({ ...LEG_B, SipResponseCode: '480' })] });
    await rig.update();
    await rig.pass(20);
    expect(rig.seen().slice(-2)).toEqual(['ACTION_SUCCESSFUL Hangup', 'HANGUP Hangup']);
    expect(rig.last().ActionData?.Parameters).toMatchObject({ ...LEG_B, SipResponseCode: 480 });
    expect(legsIn(rig.last())).toEqual({ 'LEG-A': 'Connected', 'LEG-B': 'Disconnected' });
  });

  it('and what the handler answers to that HANGUP runs', async () => {
    const rig = await bridged({ CALL_UPDATE_REQUESTED: [hangUp(LEG_B)], HANGUP: [SPEAK] });
    await rig.update();
    await rig.pass(20);
    await rig.pass(2_000);
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL Speak');
  });
});

describe('Hangup of LEG-A of two telephones', () => {
  it('leaves LEG-B, which the handler hangs up on the HANGUP of LEG-A', async () => {
    const rig = await bridged({ CALL_UPDATE_REQUESTED: [hangUp(LEG_A)], HANGUP: [hangUp(LEG_B)] });
    await rig.update();
    await rig.pass(20);
    expect(rig.seen().at(-1)).toBe('HANGUP Hangup');
    expect(rig.last().ActionData?.Parameters).toMatchObject(LEG_A);
    expect(legsIn(rig.last())).toEqual({ 'LEG-A': 'Disconnected', 'LEG-B': 'Connected' });
    expect(rig.seen()).not.toContain('ACTION_SUCCESSFUL Hangup');
    expect(rig.sma.calls()[0]?.status).toBe('Disconnected');
    expect(rig.sma.update(rig.transactionId, {})).toBe('accepted');
    await rig.pass(20);
    expect(rig.sma.calls()[0]?.status).toBe('Ended');
    expect(rig.last().ActionData?.Parameters).toMatchObject(LEG_B);
    expect(legsIn(rig.last())).toEqual({ 'LEG-B': 'Disconnected' });
  });

  it('goes on with the rest of its list', async () => {
    const rig = await bridged({ CALL_UPDATE_REQUESTED: [hangUp(LEG_A), hangUp(LEG_B)] });
    await rig.update();
    await rig.pass(20);
    await rig.pass(20);
    expect(rig.sma.calls()[0]?.status).toBe('Ended');
  });

  it('takes an action without a leg for one of LEG-B then', async () => {
    const rig = await bridged({ HANGUP: [hangUp()] });
    rig.sma.hangUp(rig.transactionId);
    await rig.pass(0);
    await rig.pass(20);
    expect(rig.sma.calls()[0]?.status).toBe('Ended');
  });
});

describe('one of two telephones hangs up', () => {
  it('the caller: LEG-B stays', async () => {
    const rig = await bridged();
    expect(rig.sma.hangUp(rig.transactionId)).toBe(true);
    await rig.pass(0);
    expect(legsIn(rig.last())).toEqual({ 'LEG-A': 'Disconnected', 'LEG-B': 'Connected' });
    expect(rig.sma.hangUp(rig.transactionId)).toBe(false);
    expect(rig.sma.hangUp(rig.transactionId, 'LEG-B')).toBe(true);
    await rig.pass(0);
    expect(rig.sma.calls()[0]?.status).toBe('Ended');
  });

  it('the one who was called: LEG-A stays', async () => {
    const rig = await bridged({ HANGUP: [SPEAK] });
    rig.sma.hangUp(rig.transactionId, 'LEG-B');
    await rig.pass(0);
    expect(rig.last().ActionData?.Parameters).toMatchObject({ ...LEG_B, SipResponseCode: 0 });
    expect(legsIn(rig.last())).toEqual({ 'LEG-A': 'Connected', 'LEG-B': 'Disconnected' });
    await rig.pass(2_000);
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL Speak');
  });

  it('what runs on the leg that goes ends without a word', async () => {
    const rig = await bridged({ 'ACTION_SUCCESSFUL:CallAndBridge': [PAUSE, SPEAK] });
    rig.sma.hangUp(rig.transactionId);
    await rig.pass(60_000);
    expect(rig.seen().at(-1)).toBe('HANGUP Hangup');
  });

  it('a leg that nobody hangs up ends after 48 hours', async () => {
    const rig = await bridged();
    rig.sma.hangUp(rig.transactionId);
    await rig.pass(0);
    await rig.pass(48 * 3_600_000 - 1);
    expect(rig.sma.calls()[0]?.status).toBe('Disconnected');
    await rig.pass(1);
    expect(rig.sma.calls()[0]?.status).toBe('Ended');
  });
});

describe('a call in a meeting', () => {
  it('ends with one HANGUP that shows both legs Disconnected, when the caller hangs up', async () => {
    const rig = await inMeeting();
    rig.sma.hangUp(rig.transactionId);
    await rig.pass(0);
    expect(legsIn(rig.last())).toEqual({ 'LEG-A': 'Disconnected', 'LEG-B': 'Disconnected' });
    expect(rig.seen().filter((seen) => seen.startsWith('HANGUP'))).toHaveLength(1);
    expect(rig.sma.calls()[0]?.status).toBe('Ended');
  });

  it('is left by a Hangup of LEG-B, with an ACTION_SUCCESSFUL alone', async () => {
    const rig = await inMeeting({ CALL_UPDATE_REQUESTED: [hangUp(LEG_B)] });
    await rig.update();
    await rig.pass(20);
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL Hangup');
    expect(rig.door.connected).toBe(0);
    expect(legsIn(rig.last())).toEqual({ 'LEG-A': 'Connected' });
  });

  it('goes, all of it, when its handler fails', async () => {
    const rig = await inMeeting({
      CALL_UPDATE_REQUESTED: { SchemaVersion: '2' },
      INVALID_LAMBDA_RESPONSE: { SchemaVersion: '2' },
    });
    await rig.update();
    expect(rig.last().ActionData?.Parameters).toMatchObject({ ...LEG_A, SipResponseCode: 480 });
    expect(legsIn(rig.last())).toEqual({ 'LEG-A': 'Disconnected', 'LEG-B': 'Disconnected' });
  });
});
