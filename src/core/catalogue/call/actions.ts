import type { Entry } from '../entry.js';
import { guide } from '../sources.js';
import { READ_LOG } from './steps.js';

const NAMED_ONLY = "AWS's pages show the error type; what exactly causes it they do not say in full.";
/** Shown there in examples; on which page is not recorded. */
const GUIDE = 'https://docs.aws.amazon.com/chime-sdk/latest/dg/';
const FAILED = ['ACTION_FAILED'] as const;
const OTHER: Pick<Entry, 'changed' | 'again' | 'steps'> = {
  changed:
    'The action did not run. The rest of the action list is dropped; what the call does next, the handler decides.',
  again: 'after-mending',
  steps: () => [READ_LOG, "hold the action's parameters against its page of the developer guide"],
};

/** Failures of the actions around a join, and of joins where another action failed first. */
export const ACTION_ENTRIES: readonly Entry[] = [
  {
    id: 'action.not-in-meeting',
    title: 'The call is not connected to a meeting',
    recognised: {
      event: { types: FAILED, says: /not connected to Chime Meeting/i },
      says: /Call is not connected to Chime Meeting/i,
    },
    meaning: 'The action works on the meeting leg of a call, and the call has none: it has not joined, or has left.',
    certainty: 'documented',
    sources: [guide('mute-unmute')],
    ...OTHER,
  },
  {
    id: 'action.not-on-this-call',
    title: 'Invalid action on the call.',
    recognised: { event: { types: FAILED, says: /Invalid action on the call/i }, says: /Invalid action on the call/i },
    meaning:
      'The action cannot run on the call as it is. AWS documents it for ModifyChimeMeetingAttendees on a call that is not bridged.',
    certainty: 'documented',
    sources: [guide('mute-unmute')],
    ...OTHER,
  },
  {
    id: 'action.audio-source',
    title: 'InvalidAudioSource',
    recognised: { event: { types: FAILED, codes: ['InvalidAudioSource'] }, words: ['InvalidAudioSource'] },
    meaning: 'The SMA could not use the audio source that the action names.',
    certainty: 'documented',
    notKnown: NAMED_ONLY,
    sources: [GUIDE],
    ...OTHER,
  },
  {
    id: 'action.not-answered',
    title: 'CallNotAnswered',
    recognised: { event: { types: FAILED, codes: ['CallNotAnswered'] }, words: ['CallNotAnswered'] },
    meaning: 'The leg that the action called did not answer.',
    certainty: 'documented',
    notKnown: NAMED_ONLY,
    sources: [GUIDE],
    ...OTHER,
  },
  {
    id: 'action.missing-parameter',
    title: 'MissingRequiredActionParameter',
    recognised: {
      event: { types: FAILED, codes: ['MissingRequiredActionParameter'] },
      words: ['MissingRequiredActionParameter'],
    },
    meaning: 'A parameter that the action requires is missing.',
    certainty: 'documented',
    notKnown: NAMED_ONLY,
    sources: [GUIDE],
    ...OTHER,
  },
  {
    id: 'action.digits',
    title: 'InvalidDigitsReceived',
    recognised: { event: { types: FAILED, codes: ['InvalidDigitsReceived'] }, words: ['InvalidDigitsReceived'] },
    meaning: 'The caller pressed digits that the action does not take.',
    certainty: 'observed',
    notKnown: "It is handled in AWS's sample code, and described on no page that is known here.",
    sources: ['aws-samples, handlers of PlayAudioAndGetDigits'],
    ...OTHER,
  },
  {
    id: 'action.throttled',
    title: 'ActionExecutionThrottled',
    recognised: { event: { types: FAILED, codes: ['ActionExecutionThrottled'] }, words: ['ActionExecutionThrottled'] },
    meaning: 'A quota of the account stopped the action; it was seen for the number of bot references.',
    certainty: 'observed',
    notKnown: 'AWS does not say which other quotas end so.',
    sources: ['third-party code that quotes the event'],
    ...OTHER,
    steps: () => ['aws service-quotas list-service-quotas --service-code chime', READ_LOG],
  },
  {
    id: 'action.invalid-parameter',
    title: 'InvalidActionParameter of another action',
    recognised: { event: { types: FAILED, codes: ['InvalidActionParameter'] } },
    meaning: 'The SMA did not accept a parameter of the action.',
    certainty: 'documented',
    sources: [guide('unexpected-action-fail')],
    ...OTHER,
  },
  {
    id: 'action.system',
    title: 'SystemException of another action',
    recognised: { event: { types: FAILED, codes: ['SystemException'] } },
    meaning: 'A system error occurred while the SMA ran the action.',
    certainty: 'documented',
    sources: [guide('unexpected-action-fail')],
    ...OTHER,
    again: 'anew',
  },
  {
    id: 'action.failed',
    title: 'An action failed',
    recognised: { event: { types: FAILED } },
    meaning: "An action of the handler's failed, and the actions after it in the list were dropped.",
    certainty: 'documented',
    notKnown: 'The error type is not one that this catalogue knows: its own words are all there is.',
    sources: [guide('pstn-invocations'), guide('use-case-2')],
    ...OTHER,
  },
];
