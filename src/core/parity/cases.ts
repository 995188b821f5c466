import type { ParityCase } from './case.js';
import { ATTENDEE_CASES } from './cases/attendees.js';
import { HTTP } from './cases/http.js';
import { LOGS } from './cases/logs.js';
import { ENDING, MEETINGS } from './cases/meetings.js';
import { CALL, VOICE } from './cases/voice.js';

/**
 * What parity asks, in its order. `{Name}` stands for a value of the side that is asked: an id made up for this run, one
 * that an earlier answer gave, or one that the operator named. A case one of whose values is not known is not asked.
 */
export const PARITY_CASES: readonly ParityCase[] = [
  ...HTTP,
  ...MEETINGS,
  ...ATTENDEE_CASES,
  ...VOICE,
  ...LOGS,
  ...CALL,
  ...ENDING,
];
