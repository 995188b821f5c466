import { guide } from '../pages.js';
import type { ActionFacts } from './action-facts.js';
import { BOT_ACTIONS } from './bot.js';
import { DIGIT_ACTIONS } from './digits.js';
import { MEETING_ACTIONS } from './meeting.js';
import { RECORDING_ACTIONS } from './recording.js';
import { SOUND_ACTIONS } from './sound.js';
import { TELEPHONY_ACTIONS } from './telephony.js';

/** Named once, among the actions that report, and described nowhere. */
const NAMED_ACTIONS = {
  RecordMeeting: {
    page: guide('use-cases'),
    standing: 'named',
    parameters: {},
    interruptible: { is: false, source: guide('use-cases'), certainty: 'assumed' },
    success: {},
    failureForm: 'not-documented',
    failures: [],
  },
} as const satisfies Record<string, ActionFacts>;

/** Every action that AWS documents by name, with its page: the one table of them (developer guide, "Supported actions"). */
const ACTIONS = {
  ...MEETING_ACTIONS,
  ...TELEPHONY_ACTIONS,
  ...SOUND_ACTIONS,
  ...DIGIT_ACTIONS,
  ...BOT_ACTIONS,
  ...RECORDING_ACTIONS,
  ...NAMED_ACTIONS,
} as const;

export type ActionType = keyof typeof ACTIONS;

export const ACTION_TYPES = Object.keys(ACTIONS) as ActionType[];

/** True for an action that AWS documents, or names. */
export function isActionType(type: string): type is ActionType {
  return Object.hasOwn(ACTIONS, type);
}

/** What is known of an action. */
export function actionFacts(type: ActionType): ActionFacts {
  return ACTIONS[type];
}
