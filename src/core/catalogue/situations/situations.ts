import { CALL_SITUATIONS } from './calls.js';
import { ENDING_SITUATIONS } from './endings.js';
import { FILE_SITUATIONS } from './files.js';
import { ID_SITUATIONS } from './ids.js';
import { RUN_SITUATIONS } from './runs.js';
import { UPDATE_SITUATIONS } from './update.js';
import { USAGE_SITUATIONS } from './usage.js';

/** Every situation in which one of our own failures comes about. */
export const SITUATIONS = {
  ...USAGE_SITUATIONS,
  ...ID_SITUATIONS,
  ...FILE_SITUATIONS,
  ...CALL_SITUATIONS,
  ...RUN_SITUATIONS,
  ...UPDATE_SITUATIONS,
  ...ENDING_SITUATIONS,
};

export type SituationId = keyof typeof SITUATIONS;
