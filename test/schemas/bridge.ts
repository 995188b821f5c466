/** The JSON of `bridge`, as a schema: tests hold every answer against it. Not loaded on a normal run. */
import { z } from 'zod';
import type { BridgeResult, DryRunResult } from '../../src/core/run/result.js';
import { LIKELY, VERDICTS } from '../../src/core/verdict/verdict.js';

const undone = z.strictObject({
  kind: z.enum(['meeting', 'attendee']),
  meetingId: z.guid(),
  attendeeId: z.guid().nullable(),
  region: z.string(),
});

const leftover = z.strictObject({
  kind: z.enum(['meeting', 'attendee']),
  meetingId: z.guid().nullable(),
  attendeeId: z.guid().nullable(),
  region: z.string(),
  command: z.string().startsWith('chime-join ').nullable(),
});

const standing = z.strictObject({
  kind: z.enum(['meeting', 'attendee']),
  meetingId: z.guid(),
  attendeeId: z.guid().nullable(),
  region: z.string(),
  endsBy: z.iso.datetime().nullable(),
  command: z.string().startsWith('chime-join runs cleanup '),
});

export const bridgeResult = z.strictObject({
  verdict: z.enum(VERDICTS),
  asOf: z.iso.datetime().nullable(),
  likely: z.enum(LIKELY).nullable(),
  runId: z.string().regex(/^[A-Za-z0-9_-]{2,64}$/),
  call: z.strictObject({
    callId: z.guid().nullable(),
    transactionId: z.guid().nullable(),
    sipMediaApplicationId: z.guid().nullable(),
    region: z.string(),
  }),
  meeting: z
    .strictObject({
      meetingId: z.guid(),
      externalMeetingId: z.string().nullable(),
      mediaRegion: z.string().nullable(),
      region: z.string(),
      created: z.boolean(),
    })
    .nullable(),
  attendee: z.strictObject({ attendeeId: z.guid(), externalUserId: z.string(), created: z.boolean() }).nullable(),
  evidence: z.array(
    z.strictObject({
      source: z.string(),
      time: z.iso.datetime(),
      sequence: z.number().nullable(),
      event: z.string(),
      summary: z.string(),
    }),
  ),
  standing: z.array(standing),
  undone: z.array(undone),
  leftovers: z.array(leftover),
}) satisfies z.ZodType<BridgeResult>;

export const dryRunResult = z.strictObject({
  plan: z.array(
    z.strictObject({
      id: z.enum(['find-call', 'meeting', 'look', 'attendees-file', 'update', 'prove', 'undo']),
      title: z.string(),
      operations: z.array(z.string()),
      effect: z.enum(['reads', 'creates', 'updates', 'removes']),
      undo: z.string().nullable(),
    }),
  ),
  request: z.strictObject({
    operation: z.literal('UpdateSipMediaApplicationCall'),
    region: z.string(),
    sipMediaApplicationId: z.guid().nullable(),
    transactionId: z.guid().nullable(),
    arguments: z.record(z.string(), z.string()),
  }),
}) satisfies z.ZodType<DryRunResult>;
