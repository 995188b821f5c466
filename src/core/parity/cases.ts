/**
 * What parity asks, in its order. `{Name}` stands for a value of the side that is asked: an id made up for this run, one
 * that an earlier answer gave, or one that the operator named. A case one of whose values is not known is not asked.
 */
import type { ParityService, RawRequest, Signing } from './ports.js';

/** The values a request may name. */
export type FactName =
  | 'Run'
  | 'UnknownId'
  | 'RequestToken'
  | 'MeetingsRegion'
  | 'OtherMeetingsRegion'
  | 'SipMediaApplicationId'
  | 'SipMediaApplicationName'
  | 'FunctionArn'
  | 'FunctionName'
  | 'LogGroup'
  | 'TransactionId'
  | 'MeetingId'
  | 'AttendeeId'
  | 'JoinToken';

export type Facts = Partial<Readonly<Record<FactName, string>>>;

export interface ParityCase {
  /** Stable: the rules of the emulator and reports name it. */
  id: string;
  /** What is asked, for people. */
  title: string;
  service: ParityService;
  operation: string;
  method: RawRequest['method'];
  path: string;
  query?: Readonly<Record<string, string>>;
  /** JSON; a text is sent as it is. */
  body?: object | string;
  signing?: Signing;
  /** Values without which it is not asked, though it does not name them. */
  needs?: readonly FactName[];
  /** Cases that must have been accepted before: what it is answered would else follow from them. */
  after?: readonly string[];
  /** Where it goes, if not to the side's own region. */
  region?: string;
  /** Where in the answer a value stands that later cases name. */
  learns?: Readonly<Partial<Record<FactName, string>>>;
  /** It answers with what the account has: only the forms of that are compared, and an empty list says nothing. */
  ofAccount?: true;
  /** Members that may come or go by AWS's own model. */
  mayLack?: readonly string[];
  /** `creates`: a meeting, if it is accepted. `updates`: it reaches the live call, and is never sent twice. */
  effect?: 'creates' | 'updates';
}

/** Each meeting that a case asks for bears this name, by which it is known to be this run's. */
export const EXTERNAL_ID = 'chime-join-parity-{Run}';

const UNKNOWN = '/meetings/{UnknownId}';
const MEETING = '/meetings/{MeetingId}';
const ATTENDEES = `${MEETING}/attendees`;
const APPLICATIONS = '/sip-media-applications';
const CALLS = `${APPLICATIONS}/{SipMediaApplicationId}/calls`;
/** Nothing was logged then. */
const LONG_AGO = { startTime: 1, endTime: 2 };

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const several = (count: number, make: (index: number) => object): object[] =>
  Array.from({ length: count }, (_, at) => make(at));

type Own = Omit<ParityCase, 'id' | 'title' | 'service' | 'operation'>;
const on =
  (service: ParityService) =>
  (id: string, operation: string, title: string, own: Own): ParityCase => ({ id, operation, title, service, ...own });
const meetings = on('meetings');
const voice = on('voice');
const logs = (id: string, operation: string, title: string, body: object | string, more: Partial<ParityCase> = {}) =>
  on('logs')(id, operation, title, {
    method: 'POST',
    path: '/',
    body,
    mayLack: ['nextToken', 'searchedLogStreams'],
    ...more,
  });

const newMeeting = (more: object) => ({ ExternalMeetingId: EXTERNAL_ID, MediaRegion: '{MeetingsRegion}', ...more });
/** A create that should be refused. Should AWS accept it, it has made a meeting of this run's, which is ended. */
const refusedMeeting = (id: string, title: string, body: object) =>
  meetings(id, 'CreateMeeting', title, {
    method: 'POST',
    path: '/meetings',
    body: { ClientRequestToken: `{Run}-${id}`, ...body },
    effect: 'creates',
  });

/** The door: signatures, paths, bodies. */
const HTTP: ParityCase[] = [
  meetings('unsigned', 'GetMeeting', 'a request without a signature', {
    method: 'GET',
    path: UNKNOWN,
    signing: 'none',
  }),
  logs('unsigned-logs', 'DescribeLogGroups', 'the same of CloudWatch Logs', {}, { signing: 'none' }),
  meetings('signed-for-other-service', 'GetMeeting', 'a signature for another service', {
    method: 'GET',
    path: UNKNOWN,
    signing: { service: 'execute-api' },
  }),
  meetings('signed-for-other-region', 'GetMeeting', 'a signature for another region', {
    method: 'GET',
    path: UNKNOWN,
    signing: { region: 'eu-north-1' },
  }),
  voice('unknown-operation', 'NoSuchOperation', 'a path that no operation has', {
    method: 'GET',
    path: '/no-such-path',
  }),
  logs('unknown-operation-logs', 'NoSuchOperation', 'an operation that CloudWatch Logs does not have', {}),
  meetings('trailing-slash', 'GetMeeting', 'a slash after the path', { method: 'GET', path: `${UNKNOWN}/` }),
  meetings('invalid-json', 'CreateAttendee', 'a body that is not JSON', {
    method: 'POST',
    path: `${UNKNOWN}/attendees`,
    body: '{"ExternalUserId":',
  }),
  meetings('deep-json', 'CreateAttendee', 'a body that is nested deep', {
    method: 'POST',
    path: `${UNKNOWN}/attendees`,
    body: `{"ExternalUserId":"{Run}","Other":${nested(64)}}`,
  }),
  meetings('constraint-before-state', 'CreateAttendee', 'a user id that is too short, of a meeting that is not there', {
    method: 'POST',
    path: `${UNKNOWN}/attendees`,
    body: { ExternalUserId: 'a' },
  }),
];

const MEETINGS: ParityCase[] = [
  meetings('get-meeting-unknown', 'GetMeeting', 'a meeting that is not there', { method: 'GET', path: UNKNOWN }),
  meetings('get-meeting-not-an-id', 'GetMeeting', 'a meeting id that is not one', {
    method: 'GET',
    path: '/meetings/none',
  }),
  refusedMeeting('create-meeting-no-media-region', 'a meeting without MediaRegion', { ExternalMeetingId: EXTERNAL_ID }),
  refusedMeeting(
    'create-meeting-bad-media-region',
    'a meeting in a media region that does not exist',
    newMeeting({ MediaRegion: 'xx-none-1' }),
  ),
  refusedMeeting(
    'create-meeting-reserved-id',
    'an ExternalMeetingId that begins with aws:',
    newMeeting({ ExternalMeetingId: `aws:${EXTERNAL_ID}` }),
  ),
  refusedMeeting(
    'create-meeting-high-resolution',
    'FHD video without Attendee.MaxCount',
    newMeeting({ MeetingFeatures: { Video: { MaxResolution: 'FHD' } } }),
  ),
  refusedMeeting(
    'create-meeting-unknown-primary',
    'a replica of a meeting that is not there',
    newMeeting({ PrimaryMeetingId: '{UnknownId}' }),
  ),
  meetings(
    'create-meeting-without-attendees',
    'CreateMeetingWithAttendees',
    'a meeting with no attendees in its list',
    {
      method: 'POST',
      path: '/meetings',
      query: { operation: 'create-attendees' },
      effect: 'creates',
      body: newMeeting({ ClientRequestToken: '{Run}-none', Attendees: [] }),
    },
  ),
  meetings('create-meeting-too-many-attendees', 'CreateMeetingWithAttendees', 'a meeting with 21 attendees', {
    method: 'POST',
    path: '/meetings',
    query: { operation: 'create-attendees' },
    effect: 'creates',
    body: newMeeting({
      ClientRequestToken: '{Run}-many',
      Attendees: several(21, (at) => ({ ExternalUserId: `{Run}-${at}` })),
    }),
  }),
  meetings('create-meeting', 'CreateMeeting', 'the meeting of this run', {
    method: 'POST',
    path: '/meetings',
    body: newMeeting({ ClientRequestToken: '{RequestToken}' }),
    effect: 'creates',
    learns: { MeetingId: 'Meeting.MeetingId' },
  }),
  meetings('create-meeting-again', 'CreateMeeting', 'the same request again', {
    after: ['create-meeting'],
    method: 'POST',
    path: '/meetings',
    body: newMeeting({ ClientRequestToken: '{RequestToken}' }),
    effect: 'creates',
  }),
  meetings('create-meeting-again-other', 'CreateMeeting', 'its ClientRequestToken with another ExternalMeetingId', {
    after: ['create-meeting'],
    method: 'POST',
    path: '/meetings',
    effect: 'creates',
    body: newMeeting({ ClientRequestToken: '{RequestToken}', ExternalMeetingId: `${EXTERNAL_ID}-other` }),
  }),
  meetings('get-meeting', 'GetMeeting', 'the meeting', { method: 'GET', path: MEETING }),
  meetings('get-meeting-other-region', 'GetMeeting', 'the meeting, in another control region', {
    method: 'GET',
    path: MEETING,
    region: '{OtherMeetingsRegion}',
  }),
  meetings('create-attendee', 'CreateAttendee', 'an attendee', {
    method: 'POST',
    path: ATTENDEES,
    body: { ExternalUserId: '{Run}-user' },
    learns: { AttendeeId: 'Attendee.AttendeeId', JoinToken: 'Attendee.JoinToken' },
  }),
  meetings('create-attendee-again', 'CreateAttendee', 'the same ExternalUserId again', {
    after: ['create-attendee'],
    method: 'POST',
    path: ATTENDEES,
    body: { ExternalUserId: '{Run}-user' },
  }),
  meetings('create-attendee-reserved-id', 'CreateAttendee', 'an ExternalUserId that begins with aws:', {
    method: 'POST',
    path: ATTENDEES,
    body: { ExternalUserId: 'aws:{Run}' },
  }),
  meetings('create-attendee-forbidden-capabilities', 'CreateAttendee', 'content to be received without video', {
    method: 'POST',
    path: ATTENDEES,
    body: {
      ExternalUserId: '{Run}-capable',
      Capabilities: { Audio: 'SendReceive', Video: 'None', Content: 'SendReceive' },
    },
  }),
  meetings('batch-create-errors', 'BatchCreateAttendee', 'a batch with one attendee that cannot be', {
    method: 'POST',
    path: ATTENDEES,
    query: { operation: 'batch-create' },
    body: { Attendees: [{ ExternalUserId: '{Run}-second' }, { ExternalUserId: 'aws:{Run}' }] },
  }),
  meetings('batch-create-same-id', 'BatchCreateAttendee', 'a batch with the same ExternalUserId twice', {
    method: 'POST',
    path: ATTENDEES,
    query: { operation: 'batch-create' },
    body: { Attendees: [{ ExternalUserId: '{Run}-third' }, { ExternalUserId: '{Run}-third' }] },
  }),
  meetings('get-attendee', 'GetAttendee', 'the attendee', { method: 'GET', path: `${ATTENDEES}/{AttendeeId}` }),
  meetings('get-attendee-unknown', 'GetAttendee', 'an attendee that is not there', {
    method: 'GET',
    path: `${ATTENDEES}/{UnknownId}`,
  }),
  meetings('list-attendees', 'ListAttendees', 'the attendees, in order', {
    after: ['create-attendee', 'batch-create-errors', 'batch-create-same-id'],
    method: 'GET',
    path: ATTENDEES,
  }),
  meetings('list-attendees-page', 'ListAttendees', 'one attendee a page', {
    after: ['create-attendee'],
    method: 'GET',
    path: ATTENDEES,
    query: { 'max-results': '1' },
  }),
  meetings('list-attendees-none', 'ListAttendees', 'no attendee a page', {
    method: 'GET',
    path: ATTENDEES,
    query: { 'max-results': '0' },
  }),
  meetings('list-attendees-bad-token', 'ListAttendees', 'a NextToken that was never given', {
    method: 'GET',
    path: ATTENDEES,
    query: { 'next-token': '{Run}' },
  }),
  meetings('update-capabilities', 'UpdateAttendeeCapabilities', "the attendee's capabilities", {
    method: 'PUT',
    path: `${ATTENDEES}/{AttendeeId}/capabilities`,
    body: { Capabilities: { Audio: 'Receive', Video: 'None', Content: 'None' } },
  }),
  meetings('delete-attendee', 'DeleteAttendee', 'the attendee is removed', {
    method: 'DELETE',
    path: `${ATTENDEES}/{AttendeeId}`,
  }),
  meetings('delete-attendee-again', 'DeleteAttendee', 'and removed again', {
    after: ['delete-attendee'],
    method: 'DELETE',
    path: `${ATTENDEES}/{AttendeeId}`,
  }),
];

const VOICE: ParityCase[] = [
  voice('list-applications', 'ListSipMediaApplications', "the account's SIP media applications", {
    method: 'GET',
    path: APPLICATIONS,
    query: { 'max-results': '1' },
    ofAccount: true,
    mayLack: ['NextToken'],
  }),
  voice('list-applications-none', 'ListSipMediaApplications', 'none of them a page', {
    method: 'GET',
    path: APPLICATIONS,
    query: { 'max-results': '0' },
  }),
  voice('list-applications-bad-token', 'ListSipMediaApplications', 'a NextToken that was never given', {
    method: 'GET',
    path: APPLICATIONS,
    query: { 'next-token': '{Run}' },
  }),
  voice('get-application-unknown', 'GetSipMediaApplication', 'one that is not there', {
    method: 'GET',
    path: `${APPLICATIONS}/{UnknownId}`,
  }),
  voice('get-application-not-an-id', 'GetSipMediaApplication', 'an id that is not one', {
    method: 'GET',
    path: `${APPLICATIONS}/none`,
  }),
  voice('get-logging-unknown', 'GetSipMediaApplicationLoggingConfiguration', 'the logging of one that is not there', {
    method: 'GET',
    path: `${APPLICATIONS}/{UnknownId}/logging-configuration`,
  }),
  voice('get-application', 'GetSipMediaApplication', 'the named SIP media application', {
    method: 'GET',
    path: `${APPLICATIONS}/{SipMediaApplicationId}`,
    ofAccount: true,
    learns: {
      FunctionArn: 'SipMediaApplication.Endpoints.0.LambdaArn',
      SipMediaApplicationName: 'SipMediaApplication.Name',
    },
  }),
  voice('get-logging', 'GetSipMediaApplicationLoggingConfiguration', 'its logging', {
    method: 'GET',
    path: `${APPLICATIONS}/{SipMediaApplicationId}/logging-configuration`,
    ofAccount: true,
  }),
];

const LOGS: ParityCase[] = [
  logs('filter-unknown-group', 'FilterLogEvents', 'a log group that is not there', {
    logGroupName: '/chime-join-parity/{Run}',
    ...LONG_AGO,
  }),
  logs('filter-no-group', 'FilterLogEvents', 'no log group', LONG_AGO),
  logs('filter-name-and-identifier', 'FilterLogEvents', 'a log group by name and by identifier', {
    logGroupName: '/chime-join-parity/{Run}',
    logGroupIdentifier: '/chime-join-parity/{Run}',
    ...LONG_AGO,
  }),
  logs('filter-bad-group-name', 'FilterLogEvents', 'a name that no log group can have', {
    logGroupName: 'a b',
    ...LONG_AGO,
  }),
  logs('filter-limit-none', 'FilterLogEvents', 'a limit of 0', {
    logGroupName: '/chime-join-parity/{Run}',
    limit: 0,
    ...LONG_AGO,
  }),
  logs('describe-none', 'DescribeLogGroups', 'a prefix that no log group has', {
    logGroupNamePrefix: '/chime-join-parity/{Run}',
  }),
  logs('describe-limit', 'DescribeLogGroups', 'a limit of 51', { limit: 51 }),
  logs('filter-nothing', 'FilterLogEvents', "the handler's log group, at a time of no records", {
    logGroupName: '{LogGroup}',
    ...LONG_AGO,
  }),
  logs('filter-time-reversed', 'FilterLogEvents', 'an end before the start', {
    logGroupName: '{LogGroup}',
    startTime: 2,
    endTime: 1,
  }),
  logs('filter-newest-first', 'FilterLogEvents', 'newest first without a start', {
    logGroupName: '{LogGroup}',
    endTime: 2,
    startFromHead: false,
    filterPattern: '"{Run}"',
  }),
  logs('filter-bad-token', 'FilterLogEvents', 'a nextToken that was never given', {
    logGroupName: '{LogGroup}',
    nextToken: '{Run}',
    ...LONG_AGO,
  }),
  logs('filter-regular-expression', 'FilterLogEvents', 'a %regular expression%', {
    logGroupName: '{LogGroup}',
    filterPattern: '%a[0-9]%',
    ...LONG_AGO,
  }),
  logs('filter-words', 'FilterLogEvents', 'a space-delimited pattern', {
    logGroupName: '{LogGroup}',
    filterPattern: '[one, two]',
    ...LONG_AGO,
  }),
  logs('filter-unclosed-pattern', 'FilterLogEvents', 'a pattern that is not closed', {
    logGroupName: '{LogGroup}',
    filterPattern: '{ $.a = ',
    ...LONG_AGO,
  }),
];

const NAMED_CALL = `${CALLS}/{TransactionId}`;
/** Only where a live call was named is any update sent. The wrong ones name no call that there is, so they reach none. */
const CALL: ParityCase[] = [
  updateOfNoCall('update-unknown-call', 'a call that is not there', { ChimeJoinParity: '1' }),
  updateOfNoCall(
    'update-too-many-arguments',
    '21 arguments',
    Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`a${at}`, '1'])),
  ),
  updateOfNoCall('update-argument-not-a-text', 'an argument that is a number', { ChimeJoinParity: 1 }),
  voice('update-call', 'UpdateSipMediaApplicationCall', 'the named live call', {
    method: 'POST',
    path: NAMED_CALL,
    body: { Arguments: { ChimeJoinParity: '1' } },
    effect: 'updates',
  }),
];

function updateOfNoCall(id: string, title: string, values: object): ParityCase {
  const body = { Arguments: values };
  return voice(id, 'UpdateSipMediaApplicationCall', title, {
    method: 'POST',
    path: `${CALLS}/{UnknownId}`,
    body,
    needs: ['TransactionId'],
  });
}

const ENDING: ParityCase[] = [
  meetings('delete-meeting', 'DeleteMeeting', 'the meeting is ended', { method: 'DELETE', path: MEETING }),
  meetings('get-meeting-ended', 'GetMeeting', 'the meeting after its end', {
    after: ['delete-meeting'],
    method: 'GET',
    path: MEETING,
  }),
  meetings('create-attendee-ended', 'CreateAttendee', 'an attendee of the ended meeting', {
    after: ['delete-meeting'],
    method: 'POST',
    path: ATTENDEES,
    body: { ExternalUserId: '{Run}-late' },
  }),
  meetings('delete-meeting-ended', 'DeleteMeeting', 'the meeting is ended again', {
    after: ['delete-meeting'],
    method: 'DELETE',
    path: MEETING,
  }),
];

export const PARITY_CASES: readonly ParityCase[] = [...HTTP, ...MEETINGS, ...VOICE, ...LOGS, ...CALL, ...ENDING];
