/** What the fuzz feeds: samples of what handlers, AWS and this program write. */

export const TRANSACTION = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';
export const MEETING = '11112222-3333-4444-5555-666677770706';
export const TOKEN = 'MmVkYTk5ZDgtbm90LWEtcmVhbC10b2tlbjpvdXJzLWFuZC1ub2JvZHktZWxzZXM';
export const OTHER_TOKEN = 'ZTg3YTAwMTEtc29tZWJvZHktZWxzZXMtdG9rZW46bm90LW91cnMtYXQtYWxs';
const OTHER_MEETING = '99992222-3333-4444-5555-666677770706';
export const CALL = '9ff01357-23c5-4611-9dd3-f05f9d654faa';
export const REQUEST = '00000000-0000-4000-8000-000000000001';

const LEG_A = { CallId: CALL, ParticipantTag: 'LEG-A', To: '+15051234567', From: '+14155551212', Status: 'Connected' };
const LEG_B = { CallId: MEETING, ParticipantTag: 'LEG-B', To: 'SMA', From: '+17035550122', Status: 'Connected' };

type Value = Record<string, unknown>;

/** An invocation event; `details` stand in its CallDetails. */
function event(InvocationEventType: string, Sequence: number, ActionData?: Value, details: Value = {}): Value {
  const { Participants = [LEG_A], TransactionId = TRANSACTION } = details;
  return {
    ...{ SchemaVersion: '1.0', Sequence, InvocationEventType, ActionData },
    CallDetails: { TransactionId, AwsRegion: 'us-east-1', SipMediaApplicationId: REQUEST, Participants },
  };
}

const join = (JoinToken: string, MeetingId: string, more: Value = {}): Value => ({
  Type: 'JoinChimeMeeting',
  Parameters: { JoinToken, CallId: CALL, MeetingId },
  ...more,
});
const ERROR = { ErrorType: 'InvalidActionParameter', ErrorMessage: 'JoinToken parameter value is invalid.' };
export const ARGUMENTS = { JoinToken: TOKEN, MeetingId: MEETING, CallId: CALL };
const JOINS = { SchemaVersion: '1.0', Actions: [join(TOKEN, MEETING)], TransactionAttributes: { a: 'b' } };

/** Events and answers, as values. */
export const VALUES: readonly Value[] = [
  event('NEW_INBOUND_CALL', 1),
  event('CALL_UPDATE_REQUESTED', 2, { Type: 'CallUpdateRequest', Parameters: { Arguments: ARGUMENTS } }),
  event('ACTION_SUCCESSFUL', 3, join(TOKEN, MEETING), { Participants: [LEG_A, LEG_B] }),
  event('ACTION_FAILED', 3, join(TOKEN, MEETING, ERROR)),
  event('ACTION_SUCCESSFUL', 3, join(OTHER_TOKEN, OTHER_MEETING), { Participants: [LEG_A, LEG_B] }),
  event('ACTION_SUCCESSFUL', 3, join(TOKEN, MEETING), { TransactionId: OTHER_MEETING }),
  {
    ...event('INVALID_LAMBDA_RESPONSE', 3),
    ErrorType: 'InvalidResponse',
    ErrorMessage: 'Error while reading actions list.',
  },
  event('HANGUP', 4, { Type: 'Hangup', Parameters: { SipResponseCode: 0, CallId: CALL, ParticipantTag: 'LEG-A' } }),
  JOINS,
  { SchemaVersion: '1.0', Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '1000' } }] },
  join(TOKEN, MEETING),
  ARGUMENTS,
  { Attendee: { ExternalUserId: 'phone', AttendeeId: CALL, JoinToken: TOKEN } },
  { Meeting: { MeetingId: MEETING, MediaRegion: 'us-east-1' }, Attendees: [{ AttendeeId: CALL, JoinToken: TOKEN }] },
  {
    events: [
      { timestamp: 1_645_321_553_847, message: JSON.stringify(event('NEW_INBOUND_CALL', 1)), logStreamName: 's' },
    ],
  },
  { schemaVersion: 1, ok: false, error: { code: 'NOT_FOUND', cause: 'NotFoundException (404): No.', exitCode: 4 } },
  { type: 'platform.report', record: { requestId: REQUEST, status: 'timeout' } },
  {
    source: 'aws.chime',
    'detail-type': 'Chime Meeting State Change',
    detail: { eventType: 'chime:MeetingStarted', meetingId: MEETING },
  },
  { errorType: 'TypeError', errorMessage: 'bad', stackTrace: ['a', 'b'] },
];

/** Whole lines as they stand in logs, messages and on command lines. */
export const LINES = [
  `START RequestId: ${REQUEST} Version: $LATEST`,
  `END RequestId: ${REQUEST}`,
  `REPORT RequestId: ${REQUEST}\tDuration: 3.21 ms\tBilled Duration: 4 ms`,
  `2026-11-23T14:29:10.000Z ${REQUEST} Task timed out after 3.00 seconds`,
  `2026-11-23T14:29:10.000Z\t${REQUEST}\tINFO\t${JSON.stringify(VALUES[1])}`,
  `2026-11-23T14:29:10.000Z 2026/11/23/[$LATEST]0123 ${JSON.stringify(JOINS)}`,
  `[INFO]\t2026-11-23T14:29:10.000Z\t${REQUEST}\t{'InvocationEventType': 'RINGING', 'Sequence': 1, 'x': None}`,
  'An error occurred (NotFoundException) when calling the GetMeeting operation: The meeting was not found',
  'ThrottledClientException (429): Rate exceeded',
  'connect ECONNREFUSED 127.0.0.1:443',
  'NOT_JOINED',
  'exit code 7',
  'SipResponseCode 486',
  'token={{JoinToken}}',
  'action=join_meeting',
  'all={{Action}} and {{ RunId }}{{MeetingId}}',
  `{ $.a.b[0] = "x" && ($.n > 2 || $.gone NOT EXISTS) }`,
  `"${TRANSACTION}" ?error -"quiet"`,
  '```json\n{"a": 1,}\n```',
  '1: {\n2:   "a": TRUE\n3: }',
  '{ // a comment\n  "Actions": [...],\n  Type: \u2018Pause\u2019\n}',
];

export const SAMPLES = [
  ...VALUES.map((value) => JSON.stringify(value)),
  ...VALUES.map((value) => JSON.stringify(value, null, 2)),
  ...LINES,
];
