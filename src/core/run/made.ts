import type { NewMeeting } from '../ports/meetings.js';

/**
 * What a run has created, or may have: noted before each request is sent and corrected by its answer. Undo walks it back.
 */
export interface Made {
  /**
   * `asked`: a create was sent and its answer is not known, so the meeting counts as made; the same request finds its id.
   */
  meeting: { state: 'none' } | { state: 'asked'; request: NewMeeting } | { state: 'made'; meetingId: string };
  /** Meetings that the same create did not find again when it was repeated later: AWS made another one. */
  strays: string[];
  /** External user ids asked for in an existing meeting, and not there before: they find the run's attendees again. */
  asked: string[];
  /** Those that could not be told from ones that were there before: never removed, but named. */
  doubtful: string[];
  attendees: { attendeeId: string; externalUserId: string }[];
}

export function nothingMade(): Made {
  return { meeting: { state: 'none' }, strays: [], asked: [], doubtful: [], attendees: [] };
}

/** Something may be there that was not there before. */
export function madeAnything({ meeting, strays, asked, doubtful }: Made): boolean {
  return meeting.state !== 'none' || strays.length + asked.length + doubtful.length > 0;
}

/** Those the run put into an existing meeting; not `isCertain` where one may have been there before. */
export function attendeesOfRun({ attendees, asked, doubtful }: Made): { attendeeId: string; isCertain: boolean }[] {
  return attendees
    .filter(({ externalUserId }) => asked.includes(externalUserId) || doubtful.includes(externalUserId))
    .map(({ attendeeId, externalUserId }) => ({ attendeeId, isCertain: asked.includes(externalUserId) }));
}
