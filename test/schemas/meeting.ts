/** The JSON of `meeting create`, `show` and `end`, as a schema. Not loaded on a normal run. */
import { z } from 'zod';
import type { MeetingResult } from '../../src/core/meetings/meeting-result.js';
import { attendee } from './attendees.js';

export const meetingResult = z.strictObject({
  meeting: z.strictObject({
    meetingId: z.guid(),
    externalMeetingId: z.string().nullable(),
    mediaRegion: z.string().nullable(),
    region: z.string(),
    arn: z.string().nullable(),
  }),
  found: z.boolean().optional(),
  attendees: z.array(attendee).optional(),
}) satisfies z.ZodType<MeetingResult>;
