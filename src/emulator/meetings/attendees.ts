import { randomUUID } from 'node:crypto';
import { externalIdProblem } from '../../core/facts/limits.js';
import { Refusal } from '../http/refusal.js';
import { capabilitiesProblem, defaultCapabilities } from './capabilities.js';
import type { NewAttendee } from './input.js';
import { type Attendee, type Meeting, maxAttendees, newJoinToken } from './meeting.js';

/**
 * Adds an attendee, or finds the one that has this ExternalUserId already (the model calls it an idempotency token).
 * Throws BadRequestException and LimitExceededException.
 */
export function addAttendee(meeting: Meeting, { ExternalUserId, Capabilities }: NewAttendee): Attendee {
  const { MeetingFeatures: features } = meeting.request;
  const idProblem = externalIdProblem(ExternalUserId);
  if (idProblem !== null) throw new Refusal('BadRequestException', `ExternalUserId is not valid: ${idProblem}`);
  const problem = Capabilities && capabilitiesProblem(Capabilities, features);
  if (problem !== undefined) throw new Refusal('BadRequestException', problem);
  for (const present of meeting.attendees.values()) {
    if (present.externalUserId === ExternalUserId) return present;
  }
  if (meeting.attendees.size >= maxAttendees(features)) {
    throw new Refusal('LimitExceededException', 'The meeting has as many attendees as it can hold.');
  }
  const attendeeId = randomUUID();
  const attendee: Attendee = {
    attendeeId,
    externalUserId: ExternalUserId,
    joinToken: newJoinToken(attendeeId),
    capabilities: Capabilities ?? defaultCapabilities(features),
    ordinal: meeting.nextOrdinal,
  };
  meeting.nextOrdinal += 1;
  meeting.attendees.set(attendee.attendeeId, attendee);
  return attendee;
}

/** One attendee of a batch that could not be added (service model, CreateAttendeeError). */
export interface AttendeeError {
  ExternalUserId: string;
  ErrorCode: string;
  ErrorMessage: string;
}

/** Adds each attendee of a batch by itself; those that cannot be added become errors. */
export function addAttendees(
  wanted: NewAttendee[],
  add: (wanted: NewAttendee) => Attendee,
): { added: Attendee[]; errors: AttendeeError[] } {
  const added = new Set<Attendee>();
  const errors: AttendeeError[] = [];
  for (const each of wanted) {
    try {
      added.add(add(each));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const ErrorCode = error.code.replace(/Exception$/, '');
      errors.push({ ExternalUserId: each.ExternalUserId, ErrorCode, ErrorMessage: error.message });
    }
  }
  return { added: [...added], errors };
}
