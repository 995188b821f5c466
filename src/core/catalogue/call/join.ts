import type { Entry } from '../entry.js';
import { guide } from '../sources.js';
import { CHECK_HANDLER, LOOK_WHERE, READ_LOG, REST_DROPPED } from './steps.js';

const PAGE = guide('join-chime-meeting');
const TROUBLE = guide('unexpected-action-fail');
const FORM_NOT_KNOWN =
  "Which form the live service sends (Error, or ErrorType and ErrorMessage) is not known: AWS's pages disagree.";

/** Why a JoinChimeMeeting failed, as its ACTION_FAILED event says. */
export const JOIN_ENTRIES: readonly Entry[] = [
  {
    id: 'join.bridged',
    title: 'JoinChimeMeeting on a call where the action is not valid',
    recognised: {
      event: {
        types: ['ACTION_FAILED'],
        actions: ['JoinChimeMeeting'],
        codes: ['InvalidActionParameter'],
        says: /Invalid action on the call/i,
      },
    },
    meaning:
      'The SMA does not run the action on this call. JoinChimeMeeting cannot run on a bridged call: one that has a LEG-B, into a meeting or to another phone.',
    certainty: 'assumed',
    notKnown:
      'AWS documents these words for another action; what it answers to JoinChimeMeeting on a bridged call is not documented.',
    sources: [PAGE, guide('mute-unmute')],
    changed: REST_DROPPED,
    again: 'after-mending',
    steps: () => [READ_LOG, LOOK_WHERE],
  },
  {
    id: 'join.invalid-parameter',
    title: 'InvalidActionParameter: JoinToken parameter value is invalid.',
    recognised: {
      event: { types: ['ACTION_FAILED'], actions: ['JoinChimeMeeting'], codes: ['InvalidActionParameter'] },
      says: /JoinToken parameter value is invalid/i,
      words: ['InvalidActionParameter'],
    },
    meaning:
      "The SMA did not accept JoinChimeMeeting's parameters: the join token is not (or no longer) valid, or another parameter is invalid or missing. MeetingId is needed for every meeting of today's API.",
    certainty: 'documented',
    notKnown: FORM_NOT_KNOWN,
    sources: [PAGE, TROUBLE, guide('meeting-namespace-migration')],
    changed: REST_DROPPED,
    again: 'after-mending',
    steps: () => [
      CHECK_HANDLER,
      'hand on JoinToken and MeetingId as they came in the arguments, unshortened, with the CallId of LEG-A',
      'look whether the meeting still exists: chime-join meeting show --meeting-id ID',
      'look whether the attendee is still in it: chime-join attendee list --meeting-id ID',
    ],
  },
  {
    id: 'join.system',
    title: 'SystemException: System error while running action.',
    recognised: {
      event: { types: ['ACTION_FAILED'], actions: ['JoinChimeMeeting'], codes: ['SystemException'] },
      says: /System error while (?:running|executing) (?:an |the )?action/i,
      words: ['SystemException'],
    },
    meaning: 'Another type of system error occurred while the SMA ran JoinChimeMeeting.',
    certainty: 'documented',
    notKnown: `AWS says no more than that. ${FORM_NOT_KNOWN}`,
    sources: [PAGE],
    changed: REST_DROPPED,
    again: 'anew',
    steps: () => [
      READ_LOG,
      'with an attendee of its own: chime-join bridge --call-id ID',
      'ask AWS Support, with the TransactionId and the time, if it fails the same way',
    ],
  },
  {
    id: 'join.error-joining',
    title: 'ErrorJoiningMeeting: Error while joining meeting.',
    recognised: {
      event: { types: ['ACTION_FAILED'], codes: ['ErrorJoiningMeeting'] },
      says: /ErrorJoiningMeeting|Error while joining meeting/i,
      words: ['ErrorJoiningMeeting'],
    },
    meaning:
      "The SMA could not join the call to the meeting. This is the failure that JoinChimeMeeting's page shows as its example.",
    certainty: 'documented',
    notKnown: `AWS gives no cause with it: the token, the MeetingId and the service itself are all possible. ${FORM_NOT_KNOWN}`,
    sources: [PAGE],
    changed: REST_DROPPED,
    again: 'anew',
    steps: () => [
      'look whether the meeting still exists: chime-join meeting show --meeting-id ID',
      'hand on JoinToken and MeetingId as they came in the arguments, with the CallId of LEG-A',
      'with an attendee of its own: chime-join bridge --call-id ID',
    ],
  },
  {
    id: 'join.failed',
    title: 'The JoinChimeMeeting action failed',
    recognised: {
      event: { types: ['ACTION_FAILED'], actions: ['JoinChimeMeeting'] },
      words: ['JoinChimeMeeting failed', 'JoinChimeMeeting'],
      failure: 'ACTION_FAILED',
    },
    meaning: 'The handler answered with JoinChimeMeeting, and the SMA reported that the action failed.',
    certainty: 'documented',
    notKnown: 'If AWS does not document an error type for JoinChimeMeeting, only its own words are shown.',
    sources: [PAGE, guide('pstn-invocations')],
    changed: REST_DROPPED,
    again: 'after-mending',
    steps: () => [
      CHECK_HANDLER,
      'check that the handler hands on JoinToken and MeetingId unchanged: both belong to one meeting that still exists',
    ],
  },
  {
    id: 'join.succeeded',
    title: 'JoinChimeMeeting succeeded',
    recognised: { event: { types: ['ACTION_SUCCESSFUL'], actions: ['JoinChimeMeeting'] } },
    meaning: 'The call joined the meeting: LEG-B of the call leads into it.',
    certainty: 'documented',
    sources: [PAGE],
    changed: 'The caller is in the meeting.',
    again: 'pointless',
    steps: () => ['nothing: the call has joined'],
  },
];
