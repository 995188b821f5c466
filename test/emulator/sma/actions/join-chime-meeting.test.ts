import { describe, expect, it } from 'vitest';
import { ATTENDEE, JOIN, MEETING, TOKEN } from '../rig.js';
import { staged } from '../stage.js';

const join = (more: object = {}) => ({ Type: 'JoinChimeMeeting', Parameters: { ...JOIN.Parameters, ...more } });

function joining(more: object = {}) {
  const own = staged();
  own.run([join(more)], 150);
  return own;
}

describe('JoinChimeMeeting', () => {
  it('takes 150 ms', () => {
    const { run, clock, told } = staged();
    run([join()], 149);
    expect(told()).toEqual([]);
    clock.advance(1);
    expect(told()).toEqual(['ACTION_SUCCESSFUL JoinChimeMeeting']);
  });

  it('adds LEG-B, from the SMA to the number of the meetings, connected since that moment', () => {
    const { call } = joining();
    expect(call.legB).toMatchObject({
      tag: 'LEG-B',
      to: '+17035550122',
      from: 'SMA',
      direction: 'Outbound',
      status: 'Connected',
      startedAt: 150,
      meeting: { meetingId: MEETING, attendeeId: ATTENDEE },
    });
    expect(call.legB?.callId).not.toBe(call.legA.callId);
  });

  it('says of LEG-B that it left when the meeting ends', () => {
    const { door, left, call } = joining();
    const legB = call.legB;
    door.endMeeting();
    expect(left.map(({ leg }) => leg)).toEqual([legB]);
  });

  it('takes the meeting’s id in either case, and the phone’s CallId beside any tag', () => {
    expect(joining({ MeetingId: MEETING.toUpperCase() }).door.connected).toBe(1);
    const { run, legA, door } = staged();
    run([join({ CallId: legA.callId.toUpperCase(), ParticipantTag: 'LEG-B' })], 150);
    expect(door.connected).toBe(1);
  });
});

describe('a join that fails', () => {
  const WRONG = { ErrorType: 'InvalidActionParameter', ErrorMessage: 'JoinToken parameter value is invalid.' };

  it.each([
    ['a token of nobody', { JoinToken: 'dG9rZW4tb2Ytbm9ib2R5' }],
    ['the token of another meeting', { MeetingId: ATTENDEE }],
    ['no token', { JoinToken: undefined }],
    ['no MeetingId', { MeetingId: undefined }],
    ['a MeetingId that is no id', { MeetingId: 'standup' }],
    ['a token that is no text', { JoinToken: 5 }],
    ['the token in a list', { JoinToken: [TOKEN] }],
    ['the MeetingId in a list', { MeetingId: [MEETING] }],
    ['the tag of LEG-B', { ParticipantTag: 'LEG-B' }],
    ['a tag of nobody', { ParticipantTag: 'LEG-C' }],
    ['the CallId of nobody', { CallId: ATTENDEE }],
  ])('with %s: the token is said to be wrong, and nobody is connected', (_what, more) => {
    const { reports, door, call } = joining(more);
    expect(reports[0]).toMatchObject({ type: 'ACTION_FAILED', data: WRONG });
    expect(door.connected).toBe(0);
    expect(call.legs).toHaveLength(1);
  });

  it('never shows more of a wrong token than the action that was given', () => {
    const { ErrorMessage } = joining({ JoinToken: `${TOKEN}x` }).reports[0]?.data ?? {};
    expect(ErrorMessage).not.toContain(TOKEN);
  });

  it('because the call has a second leg already', () => {
    const { run, addLegB, reports, door } = staged();
    addLegB();
    run([join()], 150);
    expect(reports[0]?.data).toMatchObject({ ErrorMessage: 'Invalid action on the call.' });
    expect(door.connected).toBe(0);
  });

  it('because the call dialled the meeting itself', () => {
    const { run, legA, reports } = staged();
    legA.meeting = { meetingId: MEETING, attendeeId: ATTENDEE, leave() {} };
    run([join()], 150);
    expect(reports[0]?.data).toMatchObject({ ErrorMessage: 'Invalid action on the call.' });
  });

  it('because nobody has answered an outbound call', () => {
    const { run, reports } = staged({ direction: 'Outbound' });
    run([join()], 150);
    expect(reports[0]?.data).toMatchObject({ ErrorType: 'CallNotAnswered', ErrorMessage: 'Call is not answered.' });
  });

  it('because the meeting cannot take the connection: a SystemException, and no leg', () => {
    const { run, door, reports, call } = staged();
    door.broken = true;
    run([join()], 150);
    expect(reports[0]?.data).toMatchObject({
      ErrorType: 'SystemException',
      ErrorMessage: 'System error while running action.',
    });
    expect(call.legs).toHaveLength(1);
  });

  it('is found out only when it would be done: a wrong token fails after 150 ms, not at once', () => {
    const { run, told } = staged();
    run([join({ JoinToken: undefined })], 149);
    expect(told()).toEqual([]);
  });
});
