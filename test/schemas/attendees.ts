/** The JSON of `attendee add`, `list` and `remove`, as a schema. Not loaded on a normal run. */
import { z } from 'zod';
import type { AttendeeResult, AttendeesResult } from '../../src/core/meetings/attendees-result.js';

export const attendee = z.strictObject({
  attendeeId: z.guid(),
  externalUserId: z.string().nullable(),
}) satisfies z.ZodType<AttendeeResult>;

export const attendeesResult = z.strictObject({
  attendees: z.array(attendee),
}) satisfies z.ZodType<AttendeesResult>;
