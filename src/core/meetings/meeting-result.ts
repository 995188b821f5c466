import type { AttendeeResult } from './attendees-result.js';

/** `meeting create`, `show` and `end`. What AWS was not asked for, or did not say, is null. */
export interface MeetingResult {
  meeting: {
    meetingId: string;
    externalMeetingId: string | null;
    mediaRegion: string | null;
    region: string;
    arn: string | null;
  };
  /** Of `meeting end` alone. False: AWS does not know it, so whether it ever was there is not known. */
  found?: boolean;
  /** Who was created with the meeting; absent where nobody was asked for. */
  attendees?: AttendeeResult[];
}
