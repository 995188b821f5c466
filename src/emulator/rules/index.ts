import { withSettling } from '../parity-cases.js';
import type { Rule } from '../world.js';
import { ACTION_LIST_RULES } from './action-lists.js';
import { ANSWER_RULES } from './answers.js';
import { ATTENDEE_RULES } from './attendees.js';
import { CALL_RULES } from './calls.js';
import { DIGIT_RULES } from './digits.js';
import { HTTP_RULES } from './http.js';
import { LAMBDA_RULES } from './lambda.js';
import { LEG_RULES } from './legs.js';
import { LOGS_RULES } from './logs.js';
import { MEETING_EVENT_RULES } from './meeting-events.js';
import { MEETING_RULES } from './meetings.js';
import type { Row } from './row.js';
import { VOICE_RULES } from './voice.js';

const inArea = (area: Rule['area'], ...parts: (readonly Row[])[]): Rule[] =>
  parts.flat().map(([id, label, rule, source]) => ({ id, area, label, rule, source }));

/** Every rule the emulator follows, as `/_emulator/rules` shows it. */
export const RULES: readonly Rule[] = [
  ...inArea('http', HTTP_RULES),
  ...inArea('meetings', MEETING_RULES, ATTENDEE_RULES, MEETING_EVENT_RULES),
  ...inArea('voice', VOICE_RULES),
  ...inArea('logs', LOGS_RULES),
  ...inArea('sma', CALL_RULES, ANSWER_RULES, ACTION_LIST_RULES, LEG_RULES, DIGIT_RULES),
  ...inArea('lambda', LAMBDA_RULES),
].map(withSettling);
