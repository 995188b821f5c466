/** The JSON of the emulator's commands, as schemas. Not loaded on a normal run. */
import { z } from 'zod';
import type {
  EmulatorReady,
  HangUpResult,
  PlacedCallResult,
  PressResult,
} from '../../src/core/facts/emulator-results.js';

export const emulatorReady = z.strictObject({
  url: z.url(),
  region: z.string(),
  sipMediaApplicationId: z.guid(),
  logGroupName: z.string(),
  meetingEventsLogGroupName: z.string().nullable(),
  env: z.record(z.string(), z.string()),
}) satisfies z.ZodType<EmulatorReady>;

export const placedCallResult = z.strictObject({
  transactionId: z.guid(),
  callId: z.guid(),
  sipMediaApplicationId: z.guid(),
}) satisfies z.ZodType<PlacedCallResult>;

export const hangUpResult = z.strictObject({ transactionId: z.guid() }) satisfies z.ZodType<HangUpResult>;

export const pressResult = z.strictObject({
  transactionId: z.guid(),
  digits: z.string(),
}) satisfies z.ZodType<PressResult>;
