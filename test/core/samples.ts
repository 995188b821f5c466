/** The events and records of one call, as an SMA's handler logs them. */
import { readTimeline } from '../../src/core/evidence/timeline.js';
import type { LogRecord } from '../../src/core/ports/records.js';
import type { RunMarks } from '../../src/core/verdict/ours.js';
import { argumentsInClear, inClear } from '../../src/core/verdict/sent-text.js';

export const TRANSACTION = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';
export const OTHER_TRANSACTION = 'd6b36538-99a5-4ca7-a5c3-a55760411ced';
export const SMA = '266e0891-0fe9-4718-a3a8-15b67842c128';
export const CALL_A = '9ff01357-23c5-4611-9dd3-f05f9d654faa';
export const CALL_B = 'aaf02468-34d6-4722-8ee4-016aae765fbb';
export const MEETING = '11112222-3333-4444-5555-666677770706';
export const OTHER_MEETING = '99992222-3333-4444-5555-666677770706';
export const ATTENDEE = 'aaaa1111-2222-3333-4444-5555bbbbcccc';
export const OTHER_ATTENDEE = 'dddd1111-2222-3333-4444-5555eeeeffff';
/** As AWS makes them: the base64 text of `<AttendeeId>:<uuid>`, 98 characters without its padding. */
export const tokenOf = (attendeeId: string, uuid: string) => btoa(`${attendeeId}:${uuid}`).replace(/=+$/, '');
export const TOKEN = tokenOf(ATTENDEE, '0d0d0d0d-0000-4000-8000-00000000aaaa');
export const OTHER_TOKEN = tokenOf(OTHER_ATTENDEE, '0e0e0e0e-0000-4000-8000-00000000bbbb');
export const RUN_ID = 'run-20261123-142905-3fa9c1';
export const GROUP = '/aws/lambda/sma-handler';
export const STREAM = '2026/11/23/[$LATEST]0123456789abcdef';
export const MEETING_NUMBER = '+17035550122';
/** When the service answered the update. */
export const T0 = Date.parse('2026-11-23T14:29:10.000Z');

export type Json = Record<string, unknown>;

export const phone = (more: Json = {}): Json => ({
  CallId: CALL_A,
  ParticipantTag: 'LEG-A',
  To: '+15051234567',
  From: '+14155551212',
  Direction: 'Inbound',
  StartTimeInMilliseconds: '1645321553847',
  Status: 'Connected',
  ...more,
});

export const meetingLeg = (more: Json = {}): Json => ({
  CallId: CALL_B,
  ParticipantTag: 'LEG-B',
  To: 'SMA',
  From: MEETING_NUMBER,
  Direction: 'Outbound',
  StartTimeInMilliseconds: '1645321554847',
  Status: 'Connected',
  ...more,
});

export function event(type: string, sequence: number | null, more: Json = {}, details: Json = {}): Json {
  return {
    SchemaVersion: '1.0',
    ...(sequence === null ? {} : { Sequence: sequence }),
    InvocationEventType: type,
    ...more,
    CallDetails: {
      TransactionId: TRANSACTION,
      AwsAccountId: '111122223333',
      AwsRegion: 'us-east-1',
      SipRuleId: '25109ac0-3434-44cc-9108-d6e92610368c',
      SipMediaApplicationId: SMA,
      Participants: [phone()],
      ...details,
    },
  };
}

/** What the reference convention sends. */
export const ARGUMENTS = {
  JoinToken: TOKEN,
  MeetingId: MEETING,
  AttendeeId: ATTENDEE,
  CallId: CALL_A,
  RunId: RUN_ID,
};

/** Another operator's arguments, for another meeting. */
export const THEIRS = {
  ...ARGUMENTS,
  JoinToken: OTHER_TOKEN,
  MeetingId: OTHER_MEETING,
  AttendeeId: 'b',
  RunId: 'run-2',
};

export const update = (sequence: number | null, args: Json = ARGUMENTS, details: Json = {}) =>
  event(
    'CALL_UPDATE_REQUESTED',
    sequence,
    { ActionData: { Type: 'CallUpdateRequest', Parameters: { Arguments: args } } },
    details,
  );

export const OUR_JOIN = { JoinToken: TOKEN, CallId: CALL_A, MeetingId: MEETING };
export const THEIR_JOIN = { JoinToken: OTHER_TOKEN, CallId: CALL_A, MeetingId: OTHER_MEETING };

export const succeeded = (sequence: number | null, parameters: Json = OUR_JOIN, details: Json = {}) =>
  event(
    'ACTION_SUCCESSFUL',
    sequence,
    { ActionData: { Type: 'JoinChimeMeeting', Parameters: parameters } },
    { Participants: [phone(), meetingLeg()], ...details },
  );

export const failed = (sequence: number | null, parameters: Json = OUR_JOIN, details: Json = {}) =>
  event(
    'ACTION_FAILED',
    sequence,
    {
      ActionData: {
        Type: 'JoinChimeMeeting',
        Parameters: parameters,
        ErrorType: 'InvalidActionParameter',
        ErrorMessage: 'JoinToken parameter value is invalid.',
      },
    },
    details,
  );

export const invalidResponse = (sequence: number | null, details: Json = {}) =>
  event(
    'INVALID_LAMBDA_RESPONSE',
    sequence,
    { ErrorType: 'InvalidResponse', ErrorMessage: 'Error while reading actions list.' },
    details,
  );

export const hangUp = (sequence: number | null, tag: 'LEG-A' | 'LEG-B' = 'LEG-A', details: Json = {}) =>
  event(
    'HANGUP',
    sequence,
    {
      ActionData: {
        Type: 'Hangup',
        Parameters: { SipResponseCode: 0, CallId: tag === 'LEG-A' ? CALL_A : CALL_B, ParticipantTag: tag },
      },
    },
    { Participants: [phone({ Status: tag === 'LEG-A' ? 'Disconnected' : 'Connected' })], ...details },
  );

let recordNumber = 0;

/** A record, `at` ms after the update. Ids grow as CloudWatch's do. */
export function record(message: string | object, at = 0, more: Partial<LogRecord> = {}): LogRecord {
  recordNumber += 1;
  const time = T0 + at;
  const id = `${time}`.padStart(20, '0') + `${recordNumber}`.padStart(36, '0');
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return { id, group: GROUP, stream: STREAM, time, ingestedAt: time, message: text, ...more };
}

/** One record a message, 100 ms apart. */
export const records = (...messages: (string | object)[]) =>
  messages.map((message, index) => record(message, index * 100));

export const timelineOf = (...messages: (string | object)[]) => readTimeline(records(...messages));

/** The events read out of the messages, in order. */
export const eventsIn = (...messages: (string | object)[]) => timelineOf(...messages).events.map((seen) => seen.event);

/** The marks of a run into a meeting of its own. */
export const marks = ({
  arguments: sent = ARGUMENTS,
  ...more
}: Partial<Omit<RunMarks, 'arguments'>> & { arguments?: Record<string, string> } = {}): RunMarks => {
  const meetingCreated = more.meetingCreated ?? true;
  const own = [TOKEN, RUN_ID, ATTENDEE, ...(meetingCreated ? [MEETING] : [])];
  return {
    transactionId: TRANSACTION,
    joinToken: inClear(TOKEN),
    meetingId: MEETING,
    meetingCreated,
    attendeeId: ATTENDEE,
    earlierAttendees: [],
    runId: RUN_ID,
    arguments: argumentsInClear(sent, own),
    updatedAt: T0,
    sequenceBefore: 1,
    ...more,
  };
};

/** The marks of a run into an existing meeting. */
export const EXISTING = marks({ meetingCreated: false });

/** Lambda's own lines, in its text format. */
export const start = (id: string) => `START RequestId: ${id} Version: $LATEST`;
export const end = (id: string) => `END RequestId: ${id}`;
export const report = (id: string) => `REPORT RequestId: ${id}\tDuration: 3.21 ms\tBilled Duration: 4 ms`;

export const REQUEST_1 = '00000000-0000-4000-8000-000000000001';
export const REQUEST_2 = '00000000-0000-4000-8000-000000000002';

let requestNumber = 0;

/** What one Lambda request of its own logs: the event that it handles, whatever its handler says then, and its end. */
export function handled(seen: Json, ...said: (string | object)[]): (string | object)[] {
  requestNumber += 1;
  const id = `77777777-0000-4000-8000-${String(requestNumber).padStart(12, '0')}`;
  return [start(id), seen, ...said, end(id)];
}

const acted = (type: string, sequence: number, action = 'Pause', details: Json = {}) =>
  event(type, sequence, { ActionData: { Type: action, Parameters: {} } }, details);
export const interrupted = (sequence: number, details: Json = {}) =>
  acted('ACTION_INTERRUPTED', sequence, 'Pause', details);
export const done = (sequence: number, action?: string) => acted('ACTION_SUCCESSFUL', sequence, action);

/** Whole logs of a join that failed: our update is event 2. */
export const joinFailed = () => [...handled(update(2)), ...handled(interrupted(3)), ...handled(failed(4))];
