/** How a call ends, and how little happens to it then. */
import { describe, expect, it } from 'vitest';
import { asked } from './asked.js';
import { JOIN, PAUSE, SPEAK } from './rig.js';

async function joined() {
  const rig = await asked();
  const transactionId = await rig.ring();
  await rig.answer([JOIN]);
  await rig.pass(150);
  await rig.answer([]);
  return Object.assign(rig, { transactionId });
}

describe('a new inbound call', () => {
  it('that its handler leaves ringing ends after 30 s, and the message log says that the list was empty', async () => {
    const rig = await asked();
    await rig.ring();
    await rig.answer([]);
    expect(rig.messages()).toEqual(['Actions list is empty.']);
    await rig.pass(29_999);
    expect(rig.status()).toBe('Ringing');
    await rig.pass(1);
    expect(rig.status()).toBe('Ended');
  });

  it('an empty list later on is not worth a message', async () => {
    const rig = await asked();
    const transactionId = await rig.ring();
    await rig.answer([PAUSE]);
    await rig.update(transactionId);
    await rig.answer([]);
    expect(rig.messages()).toEqual([]);
    expect(rig.status()).toBe('Connected');
  });

  it('an empty list to an outbound call is not worth one either', async () => {
    const rig = await asked();
    await rig.dial();
    await rig.answer([]);
    expect(rig.messages()).toEqual([]);
  });

  it('that is answered late by an update does not end after those 30 s', async () => {
    const rig = await asked();
    const transactionId = await rig.ring();
    await rig.answer([]);
    await rig.update(transactionId);
    await rig.answer([PAUSE]);
    await rig.pass(29_999);
    await rig.pass(1);
    expect(rig.status()).toBe('Connected');
  });

  it('whose first answer is unusable ends at once with 480: there is nobody to complain to', async () => {
    const rig = await asked();
    await rig.ring();
    await rig.answerText('"no"');
    expect(rig.types()).toEqual(['NEW_INBOUND_CALL', 'HANGUP']);
    expect(rig.events().at(-1)?.ActionData?.Parameters).toMatchObject({ SipResponseCode: 480 });
    expect(rig.status()).toBe('Ended');
  });

  it('whose handler never answers ends after 20 s with a message', async () => {
    const rig = await asked({ graceMs: 0 });
    await rig.ring();
    await rig.pass(5_000);
    await rig.pass(15_000);
    expect(rig.messages()).toContain('AWS Lambda client operation timed out.');
    expect(rig.status()).toBe('Ended');
  });
});

describe('hanging up', () => {
  it('is possible once, and only for a leg that is there', async () => {
    const rig = await joined();
    expect(rig.sma.hangUp('no such call')).toBe(false);
    expect(rig.sma.hangUp(rig.transactionId, 'LEG-B')).toBe(true);
    expect(rig.sma.hangUp(rig.transactionId, 'LEG-B')).toBe(false);
    expect(rig.sma.hangUp(rig.transactionId)).toBe(true);
    expect(rig.sma.hangUp(rig.transactionId)).toBe(false);
  });

  it('of the caller takes the meeting’s leg along in one event', async () => {
    const rig = await joined();
    rig.sma.hangUp(rig.transactionId);
    await rig.pass(0);
    expect(
      rig
        .events()
        .at(-1)
        ?.CallDetails.Participants.map(({ Status }) => Status),
    ).toEqual(['Disconnected', 'Disconnected']);
    expect(rig.types().filter((type) => type === 'HANGUP')).toHaveLength(1);
    expect(rig.door.connected).toBe(0);
  });

  it('of the meeting’s leg leaves the caller, who can join again', async () => {
    const rig = await joined();
    rig.sma.hangUp(rig.transactionId, 'LEG-B');
    await rig.pass(0);
    await rig.answer([JOIN]);
    await rig.pass(150);
    expect(rig.types().at(-1)).toBe('ACTION_SUCCESSFUL');
    expect(rig.door.connected).toBe(1);
  });

  it('ends what the call was doing: no more is reported of it', async () => {
    const rig = await asked();
    const transactionId = await rig.ring();
    await rig.answer([SPEAK, PAUSE]);
    rig.sma.hangUp(transactionId);
    await rig.pass(0);
    await rig.answer();
    await rig.pass(60_000);
    expect(rig.types()).toEqual(['NEW_INBOUND_CALL', 'HANGUP']);
  });

  it('before an outbound call is answered keeps it from being answered', async () => {
    const rig = await asked();
    const transactionId = await rig.dial();
    await rig.answer();
    rig.sma.hangUp(transactionId);
    await rig.pass(0);
    await rig.answer();
    await rig.pass(60_000);
    expect(rig.types()).toEqual(['NEW_OUTBOUND_CALL', 'HANGUP']);
    expect(rig.events().at(-1)?.ActionData?.Parameters).toMatchObject({ SipResponseCode: 0 });
  });
});

describe('keys', () => {
  it('go to a leg that is there, and to no other', async () => {
    const rig = await joined();
    expect(rig.sma.press(rig.transactionId, '1')).toBe(true);
    expect(rig.sma.press(rig.transactionId, '1', 'LEG-B')).toBe(true);
    expect(rig.sma.press('no such call', '1')).toBe(false);
    rig.sma.hangUp(rig.transactionId);
    expect(rig.sma.press(rig.transactionId, '1')).toBe(false);
  });

  it('are heard one by one: those behind a terminator belong to what comes next', async () => {
    const rig = await asked();
    const transactionId = await rig.ring();
    const SpeechParameters = { Text: 'your number' };
    const Parameters = { SpeechParameters, TerminatorDigits: ['#'], RepeatDurationInMilliseconds: 3_000 };
    await rig.answer([{ Type: 'SpeakAndGetDigits', Parameters }]);
    rig.sma.press(transactionId, '12#34');
    await rig.pass(0);
    expect(rig.events().at(-1)?.ActionData).toMatchObject({ ReceivedDigits: '12' });
  });
});

describe('a call that its handler spoils', () => {
  it('tells the handler of its first unusable answer with the message of the log', async () => {
    const rig = await joined();
    await rig.update(rig.transactionId);
    await rig.answerText('"no"');
    const event = rig.events().at(-1);
    expect(event?.InvocationEventType).toBe('INVALID_LAMBDA_RESPONSE');
    expect(rig.messages()).toEqual([event?.ErrorMessage]);
    expect(rig.door.connected).toBe(1);
  });

  it('ends, with all its legs, when the answer to that is unusable too', async () => {
    const rig = await joined();
    await rig.update(rig.transactionId);
    await rig.answerText('"no"');
    await rig.answerText('"no"');
    expect(rig.status()).toBe('Ended');
    expect(rig.door.connected).toBe(0);
    expect(rig.messages()).toHaveLength(2);
  });
});
