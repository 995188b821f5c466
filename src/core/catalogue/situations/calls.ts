import { LEAVE_LEG_B, LOOK_WHERE, READ_LOG } from '../call/steps.js';
import type { Situations } from './situation.js';
import { ONE_CONNECTION } from './usage.js';

const BRIDGED = 'JoinChimeMeeting cannot run on a bridged call';
const OVER = 'The call is over: nothing is left to join';
const BELONG_TOGETHER =
  'Give the ids that belong together: chime-join bridge --transaction-id {transactionId} --sma-id {sipMediaApplicationId}';
/** Never the command that has just failed. */
const BY_IDS =
  'Give --transaction-id and --sma-id; that skips the lookup: chime-join bridge --transaction-id ID --sma-id ID';
const OTHER_PLACE = 'Name the log group with --log-group, or another region with --region';
const LOGS_NOTHING = 'A handler that does not log its events cannot be searched';

/** Calls, their legs and records, and whom AWS lets into a meeting. */
export const CALL_SITUATIONS = {
  'CALL_NOT_FOUND.no-record': {
    message: "No call with the CallId {id} is in the handler's logs.",
    cause: 'no record of the last {span} in {groups} holds it',
    steps: [
      'Search further back: chime-join bridge --call-id {id} --since {hours}h',
      BY_IDS,
      OTHER_PLACE,
      LOGS_NOTHING,
    ],
  },
  'CALL_NOT_FOUND.no-log-group': {
    message: "No call with the CallId {id} is in the handler's logs.",
    cause: 'the log group {group} does not exist',
    steps: [BY_IDS, OTHER_PLACE, LOGS_NOTHING],
  },
  'CALL_NOT_FOUND.no-function': {
    message: 'No SIP media application here has a function whose log could be searched.',
    steps: [BY_IDS, "Name the SMA's region with --region", 'Name the log group with --log-group'],
  },
  'CALL_NOT_FOUND.is-call-id': {
    message: '{id} is a CallId, not a TransactionId.',
    cause: "the handler's log shows it as a leg of the call {transactionId}",
    steps: ['Give it as what it is: chime-join bridge --call-id {id}'],
  },
  'CALL_NOT_FOUND.other-call': {
    message: 'The CallId {id} is not of the call {named}.',
    cause: "the handler's log shows it in the call with the TransactionId {transactionId}",
    steps: [BELONG_TOGETHER],
  },
  'CALL_NOT_FOUND.other-application': {
    message: 'The call is not held by the SIP media application {named}.',
    cause: "the handler's log shows it under the SIP media application {sipMediaApplicationId}",
    steps: [BELONG_TOGETHER],
  },
  'CALL_NOT_FOUND.emulator': {
    message: "The emulator has no such live call: it has ended, or is another emulator's.",
    steps: ['place another one: chime-join emulator call --endpoint-url {url}'],
  },
  'THROTTLED.lookup': {
    message: 'AWS throttled FilterLogEvents, so the call {id} could not be looked up.',
    steps: [BY_IDS, '{theirs}'],
  },
  '*.lookup': {
    message: 'The logs could not be read, so the call {id} could not be looked up.',
    steps: [BY_IDS, '{theirs}'],
  },
  'TIMED_OUT.lookup': {
    message: 'The time was up before the logs were searched for the call {id}.',
    cause: '{pages} of {groups} read, newest first: {reach}',
    steps: [BY_IDS, 'Run it again with a longer --timeout', 'Narrow the search with --since or --log-group'],
  },
  'TIMED_OUT.records': { message: 'CloudWatch Logs did not answer in time.' },
  'APPLICATION_NOT_FOUND.listed': {
    message: 'There is no SIP media application {id} in this region.',
    cause: 'ListSipMediaApplications does not list the given --sma-id',
    steps: ['aws chime-sdk-voice list-sip-media-applications', 'Check --region: it is the region of the SMA'],
  },
  'APPLICATION_NOT_FOUND.asked': { message: 'There is no SIP media application {id} in this region.' },

  'CALL_ENDED.event': { message: 'The event says that the caller has hung up.', steps: [OVER] },
  'CALL_ENDED.records': { message: 'The call has ended: its records show the hang-up.', steps: [OVER, READ_LOG] },
  'CALL_ENDED.unusable-answer': {
    message: "The call has ended: the SMA could not use the handler's answer.",
    cause: '{said}',
    steps: [OVER, READ_LOG],
  },
  'CALL_ENDED.handler-failed': {
    message: 'The call has ended: the handler failed.',
    cause: '{said}',
    steps: [OVER, READ_LOG],
  },
  'CALL_ENDED.handler-late': {
    message: 'The call has ended: the handler did not answer in time.',
    cause: '{said}',
    steps: [OVER, READ_LOG],
  },

  'CALL_BRIDGED.event': {
    message: 'The event shows that the call is bridged already.',
    cause: BRIDGED,
    steps: [LOOK_WHERE],
  },
  'CALL_BRIDGED.dialled': {
    message: 'The event shows a call that was dialled to a meeting: its LEG-A leads into the meeting.',
    cause: BRIDGED,
    steps: [LOOK_WHERE],
  },
  'CALL_BRIDGED.records': {
    message: 'The call is bridged already: its records show a Connected LEG-B.',
    cause: BRIDGED,
    steps: [LOOK_WHERE],
  },
  'CALL_BRIDGED.leg': {
    message: 'That CallId is LEG-B: the call is bridged.',
    cause: BRIDGED,
    steps: [LOOK_WHERE],
  },
  'CALL_BRIDGED.by-run': {
    message: '{said}',
    steps: ['Run {runId} updated this call before. See whether it joined: chime-join runs check {runId}', LEAVE_LEG_B],
  },
  CALL_RINGING: {
    message: 'The outbound call is still ringing.',
    cause: "AWS ignores a handler's actions before CALL_ANSWERED",
    steps: ['Run it again once the call is answered'],
  },

  'CONFLICT.attendee': {
    message: 'Somebody is in the meeting as {externalUserId} already.',
    cause: ONE_CONNECTION,
    steps: [
      'Is it this caller, whom an earlier run put there? Then all is done',
      'Else give another --external-user-id',
    ],
  },
  'MEETING_FULL.attendees': { message: 'AWS did not create every attendee: {who}.', cause: '{said}' },
  'REFUSED.attendees': { message: 'AWS did not create every attendee: {who}.', cause: '{said}' },
  'REFUSED.not-emulator': {
    message: '{url} is not an emulator of chime-join, or it refused the request.',
    cause: '{said}',
  },
  'LIMIT_EXCEEDED.emulator': {
    message: 'The emulator takes no more calls: its quota of active calls is used up.',
    cause: '{said}',
    steps: ['chime-join emulator hangup --transaction-id ID', 'chime-join emulator start --quotas FILE'],
  },
  'UNREACHABLE.emulator': {
    message: 'No emulator answers at {url}.',
    cause: '{said}',
    steps: ['chime-join emulator start'],
  },
  'UNREACHABLE.handler': { message: 'The handler does not answer as Lambda does.', cause: '{said}' },
} as const satisfies Situations;
