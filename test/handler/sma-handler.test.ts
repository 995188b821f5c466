import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ARGUMENT_CONVENTIONS } from '../../src/handler/contract.js';
import { handler } from '../../src/handler/sma-handler.mjs';

const TOKEN = 'secret-"join"-token-of-an-attendee';
const MEETING = '11111111-2222-4333-8444-555555555555';
const LEG_A = {
  CallId: 'call-a',
  ParticipantTag: 'LEG-A',
  To: '+12065550100',
  From: '+12065550142',
  Status: 'Connected',
};
const LEG_B = { ...LEG_A, CallId: 'call-b', ParticipantTag: 'LEG-B', To: '+17035550122', From: 'SMA' };

function event(InvocationEventType: string, ActionData?: object, details: object = {}) {
  const CallDetails = { TransactionId: 'transaction-1', Participants: [LEG_A], ...details };
  return { InvocationEventType, Sequence: 2, ActionData, CallDetails } as Parameters<typeof handler>[0];
}
const update = (Arguments: Record<string, string>, details?: object) =>
  event('CALL_UPDATE_REQUESTED', { Type: 'CallUpdateRequest', Parameters: { Arguments } }, details);

let logged: string[] = [];
const lines = () => logged;
beforeEach(() => {
  logged = [];
  vi.spyOn(console, 'log').mockImplementation((line) => void logged.push(String(line)));
});
afterEach(() => vi.restoreAllMocks());

const HOLD = { SchemaVersion: '1.0', Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '30000' } }] };
const KEEP = { SchemaVersion: '1.0' };
const JOINED = {
  SchemaVersion: '1.0',
  Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: TOKEN, MeetingId: MEETING, CallId: 'call-a' } }],
};
const action = (Type: string) =>
  JSON.stringify({
    Type,
    Parameters: { JoinToken: TOKEN, MeetingId: MEETING, CallId: 'old', ParticipantTag: 'LEG-B' },
  });

/** Arguments as a convention's description says them. */
const argumentsOf = ({ literal, joinToken, meetingId, action: name, also }: (typeof ARGUMENT_CONVENTIONS)[number]) => ({
  ...literal,
  ...(joinToken ? { [joinToken]: TOKEN } : {}),
  ...(meetingId ? { [meetingId]: MEETING } : {}),
  ...(name ? { [name]: action('JoinChimeMeeting') } : {}),
  ...Object.fromEntries(also.map((key) => [key, 'something'])),
});

describe('the reference handler', () => {
  it.each(ARGUMENT_CONVENTIONS.map((convention) => [convention.name, argumentsOf(convention)] as const))(
    "joins on %s arguments, on the event's own LEG-A, and logs no token",
    async (_name, args) => {
      expect(await handler(update(args))).toEqual(JOINED);
      expect(lines()).toHaveLength(2);
      expect(lines().join()).not.toContain('secret');
      expect(JSON.parse(lines()[0]!)).toMatchObject({ InvocationEventType: 'CALL_UPDATE_REQUESTED' });
      expect(JSON.parse(lines()[1]!)).toMatchObject({
        TransactionId: 'transaction-1',
        Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: '***', MeetingId: MEETING } }],
      });
    },
  );

  it.each([
    ['none', {}, /no convention knows these arguments: none/],
    ['unknown ones', { action: 'dance' }, /no convention knows these arguments: action/],
    ['no meeting id', { JoinToken: TOKEN }, /no meeting id/],
    ['an empty token', { JoinToken: '', MeetingId: MEETING }, /no join token/],
    ['another action', { Action: action('Hangup') }, /not a JoinChimeMeeting/],
    ['an action that is not JSON', { Action: `{"JoinToken":"${TOKEN}` }, /not JSON/],
    ['an action that is null', { Action: 'null' }, /not a JoinChimeMeeting/],
  ])('keeps the call as it is on arguments with %s, and logs why', async (_what, args, why) => {
    expect(await handler(update(args as Record<string, string>))).toEqual(KEEP);
    expect(lines()[1]).toMatch(why);
    expect(lines()[1]).toContain('transaction-1');
    expect(lines().join()).not.toContain('secret');
  });

  it('does nothing to a call that is bridged already', async () => {
    const args = { JoinToken: TOKEN, MeetingId: MEETING };
    expect(await handler(update(args, { Participants: [LEG_A, LEG_B] }))).toEqual(KEEP);
    const gone = { ...LEG_B, Status: 'Disconnected' };
    expect(await handler(update(args, { Participants: [LEG_A, gone] }))).toEqual(JOINED);
  });

  it('masks the token wherever else it stands', async () => {
    await handler(update({ JoinToken: TOKEN, MeetingId: MEETING, note: `use ${TOKEN} now` }));
    expect(lines().join()).not.toContain('secret');
    expect(lines()[0]).toContain('***');
  });

  it.each([
    ['NEW_INBOUND_CALL', undefined],
    ['CALL_ANSWERED', undefined],
    ['ACTION_SUCCESSFUL', { Type: 'Pause' }],
    ['ACTION_FAILED', { Type: 'JoinChimeMeeting', ErrorType: 'SystemException' }],
    ['INVALID_LAMBDA_RESPONSE', undefined],
  ])('holds the caller on %s', async (type, data) => {
    expect(await handler(event(type, data))).toEqual(HOLD);
  });

  it.each([
    ['NEW_OUTBOUND_CALL', undefined],
    ['RINGING', undefined],
    ['ACTION_INTERRUPTED', { Type: 'Pause' }],
    ['ACTION_FAILED', { Type: 'Pause' }],
    ['SOMETHING_NEW', undefined],
    ['toString', undefined],
  ])('leaves the call as it is on %s', async (type, data) => {
    expect(await handler(event(type, data))).toEqual(KEEP);
  });

  it('leaves a joined caller in peace when an action fails or ends', async () => {
    const bridged = { Participants: [LEG_A, LEG_B] };
    expect(await handler(event('ACTION_FAILED', { Type: 'JoinChimeMeeting' }, bridged))).toEqual(KEEP);
    expect(await handler(event('ACTION_SUCCESSFUL', { Type: 'Pause' }, bridged))).toEqual(KEEP);
  });

  it('holds for a minute after the meeting has ended, then hangs up', async () => {
    const ended = { Participants: [LEG_A, { ...LEG_B, Status: 'Disconnected' }] };
    const first = await handler(event('HANGUP', { Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-B' } }, ended));
    expect(first).toEqual({ ...HOLD, TransactionAttributes: { holdsLeft: '2' } });
    const pause = (holdsLeft: string) =>
      event('ACTION_SUCCESSFUL', { Type: 'Pause' }, { TransactionAttributes: { holdsLeft } });
    expect(await handler(pause('2'))).toEqual({ ...HOLD, TransactionAttributes: { holdsLeft: '1' } });
    expect(await handler(pause('1'))).toMatchObject({ Actions: [{ Type: 'Hangup' }] });
    const joined = event('ACTION_SUCCESSFUL', { Type: 'JoinChimeMeeting' }, { Participants: [LEG_A, LEG_B] });
    expect(await handler(joined)).toEqual({ SchemaVersion: '1.0', TransactionAttributes: {} });
  });

  it('answers the end of the call with nothing', async () => {
    const gone = { Participants: [{ ...LEG_A, Status: 'Disconnected' }] };
    expect(await handler(event('HANGUP', { Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-A' } }, gone))).toEqual(
      KEEP,
    );
  });

  it.each([[null], [undefined], [{}], ['text'], [{ InvocationEventType: 'NEW_INBOUND_CALL' }]])(
    'never throws, whatever it is invoked with: %j',
    async (strange) => {
      expect(await handler(strange as never)).toMatchObject({ SchemaVersion: '1.0' });
    },
  );
});
