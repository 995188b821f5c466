// What the fuzz feeds: samples of real text, and the ways in which they are spoilt.

export const TRANSACTION = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';
export const MEETING = '11112222-3333-4444-5555-666677770706';
export const TOKEN = 'MmVkYTk5ZDgtbm90LWEtcmVhbC10b2tlbjpvdXJzLWFuZC1ub2JvZHktZWxzZXM';
export const OTHER_TOKEN = 'ZTg3YTAwMTEtc29tZWJvZHktZWxzZXMtdG9rZW46bm90LW91cnMtYXQtYWxs';
const OTHER_MEETING = '99992222-3333-4444-5555-666677770706';
const CALL = '9ff01357-23c5-4611-9dd3-f05f9d654faa';
const REQUEST = '00000000-0000-4000-8000-000000000001';

const LEG_A = { CallId: CALL, ParticipantTag: 'LEG-A', To: '+15051234567', From: '+14155551212', Status: 'Connected' };
const LEG_B = { CallId: MEETING, ParticipantTag: 'LEG-B', To: 'SMA', From: '+17035550122', Status: 'Connected' };
const event = (InvocationEventType, Sequence, ActionData, Participants = [LEG_A], TransactionId = TRANSACTION) => ({
  ...{ SchemaVersion: '1.0', Sequence, InvocationEventType, ActionData },
  CallDetails: { TransactionId, AwsRegion: 'us-east-1', SipMediaApplicationId: REQUEST, Participants },
});
const join = (JoinToken, MeetingId, more = {}) => ({
  Type: 'JoinChimeMeeting',
  Parameters: { JoinToken, CallId: CALL, MeetingId },
  ...more,
});
const ERROR = { ErrorType: 'InvalidActionParameter', ErrorMessage: 'JoinToken parameter value is invalid.' };
export const ARGUMENTS = { JoinToken: TOKEN, MeetingId: MEETING, CallId: CALL };
const JOINS = { SchemaVersion: '1.0', Actions: [join(TOKEN, MEETING)], TransactionAttributes: { a: 'b' } };

/** Events and answers, as values. */
export const VALUES = [
  event('NEW_INBOUND_CALL', 1),
  event('CALL_UPDATE_REQUESTED', 2, { Type: 'CallUpdateRequest', Parameters: { Arguments: ARGUMENTS } }),
  event('ACTION_SUCCESSFUL', 3, join(TOKEN, MEETING), [LEG_A, LEG_B]),
  event('ACTION_FAILED', 3, join(TOKEN, MEETING, ERROR)),
  event('ACTION_SUCCESSFUL', 3, join(OTHER_TOKEN, OTHER_MEETING), [LEG_A, LEG_B]),
  event('ACTION_SUCCESSFUL', 3, join(TOKEN, MEETING), [LEG_A], OTHER_MEETING),
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

const PLACE = { endpoint: null, profile: null, region: 'us-east-1', meetingsRegion: 'us-east-1' };
const NAMED = { callId: CALL, transactionId: TRANSACTION, sipMediaApplicationId: REQUEST };
const ASKED = {
  ...{ ...PLACE, call: NAMED, meetingId: null, externalMeetingId: 'standup', mediaRegion: 'us-east-1' },
  ...{
    externalUserId: 'phone',
    addAttendees: [],
    arguments: 'digest',
    logGroups: ['/aws/lambda/x'],
    keepMeeting: false,
  },
  ...{ attendeesFile: null, timeoutMs: 30_000 },
};
const LEFT = [
  { kind: 'meeting', meetingId: MEETING, attendeeId: null, region: 'us-east-1', command: 'chime-join meeting end' },
];
const RESULT = {
  ...{ verdict: 'JOINED', runId: 'run-1', call: { ...NAMED, region: 'us-east-1' }, meeting: null, attendee: null },
  ...{ evidence: [], undone: [], leftovers: LEFT },
};
const DIGEST = { digest: 'a'.repeat(64), length: 64 };

/** Entries of a journal, in the order in which a run writes them. */
export const ENTRIES = [
  {
    type: 'claimed',
    claim: 'c',
    purpose: 'bridge',
    by: { host: 'h', pid: 1, started: null },
    who: null,
    version: '0.1.0',
    lastsMs: 9,
  },
  { type: 'begun', attempt: 1, salt: 's', asked: ASKED, reason: null, plan: ['prepare', 'update', 'prove'] },
  { type: 'call-found', call: NAMED },
  { type: 'step-started', step: 'update' },
  {
    type: 'made',
    made: { meeting: { state: 'made', meetingId: MEETING }, strays: [], asked: [], doubtful: [], attendees: [] },
  },
  {
    type: 'update-sending',
    marks: {
      ...{
        call: NAMED,
        meetingId: MEETING,
        attendeeId: CALL,
        joinToken: DIGEST,
        arguments: { a: { ...DIGEST, unique: true } },
      },
      ...{ sequenceBefore: 1, logGroups: [], sendingAt: 5 },
    },
  },
  { type: 'update-sent', delivery: 'accepted', at: 5, requestId: 'r' },
  { type: 'interrupted' },
  { type: 'verdict', verdict: 'NOT_JOINED', evidence: [], failure: { code: 'ACTION_FAILED', message: 'No.' } },
  { type: 'undone', attempt: 1, undone: [], leftovers: LEFT },
  { type: 'step-finished', step: 'update', outcome: 'done', ms: 5, requestIds: ['r'] },
  { type: 'ended', result: RESULT, failure: null, warnings: [], requestIds: [] },
  { type: 'released', claim: 'c' },
].map((entry) => ({ time: '2026-11-23T14:29:10.000Z', ...entry }));

export const SAMPLES = [
  ...VALUES.map((value) => JSON.stringify(value)),
  ...VALUES.map((value) => JSON.stringify(value, null, 2)),
  ...LINES,
];

/** What breaks careless readers. */
const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '`',
    ':',
    ',',
    '\\',
    '\\"',
    '\\u',
    '\\ud800',
    '//',
    '/*',
    '*/',
    '#',
    '...',
    '=',
    '{{',
    '}}',
  ],
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '\u0000',
    '{"',
    '"{\\"',
    '":"',
    '```',
    '{"__proto__":',
    '"constructor":',
    'null',
    'True',
    'None',
  ],
  ...[
    'NaN',
    '1e999',
    '-0',
    '1e300',
    '99999999999999999999',
    '\\x',
    '+',
    '$&',
    '$1',
    '%00',
    '%zz',
    '*',
    '(',
    ')',
    'undefined',
    '[Object]',
  ],
  ...[
    'InvocationEventType',
    'CallDetails',
    'TransactionId',
    'Actions',
    'ACTION_SUCCESSFUL',
    'JoinToken',
    '{{JoinToken}}',
    '{{ Action }}',
  ],
];

/** Members that the language has itself, and members that documents have. */
const NAMES = [
  ...['__proto__', 'constructor', 'toString', 'valueOf', 'toJSON', 'length', 'then', 'hasOwnProperty', ''],
  ...[
    'Type',
    'Parameters',
    'ActionData',
    'CallDetails',
    'detail',
    'detail-type',
    'eventType',
    'source',
    'Error',
    'ErrorList',
  ],
];

/** What terminals act on, what is not seen, what is more than one unit or changes its length with its case. */
const NASTY = [
  ...[
    '\u001b[2J',
    '\u001b]0;x\u0007',
    '\u009b1m',
    '\u0000',
    '\u007f',
    '\u0085',
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2066',
    '\u2028',
    '\u2029',
  ],
  ...[
    '\ufeff',
    '\u00ad',
    '\u061c',
    '\u115f',
    '\u3164',
    '\ufe0f',
    '\u{e0041}',
    '\u{e0100}',
    '\u2800',
    '\ud800',
    '\udc00',
    '\udc00\ud800',
  ],
  ...[
    '\u0130',
    '\u00df',
    '\ufb01',
    '\u1e9e',
    'e\u0301',
    '\u{1f469}\u200d\u{1f4bb}',
    '\u{10ffff}',
    '\ufffe',
    '\u00a0',
    '\u201c',
    '\u2019',
    '\u6771\u4eac',
  ],
];

/** Generators of text over one source of randomness. */
export function textsOf(random) {
  const { chance, below, oneOf } = random;

  const bytes = (length = below(200)) => {
    let text = '';
    for (let at = 0; at < length; at += 1) text += String.fromCharCode(chance(0.7) ? below(128) : below(65_536));
    return text;
  };
  const pieces = () => {
    let text = '';
    for (let left = below(30); left >= 0; left -= 1) text += chance(0.15) ? oneOf(NASTY) : oneOf(PIECES);
    return text;
  };

  /** A text with a few places changed. */
  const mutated = (text) => {
    let changed = text;
    for (let left = below(4); left >= 0; left -= 1) {
      const at = below(changed.length + 1);
      const size = chance(0.7) ? below(4) : below(80);
      const rest = changed.slice(at + size);
      const head = changed.slice(0, at);
      switch (below(7)) {
        case 0:
          changed = head + rest;
          break;
        case 1:
          changed = head + oneOf(PIECES) + changed.slice(at);
          break;
        case 2:
          changed = head + oneOf(NASTY) + rest;
          break;
        case 3:
          changed = head + changed.slice(at, at + size).repeat(1 + below(5)) + rest;
          break;
        case 4:
          changed = head;
          break;
        case 5:
          changed = head + String.fromCharCode(below(256)) + changed.slice(at + 1);
          break;
        default: {
          const other = oneOf(SAMPLES);
          changed = head + other.slice(below(other.length)) + rest;
        }
      }
      if (changed.length > 20_000) changed = changed.slice(0, 20_000);
    }
    return changed;
  };

  const leaf = () => {
    switch (below(9)) {
      case 0:
        return oneOf([null, true, false, 0, -1, 1.5, 2 ** 53, -(2 ** 53), 1e300, '']);
      case 1:
        return oneOf(NASTY);
      case 2:
        return oneOf(PIECES);
      case 3:
        return [];
      case 4:
        return {};
      case 5:
        return JSON.stringify(oneOf(VALUES));
      case 6:
        return oneOf([TOKEN, MEETING, OTHER_TOKEN, TRANSACTION, 'LEG-B', 'Disconnected', '***', '+17035550122']);
      case 7:
        return below(6);
      default:
        return bytes(below(20));
    }
  };
  const name = () => (chance(0.4) ? oneOf(NAMES) : chance(0.5) ? oneOf(PIECES) : bytes(below(10)));

  /** The same document with one of its parts another. */
  const changedValue = (value, depth = 0) => {
    if (depth > 12 || chance(0.12)) return leaf();
    if (chance(0.05)) return wrapped(value);
    if (Array.isArray(value)) {
      if (value.length === 0 || chance(0.2)) return [...value, chance(0.5) ? leaf() : oneOf(VALUES)];
      const at = below(value.length);
      return value.map((part, index) => (index === at ? changedValue(part, depth + 1) : part));
    }
    if (typeof value !== 'object' || value === null) return leaf();
    const entries = Object.entries(value);
    if (entries.length === 0 || chance(0.1)) return Object.fromEntries([...entries, [name(), leaf()]]);
    const at = below(entries.length);
    if (chance(0.15)) return Object.fromEntries(entries.filter((_, index) => index !== at));
    return Object.fromEntries(
      entries.map(([key, part], index) => [
        index === at && chance(0.1) ? name() : key,
        index === at ? changedValue(part, depth + 1) : part,
      ]),
    );
  };
  const wrapped = (value) => {
    let inside = value;
    for (let left = below(chance(0.02) ? 300 : 6); left >= 0; left -= 1)
      inside = chance(0.5) ? [inside] : { message: inside };
    return chance(0.2) ? JSON.stringify(inside) : inside;
  };

  const document = () => {
    const value = changedValue(oneOf(VALUES));
    return JSON.stringify(value, null, chance(0.3) ? 2 : 0);
  };

  /** Any text: now and then a long one of one piece. */
  const text = () => {
    switch (below(12)) {
      case 0:
        return bytes();
      case 1:
      case 2:
        return pieces();
      case 3:
      case 4:
      case 5:
        return document();
      case 6:
        return mutated(document());
      case 7:
        return chance(0.05) ? oneOf([...PIECES, ...NASTY]).repeat(below(3_000)) : oneOf(SAMPLES);
      case 8:
        return `${mutated(oneOf(SAMPLES))}\n${mutated(oneOf(SAMPLES))}`;
      default:
        return mutated(oneOf(SAMPLES));
    }
  };
  return { text, document, mutated, bytes, pieces, leaf, changedValue, nasty: () => oneOf(NASTY) };
}
