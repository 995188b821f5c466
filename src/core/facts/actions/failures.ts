import { guide } from '../pages.js';
import type { ActionFailure, DocumentedFailure } from './action-facts.js';

/** The page that lists the failures of several actions. */
export const TROUBLE = guide('unexpected-action-fail');

/** A failure that this page lists. */
export const listed = (source: string, failure: ActionFailure, when: string): DocumentedFailure => ({
  ...failure,
  when,
  source,
});

export const invalidParameter = (errorMessage: string): ActionFailure => ({
  errorType: 'InvalidActionParameter',
  errorMessage,
});
export const invalidAudio = (errorMessage: string): ActionFailure => ({
  errorType: 'InvalidAudioSource',
  errorMessage,
});
export const missingParameter = (errorMessage: string): ActionFailure => ({
  errorType: 'MissingRequiredActionParameter',
  errorMessage,
});

/** The words of most pages, for a parameter of which no page shows any: assumed. */
export const wrongParameter = (name: string): ActionFailure => invalidParameter(`${name} parameter value is invalid.`);

/** CallId or ParticipantTag names no live leg of the call. */
export const WRONG_LEG = invalidParameter('CallId or ParticipantTag parameter for action is invalid.');

/** The action cannot run on this call as it is now. */
export const WRONG_CALL = invalidParameter('Invalid action on the call.');

export const SYSTEM_ERROR: ActionFailure = {
  errorType: 'SystemException',
  errorMessage: 'System error while running action.',
};

export const CALL_NOT_ANSWERED: ActionFailure = {
  errorType: 'CallNotAnswered',
  errorMessage: 'Call not answered',
};

/** PSTN actions: five a second for an account (developer guide, "VoiceFocus"). */
export const TOO_MANY_ACTIONS: ActionFailure = {
  errorType: 'ActionExecutionThrottled',
  errorMessage: 'Failed to run action. The maximum number of actions per second has been reached.',
};

/** What several digits-collecting handlers were seen to get where the caller pressed too few, or the wrong ones. */
export const INVALID_DIGITS_TYPE = 'InvalidDigitsReceived';

export const wrongLeg = (source: string) => listed(source, WRONG_LEG, 'CallId or ParticipantTag names no live leg');
export const systemError = (source: string) => listed(source, SYSTEM_ERROR, 'AWS had an error of its own');
