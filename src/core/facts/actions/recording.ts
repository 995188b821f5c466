import { guide } from '../pages.js';
import { object, oneOf, text } from '../value-form.js';
import type { ActionFacts, Members } from './action-facts.js';
import { invalidParameter, listed } from './failures.js';
import { CALL_ID, needed } from './shared-members.js';

const START = guide('start-call-recording');
const WRONG_CALL_ID = invalidParameter('CallId parameter for action is invalid');
const RECORDED_LEG: Members = { CallId: { ...CALL_ID, required: true, failure: WRONG_CALL_ID } };
const NOT_STOPPED = { is: false, source: guide('update-sip-call'), certainty: 'documented' } as const;

/** The pages of the other three actions have no table of failures: theirs are assumed to be those of the first. */
const onTheLeg = (page: string): ActionFacts => ({
  page: guide(page),
  standing: 'documented',
  parameters: RECORDED_LEG,
  interruptible: NOT_STOPPED,
  success: {},
  failureForm: 'not-documented',
  failures: [],
});

/** Actions that record a leg for as long as it lasts. */
export const RECORDING_ACTIONS = {
  StartCallRecording: {
    page: START,
    standing: 'documented',
    parameters: {
      ...RECORDED_LEG,
      Track: needed(oneOf('BOTH', 'INCOMING', 'OUTGOING')),
      Destination: needed(object, { members: { Type: needed(oneOf('S3')), Location: needed(text()) } }),
    },
    interruptible: NOT_STOPPED,
    success: {
      CallRecordingDestination: needed(object, { members: { Type: needed(oneOf('S3')), Location: needed(text()) } }),
    },
    failureForm: 'error-string',
    failures: [
      listed(START, WRONG_CALL_ID, 'CallId names no live leg, or another parameter is wrong'),
      listed(
        START,
        { errorType: 'NoAccessToDestination', errorMessage: 'Error while accessing destination' },
        'the bucket is of another account, or does not let voiceconnector.chime.amazonaws.com write',
      ),
      listed(
        START,
        { errorType: 'SystemException', errorMessage: 'System error while running an action.' },
        'AWS had an error of its own',
      ),
    ],
  },
  StopCallRecording: onTheLeg('stop-call-recording'),
  PauseCallRecording: onTheLeg('pause-call-recording'),
  ResumeCallRecording: onTheLeg('resume-call-recording'),
} as const satisfies Record<string, ActionFacts>;
