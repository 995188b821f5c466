import { describe, expect, it } from 'vitest';
import { asCallEvent, type CallEvent } from '../../../src/core/evidence/call-event.js';
import {
  connectedLegB,
  connectedMeetingLeg,
  hangsUpLegA,
  legA,
  mayHaveMeetingLeg,
  showsMeetingLeg,
} from '../../../src/core/evidence/legs.js';
import { CALL_A, CALL_B, event, hangUp, type Json, MEETING_NUMBER, meetingLeg, phone } from '../samples.js';

const read = (json: Json) => asCallEvent(json) as CallEvent;
const withLegs = (...legs: Json[]) => read(event('ACTION_SUCCESSFUL', 4, {}, { Participants: legs }));

describe('a Connected meeting leg', () => {
  it.each<[string, Json, boolean]>([
    ['has the number as From', meetingLeg(), true],
    ['has the number as To', meetingLeg({ From: 'SMA', To: MEETING_NUMBER }), true],
    ['is not LEG-B without a number', meetingLeg({ From: undefined, To: undefined }), false],
    ['is not LEG-B with its number masked', meetingLeg({ From: '***', To: '***' }), false],
    ['is not LEG-B to SMA', meetingLeg({ From: 'anonymous', To: 'SMA' }), false],
    ['may lack its Status', meetingLeg({ Status: undefined }), true],
    ['may say connected in lower case', meetingLeg({ Status: 'connected' }), true],
    ['may carry another tag with the number', meetingLeg({ ParticipantTag: 'LEG-C' }), true],
    ['is not there once it is Disconnected', meetingLeg({ Status: 'Disconnected' }), false],
    ['is not there while it rings', meetingLeg({ Status: 'Ringing' }), false],
    ['is no bridge to another telephone', meetingLeg({ From: '+15051234567', To: '+12065550100' }), false],
  ])('%s', (_, leg, connected) => {
    expect(connectedMeetingLeg(withLegs(phone(), leg)) !== undefined).toBe(connected);
  });

  it('is none on a call with the phone alone', () => expect(connectedMeetingLeg(withLegs(phone()))).toBeUndefined());
  it('is none on a call without legs', () => expect(connectedMeetingLeg(withLegs())).toBeUndefined());
});

describe('a second leg that may lead into a meeting', () => {
  it.each<[string, Json, { now: boolean; ever: boolean }]>([
    ["has the meeting's number", meetingLeg(), { now: true, ever: true }],
    ["had the meeting's number", meetingLeg({ Status: 'Disconnected' }), { now: false, ever: true }],
    ['hides its number', meetingLeg({ From: '***', To: '***' }), { now: true, ever: true }],
    ['shows no number', meetingLeg({ From: undefined, To: undefined }), { now: true, ever: true }],
    ["shows a telephone's", meetingLeg({ From: '+15051234567', To: '+12065550100' }), { now: false, ever: false }],
  ])('%s', (_, leg, may) => {
    const seen = withLegs(phone(), leg);
    expect({ now: mayHaveMeetingLeg(seen), ever: showsMeetingLeg(seen) }).toEqual(may);
  });
});

it('a bridge to another telephone is a second leg all the same', () => {
  const bridged = withLegs(phone(), meetingLeg({ From: '+15051234567', To: '+12065550100' }));
  expect(connectedLegB(bridged)?.callId).toBe(CALL_B);
});

describe("the phone's leg", () => {
  it('is the one tagged LEG-A', () => expect(legA(withLegs(meetingLeg(), phone()))?.callId).toBe(CALL_A));
  it.each([{}, { ParticipantTag: undefined }])("is not the meeting's, though it stands alone", (more) => {
    const alone = { Participants: [meetingLeg({ ...more, Status: 'Disconnected' })] };
    const hungUp = { ActionData: { Type: 'Hangup', Parameters: { SipResponseCode: 0, CallId: CALL_B } } };
    expect(legA(withLegs(meetingLeg(more)))).toBeUndefined();
    expect(hangsUpLegA(read(event('HANGUP', 5, hungUp, alone)))).toBe(false);
    expect(hangsUpLegA(read(event('HANGUP', 5, {}, alone)))).toBe(false);
  });
  it('is the only one where none is tagged', () => {
    expect(legA(withLegs(phone({ ParticipantTag: undefined })))?.callId).toBe(CALL_A);
  });
  it('is not guessed among several', () => {
    const untagged = { ParticipantTag: undefined };
    expect(legA(withLegs(phone(untagged), meetingLeg(untagged)))).toBeUndefined();
  });
});

describe('a HANGUP', () => {
  const of = (parameters: Json, participants: Json[]) =>
    read(
      event('HANGUP', 9, { ActionData: { Type: 'Hangup', Parameters: parameters } }, { Participants: participants }),
    );

  it.each<[string, CallEvent, boolean]>([
    ['of LEG-A ends the call', read(hangUp(9)), true],
    ['of LEG-B does not', read(hangUp(9, 'LEG-B')), false],
    ['of Leg-A ends it', of({ ParticipantTag: 'Leg-A' }, [phone()]), true],
    ['of Leg-B does not', of({ ParticipantTag: 'Leg-B' }, [phone(), meetingLeg()]), false],
    ["by the phone's CallId ends it", of({ CallId: CALL_A }, [phone(), meetingLeg()]), true],
    ["by the other leg's CallId does not", of({ CallId: CALL_B }, [phone(), meetingLeg()]), false],
    ['that names no leg ends it if the phone is Disconnected', of({}, [phone({ Status: 'Disconnected' })]), true],
    ['that names no leg does not if the phone is Connected', of({}, [phone()]), false],
  ])('%s', (_, seen, ends) => expect(hangsUpLegA(seen)).toBe(ends));

  it('of LEG-B without Status leaves no meeting leg', () => {
    const gone = of({ ParticipantTag: 'LEG-B' }, [phone(), meetingLeg({ Status: undefined })]);
    expect(connectedMeetingLeg(gone)).toBeUndefined();
  });

  it('is what another event never is', () => expect(hangsUpLegA(read(event('ACTION_FAILED', 2)))).toBe(false));
});
