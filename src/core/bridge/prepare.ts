import { failed } from '../catalogue/failed.js';
import { isGuid, sameId } from '../facts/ids.js';
import { asFailure } from '../failure.js';
import { existingMeeting } from '../journal/record.js';
import type { Progress } from '../outcome/progress.js';
import type { Attendee, AttendeeRefusal, Meeting, NewAttendee } from '../ports/meetings.js';
import { attendeesOf, named, takenUserId } from '../run/attendees.js';
import type { Prepared } from '../run/prepared.js';
import { refusedAttendee } from '../run/refused-attendee.js';
import { clientRequestToken } from './claim-run.js';
import { attemptOf, intendMade, noteMade, type Run } from './run.js';

/**
 * Creates what the join needs, and notes, before each request, what may exist from now on. A new meeting comes with its
 * attendees in one request; into an existing one they are added while its own data are read. What an earlier process of the
 * attempt created is found again by the same requests.
 */
export async function prepareMeeting(run: Run, progress: Progress): Promise<Prepared> {
  const { request, ports } = run;
  const attendees = attendeesOf(request);
  const { adopted } = attemptOf(run);
  const existing = existingMeeting(attemptOf(run));
  const { meeting, answer, date } =
    existing === null
      ? await createMeeting(run, attendees, progress)
      : await joinMeeting(run, existing, attendees, progress);
  const phone = answer.attendees.find(({ externalUserId }) => externalUserId === request.externalUserId);
  if (answer.refused.length > 0) throw refusedAttendee(answer.refused);
  if (phone === undefined || phone.joinToken === null || !isGuid(phone.attendeeId)) {
    throw failed('UNREADABLE_ANSWER.no-attendee', {}, { delivery: 'unknown' });
  }
  const clockSkewMs = date === null ? 0 : date - ports.clock.now();
  const others = answer.attendees.filter((attendee) => attendee !== phone);
  const earlierAttendees = adopted?.attendeeIds ?? [];
  return { meeting, phone, others, meetingCreated: existing === null, earlierAttendees, clockSkewMs };
}

interface Creation {
  meeting: Meeting;
  answer: { attendees: Attendee[]; refused: AttendeeRefusal[] };
  /** The answer's Date, ms since the epoch. */
  date: number | null;
}

async function createMeeting(run: Run, attendees: NewAttendee[], progress: Progress): Promise<Creation> {
  const { request, ports, deadline } = run;
  const { externalMeetingId, mediaRegion } = request;
  const created = { clientRequestToken: clientRequestToken(run), externalMeetingId, mediaRegion, attendees };
  const before = attemptOf(run).made;
  const known = before.meeting.state === 'made' ? [before.meeting.meetingId] : [];
  // Until the answer says that it is the same meeting, the one that was made before counts as another one.
  intendMade(run, { meeting: { state: 'asked', request: created }, strays: [...before.strays, ...known] });
  try {
    const { value, requestId, date, attempts } = await ports.meetings.create(created, deadline.signal);
    progress.sent(requestId);
    if (attempts > 1) run.givenUpAt = ports.clock.now();
    const { meetingId } = value.meeting;
    if (!isGuid(meetingId)) throw failed('UNREADABLE_ANSWER.no-meeting', {}, { delivery: 'unknown' });
    const strays = attemptOf(run).made.strays.filter((stray) => !sameId(stray, meetingId));
    noteMade(run, { meeting: { state: 'made', meetingId }, strays, attendees: named(value.attendees) });
    return { meeting: value.meeting, answer: value, date };
  } catch (error) {
    if (asFailure(error).delivery !== 'unknown') noteMade(run, before);
    else run.givenUpAt = ports.clock.now();
    throw error;
  }
}

async function joinMeeting(
  run: Run,
  meetingId: string,
  attendees: NewAttendee[],
  progress: Progress,
): Promise<Creation> {
  const { request, ports, deadline } = run;
  const { signal } = deadline;
  const before = attemptOf(run).made;
  const there = await attendeesThere(run, meetingId, progress);
  const wasAsked = (id: string) => before.asked.includes(id);
  const isThere = (id: string) => there?.includes(id) === true && !wasAsked(id);
  if (isThere(request.externalUserId)) throw takenUserId(request.externalUserId);
  const created = attendees.map(({ externalUserId }) => externalUserId);
  const doubtful = there === null ? request.givenUserIds.filter((id) => !wasAsked(id)) : [];
  intendMade(run, { doubtful, asked: created.filter((id) => !isThere(id) && !doubtful.includes(id)) });
  const [meeting, added] = await Promise.allSettled([
    ports.meetings.find(meetingId, signal),
    ports.attendees.add(meetingId, attendees, signal),
  ]);
  if (added.status === 'rejected') {
    if (asFailure(added.reason).delivery !== 'unknown') noteMade(run, before);
    else run.givenUpAt = ports.clock.now();
    throw added.reason;
  }
  progress.sent(added.value.requestId);
  if (added.value.attempts > 1) run.givenUpAt = ports.clock.now();
  const { value: answer, date } = added.value;
  // One that an earlier process of the attempt made, and that was not given again, is still to be removed.
  const ours = named(answer.attendees);
  const earlier = before.attendees.filter(({ attendeeId }) => !ours.some((one) => sameId(one.attendeeId, attendeeId)));
  noteMade(run, { attendees: [...ours, ...earlier] });
  if (meeting.status === 'fulfilled') {
    progress.sent(meeting.value.requestId);
    return { meeting: meeting.value.value, answer, date };
  }
  if (request.attendeesFile !== null) throw meeting.reason;
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
async function attendeesThere(run: Run, meetingId: string, progress: Progress): Promise<string[] | null> {
  const { request, ports } = run;
  const { signal } = run.deadline;
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
