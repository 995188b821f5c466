/** The handlers that the proofs are held with, and which of their conduct can be read in their log. */
import { fileURLToPath } from 'node:url';
import { REFERENCE_HANDLER } from '../../../src/handler/contract.js';

const FOLDER = fileURLToPath(new URL('../../e2e/handlers/', import.meta.url));

export interface Conduct {
  /** Every event it is given stands in its log. */
  logsEvents: boolean;
  /** And every answer. */
  logsAnswers: boolean;
  /** It answers an update with no join at all, which its logged answer alone can show. */
  declines: boolean;
}

const CONDUCT = {
  'sma-handler': { logsEvents: true, logsAnswers: true, declines: false },
  'answers-too-much': { logsEvents: true, logsAnswers: true, declines: false },
  'bridges-already': { logsEvents: true, logsAnswers: false, declines: true },
  'hangs-up': { logsEvents: true, logsAnswers: true, declines: true },
  'ignores-update': { logsEvents: true, logsAnswers: true, declines: true },
  'joins-on-second-try': { logsEvents: true, logsAnswers: false, declines: false },
  'joins-twice': { logsEvents: true, logsAnswers: true, declines: false },
  'joins-with-short-token': { logsEvents: true, logsAnswers: true, declines: false },
  'joins-without-meeting-id': { logsEvents: true, logsAnswers: true, declines: false },
  'logs-event-only': { logsEvents: true, logsAnswers: false, declines: true },
  'logs-nothing-ignores': { logsEvents: false, logsAnswers: false, declines: true },
  'logs-nothing': { logsEvents: false, logsAnswers: false, declines: false },
  'prints-lines-masked': { logsEvents: true, logsAnswers: true, declines: false },
  'throws-before-logging': { logsEvents: false, logsAnswers: false, declines: false },
  throws: { logsEvents: true, logsAnswers: false, declines: false },
} as const satisfies Record<string, Conduct>;

export type HandlerName = keyof typeof CONDUCT;

export const conductOf = (handler: HandlerName): Conduct => CONDUCT[handler];

export const fileOf = (handler: HandlerName): string =>
  handler === 'sma-handler' ? REFERENCE_HANDLER : `${FOLDER}${handler}.mjs`;
