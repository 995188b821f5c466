/** One stay of an attendee's audio in a meeting; times are milliseconds on the emulator's clock. */
export interface Stay {
  meetingId: string;
  attendeeId: string;
  from: number;
  /** Null while it lasts. */
  until: number | null;
}
