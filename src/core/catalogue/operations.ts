/** What an operation is about: whose absence a 404 means, what a limit counts. */
export type Subject =
  | 'call'
  | 'calls'
  | 'application'
  | 'meeting'
  | 'meetings'
  | 'attendee'
  | 'attendees'
  | 'logs'
  | 'other';

interface Operation {
  doing: string;
  /** Chime's IAM prefix is `chime`, for both of its services (Service Authorization Reference). */
  permission: string;
  subject: Subject;
  /** It changes nothing, so it may always be sent again. */
  reads?: true;
}

/** The operations around a join, in an operator's words: all that are sent, and some that an operator sends. */
const OPERATIONS = {
  UpdateSipMediaApplicationCall: {
    doing: 'update the call',
    permission: 'chime:UpdateSipMediaApplicationCall',
    subject: 'call',
  },
  GetSipMediaApplication: {
    doing: 'look up the SIP media application',
    permission: 'chime:GetSipMediaApplication',
    subject: 'application',
    reads: true,
  },
  ListSipMediaApplications: {
    doing: 'list the SIP media applications',
    permission: 'chime:ListSipMediaApplications',
    subject: 'other',
    reads: true,
  },
  CreateMeeting: { doing: 'create the meeting', permission: 'chime:CreateMeeting', subject: 'meetings' },
  CreateMeetingWithAttendees: {
    doing: 'create the meeting and its attendees',
    permission: 'chime:CreateMeetingWithAttendees',
    subject: 'meetings',
  },
  GetMeeting: { doing: 'look up the meeting', permission: 'chime:GetMeeting', subject: 'meeting', reads: true },
  DeleteMeeting: { doing: 'end the meeting', permission: 'chime:DeleteMeeting', subject: 'meeting' },
  CreateAttendee: { doing: 'add the attendee', permission: 'chime:CreateAttendee', subject: 'attendees' },
  BatchCreateAttendee: { doing: 'add the attendees', permission: 'chime:BatchCreateAttendee', subject: 'attendees' },
  ListAttendees: { doing: 'list the attendees', permission: 'chime:ListAttendees', subject: 'attendees', reads: true },
  DeleteAttendee: { doing: 'remove the attendee', permission: 'chime:DeleteAttendee', subject: 'attendee' },
  GetAttendee: { doing: 'look up the attendee', permission: 'chime:GetAttendee', subject: 'attendee', reads: true },
  UpdateAttendeeCapabilities: {
    doing: "change the attendee's capabilities",
    permission: 'chime:UpdateAttendeeCapabilities',
    subject: 'attendee',
  },
  CreateSipMediaApplicationCall: {
    doing: 'place the call',
    permission: 'chime:CreateSipMediaApplicationCall',
    subject: 'calls',
  },
  GetSipMediaApplicationLoggingConfiguration: {
    doing: "look up the SIP media application's logging",
    permission: 'chime:GetSipMediaApplicationLoggingConfiguration',
    subject: 'application',
    reads: true,
  },
  PutSipMediaApplicationLoggingConfiguration: {
    doing: "change the SIP media application's logging",
    permission: 'chime:PutSipMediaApplicationLoggingConfiguration',
    subject: 'application',
  },
  FilterLogEvents: {
    doing: "read the handler's logs",
    permission: 'logs:FilterLogEvents',
    subject: 'logs',
    reads: true,
  },
  DescribeLogGroups: {
    doing: 'list the log groups',
    permission: 'logs:DescribeLogGroups',
    subject: 'logs',
    reads: true,
  },
} satisfies Record<string, Operation>;

/** Every operation the catalogue knows by name. */
export const OPERATION_NAMES: readonly string[] = Object.keys(OPERATIONS);

/** `update-sip-media-application-call`, as the AWS CLI spells it, Python's `update_…`, or the operation's own name in any case. */
export function operationNamed(text: string): string {
  const plain = (name: string) => name.replace(/[-_]/g, '').toLowerCase();
  return OPERATION_NAMES.find((name) => plain(name) === plain(text)) ?? text;
}

/** The operation of this name; one that is not known here is told by its name. */
export function operationOf(name: string): Operation {
  const known: Record<string, Operation> = OPERATIONS;
  if (Object.hasOwn(known, name)) return known[name] as Operation;
  return { doing: `carry out ${name}`, permission: `the action ${name}`, subject: 'other' };
}
