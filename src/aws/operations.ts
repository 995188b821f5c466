/** What an operation is about: whose absence a 404 means, what a limit counts. */
export type Subject = 'call' | 'application' | 'meeting' | 'meetings' | 'attendee' | 'attendees' | 'logs' | 'other';

interface Operation {
  doing: string;
  /** Chime's IAM prefix is `chime`, for both of its services (Service Authorization Reference). */
  permission: string;
  subject: Subject;
  /** It changes nothing, so it may always be sent again. */
  reads?: true;
}

/** Every operation that is sent, in an operator's words. */
const OPERATIONS: Record<string, Operation> = {
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
  FilterLogEvents: {
    doing: "read the handler's logs",
    permission: 'logs:FilterLogEvents',
    subject: 'logs',
    reads: true,
  },
};

/** The operation of this name; one that is not known here is told by its name. */
export function operationOf(name: string): Operation {
  return OPERATIONS[name] ?? { doing: `carry out ${name}`, permission: `the action ${name}`, subject: 'other' };
}
