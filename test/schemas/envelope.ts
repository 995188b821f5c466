/** The envelope around every `--json` answer, as a schema. Not loaded on a normal run. */
import { z } from 'zod';
import { FAILURES, type FailureCode } from '../../src/core/failure.js';
import type { Envelope } from '../../src/output/envelope.js';
import { MOST_RETRIES } from '../../src/output/retries.js';

const failureCodes = Object.keys(FAILURES) as [FailureCode, ...FailureCode[]];

const errorDocument = z.strictObject({
  code: z.enum(failureCodes),
  message: z.string().min(1),
  cause: z.string().nullable(),
  tryThis: z.array(z.string()),
  retryable: z.boolean(),
  retryAfterSeconds: z.number().nullable(),
  requestId: z.string().nullable(),
  attempts: z.int().min(0),
  exitCode: z.int().min(1),
});

/** The envelope with this result in it; an error is there exactly when `ok` is false. */
export function envelopeSchema<Result>(result: z.ZodType<Result>) {
  const schema = z
    .strictObject({
      schemaVersion: z.literal(1),
      command: z.string().min(1),
      ok: z.boolean(),
      error: errorDocument.optional(),
      result: result.nullable(),
      warnings: z.array(z.string()),
      timing: z.strictObject({
        totalMs: z.number().min(0),
        steps: z.array(z.strictObject({ step: z.string(), ms: z.number().min(0) })),
        retries: z
          .array(
            z.strictObject({
              operation: z.string().min(1),
              attempt: z.int().min(1),
              reason: z.string().min(1),
              delayMs: z.int().min(0),
            }),
          )
          .max(MOST_RETRIES),
      }),
      requestIds: z.array(z.string()),
    })
    .refine(({ ok, error }) => ok === (error === undefined), 'an error is there exactly when ok is false');
  return schema satisfies z.ZodType<Envelope<Result>>;
}
