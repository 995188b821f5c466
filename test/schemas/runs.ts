import { z } from 'zod';
import type { Entry } from '../../src/core/journal/entry.js';
import {
  RUN_STATES,
  type RunShowResult,
  type RunsCleanupResult,
  type RunsListResult,
} from '../../src/core/runs/result.js';
import { VERDICTS } from '../../src/core/verdict/verdict.js';

const summary = z.strictObject({
  runId: z.string().regex(/^[A-Za-z0-9_-]{2,64}$/),
  begunAt: z.iso.datetime(),
  state: z.enum(RUN_STATES),
  verdict: z.enum(VERDICTS).nullable(),
  attempts: z.number().int().min(1),
  reason: z.string().nullable(),
  who: z.string().nullable(),
  endpoint: z.string().nullable(),
  profile: z.string().nullable(),
  region: z.string(),
  meetingsRegion: z.string(),
  callId: z.string().nullable(),
  transactionId: z.string().nullable(),
  meetingId: z.guid().nullable(),
  leavesSomething: z.boolean(),
});

export const runsListResult = z.strictObject({ runs: z.array(summary) }) satisfies z.ZodType<RunsListResult>;

/** The entries have a reader of their own, which the journal is read with. */
const entry = z.looseObject({ time: z.string(), type: z.string() }) as unknown as z.ZodType<Entry>;

export const runShowResult = z.strictObject({
  run: summary,
  entries: z.array(entry),
  unreadable: z.number(),
}) satisfies z.ZodType<RunShowResult>;

const item = {
  kind: z.enum(['meeting', 'attendee']),
  runId: z.string(),
  meetingId: z.guid().nullable(),
  attendeeId: z.guid().nullable(),
  region: z.string(),
};

export const runsCleanupResult = z.strictObject({
  removed: z.array(z.strictObject(item)),
  kept: z.array(z.strictObject({ ...item, reason: z.string(), tryAgainAt: z.iso.datetime().nullable() })),
  failed: z.array(z.strictObject({ ...item, reason: z.string() })),
}) satisfies z.ZodType<RunsCleanupResult>;
