import type { Why } from '../../verdict/verdict.js';

const LOG_ALL = 'have the handler log each event whole, first thing, as JSON';
const LOG_ANSWERS = 'have the handler log what it answers, whole and last';
const WAIT_LONGER = 'look again with a longer --wait';

/** Why records prove nothing, in words, and what would change that. */
export const UNPROVEN: Record<Why, { reason: string; step: string | null }> = {
  'update-not-seen': { reason: 'no record shows that the handler was given the update', step: LOG_ALL },
  'nothing-followed': { reason: "no outcome of a join is in the handler's log", step: WAIT_LONGER },
  'still-open': {
    reason:
      'the handler answered without a join, but an action still runs, and the handler is asked again when it ends',
    step: WAIT_LONGER,
  },
  'join-unnamed': {
    reason: "a meeting was joined, and the log hides which one: neither this run's token nor its meeting is shown",
    step: 'have the handler log the MeetingId of its JoinChimeMeeting',
  },
  'attempt-under-way': {
    reason: 'the handler tried to join again, and no outcome of that is logged',
    step: WAIT_LONGER,
  },
  'sequence-missing': {
    reason: 'an event of the call is missing in the log, and may have been the join',
    step: LOG_ALL,
  },
  'action-hidden': {
    reason: 'the log does not show which action an event is about, and it may be the join',
    step: LOG_ALL,
  },
  'events-left-out': {
    reason: 'the log holds no event of an action that went well, so it may leave the join out',
    step: LOG_ALL,
  },
  'legs-hidden': { reason: "the log does not show the call's legs, so the caller may be in a meeting", step: LOG_ALL },
  'leg-shown': { reason: 'the call shows a second leg that may lead into a meeting', step: null },
  'request-open': {
    reason: "the handler's Lambda request has not ended, so it may still answer with a join",
    step: WAIT_LONGER,
  },
  'ends-not-logged': {
    reason: "the log does not show when the handler's Lambda requests end: the function's SystemLogLevel may be WARN",
    step: "set the function's system log level to INFO",
  },
  'request-silent': {
    reason: 'a Lambda request after the update logged no event, and may have handled this call',
    step: LOG_ALL,
  },
  'answers-unread': {
    reason: 'the handler may have tried again after the failure: its answer to it cannot be read in the log',
    step: LOG_ANSWERS,
  },
  'answered-twice': {
    reason:
      'the handler was asked twice about one event, or took so long that it will have been, and which of its answers counted is not known',
    step: LOG_ANSWERS,
  },
};
