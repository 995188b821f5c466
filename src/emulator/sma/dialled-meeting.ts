import { sameId } from '../../core/facts/ids.js';
import { MEETING_HEADERS } from '../../core/facts/limits.js';
import type { MeetingDoor } from '../world.js';
import type { Leg } from './call.js';

/** Connects the leg to the meeting that the SIP headers of its call name; false where they open none. */
export function joinByDialling(
  leg: Leg,
  headers: Record<string, string>,
  door: MeetingDoor,
  ended: () => void,
): boolean {
  const token = headerOf(headers, MEETING_HEADERS.joinToken);
  const meetingId = headerOf(headers, MEETING_HEADERS.meetingId);
  const entry = token === undefined ? undefined : door.byToken(token);
  if (entry === undefined || (meetingId !== undefined && !sameId(meetingId, entry.meetingId))) return false;
  try {
    const seat = door.connect(entry.meetingId, entry.attendeeId, ended);
    leg.meeting = { meetingId: entry.meetingId, attendeeId: entry.attendeeId, leave: () => seat.leave() };
    return true;
  } catch {
    return false;
  }
}

/** The headers that events show: what opens a meeting is not among them. */
export function shownHeaders(headers: Record<string, string>): Record<string, string> | undefined {
  const secret: readonly string[] = Object.values(MEETING_HEADERS);
  const shown = Object.entries(headers).filter(([name]) => !secret.includes(name.toLowerCase()));
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
}

function headerOf(headers: Record<string, string>, wanted: string): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
