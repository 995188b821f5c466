/** The JSON of `action`, as a schema. Not loaded on a normal run. */
import { z } from 'zod';
import { JOIN_TOKEN_LENGTH } from '../../src/core/facts/limits.js';
import type { ActionResult } from '../../src/core/meetings/action-result.js';

const action = z.strictObject({
  Type: z.literal('JoinChimeMeeting'),
  Parameters: z.strictObject({
    JoinToken: z.string().min(JOIN_TOKEN_LENGTH.min).max(JOIN_TOKEN_LENGTH.max),
    CallId: z.guid().optional(),
    ParticipantTag: z.literal('LEG-A').optional(),
    MeetingId: z.guid().optional(),
  }),
});

export const actionResult = z.strictObject({
  action,
  response: z.strictObject({ SchemaVersion: z.literal('1.0'), Actions: z.array(action) }).optional(),
}) satisfies z.ZodType<ActionResult>;
