import { describe, expect, it } from 'vitest';
import { answeringHere, by, type InProcessRig } from './in-process.js';
import { SPEAK } from './rig.js';

const AUDIO = { Type: 'S3', BucketName: 'bucket', Key: 'prompt.wav' };
const ask = (more: object = {}) => ({
  Type: 'SpeakAndGetDigits',
  Parameters: {
    SpeechParameters: { Text: 'your number' },
    MinNumberOfDigits: 2,
    MaxNumberOfDigits: 4,
    InBetweenDigitsDurationInMilliseconds: 1_000,
    RepeatDurationInMilliseconds: 3_000,
    ...more,
  },
});
const asking = (more: object = {}) => answeringHere(by({ NEW_INBOUND_CALL: [ask(more)] }));

describe('SpeakAndGetDigits', () => {
  it('ends with the digits when the caller pressed as many as it takes', async () => {
    const rig = await asking();
    await rig.press('12');
    expect(rig.seen()).toHaveLength(1);
    await rig.press('34');
    expect(rig.last().ActionData).toMatchObject({ Type: 'SpeakAndGetDigits', ReceivedDigits: '1234' });
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL SpeakAndGetDigits');
  });

  it('ends at the terminator, which is not among the digits', async () => {
    const rig = await asking();
    await rig.press('12#');
    expect(rig.last().ActionData?.ReceivedDigits).toBe('12');
  });

  it('ends when no key follows for the time between digits', async () => {
    const rig = await asking();
    await rig.press('12');
    await rig.pass(999);
    expect(rig.seen()).toHaveLength(1);
    await rig.pass(1);
    expect(rig.last().ActionData?.ReceivedDigits).toBe('12');
  });

  it.each([
    ['too few digits', '1#', {}],
    ['digits that the pattern does not want', '99#', { InputDigitsRegex: '^1\\d$' }],
    ['nothing', '', {}],
  ])('fails with InvalidDigitsReceived after %s', async (_what, digits, more) => {
    const rig = await asking(more);
    if (digits !== '') await rig.press(digits);
    await rig.pass(5_000);
    expect(rig.seen().at(-1)).toBe('ACTION_FAILED SpeakAndGetDigits');
    expect(rig.last().ActionData).toMatchObject({ ErrorType: 'InvalidDigitsReceived' });
  });

  it('takes a pattern that holds the terminator, as the pages of AWS do', async () => {
    const rig = await asking({ InputDigitsRegex: '^\\d{2}#$' });
    await rig.press('12#');
    expect(rig.last().ActionData?.ReceivedDigits).toBe('12');
  });

  it('takes every digit where only Java can read the pattern', async () => {
    const rig = await asking({ InputDigitsRegex: '^\\d{2}+$' });
    await rig.press('123#');
    expect(rig.last().ActionData?.ReceivedDigits).toBe('123');
  });

  it('asks again, Repeat times in all, and says the failure in between', async () => {
    const rig = await asking({ Repeat: 2, FailureSpeechParameters: { Text: 'no' } });
    await rig.press('1#');
    await rig.pass(1_000);
    // While the failure is said nobody listens.
    await rig.press('55#');
    expect(rig.seen()).toHaveLength(1);
    await rig.pass(1_000);
    await rig.press('22#');
    expect(rig.last().ActionData?.ReceivedDigits).toBe('22');
  });

  it('succeeds without a digit where none is wanted', async () => {
    const rig = await asking({ MinNumberOfDigits: 0 });
    await rig.pass(5_000);
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL SpeakAndGetDigits');
    expect(rig.last().ActionData?.ReceivedDigits).toBe('');
  });
});

it('PlayAudioAndGetDigits collects as SpeakAndGetDigits does', async () => {
  const { SpeechParameters: _, ...collected } = ask().Parameters;
  const action = { Type: 'PlayAudioAndGetDigits', Parameters: { AudioSource: AUDIO, ...collected } };
  const rig = await answeringHere(by({ NEW_INBOUND_CALL: [action] }));
  await rig.press('4321');
  expect(rig.last().ActionData).toMatchObject({ Type: 'PlayAudioAndGetDigits', ReceivedDigits: '4321' });
});

describe('ReceiveDigits', () => {
  const listen = {
    Type: 'ReceiveDigits',
    Parameters: {
      ParticipantTag: 'LEG-A',
      InputDigitsRegex: '^\\d{2}#$',
      InBetweenDigitsDurationInMilliseconds: 1_000,
      FlushDigitsDurationInMilliseconds: 5_000,
    },
  };
  const listening = (more: Parameters<typeof by>[0] = {}) => answeringHere(by({ NEW_INBOUND_CALL: [listen], ...more }));

  it('succeeds at once with no digits, and matching ones are a DIGITS_RECEIVED whose answer counts', async () => {
    const rig = await listening({ DIGITS_RECEIVED: [SPEAK] });
    await rig.pass(10);
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL ReceiveDigits');
    expect(rig.last().ActionData?.ReceivedDigits).toBe('');
    await rig.press('11#');
    await rig.pass(1_000);
    expect(rig.last()).toMatchObject({
      InvocationEventType: 'DIGITS_RECEIVED',
      ActionData: { ReceivedDigits: '11#', Type: 'ReceiveDigits', Parameters: { CallId: rig.callId } },
    });
    await rig.pass(2_000);
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL Speak');
  });

  it('looks at the pattern only when the caller pauses', async () => {
    const rig = await listening();
    await rig.pass(10);
    for (const key of '11#') {
      await rig.press(key);
      await rig.pass(900);
    }
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL ReceiveDigits');
    await rig.pass(100);
    expect(rig.seen().at(-1)).toBe('DIGITS_RECEIVED ReceiveDigits');
  });

  it('drops what does not match after the flush time', async () => {
    const rig = await listening();
    await rig.pass(10);
    await rig.press('9');
    await rig.pass(5_000);
    await rig.press('11#');
    await rig.pass(1_000);
    expect(rig.last().ActionData?.ReceivedDigits).toBe('11#');
  });

  it('listens on, beside other actions, but not while one collects digits', async () => {
    const rig = await answeringHere(by({ NEW_INBOUND_CALL: [listen, ask()] }));
    await rig.pass(10);
    await rig.press('22#');
    await rig.pass(1_000);
    expect(rig.seen()).not.toContain('DIGITS_RECEIVED ReceiveDigits');
    await rig.press('33#');
    await rig.pass(1_000);
    expect(rig.last().ActionData?.ReceivedDigits).toBe('33#');
  });

  it('begins anew after each match', async () => {
    const rig = await listening();
    await rig.pass(10);
    for (const digits of ['11#', '22#']) {
      await rig.press(digits);
      await rig.pass(1_000);
      expect(rig.last().ActionData?.ReceivedDigits).toBe(digits);
    }
  });

  it.each([
    ['the call has ended', (rig: InProcessRig) => void rig.sma.hangUp(rig.transactionId)],
    ['another one took its place', (rig: InProcessRig) => void rig.sma.update(rig.transactionId, {})],
  ])('tells nothing of keys once %s', async (_what, happens) => {
    const rig = await listening({ CALL_UPDATE_REQUESTED: [listen] });
    await rig.pass(10);
    await rig.press('11#');
    happens(rig);
    await rig.pass(0);
    await rig.pass(1_000);
    expect(rig.seen()).not.toContain('DIGITS_RECEIVED ReceiveDigits');
  });

  it('is replaced by the next one', async () => {
    const other = { ...listen, Parameters: { ...listen.Parameters, InputDigitsRegex: '^5$' } };
    const rig = await answeringHere(by({ NEW_INBOUND_CALL: [listen, other] }));
    await rig.pass(20);
    await rig.press('11#');
    await rig.pass(5_000);
    expect(rig.seen()).not.toContain('DIGITS_RECEIVED ReceiveDigits');
    await rig.press('5');
    await rig.pass(1_000);
    expect(rig.seen().at(-1)).toBe('DIGITS_RECEIVED ReceiveDigits');
  });
});

it('keys of the other telephone are not those of the leg that is asked', async () => {
  const Endpoints = [{ BridgeEndpointType: 'PSTN', Uri: '+12065550199' }];
  const bridge = { Type: 'CallAndBridge', Parameters: { CallerIdNumber: '+12065550100', Endpoints } };
  const listen = {
    Type: 'ReceiveDigits',
    Parameters: {
      ParticipantTag: 'LEG-B',
      InputDigitsRegex: '^7$',
      InBetweenDigitsDurationInMilliseconds: 500,
      FlushDigitsDurationInMilliseconds: 5_000,
    },
  };
  const rig = await answeringHere(
    by({ NEW_INBOUND_CALL: [bridge], 'ACTION_SUCCESSFUL:CallAndBridge': [listen, ask({ ParticipantTag: 'LEG-A' })] }),
  );
  expect(rig.sma.press(rig.transactionId, '7', 'LEG-B')).toBe(false);
  await rig.pass(1_000);
  await rig.pass(10);
  rig.sma.press(rig.transactionId, '7', 'LEG-B');
  await rig.press('12#');
  expect(rig.last().ActionData?.ReceivedDigits).toBe('12');
  await rig.press('7');
  await rig.pass(500);
  const received = rig.events().filter(({ InvocationEventType: type }) => type === 'DIGITS_RECEIVED');
  expect(received).toHaveLength(1);
});

describe('keys that end a sound', () => {
  it('PlayAudio', async () => {
    const play = { Type: 'PlayAudio', Parameters: { AudioSource: AUDIO, PlaybackTerminators: ['*'] } };
    const rig = await answeringHere(by({ NEW_INBOUND_CALL: [play] }));
    await rig.press('1');
    expect(rig.seen()).toHaveLength(1);
    await rig.press('*');
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL PlayAudio');
  });

  it('not those of the other telephone', async () => {
    const Endpoints = [{ BridgeEndpointType: 'PSTN', Uri: '+12065550199' }];
    const bridge = { Type: 'CallAndBridge', Parameters: { CallerIdNumber: '+12065550100', Endpoints } };
    const play = { Type: 'PlayAudio', Parameters: { AudioSource: AUDIO, PlaybackTerminators: ['*'] } };
    const rig = await answeringHere(by({ NEW_INBOUND_CALL: [bridge], 'ACTION_SUCCESSFUL:CallAndBridge': [play] }));
    await rig.pass(1_000);
    rig.sma.press(rig.transactionId, '*', 'LEG-B');
    await rig.pass(0);
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL CallAndBridge');
    await rig.press('*');
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL PlayAudio');
  });

  it.each([
    ['#', '#'],
    ['', undefined],
  ])('RecordAudio, which names its key: %j', async (key, used) => {
    const RecordingDestination = { Type: 'S3', BucketName: 'tapes', Prefix: 'calls' };
    const record = { Type: 'RecordAudio', Parameters: { RecordingDestination, RecordingTerminators: ['#'] } };
    const rig = await answeringHere(by({ NEW_INBOUND_CALL: [record] }));
    if (key === '') await rig.pass(2_000);
    else await rig.press(key);
    const { RecordingDestination: where, RecordingTerminatorUsed } = rig.last().ActionData ?? {};
    expect(where).toMatchObject({ Type: 'S3', BucketName: 'tapes', Key: expect.stringMatching(/^calls\/.*\.wav$/) });
    expect(RecordingTerminatorUsed).toBe(used);
  });
});

it('SendDigits takes as long as its tones and commas', async () => {
  const send = (more: object) => ({ Type: 'SendDigits', Parameters: { Digits: '1,2', ...more } });
  const rig = await answeringHere((event) => {
    const CallId = event.CallDetails.Participants[0]?.CallId;
    if (event.InvocationEventType === 'NEW_INBOUND_CALL') return [send({ CallId })];
    return event.Sequence === 2 ? [send({ CallId, ToneDurationInMilliseconds: 100 })] : undefined;
  });
  await rig.pass(999);
  expect(rig.seen()).toHaveLength(1);
  await rig.pass(1);
  expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL SendDigits');
  await rig.pass(700);
  expect(rig.seen()).toHaveLength(3);
});
