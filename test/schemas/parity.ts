/** The JSON of `emulator parity`, as a schema. Not loaded on a normal run. */
import { z } from 'zod';
import type { ParityResult } from '../../src/core/parity/result.js';

const outcome = z.enum(['same', 'different', 'not-compared']);

export const parityResult = z.strictObject({
  version: z.string(),
  against: z.enum(['aws', 'endpoint']),
  region: z.string(),
  meetingsRegion: z.string(),
  cases: z.array(
    z.strictObject({
      case: z.string().regex(/^[a-z0-9-]+$/),
      operation: z.string(),
      title: z.string(),
      outcome,
      because: z.string().nullable(),
      differences: z.array(
        z.strictObject({
          aspect: z.enum(['status', 'header', 'error', 'member', 'text']),
          at: z.string(),
          aws: z.string().nullable(),
          emulator: z.string().nullable(),
        }),
      ),
    }),
  ),
  rules: z.array(z.strictObject({ rule: z.string(), cases: z.array(z.string()), outcome })),
  leftovers: z.array(
    z.strictObject({
      kind: z.enum(['meeting', 'attendee']),
      meetingId: z.guid().nullable(),
      attendeeId: z.guid().nullable(),
      region: z.string(),
      command: z.string().startsWith('chime-join ').nullable(),
    }),
  ),
}) satisfies z.ZodType<ParityResult>;
