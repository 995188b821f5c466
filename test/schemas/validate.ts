/** The JSON of `validate`, as a schema. Not loaded on a normal run. */
import { z } from 'zod';
import { DOCUMENT_KINDS } from '../../src/core/validate/kind.js';
import type { ValidateResult } from '../../src/core/validate/result.js';

const problem = z.strictObject({
  path: z.string().startsWith('$'),
  line: z.int().min(1),
  column: z.int().min(1),
  rule: z.string().min(1),
  message: z.string().min(1),
  limit: z.string().nullable(),
  source: z.url(),
  certainty: z.enum(['model', 'documented', 'observed', 'assumed', 'standard']),
  severity: z.enum(['error', 'warning']),
  repaired: z.boolean(),
  excerpt: z.strictObject({ text: z.string(), caret: z.int().min(0) }),
});

export const validateResult = z.strictObject({
  kind: z.enum(DOCUMENT_KINDS).nullable(),
  valid: z.boolean(),
  problems: z.array(problem).max(200),
  notShown: z.int().min(0),
  notes: z.array(z.string()),
  fixed: z.string().nullable(),
}) satisfies z.ZodType<ValidateResult>;
