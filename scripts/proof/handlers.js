// The handlers that the proof is held with, and which of their conduct can be read in their log.
import { fileURLToPath } from 'node:url';
import { REFERENCE_HANDLER } from '../../dist/handler/contract.js';

const folder = fileURLToPath(new URL('../../test/e2e/handlers/', import.meta.url));

/**
 * `logsEvents`: every event it is given stands in its log. `logsAnswers`: and every answer. `declines`: it answers an
 * update with no join at all, which its logged answer alone can show. `masksTokens`: no token in clear is in its log.
 */
const CONDUCT = {
  'sma-handler': { logsEvents: true, logsAnswers: true, declines: false, masksTokens: true },
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
  'prints-lines-masked': { logsEvents: true, logsAnswers: true, declines: false, masksTokens: true },
  'throws-before-logging': { logsEvents: false, logsAnswers: false, declines: false },
  throws: { logsEvents: true, logsAnswers: false, declines: false },
};

export const HANDLERS = Object.keys(CONDUCT);

export const conductOf = (handler) => CONDUCT[handler];

export const fileOf = (handler) => (handler === 'sma-handler' ? REFERENCE_HANDLER : `${folder}${handler}.mjs`);
