import { isGuid } from '../facts/ids.js';
import { asFailure, Failure } from '../failure.js';
import {
  type Attendee,
  type AttendeeRefusal,
  type Meeting,
  type NewAttendee,
  PHONE_CAPABILITIES,
} from '../ports/meetings.js';
import type { Progress } from '../run/progress.js';
import type { Made } from './made.js';
import type { BridgePorts } from './ports.js';
import type { BridgeRequest } from './request.js';

/** The meeting to join and who joins it. */
export interface Prepared {
  meeting: Meeting;
  phone: Attendee;
  others: Attendee[];
  /** What AWS's clock is ahead of ours, as the answer's Date says; 0 where it did not say. */
  clockSkewMs: number;
}

/**
 * Creates what the join needs, and notes in `made`, before each request, what may exist from now on. A new meeting comes
 * with its attendees in one request; into an existing one they are added while its own data are read.
 */
export async function prepareMeeting(
  request: BridgeRequest,
  made: Made,
  ports: BridgePorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<Prepared> {
  const attendees = attendeesOf(request);
  const { meeting, answer, date } =
    request.meetingId === null
      ? await createMeeting(request, attendees, made, ports, progress, signal)
      : await joinMeeting(request, request.meetingId, attendees, made, ports, progress, signal);
  made.attendees = answer.attendees.map(({ attendeeId, externalUserId }) => ({ attendeeId, externalUserId }));
  const phone = answer.attendees.find(({ externalUserId }) => externalUserId === request.externalUserId);
  if (answer.refused.length > 0) throw refusedAttendee(answer.refused);
  if (phone === undefined || phone.joinToken === null || !isGuid(phone.attendeeId)) {
    throw unreadable("AWS's answer has no attendee with a join token for the phone.");
  }
  const clockSkewMs = date === null ? 0 : date - ports.clock.now();
  return { meeting, phone, others: answer.attendees.filter((attendee) => attendee !== phone), clockSkewMs };
}

/** The phone first, then the browsers'; a phone has no screen. */
export function attendeesOf(request: BridgeRequest): NewAttendee[] {
  const phone = { externalUserId: request.externalUserId, capabilities: PHONE_CAPABILITIES };
  return [phone, ...request.addAttendees.map((externalUserId) => ({ externalUserId }))];
}

interface Creation {
  meeting: Meeting;
  answer: { attendees: Attendee[]; refused: AttendeeRefusal[] };
  /** The answer's Date, ms since the epoch. */
  date: number | null;
}

async function createMeeting(
  request: BridgeRequest,
  attendees: NewAttendee[],
  made: Made,
  ports: BridgePorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<Creation> {
  const { clientRequestToken, externalMeetingId, mediaRegion } = request;
  const created = { clientRequestToken, externalMeetingId, mediaRegion, attendees };
  made.meeting = { state: 'asked', request: created };
  try {
    const { value, requestId, date } = await ports.meetings.create(created, signal);
    progress.sent(requestId);
    if (!isGuid(value.meeting.meetingId)) throw unreadable("AWS's answer has no meeting id.");
    made.meeting = { state: 'made', meetingId: value.meeting.meetingId };
    return { meeting: value.meeting, answer: value, date };
  } catch (error) {
    if (asFailure(error).delivery !== 'unknown') made.meeting = { state: 'none' };
    throw error;
  }
}

async function joinMeeting(
  request: BridgeRequest,
  meetingId: string,
  attendees: NewAttendee[],
  made: Made,
  ports: BridgePorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<Creation> {
  const there = await attendeesThere(request, meetingId, ports, progress, signal);
  if (there?.includes(request.externalUserId) === true) throw takenUserId(request.externalUserId);
  const created = attendees.map(({ externalUserId }) => externalUserId);
  made.doubtful = there === null ? request.givenUserIds : [];
  made.asked = created.filter((id) => there?.includes(id) !== true && !made.doubtful.includes(id));
  const [meeting, added] = await Promise.allSettled([
    ports.meetings.find(meetingId, signal),
    ports.attendees.add(meetingId, attendees, signal),
  ]);
  if (added.status === 'fulfilled') {
    progress.sent(added.value.requestId);
    made.attendees = added.value.value.attendees;
  } else if (asFailure(added.reason).delivery !== 'unknown') {
    made.asked = [];
    made.doubtful = [];
  }
  if (added.status === 'rejected') throw added.reason;
  const { value: answer, date } = added.value;
  if (meeting.status === 'fulfilled') {
    progress.sent(meeting.value.requestId);
    return { meeting: meeting.value.value, answer, date };
  }
  if (request.writesAttendeesFile) throw meeting.reason;
  progress.warn(`The meeting's own data could not be read: ${asFailure(meeting.reason).message}`);
  const region = request.meetingsRegion;
  return {
    meeting: { meetingId, externalMeetingId: null, mediaRegion: null, region, arn: null, asAnswered: {} },
    answer,
    date,
  };
}

/**
 * Who is in the meeting under an id that the operator chose; null where that cannot be read. AWS's model calls the id an
 * idempotency token: creating it again may give the attendee that is there, and whose line is live.
 */
async function attendeesThere(
  request: BridgeRequest,
  meetingId: string,
  ports: BridgePorts,
  progress: Progress,
  signal: AbortSignal,
): Promise<string[] | null> {
  if (request.givenUserIds.length === 0) return [];
  try {
    const { value, requestId } = await ports.attendees.list(meetingId, signal);
    progress.sent(requestId);
    return value.map(({ externalUserId }) => externalUserId);
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code === 'MEETING_NOT_FOUND' || signal.aborted) throw error;
    progress.warn(
      `Who is in the meeting could not be read, so attendees will not be removed: ${failure.cause ?? failure.message}`,
    );
    return null;
  }
}

function takenUserId(externalUserId: string): Failure {
  return new Failure('CONFLICT', `Somebody is in the meeting as ${JSON.stringify(externalUserId)} already.`, {
    cause: 'a second connection of one attendee throws the first out of the meeting',
    tryThis: ['Give another --external-user-id, or leave it out'],
  });
}

/** AWS took the request, and did not create everybody in it. */
export function refusedAttendee(refused: AttendeeRefusal[]): Failure {
  const [first] = refused as [AttendeeRefusal];
  const full = /limit/i.test(first.code);
  const who = refused.map(({ externalUserId }) => externalUserId).join(', ');
  return new Failure(full ? 'MEETING_FULL' : 'REFUSED', `AWS did not create every attendee: ${who}.`, {
    cause: `${first.code}: ${first.message}`,
    delivery: 'refused',
  });
}

function unreadable(message: string): Failure {
  return new Failure('UNREADABLE_ANSWER', message, { delivery: 'unknown' });
}
