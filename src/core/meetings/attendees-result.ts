/** One attendee. Its join token is a password, and never part of a result. */
export interface AttendeeResult {
  attendeeId: string;
  /** Null where AWS was not asked for it. */
  externalUserId: string | null;
}

/** `attendee add`, `list` and `remove`: who was added, who is there, who was removed. */
export interface AttendeesResult {
  attendees: AttendeeResult[];
}
