import { describe, expect, it } from 'vitest';
import { createTelephones } from '../../../src/emulator/telephones.js';
import { answeringHere, by, legsIn, rigHere } from './in-process.js';
import { ATTENDEE, JOIN, MEETING, SPEAK, TOKEN } from './rig.js';

const FRIEND = '+12065550199';
const bridge = (more: object = {}) => ({
  Type: 'CallAndBridge',
  Parameters: { CallerIdNumber: '+12065550100', Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: FRIEND }], ...more },
});

function telephones(answers: string) {
  const made = createTelephones();
  made.replace([{ number: FRIEND, answers }]);
  return { telephones: made };
}

async function calling(answers: string, more: object = {}, table: Parameters<typeof by>[0] = {}) {
  return answeringHere(by({ CALL_UPDATE_REQUESTED: [bridge(more)], ...table }), telephones(answers));
}

describe('CallAndBridge', () => {
  it('is bridged when the telephone answers, and not before', async () => {
    const rig = await calling('after 4s');
    await rig.update();
    await rig.pass(3_999);
    expect(rig.sma.calls()[0]?.legs).toHaveLength(1);
    await rig.pass(1);
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL CallAndBridge');
    expect(legsIn(rig.last())).toEqual({ 'LEG-A': 'Connected', 'LEG-B': 'Connected' });
  });

  it('takes any number for one of the account’s', async () => {
    const rig = await calling('after 1s', { CallerIdNumber: '+493012345678' });
    await rig.update();
    await rig.pass(1_000);
    expect(rig.last().CallDetails.Participants[1]?.From).toBe('+493012345678');
  });

  it.each([
    ['never', {}, 30_000],
    ['never', { CallTimeoutSeconds: 5 }, 5_000],
    ['after 6s', { CallTimeoutSeconds: 5 }, 5_000],
    ['busy', {}, 500],
    ['declined', {}, 500],
  ])('%s, with %j, fails with CallNotAnswered', async (answers, more, afterMs) => {
    const rig = await calling(answers, more);
    await rig.update();
    await rig.pass(afterMs - 1);
    expect(rig.seen().at(-1)).not.toContain('CallAndBridge');
    await rig.pass(1);
    expect(rig.last().ActionData).toMatchObject({
      Type: 'CallAndBridge',
      ErrorType: 'CallNotAnswered',
      ErrorMessage: 'Call not answered',
    });
    expect(legsIn(rig.last())).toEqual({ 'LEG-A': 'Connected' });
  });

  it('leaves LEG-A of a new call ringing until the telephone answers', async () => {
    const rig = await answeringHere(by({ NEW_INBOUND_CALL: [bridge()] }), telephones('after 40s'));
    expect(rig.sma.calls()[0]?.status).toBe('Ringing');
    await rig.pass(30_000);
    // CallNotAnswered, and nothing else to do: nobody has answered the caller.
    expect(rig.last().ActionData?.ErrorType).toBe('CallNotAnswered');
    expect(legsIn(rig.last())).toEqual({ 'LEG-A': undefined });
    await rig.pass(30_000);
    expect(rig.last().ActionData?.Parameters).toMatchObject({ SipResponseCode: 480 });
  });

  it('answers that call when the telephone does', async () => {
    const rig = await answeringHere(by({ NEW_INBOUND_CALL: [bridge()] }));
    await rig.pass(1_000);
    expect(legsIn(rig.last())).toEqual({ 'LEG-A': 'Connected', 'LEG-B': 'Connected' });
  });

  it('shows its SIP headers on LEG-B, and refuses those that AWS keeps', async () => {
    const shown = await calling('after 1s', { SipHeaders: { 'X-Account': '7' } });
    await shown.update();
    await shown.pass(1_000);
    expect(shown.last().CallDetails.Participants[1]?.SipHeaders).toEqual({ 'X-Account': '7' });
    expect(shown.last().CallDetails.Participants[0]).not.toHaveProperty('SipHeaders');
    const refused = await calling('after 1s', { SipHeaders: { 'x-vc-account': '7' } });
    await refused.update();
    expect(refused.last().ActionData?.ErrorMessage).toMatch(/^Invalid SIP header\(s\) provided: x-vc-account/);
  });
});

describe('an outbound call', () => {
  async function dialled(answers: string, to = FRIEND, sipHeaders: Record<string, string> = {}) {
    const rig = await rigHere(by({ CALL_ANSWERED: [SPEAK] }), telephones(answers));
    rig.transactionId = rig.sma.placeOutbound({ from: '+12065550100', to, sipHeaders, arguments: {} }).transactionId;
    await rig.pass(0);
    return rig;
  }

  it.each([
    ['busy', 200, ['NEW_OUTBOUND_CALL', 'HANGUP'], 486],
    ['declined', 1_000, ['NEW_OUTBOUND_CALL', 'RINGING', 'HANGUP'], 603],
    ['never', 30_000, ['NEW_OUTBOUND_CALL', 'RINGING', 'HANGUP'], 480],
  ])('%s: no CALL_ANSWERED, and a HANGUP with its code', async (answers, afterMs, types, code) => {
    const rig = await dialled(answers);
    await rig.pass(afterMs);
    expect(rig.events().map(({ InvocationEventType: type }) => type)).toEqual(types);
    expect(rig.last().ActionData?.Parameters).toMatchObject({ SipResponseCode: code });
    expect(rig.sma.calls()[0]?.status).toBe('Ended');
  });

  it('is answered when the telephone says so', async () => {
    const rig = await dialled('after 5s');
    await rig.pass(4_999);
    expect(rig.seen().at(-1)).toBe('RINGING');
    await rig.pass(1);
    expect(rig.seen().at(-1)).toBe('CALL_ANSWERED');
  });

  it('shows its SIP headers in Participants', async () => {
    const rig = await dialled('after 1s', FRIEND, { 'X-Account': '7' });
    expect(rig.last().CallDetails.Participants[0]?.SipHeaders).toEqual({ 'X-Account': '7' });
  });

  const OPENS = { 'X-chime-join-token': TOKEN, 'X-chime-meeting-id': MEETING };

  describe('to the number of the meetings', () => {
    it('joins the meeting: LEG-A is its leg, and the headers stay secret', async () => {
      const rig = await dialled('after 1s', '+17035550122', { ...OPENS, 'x-account': '7' });
      await rig.pass(1_000);
      expect(rig.seen().at(-1)).toBe('CALL_ANSWERED');
      expect(rig.door.connected).toBe(1);
      expect(rig.sma.calls()[0]?.legs).toMatchObject([
        { participantTag: 'LEG-A', status: 'Connected', meetingId: MEETING, attendeeId: ATTENDEE },
      ]);
      expect(JSON.stringify(rig.events())).not.toContain(TOKEN);
      expect(rig.last().CallDetails.Participants[0]?.SipHeaders).toEqual({ 'x-account': '7' });
    });

    it.each([
      ['no headers', {}],
      ['a token that opens nothing', { ...OPENS, 'X-chime-join-token': 'another' }],
      ['another meeting', { ...OPENS, 'X-chime-meeting-id': ATTENDEE }],
    ])('is busy with %s', async (_what, headers) => {
      const rig = await dialled('after 1s', '+17035550122', headers);
      await rig.pass(1_000);
      expect(rig.last()).toMatchObject({
        InvocationEventType: 'HANGUP',
        ActionData: { Parameters: { SipResponseCode: 486 } },
      });
      expect(rig.door.connected).toBe(0);
    });

    it('a telephone that is bridged to it stays when the meeting ends, and it cannot join again', async () => {
      const rig = await rigHere(by({ CALL_ANSWERED: [JOIN], 'ACTION_FAILED:JoinChimeMeeting': [bridge()] }));
      const line = { from: '+12065550100', to: '+17035550122', sipHeaders: OPENS, arguments: {} };
      rig.transactionId = rig.sma.placeOutbound(line).transactionId;
      await rig.pass(1_000);
      await rig.pass(150);
      expect(rig.last().ActionData?.ErrorMessage).toBe('Invalid action on the call.');
      await rig.pass(1_000);
      expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL CallAndBridge');
      rig.door.endMeeting();
      await rig.pass(0);
      expect(rig.last().ActionData?.Parameters).toMatchObject({ ParticipantTag: 'LEG-A' });
      expect(legsIn(rig.last())).toEqual({ 'LEG-A': 'Disconnected', 'LEG-B': 'Connected' });
    });
  });
});

it('an inbound call shows the SIP headers it came with', async () => {
  const rig = await rigHere(by({}));
  await rig.sma.placeInbound({ sipHeaders: { 'User-to-User': 'ab;encoding=hex' } });
  expect(rig.last().CallDetails.Participants[0]?.SipHeaders).toEqual({ 'User-to-User': 'ab;encoding=hex' });
});
