import { failed } from '../core/catalogue/failed.js';
import { isObject } from '../core/facts/json-object.js';
import { Secret } from '../core/secret.js';
import { parseJson } from './json-text.js';

/** An attendee as AWS's answers, and our own --attendees-file, show it. */
export interface KnownAttendee {
  externalUserId: string | null;
  joinToken: Secret | null;
}

export interface AttendeeFile {
  /** Null where the answer names no meeting: CreateAttendee's does not. */
  meetingId: string | null;
  attendees: KnownAttendee[];
}

/** More ids are not named in a message. */
const MOST_NAMED = 20;

/**
 * Reads the answer of CreateAttendee, GetAttendee, BatchCreateAttendee or CreateMeetingWithAttendees, as the AWS CLI prints
 * it (narrowed with --query to the attendee too), or our own file. Throws FILE_INVALID.
 */
export function readAttendeeFile(text: string): AttendeeFile {
  const document = parseJson('attendee', text);
  const answer = isObject(document) ? document : { Attendees: document };
  const { Meeting, Attendee, Attendees, Errors } = answer;
  const listed = Array.isArray(Attendees) ? Attendees : [Attendee ?? answer];
  const attendees = listed.filter((item) => isObject(item) && ('JoinToken' in item || 'AttendeeId' in item));
  const meetingId = isObject(Meeting) ? asText(Meeting['MeetingId']) : null;
  if (attendees.length > 0) return { meetingId, attendees: attendees.map(readAttendee) };
  const refused = Array.isArray(Errors) && Errors.length > 0;
  throw failed(refused ? 'FILE_INVALID.refused-attendees' : 'FILE_INVALID.attendee');
}

/** The one attendee that is meant. Throws where several may be, naming them. */
export function chooseAttendee(attendees: readonly KnownAttendee[], externalUserId: string | null): KnownAttendee {
  const meant = externalUserId === null ? attendees : attendees.filter((one) => one.externalUserId === externalUserId);
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return only;
  const ids = attendees.map((one) => one.externalUserId ?? '(no ExternalUserId)');
  const choices = ids.slice(0, MOST_NAMED).join(', ') + (ids.length > MOST_NAMED ? ', …' : '');
  if (externalUserId === null) {
    throw failed('ID_MISSING.which-attendee', { choices, first: ids[0] ?? null });
  }
  throw failed(only === undefined ? 'IDS_CONTRADICT.no-attendee' : 'IDS_CONTRADICT.attendees', { choices });
}

function readAttendee(answered: Record<string, unknown>): KnownAttendee {
  const joinToken = asText(answered['JoinToken']);
  return {
    externalUserId: asText(answered['ExternalUserId'])?.slice(0, 200) ?? null,
    joinToken: joinToken === null ? null : new Secret(joinToken),
  };
}

function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
