/** The flag that gives each fact of a request: the one place of `core` that knows the command line. */
export const FLAGS = {
  callId: '--call-id',
  transactionId: '--transaction-id',
  sipMediaApplicationId: '--sma-id',
  meetingId: '--meeting-id',
  attendeeId: '--attendee-id',
  externalUserId: '--external-user-id',
  externalMeetingId: '--external-meeting-id',
  addAttendees: '--add-attendee',
  region: '--region',
  meetingsRegion: '--meetings-region',
  mediaRegion: '--media-region',
} as const;

/** A fact of a request, by its name in `core`. */
export type Field = keyof typeof FLAGS;

interface Meeting {
  meetingId: string;
  meetingsRegion: string;
}

/** Looks first, and then removes what the run left where nobody can be hurt. */
export function cleanupCommand(runId: string): string {
  return `chime-join runs cleanup ${runId}`;
}

export function checkRunCommand(runId: string): string {
  return `chime-join runs check ${runId}`;
}

export function listAttendeesCommand(meeting: Meeting): string {
  return `chime-join attendee list ${inMeeting(meeting)}`;
}

export function showMeetingCommand(meeting: Meeting): string {
  return `chime-join meeting show ${inMeeting(meeting)}`;
}

/** Whoever is in the meeting is cut off: nothing but what nobody was told of may be ended by it unasked. */
export function endMeetingCommand(meeting: Meeting): string {
  return `chime-join meeting end ${inMeeting(meeting)}`;
}

/** Likewise for one attendee. */
export function removeAttendeeCommand(meeting: Meeting, attendeeId: string): string {
  return `chime-join attendee remove ${inMeeting(meeting)} ${FLAGS.attendeeId} ${attendeeId}`;
}

/** With --yes, as a script has to give it. */
export function confirmed(command: string): string {
  return `${command} --yes`;
}

export function createMeetingCommand(request: {
  meetingsRegion: string;
  externalMeetingId: string;
  mediaRegion: string;
  addAttendees: readonly string[];
}): string {
  const { meetingsRegion, externalMeetingId, mediaRegion, addAttendees } = request;
  const flags: [string, string][] = [
    [FLAGS.externalMeetingId, externalMeetingId],
    [FLAGS.mediaRegion, mediaRegion],
    [FLAGS.meetingsRegion, meetingsRegion],
    ...addAttendees.map((id): [string, string] => [FLAGS.addAttendees, id]),
  ];
  return `chime-join meeting create ${flags.map(([flag, text]) => `${flag} ${forShell(text)}`).join(' ')}`;
}

/** The flags that name a call: its CallId alone, where that is known. */
export function callFlags(call: {
  callId: string | null;
  transactionId: string | null;
  sipMediaApplicationId: string | null;
}): string {
  if (call.callId !== null) return `${FLAGS.callId} ${call.callId}`;
  return `${FLAGS.transactionId} ${call.transactionId} ${FLAGS.sipMediaApplicationId} ${call.sipMediaApplicationId}`;
}

/** The command that joins a call with these arguments. */
export function bridgeCommand({ preset, arguments: typed }: { preset: string; arguments: readonly string[] }): string {
  const convention = preset === 'standard' ? [] : [`--arguments ${preset}`];
  const flags = typed.map((argument) => `--argument ${forShell(argument)}`);
  return ['chime-join bridge --call-id ID', ...convention, ...flags].join(' ');
}

function inMeeting({ meetingId, meetingsRegion }: Meeting): string {
  return `${FLAGS.meetingId} ${meetingId} ${FLAGS.meetingsRegion} ${meetingsRegion}`;
}

/** As a POSIX shell takes it: an external id may hold spaces and quotes. */
export function forShell(text: string): string {
  return /^[\w@+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
