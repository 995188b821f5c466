import { describe, expect, it } from 'vitest';
import { ACTION_TYPES } from '../../../src/core/facts/actions/table.js';
import type { HandlerAction } from '../../../src/core/facts/event.js';
import { isSimulated } from '../../../src/emulator/sma/actions/registry.js';
import { answeringHere, by, type InProcessRig } from './in-process.js';
import { ATTENDEE, JOIN, MEETING } from './rig.js';

/** A call whose handler, at each update, does the next of these actions on LEG-A. */
async function doing(...steps: HandlerAction[]): Promise<InProcessRig> {
  let next = 0;
  return answeringHere((event) => {
    if (event.InvocationEventType !== 'CALL_UPDATE_REQUESTED') return undefined;
    const step = steps[next++];
    const leg = event.CallDetails.Participants[0]?.CallId;
    return step === undefined ? [] : [{ ...step, Parameters: { CallId: leg, ...step.Parameters } }];
  });
}

async function each(rig: InProcessRig): Promise<string | undefined> {
  await rig.update();
  await rig.pass(50);
  return rig.seen().at(-1);
}

it('every action that AWS documents is simulated, but for those it has withdrawn', () => {
  expect(ACTION_TYPES.filter((type) => !isSimulated(type))).toEqual(['RecordMeeting']);
});

it.each([true, false])('VoiceFocus, Enable %j, is seen in the state of the leg', async (Enable) => {
  const rig = await doing({ Type: 'VoiceFocus', Parameters: { Enable } });
  expect(await each(rig)).toBe('ACTION_SUCCESSFUL VoiceFocus');
  expect(rig.sma.calls()[0]?.legs[0]?.voiceFocus).toBe(Enable);
});

describe('a call recording', () => {
  const start = (Location: string) => ({
    Type: 'StartCallRecording',
    Parameters: { Track: 'BOTH', Destination: { Type: 'S3', Location } },
  });
  const simple = (Type: string) => ({ Type, Parameters: {} });

  it('starts, pauses, resumes and stops', async () => {
    const names = ['PauseCallRecording', 'ResumeCallRecording', 'StopCallRecording'];
    const rig = await doing(start('tapes'), ...names.map(simple));
    const seen: (string | undefined)[] = [];
    for (let step = 0; step < 4; step += 1) {
      await each(rig);
      seen.push(rig.sma.calls()[0]?.legs[0]?.recording);
    }
    expect(seen).toEqual(['on', 'paused', 'on', undefined]);
    expect(rig.seen().filter((each) => each.startsWith('ACTION_SUCCESSFUL'))).toHaveLength(4);
  });

  it.each([
    ['tapes', 'tapes/Amazon-Chime-SMA-Call-Recordings/2026/11/22/'],
    ['tapes/support', 'tapes/support/2026/11/22/'],
  ])('to %s goes below %s', async (location, folder) => {
    const rig = await doing(start(location));
    await each(rig);
    const { Type, Location = '' } = rig.last().ActionData?.CallRecordingDestination ?? {};
    expect(Type).toBe('S3');
    expect(Location.startsWith(`${folder}2026-11-22-00-00-`)).toBe(true);
    expect(Location.endsWith(`_${rig.transactionId}_${rig.callId}.wav`)).toBe(true);
  });

  it.each(['PauseCallRecording', 'ResumeCallRecording', 'StopCallRecording'])('%s needs one', async (type) => {
    const rig = await doing(simple(type));
    expect(await each(rig)).toBe(`ACTION_FAILED ${type}`);
    expect(rig.last().ActionData?.ErrorType).toBe('SystemException');
  });
});

describe('ModifyChimeMeetingAttendees', () => {
  const modify = (more: object = {}) => ({
    Type: 'ModifyChimeMeetingAttendees',
    Parameters: { Operation: 'Mute', MeetingId: MEETING, AttendeeList: [ATTENDEE], ...more },
  });
  const joined = (...steps: HandlerAction[]) => {
    let next = 0;
    return answeringHere((event) => {
      if (event.InvocationEventType === 'NEW_INBOUND_CALL') return [JOIN];
      return event.InvocationEventType === 'CALL_UPDATE_REQUESTED' ? [steps[next++]] : undefined;
    });
  };

  it('mutes and unmutes the attendees of the meeting', async () => {
    const rig = await joined(modify(), modify({ Operation: 'Unmute' }));
    await rig.pass(150);
    expect(await each(rig)).toBe('ACTION_SUCCESSFUL ModifyChimeMeetingAttendees');
    expect(rig.door.muted).toBe(true);
    await each(rig);
    expect(rig.door.muted).toBe(false);
  });

  it.each([
    ['somebody who is not of it', { AttendeeList: [ATTENDEE, MEETING] }, /^One or more attendees are not part/],
    ['another meeting', { MeetingId: ATTENDEE }, /^Call is not connected to Chime Meeting/],
  ])('does not mute %s', async (_what, more, message) => {
    const rig = await joined(modify(more));
    await rig.pass(150);
    await each(rig);
    expect(rig.last().ActionData?.ErrorMessage).toMatch(message);
    expect(rig.door.muted).toBe(undefined);
  });

  it('is an invalid action on a call that is not bridged', async () => {
    const rig = await answeringHere(by({ CALL_UPDATE_REQUESTED: [modify()] }));
    await each(rig);
    expect(rig.last().ActionData?.ErrorMessage).toBe('Invalid action on the call.');
  });

  it('fails on a call that is bridged to a telephone', async () => {
    const Endpoints = [{ BridgeEndpointType: 'PSTN', Uri: '+12065550199' }];
    const bridge = { Type: 'CallAndBridge', Parameters: { CallerIdNumber: '+12065550100', Endpoints } };
    const rig = await answeringHere(by({ NEW_INBOUND_CALL: [bridge], CALL_UPDATE_REQUESTED: [modify()] }));
    await rig.pass(1_000);
    await each(rig);
    expect(rig.last().ActionData?.ErrorMessage).toBe('Call is not connected to Chime Meeting.');
  });
});

describe('StartBotConversation', () => {
  const BotAliasArn = 'arn:aws:lex:us-east-1:111122223333:bot-alias/ABCDEFGHIJ/KLMNOPQRST';
  const talk = {
    Type: 'StartBotConversation',
    Parameters: { BotAliasArn, Configuration: { SessionState: { SessionAttributes: { ticket: '7' } } } },
  };

  it('ends with an IntentResult whose SessionId is the CallId', async () => {
    const rig = await answeringHere(by({ NEW_INBOUND_CALL: [talk] }));
    await rig.pass(3_000);
    expect(rig.last().ActionData).toMatchObject({
      Type: 'StartBotConversation',
      CallId: rig.callId,
      IntentResult: {
        SessionId: rig.callId,
        SessionState: {
          SessionAttributes: { ticket: '7' },
          Intent: { Name: 'FallbackIntent', State: 'ReadyForFulfillment' },
        },
        Interpretations: [{ Intent: { Name: 'FallbackIntent' } }],
      },
    });
  });

  it('cannot run in a meeting', async () => {
    const rig = await answeringHere(by({ NEW_INBOUND_CALL: [JOIN], CALL_UPDATE_REQUESTED: [talk] }));
    await rig.pass(150);
    await rig.update();
    expect(rig.last().ActionData).toMatchObject({ ErrorType: 'InvalidActionParameter' });
  });
});

it('TransactionAttributes are those last answered, whatever was answered them to', async () => {
  const rig = await answeringHere(({ InvocationEventType: type, Sequence }) => {
    const actions =
      type === 'CALL_UPDATE_REQUESTED'
        ? { Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '500' } }] }
        : {};
    return Sequence === 1 ? undefined : { ...actions, TransactionAttributes: { last: type } };
  });
  await rig.update();
  await rig.pass(500);
  await rig.update();
  const seen = rig
    .events()
    .map(({ InvocationEventType: type, CallDetails }) => [type, CallDetails.TransactionAttributes]);
  expect(seen).toEqual([
    ['NEW_INBOUND_CALL', undefined],
    ['CALL_UPDATE_REQUESTED', undefined],
    ['ACTION_INTERRUPTED', { last: 'CALL_UPDATE_REQUESTED' }],
    ['ACTION_SUCCESSFUL', { last: 'ACTION_INTERRUPTED' }],
    ['CALL_UPDATE_REQUESTED', { last: 'ACTION_SUCCESSFUL' }],
  ]);
});
