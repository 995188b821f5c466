import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openProbe, type Probe } from '../../src/emulator/sma/probe.js';
import { REFERENCE_HANDLER } from '../../src/handler/contract.js';
import { describePython } from './python.js';

const PYTHON_HANDLER = fileURLToPath(new URL('../../src/handler/sma_handler.py', import.meta.url));
const TOKEN = 'secret-"join"-tökén-of-an-attendee';
const MEETING = '11111111-2222-4333-8444-555555555555';
const LEG_A = {
  CallId: 'call-a',
  ParticipantTag: 'LEG-A',
  To: '+12065550100',
  From: '+12065550142',
  Status: 'Connected',
};
const LEG_B = { ...LEG_A, CallId: 'call-b', ParticipantTag: 'LEG-B', To: '+17035550122', From: 'SMA' };
const ODD_LEG = { ...LEG_B, ParticipantTag: 'leg-b', From: '+17035550122', To: 'SMA' };
const gone = (leg: object) => ({ ...leg, Status: 'Disconnected' });

const event = (InvocationEventType: unknown, ActionData?: object, details: object = {}) => ({
  InvocationEventType,
  Sequence: 2,
  ActionData,
  CallDetails: { TransactionId: 'transaction-1', Participants: [LEG_A], ...details },
});
const update = (Arguments?: unknown, details?: object) =>
  event('CALL_UPDATE_REQUESTED', { Type: 'CallUpdateRequest', Parameters: { Arguments } }, details);
const about = (Type: string, details?: object) => event('ACTION_SUCCESSFUL', { Type }, details);
const joinJson = JSON.stringify({ Type: 'JoinChimeMeeting', Parameters: { JoinToken: TOKEN, MeetingId: MEETING } });
const both = { Participants: [LEG_A, LEG_B] };

const EVENTS: Record<string, object> = {
  'a new call': event('NEW_INBOUND_CALL'),
  'an answered call': event('CALL_ANSWERED'),
  'a ringing one': event('RINGING'),
  standard: update({ JoinToken: TOKEN, MeetingId: MEETING }),
  'standard without MeetingId': update({ JoinToken: TOKEN }),
  'standard with an empty token': update({ JoinToken: '', MeetingId: MEETING }),
  join_meeting: update({ action: 'join_meeting', joinToken: TOKEN, meetingId: MEETING }),
  'another action': update({ action: 'leave', joinToken: TOKEN, meetingId: MEETING }),
  snake_case: update({ join_token: TOKEN, meeting_id: MEETING }),
  action_json: update({ Action: joinJson }),
  'an action that is another': update({ Action: '{"Type":"Hangup"}' }),
  'an action that is a list': update({ Action: '[]' }),
  'an action that is no JSON': update({ Action: '{JoinToken' }),
  'no arguments': update(),
  'arguments of nobody': update({ foo: 'bar' }),
  'an update of a bridged call': update({ JoinToken: TOKEN, MeetingId: MEETING }, both),
  'an update of a call bridged by number': update(
    { JoinToken: TOKEN, MeetingId: MEETING },
    { Participants: [LEG_A, ODD_LEG] },
  ),
  'an update after the meeting': update(
    { JoinToken: TOKEN, MeetingId: MEETING },
    { Participants: [LEG_A, gone(LEG_B)] },
  ),
  'an update without LEG-A': update({ JoinToken: TOKEN, MeetingId: MEETING }, { Participants: [] }),
  'a hold that is over': about('Pause'),
  'the last hold after a meeting': about('Pause', { TransactionAttributes: { holdsLeft: '1' } }),
  'a hold after a meeting': about('Pause', { TransactionAttributes: { holdsLeft: '2' } }),
  'a join': about('JoinChimeMeeting', both),
  'a failed join': event('ACTION_FAILED', { Type: 'JoinChimeMeeting' }),
  'a failed hold': event('ACTION_FAILED', { Type: 'Pause' }),
  'a failure in a meeting': event('ACTION_FAILED', { Type: 'ModifyChimeMeetingAttendees' }, both),
  'an answer that could not be used': event('INVALID_LAMBDA_RESPONSE'),
  'the end of the meeting': event(
    'HANGUP',
    { Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-B' } },
    { Participants: [LEG_A, gone(LEG_B)] },
  ),
  'the end of the call': event('HANGUP', { Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-A' } }),
  'an event of tomorrow': event('TELEPATHY'),
  'an event without a kind': event(undefined),
  'nothing at all': {},
};

describePython('the Python handler', () => {
  let node: Probe;
  let python: Probe;
  beforeAll(async () => {
    [node, python] = await Promise.all([
      openProbe({ file: REFERENCE_HANDLER }, 5_000),
      openProbe({ file: PYTHON_HANDLER }, 5_000),
    ]);
  });
  afterAll(() => {
    node.close();
    python.close();
  });

  it.each(Object.entries(EVENTS))('answers as the other one does, and logs no token: %s', async (_what, sent) => {
    const [one, other] = [await node.invoke(sent, false), await python.invoke(sent, false)];
    expect([other.kind, JSON.parse(other.text)]).toEqual([one.kind, JSON.parse(one.text)]);
    const logged = (other.records ?? []).join('\n');
    expect(logged).not.toContain('secret');
    // The event first, the answer last, each one line of JSON.
    const [first, last] = [other.records?.at(0), other.records?.at(-1)].map((line) => JSON.parse(line ?? ''));
    expect(first.InvocationEventType).toEqual((sent as { InvocationEventType?: string }).InvocationEventType);
    expect(last.SchemaVersion).toBe('1.0');
  });

  it('needs nothing but Python itself', () => {
    const imports = [...readFileSync(PYTHON_HANDLER, 'utf8').matchAll(/^(?:import|from) .*$/gm)].map(([line]) => line);
    expect(imports).toEqual(['import json']);
  });
});
