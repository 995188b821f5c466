/** The JSON of `explain`, as a schema. Not loaded on a normal run. */
import { z } from 'zod';
import { AGAIN, type Again, CERTAINTIES } from '../../src/core/catalogue/entry.js';
import type { ExplainListResult, ExplainResult } from '../../src/core/explain/result.js';

const words = z.string().min(1);
const certainty = z.enum(CERTAINTIES);

const explanation = z.strictObject({
  id: words,
  title: words,
  operation: words.nullable(),
  said: z.string().nullable(),
  meaning: words,
  certainty,
  notKnown: words.nullable(),
  sources: z.array(words).min(1),
  changed: words,
  again: z.enum(Object.keys(AGAIN) as [Again, ...Again[]]),
  steps: z.array(words).min(1),
});

const moment = z.strictObject({
  sequence: z.int().nullable(),
  time: z.iso.datetime().nullable(),
  event: words,
  summary: z.string(),
  legs: z.array(words),
});

const call = z.strictObject({
  transactionId: z.string().nullable(),
  region: z.string().nullable(),
  moments: z.array(moment),
  handler: z.array(words),
  otherCalls: z.int().min(0),
  others: z.array(z.strictObject({ transactionId: z.string(), events: z.int().min(1), id: words.nullable() })),
});

export const explainResult = z.strictObject({
  known: z.boolean(),
  explanations: z.array(explanation),
  call: call.nullable(),
  nearest: z.array(z.strictObject({ id: words, title: words })),
}) satisfies z.ZodType<ExplainResult>;

export const explainListResult = z.strictObject({
  entries: z.array(z.strictObject({ id: words, title: words, certainty, sources: z.array(words).min(1) })),
}) satisfies z.ZodType<ExplainListResult>;
