import { describe, expect, test } from 'vitest';
import { ACTION_TYPES, actionFacts } from '../../../src/core/facts/actions/table.js';
import { EVENT_TYPES } from '../../../src/core/facts/event.js';

import { CALL_A, event, MEETING, meetingLeg, phone, TOKEN, update } from '../samples.js';
import { validated, wrongWith } from './validated.js';

const join = (more: object = {}) => ({
  Type: 'JoinChimeMeeting',
  Parameters: { JoinToken: TOKEN, MeetingId: MEETING, CallId: CALL_A, ...more },
});
const response = (...Actions: unknown[]) => ({ SchemaVersion: '1.0', Actions });
const times = (count: number, make: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => make(index));
const pairs = (count: number) =>
  Object.fromEntries(times(count, (index) => [`key${index}`, 'v']) as [string, string][]);

describe('actions', () => {
  test.each<[string, unknown, string[]]>([
    ['a whole one', join(), []],
    [
      'by its tag',
      { Type: 'JoinChimeMeeting', Parameters: { JoinToken: TOKEN, MeetingId: MEETING, ParticipantTag: 'LEG-A' } },
      [],
    ],
    ['no token', { Type: 'JoinChimeMeeting', Parameters: { MeetingId: MEETING } }, ['$.Parameters.JoinToken required']],
    ['a token of one character', join({ JoinToken: 'x' }), ['$.Parameters.JoinToken value']],
    ['a token of 2049', join({ JoinToken: 'x'.repeat(2049) }), ['$.Parameters.JoinToken value']],
    ['a token of 2 and of 2048', response(join({ JoinToken: 'xy' })), []],
    ['a masked token', join({ JoinToken: '***' }), ['$.Parameters.JoinToken masked']],
    ['no meeting', { Type: 'JoinChimeMeeting', Parameters: { JoinToken: TOKEN } }, ['$.Parameters.MeetingId required']],
    ['an empty meeting', join({ MeetingId: '' }), ['$.Parameters.MeetingId value']],
    ['null for a meeting', join({ MeetingId: null }), ['$.Parameters.MeetingId required']],
    ['a call that is the meeting', join({ CallId: MEETING }), ['$.Parameters.CallId same-id']],
    ['LEG-B', join({ ParticipantTag: 'LEG-B' }), ['$.Parameters.ParticipantTag value']],
    [
      'a parameter of a sample that is none',
      join({ AttendeeJoinToken: '' }),
      ['$.Parameters.AttendeeJoinToken unknown-parameter'],
    ],
    [
      'no parameters',
      { Type: 'JoinChimeMeeting', Parameters: {} },
      ['$.Parameters.JoinToken required', '$.Parameters.MeetingId required'],
    ],
    ['parameters in a list', { ...join(), Parameters: [] }, ['$.Parameters action-shape']],
    ['an unknown action', { Type: 'JoinMeeting', Parameters: {} }, ['$.Type action-type']],
    [
      'a pause of no time',
      { Type: 'Pause', Parameters: { DurationInMilliseconds: '0' } },
      ['$.Parameters.DurationInMilliseconds value'],
    ],
    ['a pause as the old page spells it', { Type: 'Pause', Parameters: { DurationInMilliSeconds: '3000' } }, []],
    [
      'a wrong hang-up code',
      { Type: 'Hangup', Parameters: { SipResponseCode: '404' } },
      ['$.Parameters.SipResponseCode value'],
    ],
    ['an empty tag, as in a capture', { Type: 'Hangup', Parameters: { ParticipantTag: '' } }, []],
    ['a hang-up code as a number', { Type: 'Hangup', Parameters: { SipResponseCode: 486 } }, []],
    [
      'audio from nowhere',
      { Type: 'PlayAudio', Parameters: { AudioSource: { Type: 'S3' } } },
      ['$.Parameters.AudioSource.BucketName required', '$.Parameters.AudioSource.Key required'],
    ],
    [
      'a slip of the pen',
      { Type: 'RecordAudio', Parameters: { RecordinDestination: {} } },
      [
        '$.Parameters.RecordingDestination required',
        '$.Parameters.RecordingTerminators required',
        '$.Parameters.RecordinDestination unknown-parameter',
      ],
    ],
    [
      'two endpoints short',
      { Type: 'CallAndBridge', Parameters: { CallerIdNumber: '+12065550100', Endpoints: [] } },
      ['$.Parameters.Endpoints value'],
    ],
  ])('%s', (_, action, wrong) => {
    expect(wrongWith(action).sort()).toEqual([...wrong].sort());
  });

  test('every action AWS documents by name is known, and leads to its page', () => {
    expect(ACTION_TYPES).toHaveLength(19);
    for (const type of ACTION_TYPES) {
      expect(wrongWith({ Type: type, Parameters: {} }).filter((one) => one.endsWith('action-type'))).toEqual([]);
      expect(actionFacts(type).page).toMatch(
        /^https:\/\/docs\.aws\.amazon\.com\/chime-sdk\/latest\/dg\/[a-z-]+\.html$/,
      );
    }
  });

  test('the nearest name is told', () => {
    const [problem] = validated(JSON.stringify({ Type: 'JoinChimMeetings', Parameters: {} })).problems;
    expect(problem?.message).toContain('the nearest is JoinChimeMeeting');
  });
});

describe('responses', () => {
  test.each<[string, unknown, string[]]>([
    ['a whole one', response(join()), []],
    ['no actions', { SchemaVersion: '1.0' }, []],
    ['null for actions', { SchemaVersion: '1.0', Actions: null }, []],
    ['an empty list', response(), []],
    ['no version', { Actions: [] }, ['$.SchemaVersion schema-version']],
    ['another version', { ...response(), SchemaVersion: '2.0' }, ['$.SchemaVersion schema-version']],
    ['ten actions', response(...times(10, () => ({ Type: 'Hangup', Parameters: {} }))), []],
    ['eleven', response(...times(11, () => ({ Type: 'Hangup', Parameters: {} }))), ['$.Actions too-many-actions']],
    ['a lone action', { SchemaVersion: '1.0', Actions: join() }, ['$.Actions actions-list']],
    ['a text for actions', { SchemaVersion: '1.0', Actions: 'none' }, ['$.Actions actions-list']],
    [
      'actions that are none',
      response('Hangup', null, {}),
      ['$.Actions[0] action-shape', '$.Actions[1] action-shape', '$.Actions[2].Type action-shape'],
    ],
    ['an unknown action', response({ Type: 'Dance' }), ['$.Actions[0].Type action-type']],
    ['a list of actions alone', [join()], ['$ response-shape']],
    ['ten attributes', { ...response(), TransactionAttributes: pairs(10) }, []],
    [
      'eleven, of which AWS says both',
      { ...response(), TransactionAttributes: pairs(11) },
      ['$.TransactionAttributes many-attributes'],
    ],
    [
      'a hundred and one',
      { ...response(), TransactionAttributes: pairs(101) },
      ['$.TransactionAttributes too-many-attributes'],
    ],
    [
      'attributes of 20 KB',
      { ...response(), TransactionAttributes: { a: 'é'.repeat(10_500) } },
      ['$.TransactionAttributes attributes-too-large', '$.TransactionAttributes.a long-attribute'],
    ],
    [
      'an attribute that is a number',
      { ...response(), TransactionAttributes: { a: 1 } },
      ['$.TransactionAttributes.a attributes-shape'],
    ],
    ['a join on a bridged call', response(join(), join()), ['$.Actions[1] join-on-bridged-call']],
    ['an unknown member', { ...response(), actions: [] }, ['$.actions unknown-member']],
  ])('%s', (_, document, wrong) => {
    expect(wrongWith(document).sort()).toEqual([...wrong].sort());
  });
});

describe('events', () => {
  const hangup = { ActionData: { Type: 'Hangup', Parameters: { CallId: CALL_A, ParticipantTag: 'LEG-A' } } };
  const joined = { ActionData: { Type: 'JoinChimeMeeting', Parameters: {} } };
  const failed = { ActionData: { ...joined.ActionData, ErrorType: 'SystemException', ErrorMessage: 'x' } };
  const first = [{ ...phone(), Status: undefined }];
  const WHOLE: Record<string, object> = {
    NEW_INBOUND_CALL: event('NEW_INBOUND_CALL', 1, {}, { Participants: first }),
    NEW_OUTBOUND_CALL: event('NEW_OUTBOUND_CALL', 1, {
      ActionData: { Type: 'CallCreateRequest', Parameters: { Arguments: { a: 'b' } } },
    }),
    RINGING: event('RINGING', 2),
    CALL_ANSWERED: event('CALL_ANSWERED', 3),
    ACTION_SUCCESSFUL: event('ACTION_SUCCESSFUL', 4, joined, { Participants: [phone(), meetingLeg()] }),
    ACTION_FAILED: event('ACTION_FAILED', 4, failed),
    ACTION_INTERRUPTED: event('ACTION_INTERRUPTED', 4, { ActionData: { Type: 'Pause' } }),
    CALL_UPDATE_REQUESTED: update(3),
    DIGITS_RECEIVED: event('DIGITS_RECEIVED', 4, { ActionData: { Type: 'ReceiveDigits', ReceivedDigits: '1' } }),
    HANGUP: event('HANGUP', 5, hangup),
    INVALID_LAMBDA_RESPONSE: event('INVALID_LAMBDA_RESPONSE', 5, { ErrorType: 'x', ErrorMessage: 'y' }),
  };
  test.each(EVENT_TYPES)('a real %s has nothing wrong', (type) => {
    expect(wrongWith(WHOLE[type])).toEqual([]);
  });

  test.each<[string, object, string[]]>([
    ['a text for Sequence', { ...event('RINGING', 2), Sequence: '2' }, ['$.Sequence value']],
    ['no Sequence', event('RINGING', null), ['$.Sequence required']],
    ['an unknown type', event('RANG', 2), ['$.InvocationEventType event-type']],
    ['a type of another page', event('NEW_INCOMING_CALL', 1), ['$.InvocationEventType event-type']],
    ['no details', { SchemaVersion: '1.0', Sequence: 1, InvocationEventType: 'RINGING' }, ['$.CallDetails required']],
    ['nobody in it', event('RINGING', 2, {}, { Participants: [] }), ['$.CallDetails.Participants value']],
    [
      'a leg without an id',
      event('RINGING', 2, {}, { Participants: [phone({ CallId: undefined })] }),
      ['$.CallDetails.Participants[0].CallId required'],
    ],
    [
      'the wrong direction',
      event('RINGING', 2, {}, { Participants: [phone({ Direction: 'In' })] }),
      ['$.CallDetails.Participants[0].Direction value'],
    ],
    [
      'a number for a time',
      event('RINGING', 2, {}, { Participants: [phone({ StartTimeInMilliseconds: 1 })] }),
      ['$.CallDetails.Participants[0].StartTimeInMilliseconds value'],
    ],
    ['no words for a failure', event('ACTION_FAILED', 4, joined), ['$.ActionData error-missing']],
    [
      'an update without arguments',
      event('CALL_UPDATE_REQUESTED', 4, { ActionData: { Type: 'CallUpdateRequest', Parameters: {} } }),
      ['$.ActionData.Parameters.Arguments action-data'],
    ],
    ['a number in the arguments', update(4, { a: 1 }), ['$.ActionData.Parameters.Arguments.a argument-value']],
    ['a hang-up of nothing', event('HANGUP', 5), ['$.ActionData action-data']],
    [
      'a meeting event without its meeting',
      { source: 'aws.chime', 'detail-type': 'Chime Meeting State Change', detail: { eventType: 'chime:MeetingEnded' } },
      ['$.detail.meetingId required'],
    ],
  ])('%s', (_, document, wrong) => {
    expect(wrongWith(document)).toEqual(wrong);
  });

  test('a spelling that stands on a page of AWS alone is told with the page', () => {
    const { CallDetails, ...rest } = event('RINGING', 2);
    const { SipMediaApplicationId, ...details } = CallDetails as Record<string, unknown>;
    const spelt = { ...rest, CallDetails: { ...details, SipApplicationId: SipMediaApplicationId } };
    const { problems, fixed } = validated(JSON.stringify(spelt), { fix: true });
    expect(problems).toMatchObject([{ rule: 'spelling', certainty: 'observed', repaired: true }]);
    expect(JSON.parse(fixed as string).CallDetails.SipMediaApplicationId).toBe(SipMediaApplicationId);
  });
});

describe('arguments', () => {
  test.each<[string, unknown, string[]]>([
    ['none', {}, []],
    ['twenty', pairs(20), []],
    ['twenty-one', pairs(21), ['$ too-many-arguments']],
    ['no texts', { a: 1, b: true, c: null }, ['$.a argument-value', '$.b argument-value', '$.c argument-value']],
    ['a nested one', { a: {} }, ['$.a argument-value']],
    ['a whole request', { TransactionId: 'x', Arguments: { a: 1 } }, ['$.Arguments.a argument-value']],
    ['a token that is too long', { joinToken: 'x'.repeat(2049) }, ['$.joinToken token-length']],
    ['a lost value', { meetingId: 'undefined' }, ['$.meetingId lost-value']],
    ['a list', ['a'], ['$ arguments-shape']],
  ])('%s', (_, map, wrong) => {
    expect(wrongWith(map, 'arguments')).toEqual(wrong);
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ JoinToken: TOKEN, MeetingId: MEETING }, /--arguments standard/],
    [{ meeting_id: MEETING, join_token: TOKEN }, /snake_case/],
    [{ action: 'PlayAudio' }, /amazon-chime-sma-update-call/],
    [{ joinTokn: TOKEN }, /No known handler reads "joinTokn" \(near JoinToken\)/],
  ])('who reads them is told: %j', (map, note) => {
    const { notes } = validated(JSON.stringify(map), { as: 'arguments' });
    expect(notes.join('\n')).toMatch(note);
    expect(notes.join('\n')).toContain('no limit for the length');
  });
});

describe('what it is', () => {
  test.each<[string, unknown, string | null]>([
    ['an action', join(), 'action'],
    ['a response', response(), 'response'],
    ['a response without actions', { SchemaVersion: '1.0' }, 'response'],
    ['an event', event('RINGING', 2), 'event'],
    ['a part of an event', { ActionData: {} }, 'event'],
    ['arguments', { JoinToken: TOKEN }, 'arguments'],
    ['a policy', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Type: 'x' }] }, null],
    ['a document in a document', JSON.stringify(response()), null],
    ['a number', 1, null],
  ])('%s is told', (_, document, kind) => {
    expect(validated(JSON.stringify(document)).kind).toBe(kind);
    if (kind === null) expect(wrongWith(document)).toEqual(['$ kind']);
  });

  test('what is said to be another thing is a finding', () => {
    const { kind, problems } = validated(JSON.stringify(event('RINGING', 2)), { as: 'response' });
    expect({ kind, problems }).toMatchObject({ kind: 'response', problems: [{ rule: 'kind', path: '$' }] });
    expect(problems[0]?.message).toBe('this is an event, not a response');
  });
});

describe('members that are no texts', () => {
  const odd = { toString: 1, valueOf: null };
  test.each([
    { ...event('ACTION_FAILED', 3), ActionData: { Type: odd } },
    { ...event('HANGUP', 3), ActionData: { Type: [odd] } },
    { source: 'aws.chime', 'detail-type': 'Chime Meeting State Change', detail: { eventType: odd } },
    response({ Type: odd }),
    { InvocationEventType: odd, CallDetails: odd },
  ])('are findings, whatever they are: %j', (document) => expect(wrongWith(document)).not.toEqual([]));
});
