import { beforeAll, describe, expect, it } from 'vitest';
import { handlerFile, JOIN, PAUSE, type Rig, startRig } from './rig.js';

/** Does whatever the update says, as a list of actions in JSON. */
const OBEDIENT = `export const handler = async (event) => {
  const say = event.ActionData?.Parameters?.Arguments?.actions;
  const held = event.InvocationEventType === 'NEW_INBOUND_CALL' ? [${JSON.stringify(PAUSE)}] : undefined;
  const Actions = say === undefined ? held : JSON.parse(say);
  return { SchemaVersion: '1.0', ...(Actions === undefined ? {} : { Actions }) };
};`;

let rig: Rig;
beforeAll(async () => {
  rig = await startRig(handlerFile(OBEDIENT));
});

/** A new call that is told to do this; its events once it has said how that went. */
async function told(...actions: object[]) {
  const { transactionId } = await rig.call();
  rig.sma.update(transactionId, { actions: JSON.stringify(actions) });
  await rig.until(() => {
    rig.clock.advance(50);
    return /^(?:ACTION_(?:FAILED|SUCCESSFUL)|INVALID|HANGUP)/.test(rig.seen().at(-1) ?? '');
  });
  return { last: rig.events().at(-1), seen: rig.seen().at(-1), call: rig.sma.calls().at(-1) };
}

const FILE = { Type: 'S3', BucketName: 'prompts', Key: 'hold.wav' };

describe('an action with wrong parameters fails in the words of AWS, and the call goes on', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['Pause', { DurationInMilliseconds: 0 }, 'InvalidActionParameter', 'The Duration parameter is invalid.'],
    ['Pause', { DurationInMilliseconds: 'long' }, 'InvalidActionParameter', 'The Duration parameter is invalid.'],
    ['Hangup', { SipResponseCode: '500' }, 'InvalidActionParameter', 'SipResponseCode parameter value is invalid.'],
    [
      'PlayAudio',
      { AudioSource: { ...FILE, Key: '' } },
      'InvalidAudioSource',
      'Audio Source parameter value is invalid.',
    ],
    [
      'PlayAudio',
      { AudioSource: FILE, ParticipantTag: 'LEG-B' },
      'InvalidActionParameter',
      'CallId or ParticipantTag parameter for action is invalid.',
    ],
    ['Speak', { Text: 'x'.repeat(1_001) }, 'MissingRequiredActionParameter', 'Text is limited to 1,000 characters'],
    ['Speak', { Text: 'x', Engine: 'bogus' }, 'InvalidActionParameter', 'Engine parameter value is invalid.'],
    ['StartBotConversation', {}, 'InvalidActionParameter', 'BotAliasArn parameter value is invalid.'],
    [
      'CallAndBridge',
      { Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550199' }] },
      'InvalidActionParameter',
      'Caller ID not defined.',
    ],
    [
      'CallAndBridge',
      { CallerIdNumber: '+12065550100', Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: 'not-a-number' }] },
      'InvalidActionParameter',
      'Endpoint parameter is invalid.',
    ],
    ['VoiceFocus', { Enable: true }, 'MissingRequiredActionParameter', 'Missing required action parameter.'],
    ['JoinChimeMeeting', { JoinToken: 'x' }, 'InvalidActionParameter', 'JoinToken parameter value is invalid.'],
  ])('%s %j', async (Type, Parameters, ErrorType, ErrorMessage) => {
    const { last, call } = await told({ Type, Parameters });
    expect(last).toMatchObject({ InvocationEventType: 'ACTION_FAILED', ActionData: { Type, ErrorType, ErrorMessage } });
    expect(call?.status).toBe('Connected');
  });

  it('the rest of its list is dropped', async () => {
    const { seen } = await told({ Type: 'Speak', Parameters: {} }, JOIN);
    expect(seen).toBe('ACTION_FAILED Speak');
    rig.clock.advance(10_000);
    expect(rig.seen().at(-1)).toBe('ACTION_FAILED Speak');
  });
});

describe("where AWS's pages disagree the action works", () => {
  it.each([
    [{ Type: 'Speak', Parameters: { Text: 'Hello' } }, 'ACTION_SUCCESSFUL Speak'],
    [{ Type: 'Pause', Parameters: { DurationInMilliseconds: 99 } }, 'ACTION_SUCCESSFUL Pause'],
    [{ Type: 'Hangup', Parameters: { SipResponseCode: '200' } }, 'HANGUP Hangup'],
    [{ Type: 'Hangup', Parameters: { ParticipantTag: '' } }, 'HANGUP Hangup'],
    [{ Type: 'Hangup', Parameters: { SipResponseCode: '486' } }, 'HANGUP Hangup'],
  ])('%j', async (action, event) => {
    expect((await told(action)).seen).toBe(event);
  });
});

describe('an action of AWS that is not simulated here', () => {
  const RECORD = { Type: 'RecordMeeting', Parameters: {} };
  it('is not refused, ends no call, and stands in the state', async () => {
    const { seen, call } = await told(RECORD);
    expect(seen).toBe('ACTION_SUCCESSFUL RecordMeeting');
    expect(call).toMatchObject({ status: 'Connected', notSimulated: ['RecordMeeting'] });
  });

  it('lets the rest of its list run', async () => {
    const { seen, call } = await told(RECORD, JOIN);
    expect(seen).toBe('ACTION_SUCCESSFUL JoinChimeMeeting');
    expect(call?.legs[1]).toMatchObject({ participantTag: 'LEG-B', status: 'Connected' });
  });

  it('is not one that AWS does not have: that is refused', async () => {
    const { last, call } = await told({ Type: 'Dance', Parameters: {} });
    expect(last).toMatchObject({ InvocationEventType: 'INVALID_LAMBDA_RESPONSE', ErrorType: 'UnsupportedAction' });
    expect(call?.notSimulated).toEqual([]);
  });
});
