import { describe, expect, it } from 'vitest';
import { ATTENDEE, answering, handlerFile, JOIN, MEETING, PAUSE, type Rig, SPEAK, startRig, TOKEN } from './rig.js';

async function joinWith(action: unknown, more = {}): Promise<Rig & { transactionId: string; callId: string }> {
  const rig = await startRig(answering({ CALL_UPDATE_REQUESTED: [action] }), more);
  const { transactionId, callId } = await rig.call();
  expect(rig.sma.update(transactionId, { go: 'now' })).toBe('accepted');
  await rig.until(() => rig.seen().includes('ACTION_INTERRUPTED Pause'));
  rig.clock.advance(500);
  await rig.until(() => /ACTION_(SUCCESSFUL|FAILED) JoinChimeMeeting/.test(rig.seen().at(-1) ?? ''));
  return Object.assign(rig, { transactionId, callId });
}

const join = (parameters: Record<string, unknown>) => ({
  Type: 'JoinChimeMeeting',
  Parameters: { ...JOIN.Parameters, ...parameters },
});

describe('JoinChimeMeeting', () => {
  it('interrupts the hold, adds the meeting leg and says so', async () => {
    const rig = await joinWith(JOIN);
    expect(rig.seen()).toEqual([
      'NEW_INBOUND_CALL',
      'CALL_UPDATE_REQUESTED CallUpdateRequest',
      'ACTION_INTERRUPTED Pause',
      'ACTION_SUCCESSFUL JoinChimeMeeting',
    ]);
    expect(rig.events().map(({ Sequence }) => Sequence)).toEqual([1, 2, 3, 4]);
    const success = rig.events().at(-1);
    expect(success?.ActionData).toEqual({
      ...JOIN,
      Parameters: { ...JOIN.Parameters, CallId: rig.sma.calls()[0]?.legs[0]?.callId },
    });
    expect(success?.CallDetails.Participants[1]).toMatchObject({
      ParticipantTag: 'LEG-B',
      To: '+17035550122',
      Direction: 'Outbound',
      Status: 'Connected',
    });
    expect(rig.sma.calls()[0]).toMatchObject({
      status: 'Connected',
      legs: [
        { participantTag: 'LEG-A', callId: rig.callId, status: 'Connected' },
        { participantTag: 'LEG-B', status: 'Connected', meetingId: MEETING, attendeeId: ATTENDEE },
      ],
    });
    expect(rig.sma.calls()[0]?.legs[0]).not.toHaveProperty('meetingId');
    expect(rig.door.connected).toBe(1);
  });

  const invalid = { ErrorType: 'InvalidActionParameter', ErrorMessage: 'JoinToken parameter value is invalid.' };
  it.each([
    ['a token cut short', { JoinToken: TOKEN.slice(0, -1) }],
    ['no token', { JoinToken: undefined }],
    ['no MeetingId', { MeetingId: undefined }],
    ["another meeting's id", { MeetingId: ATTENDEE }],
    ['LEG-B', { ParticipantTag: 'LEG-B' }],
    ['a CallId of nobody', { CallId: ATTENDEE }],
    ['an empty CallId', { CallId: '' }],
  ])('refuses %s, and the call goes on unbridged', async (_what, parameters) => {
    const rig = await joinWith(join(parameters));
    expect(rig.events().at(-1)).toMatchObject({ InvocationEventType: 'ACTION_FAILED', ActionData: invalid });
    expect(rig.sma.calls()[0]).toMatchObject({ status: 'Connected', legs: [{ participantTag: 'LEG-A' }] });
    expect(rig.door.connected).toBe(0);
  });

  it('lets the CallId win over the tag, and takes ids in either case', async () => {
    const file = handlerFile(`export const handler = (event) => {
      const { CallId } = event.CallDetails.Participants[0];
      const Parameters = { JoinToken: '${TOKEN}', MeetingId: '${MEETING}'.toUpperCase(), ParticipantTag: 'LEG-B', CallId };
      const update = event.InvocationEventType === 'CALL_UPDATE_REQUESTED';
      if (event.InvocationEventType.startsWith('ACTION')) return { SchemaVersion: '1.0' };
      return { SchemaVersion: '1.0', Actions: [update ? { Type: 'JoinChimeMeeting', Parameters } : ${JSON.stringify(PAUSE)}] };
    };`);
    const rig = await startRig(file);
    rig.sma.update((await rig.call()).transactionId, {});
    await rig.until(() => rig.seen().length === 3);
    rig.clock.advance(500);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_SUCCESSFUL JoinChimeMeeting');
  });

  it('can say its failure as the one string of its own page', async () => {
    const rig = await joinWith(join({ MeetingId: undefined }), { failureForm: 'error-string' });
    const data = rig.events().at(-1)?.ActionData;
    expect(data?.Error).toBe('InvalidActionParameter: JoinToken parameter value is invalid.');
    expect(data).not.toHaveProperty('ErrorType');
  });

  it('cannot run on a bridged call, which stays bridged', async () => {
    const rig = await joinWith(JOIN);
    rig.sma.update(rig.transactionId, {});
    await rig.until(() => rig.seen().length === 5);
    rig.clock.advance(500);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_FAILED JoinChimeMeeting');
    expect(rig.sma.calls()[0]?.legs.map(({ status }) => status)).toEqual(['Connected', 'Connected']);
  });

  it('reports alone in the middle of a list, and the rest of the list waits for the answer', async () => {
    const rig = await startRig(answering({ CALL_UPDATE_REQUESTED: [JOIN, SPEAK] }));
    const { transactionId } = await rig.call();
    rig.sma.update(transactionId, {});
    await rig.until(() => rig.seen().length === 3);
    rig.clock.advance(200);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_SUCCESSFUL JoinChimeMeeting');
    await rig.until(() => {
      rig.clock.advance(100);
      return rig.seen().at(-1) === 'ACTION_SUCCESSFUL Speak';
    });
  });

  it('tells of the meeting end with a HANGUP of LEG-B, LEG-A still connected', async () => {
    const rig = await joinWith(JOIN);
    rig.door.endMeeting();
    await rig.until(() => rig.seen().at(-1) === 'HANGUP Hangup');
    const event = rig.events().at(-1);
    expect(event?.ActionData?.Parameters).toMatchObject({ ParticipantTag: 'LEG-B', SipResponseCode: 0 });
    expect(event?.CallDetails.Participants.map(({ Status }) => Status)).toEqual(['Connected', 'Disconnected']);
    expect(rig.sma.calls()[0]?.legs[1]).toMatchObject({ status: 'Disconnected', meetingId: MEETING });
    rig.sma.update(rig.transactionId, {});
    await rig.until(() => rig.seen().at(-1)?.startsWith('CALL_UPDATE') === true);
    expect(rig.events().at(-1)?.CallDetails.Participants).toHaveLength(1);
  });

  it('leaves the meeting when the caller hangs up', async () => {
    const rig = await joinWith(JOIN);
    expect(rig.sma.hangUp(rig.transactionId)).toBe(true);
    await rig.until(() => rig.seen().at(-1) === 'HANGUP Hangup');
    expect(rig.events().at(-1)?.ActionData?.Parameters).toMatchObject({ ParticipantTag: 'LEG-A' });
    expect(rig.door.connected).toBe(0);
    expect(rig.sma.calls()[0]?.status).toBe('Ended');
    expect(rig.sma.update(rig.transactionId, {})).toBe('call-ended');
    expect(rig.sma.hangUp(rig.transactionId)).toBe(false);
  });

  it('is a SystemException when the meeting cannot take the connection', async () => {
    const rig = await startRig(answering({ CALL_UPDATE_REQUESTED: [JOIN] }));
    const { transactionId } = await rig.call();
    rig.door.broken = true;
    rig.sma.update(transactionId, {});
    await rig.until(() => rig.seen().length === 3);
    rig.clock.advance(500);
    await rig.until(() => rig.seen().at(-1) === 'ACTION_FAILED JoinChimeMeeting');
    expect(rig.events().at(-1)?.ActionData?.ErrorType).toBe('SystemException');
    expect(rig.sma.calls()[0]?.legs).toHaveLength(1);
  });

  it('fails on an outbound call that nobody has answered yet', async () => {
    const rig = await startRig(answering({ CALL_UPDATE_REQUESTED: [JOIN] }));
    const { transactionId } = rig.sma.placeOutbound({
      from: '+12065550100',
      to: '+12065550142',
      sipHeaders: {},
      arguments: {},
    });
    rig.sma.update(transactionId, {});
    await rig.until(() => rig.seen().length === 2);
    await rig.until(() => {
      rig.clock.advance(10);
      return rig.seen().includes('ACTION_FAILED JoinChimeMeeting');
    });
    expect(rig.sma.calls()[0]?.legs).toHaveLength(1);
  });
});
