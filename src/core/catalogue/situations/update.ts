import { CHECK_HANDLER, LOOK_FIRST, READ_LOG, REHEARSE } from '../call/steps.js';
import type { Situations } from './situation.js';

const LOOK = [READ_LOG, LOOK_FIRST] as const;
const WAIT_LONGER = 'look again with a longer --wait';
const READS_ARGUMENTS = `does the handler read the arguments {names}? ${CHECK_HANDLER}` as const;
const FIX_HANDLER = "fix the handler's error";
const FIX_JOIN = 'fix it: pass JoinToken and MeetingId on as they came in the arguments, with the CallId of LEG-A';
const SENT_ARGUMENTS = 'the handler was sent the arguments {names}: does it read these names?';
const ANSWERED = "The handler's log shows {actions} as its answer to the update, and no JoinChimeMeeting followed.";
const ANSWERED_STEPS = [...LOOK, WAIT_LONGER, READS_ARGUMENTS] as const;

/** How the messages begin; `lost`: why the answer to the update did not arrive. */
export function sentInWords(lost: string | null): string {
  if (lost === null) return 'AWS accepted the update';
  return `The update may have been delivered (${lost.replace(/\.$/, '')})`;
}

/** What came of the update, as far as the records show it. */
export const UPDATE_SITUATIONS = {
  'UNCONFIRMED.interrupted': {
    message: 'Interrupted after the update was sent. Whether the call joined is not known.',
    cause: '{why}',
    steps: LOOK,
  },
  'UNCONFIRMED.no-log': {
    message: '{sent}, and no log is known that would show what came of it.',
    cause: '{why}',
    steps: [...LOOK, "name the handler's log group with --log-group"],
  },
  'UNCONFIRMED.not-waited': {
    message: '{sent}; its records were not waited for.',
    cause: '{why}',
    steps: LOOK,
  },
  'UNCONFIRMED.log-unreadable': {
    message: "{sent}, but the handler's log could not be read.",
    cause: '{reasons}',
    steps: [...LOOK, 'allow logs:FilterLogEvents on the log group, or name another with --log-group'],
  },
  'UNCONFIRMED.answer-kept-update': {
    message: ANSWERED,
    cause: 'it kept the update in its TransactionAttributes, and may join the call later',
    steps: ANSWERED_STEPS,
  },
  'UNCONFIRMED.answer-runs': {
    message: ANSWERED,
    cause: 'an action that still runs ends with an event, and the handler may answer that with a join',
    steps: ANSWERED_STEPS,
  },
  'UNCONFIRMED.answer-unproven': {
    message: ANSWERED,
    cause: 'nothing in the log bears out that this is what the handler really answered',
    steps: ANSWERED_STEPS,
  },
  'UNCONFIRMED.log-cut': {
    message: 'The call probably did not join, but that is not proved.',
    cause: '{signs}; the log was not read to its end',
    steps: LOOK,
  },
  'UNCONFIRMED.wait-too-short': {
    message: 'The call probably did not join, but that is not proved.',
    cause: '{signs}; the wait was over before the quiet time that proves it: --wait {seconds}s would have decided',
    steps: LOOK,
  },
  'UNCONFIRMED.handler-failed-unseen': {
    message: '{sent}, but the handler failed at about that time and logged no event of this call.',
    cause: '{said}',
    steps: [...LOOK, FIX_HANDLER, REHEARSE],
  },
  'UNCONFIRMED.events-not-logged': {
    message: '{sent}. The handler ran at about that time, but it does not log its events, so nothing can be proved.',
    cause: '{why}',
    steps: [...LOOK, 'have the handler log each event first thing, as JSON'],
  },
  'UNCONFIRMED.nothing-logged': {
    message: '{sent}. The handler logged nothing of it, so nothing can be proved.',
    cause: '{why}',
    steps: [...LOOK, 'check that {principal} may invoke the function, and that it logs its events'],
  },
  'UNCONFIRMED.handler-failed': {
    message: 'The handler was given the update and failed.',
    cause: '{said}',
    steps: [...LOOK, FIX_HANDLER, REHEARSE],
  },
  'UNCONFIRMED.join-without-outcome': {
    message: 'The handler answered the update with JoinChimeMeeting, and no outcome of it was logged.',
    cause: 'an action that cannot be interrupted may still be running',
    steps: [...LOOK, WAIT_LONGER],
  },
  'UNCONFIRMED.no-join-followed': {
    message: 'The handler was given the update, and no JoinChimeMeeting followed in its log.',
    cause: 'most handlers ignore arguments they do not know, and AWS then says nothing',
    steps: [...LOOK, READS_ARGUMENTS, REHEARSE],
  },
  'UNCONFIRMED.probably-joined': {
    message: 'The call probably joined, but that is not proved.',
    cause: '{reason}',
    steps: [...LOOK, '{step}'],
  },
  'UNCONFIRMED.probably-not-joined': {
    message: 'The call probably did not join, but that is not proved.',
    cause: '{reason}',
    steps: [...LOOK, '{step}'],
  },
  'UNCONFIRMED.unproven': {
    message: 'What came of the update is not known.',
    cause: '{reason}',
    steps: [...LOOK, '{step}'],
  },
  'UNCONFIRMED.broken-off': {
    message: 'The update may have been delivered, and what came of it could not be read.',
    cause: '{why}',
    steps: [LOOK_FIRST],
  },
  'UNCONFIRMED.sent-before': {
    message: "The call's records show that this run has sent its update before; nothing was sent again.",
    cause: "the run's journal does not have that update, so it may have been restored from a backup",
    steps: [LOOK_FIRST],
  },

  'UNCONFIRMED.attendees-added': {
    message: 'Whether the attendees were added is not known: {who}.',
    cause: '{why}',
    steps: ['{command}'],
  },
  'UNCONFIRMED.attendee-removed': {
    message: 'Whether the attendee was removed is not known.',
    cause: '{why}',
    steps: ['{command}'],
  },
  'UNCONFIRMED.meeting-created': {
    message:
      'Whether the meeting was created is not known. The same command finds it if it was; one that nobody joins ends after five minutes.',
    cause: '{why}',
    steps: ['{command}'],
  },
  'UNCONFIRMED.meeting-ended': {
    message: 'Whether the meeting ended is not known.',
    cause: '{why}',
    steps: ['{command}', 'If it is still there, end it again: to end a meeting twice does no harm'],
  },
  'UNCONFIRMED.parity-update': {
    message: 'Whether the update reached the named call is not known.',
    steps: [
      "look in the handler's log for CALL_UPDATE_REQUESTED with the argument ChimeJoinParity before you run it again",
    ],
  },
  'UNCONFIRMED.parity-time': {
    message: 'The time was up after the named call had been updated.',
    steps: ['give more time: --timeout 5m'],
  },

  ACTION_FAILED: { message: "The handler's JoinChimeMeeting failed.{meaning}", cause: '{said}', steps: ['{theirs}'] },
  'ACTION_FAILED.suspected': {
    message: "The handler's JoinChimeMeeting failed: {suspects}.",
    cause: '{said}',
    steps: [CHECK_HANDLER, FIX_JOIN, REHEARSE],
  },
  INVALID_LAMBDA_RESPONSE: {
    message: "The SMA could not use the handler's answer to the update.{meaning}",
    cause: '{said}',
    steps: ['{theirs}'],
  },
  'UPDATE_IGNORED.other-meeting': {
    message: 'The handler was given the update and joined the call to another meeting.',
    cause: '{said}',
    steps: [CHECK_HANDLER, SENT_ARGUMENTS, '{theirs}'],
  },
  'UPDATE_IGNORED.no-join': {
    message: 'The handler was given the update and answered it without a JoinChimeMeeting.',
    cause: '{said}',
    steps: [CHECK_HANDLER, SENT_ARGUMENTS, '{theirs}'],
  },
  CALLER_HUNG_UP: { message: 'The caller hung up before the call joined.', cause: '{said}', steps: ['{theirs}'] },
  CALL_ENDED_BY_HANDLER: {
    message: 'The handler hung up, and the call ended before it joined.',
    cause: '{said}',
    steps: [CHECK_HANDLER, REHEARSE],
  },
  HANDLER_FAILED: {
    message: 'The handler failed, and the call ended before it joined.',
    cause: '{said}',
    steps: [CHECK_HANDLER, REHEARSE],
  },
  ENDED_BEFORE_JOIN: {
    message: 'The call ended before it joined. The records do not show who hung up.',
    cause: '{said}',
    steps: [CHECK_HANDLER, REHEARSE],
  },
} as const satisfies Situations;
