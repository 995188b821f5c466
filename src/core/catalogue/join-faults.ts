import { sameId } from '../facts/ids.js';

/** What the JoinChimeMeeting was to carry; null where that is not known. */
export interface Expected {
  /** Join tokens that were handed to the handler: compared, never told. */
  tokens: readonly string[];
  meetingId: string | null;
  /** The log shows the parameters shortened: what is missing there need not have been absent. */
  unread?: boolean;
}

/**
 * What is wrong with a JoinChimeMeeting, as far as its own Parameters tell. Never tells a token. A masked value says
 * nothing.
 */
export function joinFaults(
  parameters: Record<string, unknown>,
  { tokens, meetingId, unread = false }: Expected,
): string[] {
  const { JoinToken: token, MeetingId: meeting, ParticipantTag: tag, CallId: callId } = parameters;
  const faults: string[] = [];
  if (isAbsent(token, unread)) faults.push('it carries no JoinToken');
  else if (typeof token === 'string' && !token.includes('*')) {
    const whole = tokens.find((one) => one.length > token.length && one.startsWith(token));
    if (whole !== undefined && !tokens.includes(token))
      faults.push(`its JoinToken is cut short (${token.length} of ${whole.length} characters)`);
  }
  if (isAbsent(meeting, unread)) faults.push("it carries no MeetingId, which meetings of today's API need");
  else if (typeof meeting === 'string' && !meeting.includes('*') && meetingId !== null && !sameId(meeting, meetingId)) {
    faults.push('its MeetingId is of another meeting');
  }
  if (callId === undefined && typeof tag === 'string' && tag.toUpperCase() !== 'LEG-A')
    faults.push('its ParticipantTag is not LEG-A');
  return faults;
}

function isAbsent(value: unknown, unread: boolean): boolean {
  return value === '' || (value === undefined && !unread);
}
