import { describe, expect, it } from 'vitest';
import { Call, type Leg } from '../../../src/emulator/sma/call.js';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const line = (more: Partial<Leg> = {}) =>
  ({ tag: 'LEG-A', to: '+1', from: '+2', direction: 'Inbound', startedAt: 1_000, status: 'Ringing', ...more }) as const;
const legB = (more: Partial<Leg> = {}) => line({ tag: 'LEG-B', status: 'Connected', direction: 'Outbound', ...more });

function bridged(more: Partial<Leg> = {}) {
  const call = new Call('Inbound');
  const a = call.addLeg(line({ status: 'Connected' }));
  const b = call.addLeg(legB(more));
  return { call, a, b };
}

describe('a call', () => {
  it('and each of its legs have GUIDs of their own', () => {
    const { call, a, b } = bridged();
    const ids = [call.transactionId, a.callId, b.callId];
    for (const id of ids) expect(id).toMatch(GUID);
    expect(new Set(ids).size).toBe(3);
  });

  it('is bridged only while its second leg is live', () => {
    const { call, b } = bridged();
    expect(call.legB).toBe(b);
    b.status = 'Disconnected';
    expect(call.legB).toBeUndefined();
  });

  it('keeps its LEG-A by name when that has gone', () => {
    const { call, a, b } = bridged();
    a.status = 'Disconnected';
    expect(call.legA).toBe(a);
    expect(call.live).toEqual([b]);
    expect(call.answered).toBe(false);
  });

  it('has ended at a time, the first millisecond of all included', () => {
    const { call } = bridged();
    expect(call.ended).toBe(false);
    call.endedAt = 0;
    expect(call.ended).toBe(true);
  });

  it('without a leg is an error of the emulator', () => {
    expect(() => new Call('Inbound').legA).toThrow();
  });
});

describe('the participants of an event', () => {
  it('are the live legs, with their time as text', () => {
    const { call, a } = bridged();
    expect(call.participants()[0]).toEqual({
      CallId: a.callId,
      ParticipantTag: 'LEG-A',
      To: '+1',
      From: '+2',
      Direction: 'Inbound',
      StartTimeInMilliseconds: '1000',
      Status: 'Connected',
    });
  });

  it('show a leg that has gone only in the event that tells of it', () => {
    const { call, b } = bridged();
    b.status = 'Disconnected';
    expect(call.participants([b]).map(({ Status }) => Status)).toEqual(['Connected', 'Disconnected']);
    expect(call.participants()).toHaveLength(1);
  });

  it('show SIP headers where a leg has some, and never the meeting it is in', () => {
    const meeting = { meetingId: 'm', attendeeId: 'a', leave() {} };
    const { call } = bridged({ sipHeaders: { 'x-a': '1' }, meeting });
    const [first, second] = call.participants();
    expect(first).not.toHaveProperty('SipHeaders');
    expect(second?.SipHeaders).toEqual({ 'x-a': '1' });
    expect(JSON.stringify(second)).not.toContain('meeting');
  });
});

describe('the state of a call', () => {
  it('is that of its phone until it has ended', () => {
    const { call, a } = bridged();
    expect(call.state('sma').status).toBe('Connected');
    a.status = 'Disconnected';
    expect(call.state('sma').status).toBe('Disconnected');
    call.endedAt = 5;
    expect(call.state('sma').status).toBe('Ended');
  });

  it('names the meeting and attendee of a leg, its recording and its voice focus, where it has them', () => {
    const meeting = { meetingId: 'm', attendeeId: 'a', leave() {} };
    const { call } = bridged({ meeting, recording: 'paused', voiceFocus: false });
    const [first, second] = call.state('sma').legs;
    expect(second).toMatchObject({ meetingId: 'm', attendeeId: 'a', recording: 'paused', voiceFocus: false });
    expect(Object.keys(first ?? {}).sort()).toEqual(['callId', 'from', 'participantTag', 'status', 'to']);
  });

  it('has events of its own: changing them changes nothing of the call', () => {
    const { call } = bridged();
    call.events.push({ Sequence: 1 } as never);
    const shown = call.state('sma').events;
    Object.assign(shown[0] ?? {}, { Sequence: 99 });
    expect(call.events[0]?.Sequence).toBe(1);
  });
});
