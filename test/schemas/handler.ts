/** The JSON of the `handler` commands, as schemas. Not loaded on a normal run. */
import { z } from 'zod';
import {
  HANDLER_CHECKS,
  type HandlerCheckResult,
  type HandlerPrintResult,
} from '../../src/core/handler-check/result.js';
import { ARGUMENT_PRESETS, type ArgumentPreset } from '../../src/core/run/arguments.js';

export const handlerPrintResult = z.strictObject({
  language: z.enum(['node', 'python', 'policy']),
  whole: z.boolean(),
  text: z.string().min(1),
}) satisfies z.ZodType<HandlerPrintResult>;

const presets = Object.keys(ARGUMENT_PRESETS) as [ArgumentPreset, ...ArgumentPreset[]];

export const handlerCheckResult = z.strictObject({
  handler: z.string().min(1),
  joined: z.boolean().nullable(),
  reads: z.array(z.string()).nullable(),
  found: z.strictObject({ preset: z.enum(presets), arguments: z.array(z.string()) }).nullable(),
  command: z.string().startsWith('chime-join bridge').nullable(),
  checks: z.array(
    z.strictObject({
      check: z.enum(HANDLER_CHECKS),
      status: z.enum(['ok', 'finding', 'warning', 'unknown']),
      seen: z.string().min(1),
      advice: z.string().min(1).nullable(),
    }),
  ),
}) satisfies z.ZodType<HandlerCheckResult>;
