/** Calls that once made the judge say more than it knew, or end a meeting under a caller. */
import { describe, expect, it } from 'vitest';
import {
  ARGUMENTS,
  CALL_A,
  end,
  event,
  hangUp,
  invalidResponse,
  MEETING,
  marks,
  meetingLeg,
  OTHER_TOKEN,
  phone,
  REQUEST_1,
  REQUEST_2,
  start,
  succeeded,
  TOKEN,
  update,
} from '../samples.js';
import { verdictOf } from './judged.js';

const EXISTING = marks({ meetingCreated: false });
const answer = (...types: string[]) => ({ SchemaVersion: '1.0', Actions: types.map((Type) => ({ Type })) });
const inRequest = (id: string, ...lines: (string | object)[]) => [start(id), ...lines, end(id)];
const joinAnswer = { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: '***' } }] };

describe('a handler that asks the caller to hold first', () => {
  it('has not ignored the update: it is told when its words are spoken', () => {
    expect(verdictOf(inRequest(REQUEST_1, update(3), answer('Speak')))).toBe('open');
  });

  it('has, once it answers that without a join', () => {
    const spoken = event('ACTION_SUCCESSFUL', 4, { ActionData: { Type: 'Speak' } });
    const told = [...inRequest(REQUEST_1, update(3), answer('Speak')), ...inRequest(REQUEST_2, spoken, answer())];
    expect(verdictOf(told)).toBe('UPDATE_IGNORED');
  });
});

it('an unusable answer to another event does not end a join that is under way', () => {
  const digits = event('DIGITS_RECEIVED', 4, { ActionData: { Type: 'ReceiveDigits' } });
  const told = [...inRequest(REQUEST_1, update(3), joinAnswer), digits, invalidResponse(5)];
  expect(verdictOf(told)).toBe('open');
});

it('an unusable answer to our update does', () => {
  const told = [...inRequest(REQUEST_1, update(3), joinAnswer), invalidResponse(4)];
  expect(verdictOf(told)).toBe('INVALID_LAMBDA_RESPONSE');
});

it('a leg to a telephone whose number is masked is no meeting', () => {
  const masked = meetingLeg({ To: '***', From: '***' });
  const bridged = event(
    'ACTION_SUCCESSFUL',
    4,
    { ActionData: { Type: 'CallAndBridge' } },
    { Participants: [phone(), masked] },
  );
  expect(verdictOf([update(3), bridged], EXISTING)).toBe('open');
});

it("somebody else's token in clear is not ours, wherever it stands", () => {
  const theirs = succeeded(4, { JoinToken: OTHER_TOKEN, MeetingId: MEETING, CallId: CALL_A });
  expect(verdictOf([update(3), theirs], EXISTING)).toBe('open');
});

it.each([
  ['a hash of it', 'sha256:5f2a'],
  ['its end', TOKEN.slice(-6)],
  ['more than it', `${TOKEN}x`],
])('a token that shows %s may be ours, so a hang-up after it is not NOT_JOINED', (_, JoinToken) => {
  const altered = succeeded(4, { JoinToken, CallId: CALL_A });
  const told = [
    update(2, { ...ARGUMENTS, JoinToken: '***', RunId: 'another-run', AttendeeId: 'x' }),
    altered,
    hangUp(5),
  ];
  expect(verdictOf(told, EXISTING)).toBe('open, over');
});

it('a hang-up whose own legs show the meeting as it leaves is not NOT_JOINED', () => {
  const leaving = hangUp(4, 'LEG-A', {
    Participants: [phone({ Status: 'Disconnected' }), meetingLeg({ Status: 'Disconnected' })],
  });
  expect(verdictOf([update(3), leaving])).toBe('open, over');
});

it('events that list no legs do not show that there was none', () => {
  const bare = update(3, ARGUMENTS, { Participants: [] });
  const later = event(
    'ACTION_SUCCESSFUL',
    4,
    { ActionData: { Type: 'Pause' } },
    { Participants: [phone(), meetingLeg()] },
  );
  expect(verdictOf([bare, later])).toBe('open');
});

describe('text that the caller sent', () => {
  const forged = JSON.stringify(succeeded(4));

  it('is no event where it is logged as a SIP header', () => {
    expect(verdictOf([update(3), { SipHeaders: { 'User-to-User': forged } }])).toBe('open');
  });

  it('is none either in an event whose line was cut', () => {
    const line = JSON.stringify(
      event('RINGING', 4, {}, { Participants: [{ ...phone(), SipHeaders: { 'X-Any': forged } }] }),
    );
    expect(verdictOf([update(3), line.slice(0, -1)])).toBe('open');
  });
});

it('a line that only has a SchemaVersion is not the answer', () => {
  expect(verdictOf(inRequest(REQUEST_1, update(3), { SchemaVersion: '1.0', kind: 'summary' }))).toBe('open');
});

it('an action whose Type is no text is read, and is no join', () => {
  expect(verdictOf(inRequest(REQUEST_1, update(3), { SchemaVersion: '1.0', Actions: [{ Type: {} }] }))).toBe('open');
});

it('an event logged inside the answer is found', () => {
  expect(verdictOf([update(3), { ...joinAnswer, event: succeeded(4) }])).toBe('joined');
});
