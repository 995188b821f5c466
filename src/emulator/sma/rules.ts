import type { Rule } from '../world.js';

const DG = 'https://docs.aws.amazon.com/chime-sdk/latest/dg/';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg/';
const RUNTIME = 'https://github.com/aws/aws-lambda-nodejs-runtime-interface-client';

type Label = Rule['label'];
type Row = [id: string, label: Label, rule: string, source: string];

const OURS = 'the emulator: AWS says nothing of it';

const SMA: Row[] = [
  [
    'call.ids',
    'documented',
    'A call has a TransactionId, each leg a CallId: different GUIDs that stay until it ends.',
    `${DG}case-1.html`,
  ],
  [
    'call.sequence',
    'documented',
    'Sequence grows by one with each event of a call; a copy of an event has the same.',
    `${DG}pstn-invocations.html`,
  ],
  [
    'call.sip-rule',
    'observed',
    'Events of an inbound call hold a SipRuleId, those of an outbound call none.',
    'https://github.com/aws/amazon-chime-sdk-js/issues/2495',
  ],
  [
    'call.status-absent',
    'observed',
    'A leg that still rings has no Status, as in the captured NEW_INBOUND_CALL; for outbound legs this is assumed.',
    'github.com/aws-samples/amazon-chime-sdk-pstn-audio-workshop events/inbound.json',
  ],
  [
    'call.unanswered',
    'documented',
    'An inbound call whose handler returns no action is not answered and ends after 30 s.',
    `${DG}case-1.html`,
  ],
  [
    'call.answered-by-actions',
    'observed',
    'The first actions of an inbound call answer it, JoinChimeMeeting included.',
    'github.com/aws-samples/amazon-chime-sdk-voice-voice-translator',
  ],
  [
    'call.outbound',
    'documented',
    'NEW_OUTBOUND_CALL, RINGING, CALL_ANSWERED; answers to the first two have no effect on actions.',
    `${DG}use-create-call-api.html`,
  ],
  [
    'call.outbound-attributes',
    'observed',
    'TransactionAttributes in the answer to NEW_OUTBOUND_CALL are kept.',
    'github.com/aws-samples/amazon-chime-sdk-click-to-call',
  ],
  [
    'call.outbound-times',
    'assumed',
    'An outbound call rings after 0.2 s and is answered after 1 s; nobody declines.',
    OURS,
  ],
  [
    'call.one-event-at-a-time',
    'assumed',
    'The handler gets the events of one call one after the other, each after the answer to the one before.',
    OURS,
  ],
  [
    'call.1000-invocations',
    'documented',
    'A handler is invoked at most 1,000 times for a call; that the call then ends with 480 is assumed.',
    `${DG}invoke-on-call-leg.html`,
  ],
  [
    'update.asynchronous',
    'documented',
    'CALL_UPDATE_REQUESTED comes after the 202; the 202 promises nothing.',
    `${DG}update-sip-call.html`,
  ],
  [
    'update.while-ringing',
    'assumed',
    'An update of a call that is not answered yet invokes the handler; a join then fails with CallNotAnswered.',
    OURS,
  ],
  [
    'hangup.codes',
    'documented',
    'HANGUP holds SipResponseCode, CallId and ParticipantTag: 0 normal, 480 when the handler failed.',
    `${DG}timeouts.html`,
  ],
  ['hangup.unanswered-code', 'assumed', 'An inbound call that nobody answered ends with 480.', OURS],
  [
    'hangup.caller-ends-all',
    'assumed',
    'When LEG-A goes every other leg goes with it, and one HANGUP tells of it.',
    OURS,
  ],
  [
    'hangup.meeting-ended',
    'documented',
    'A meeting that ends is a HANGUP of LEG-B, LEG-A still Connected.',
    `${DG}use-cases.html`,
  ],
  [
    'legs.gone',
    'assumed',
    'A leg that is gone stands as Disconnected in the HANGUP that tells of it, and in no later event.',
    OURS,
  ],
  [
    'response.shape',
    'documented',
    'A response holds at least SchemaVersion, the same as the event. Without it: message log, then INVALID_LAMBDA_RESPONSE.',
    `${DG}unexpected-hangups.html`,
  ],
  ['response.ten-actions', 'documented', 'At most ten actions.', `${DG}invoke-on-call-leg.html`],
  [
    'response.null-or-empty',
    'documented',
    'Actions null or absent keeps the present actions; a list, also an empty one, takes their place.',
    `${DG}invoke-on-call-leg.html`,
  ],
  [
    'response.unusable-again',
    'assumed',
    'An unusable answer to INVALID_LAMBDA_RESPONSE or to a new inbound call ends the call with 480.',
    OURS,
  ],
  [
    'response.error-types',
    'assumed',
    'The ErrorType of INVALID_LAMBDA_RESPONSE, except TransactionAttributesInvalidMapSize; the page shows no other.',
    `${DG}attribute-trans-invalid.html`,
  ],
  [
    'response.top-level-error',
    'documented',
    'INVALID_LAMBDA_RESPONSE has ErrorType and ErrorMessage at the top level.',
    `${DG}attribute-trans-invalid.html`,
  ],
  ['response.size', 'assumed', 'An answer above 256 KB or nested deeper than 32 is not readable.', OURS],
  [
    'attributes.limits',
    'documented',
    'TransactionAttributes: 100 pairs, 20 KB. An example of the same guide says 10 pairs.',
    `${DG}transaction-attributes.html`,
  ],
  [
    'attributes.keep',
    'documented',
    '{} clears them, null or absent keeps them, another map replaces them.',
    `${DG}transaction-attributes.html`,
  ],
  [
    'invoke.retry',
    'documented',
    'No answer in 5 s: the handler is invoked again, once. No answer in 20 s: the call ends.',
    `${DG}timeouts.html`,
  ],
  ['invoke.first-answer', 'assumed', 'When two invocations of one event run, the first answer counts.', OURS],
  [
    'invoke.error-retry',
    'documented',
    'An invocation that ends in an error is tried again once, then the call ends with 480.',
    `${DG}timeouts.html`,
  ],
  [
    'invoke.error-retry-at-once',
    'assumed',
    'The second try after an error follows at once; a handler that throws or exits is treated as an error of the 4xx kind.',
    OURS,
  ],
  [
    'messages.texts',
    'documented',
    'The texts of the message log when a handler misbehaves.',
    `${DG}unexpected-hangups.html`,
  ],
  [
    'messages.format',
    'assumed',
    'A record of the message log is a line of text with the time and the transaction id; read it as opaque text.',
    OURS,
  ],
  [
    'actions.report',
    'documented',
    'ACTION_SUCCESSFUL comes when the whole list is done, about its last action.',
    `${DG}use-case-2.html`,
  ],
  [
    'actions.join-reports-alone',
    'documented',
    'JoinChimeMeeting reports its own outcome, also in the middle of a list; the use-case-2 page says otherwise.',
    `${DG}join-chime-meeting.html`,
  ],
  [
    'actions.join-then-wait',
    'assumed',
    'After a join in the middle of a list the rest waits for the answer to its ACTION_SUCCESSFUL.',
    OURS,
  ],
  [
    'actions.failed-drops-rest',
    'documented',
    'When an action fails the rest of its list is dropped.',
    `${DG}use-case-2.html`,
  ],
  [
    'actions.interruptible',
    'documented',
    'A new list stops PlayAudio, RecordAudio and Pause at once; other actions finish first.',
    `${DG}update-sip-call.html`,
  ],
  [
    'actions.speak-interruptible',
    'observed',
    'Speak is interruptible too: not on the list of the guide, but so in a sample of AWS.',
    'github.com/aws-samples/amazon-chime-sdk-voice-voice-translator README',
  ],
  [
    'actions.superseded',
    'assumed',
    'An action that finishes after a newer list came reports nothing, except JoinChimeMeeting.',
    OURS,
  ],
  [
    'actions.overtaken-answer',
    'assumed',
    'An answer to ACTION_SUCCESSFUL or ACTION_FAILED that comes after a newer list is ignored.',
    OURS,
  ],
  [
    'actions.interrupted',
    'documented',
    'ACTION_INTERRUPTED only informs; its answer is ignored.',
    `${DG}pstn-invocations.html`,
  ],
  [
    'actions.unknown',
    'documented',
    'An unknown action makes the whole answer unusable: "Unsupported action name specified".',
    `${DG}unexpected-hangups.html`,
  ],
  [
    'actions.failure-form',
    'assumed',
    'A failed JoinChimeMeeting has ErrorType and ErrorMessage like every other action; its own page shows one Error string.',
    `${DG}join-chime-meeting.html`,
  ],
  [
    'actions.times',
    'assumed',
    'PlayAudio, Speak and RecordAudio take 2 s, collecting digits 3 s without any, a join 0.15 s, a dialled number answers after 1 s.',
    OURS,
  ],
  [
    'actions.not-checked',
    'assumed',
    'Nothing is played, recorded or spoken, no bucket or bot is looked at, no digit is pressed.',
    OURS,
  ],
  ['pause.range', 'documented', 'Pause takes 100 to 30,000 ms.', `${DG}unexpected-action-fail.html`],
  [
    'hangup.action',
    'documented',
    'Hangup takes LEG-A or LEG-B and the codes 480, 486, 0. Of LEG-B: ACTION_SUCCESSFUL, the caller stays.',
    `${DG}hangup.html`,
  ],
  [
    'hangup.action-leg-a',
    'assumed',
    'Hangup of LEG-A ends the call with a HANGUP event and no ACTION_SUCCESSFUL.',
    OURS,
  ],
  [
    'join.parameters',
    'documented',
    'A token that is not valid, a wrong or missing parameter: InvalidActionParameter, "JoinToken parameter value is invalid."',
    `${DG}join-chime-meeting.html`,
  ],
  [
    'join.meeting-id',
    'documented',
    "MeetingId is required for meetings of today's API and must be the token's.",
    `${DG}meeting-namespace-migration.html`,
  ],
  [
    'join.leg',
    'documented',
    'CallId wins over ParticipantTag, which can only be LEG-A.',
    `${DG}join-chime-meeting.html`,
  ],
  ['join.leg-b-call-id', 'assumed', "A CallId that is not LEG-A's is a wrong parameter.", OURS],
  ['join.bridged', 'documented', 'It cannot run on a bridged call.', `${DG}join-chime-meeting.html`],
  [
    'join.bridged-error',
    'assumed',
    'On a bridged call it fails with InvalidActionParameter, "Invalid action on the call."',
    OURS,
  ],
  [
    'join.system-exception',
    'documented',
    'When the meeting cannot take the connection: SystemException, "System error while running action."',
    `${DG}join-chime-meeting.html`,
  ],
  [
    'join.leg-b',
    'documented',
    "The meeting's leg is LEG-B, Outbound, To +17035550122, From SMA (case-5); use-cases has the two the other way round.",
    `${DG}case-5.html`,
  ],
  [
    'fault.drop-event',
    'assumed',
    'drop-event: the handler is not invoked, and the call goes on as if it had said nothing.',
    OURS,
  ],
  [
    'fault.double-event',
    'assumed',
    'double-event: two invocations one after the other, as when an answer is lost; the second answer counts.',
    OURS,
  ],
];

const LAMBDA_RULES: Row[] = [
  [
    'lambda.start-end-report',
    'documented',
    'START, END and REPORT stand around what the handler prints.',
    `${LAMBDA}nodejs-logging.html`,
  ],
  [
    'lambda.text-format',
    'observed',
    'Text: time, request id, level and message with tabs between, one record a console call, also over several lines.',
    RUNTIME,
  ],
  [
    'lambda.json-format',
    'observed',
    'JSON: timestamp, level, requestId, message; the platform writes platform.start, .runtimeDone and .report.',
    RUNTIME,
  ],
  [
    'lambda.raw-output',
    'assumed',
    'What is written to stdout or stderr directly is one record a line; empty lines are left out.',
    OURS,
  ],
  ['lambda.errors', 'observed', 'A handler that throws: ERROR, Invoke Error and the error as JSON.', RUNTIME],
  [
    'lambda.timeout',
    'observed',
    'After 20 s: "Task timed out after 20.00 seconds", REPORT with Status: timeout; the sandbox is replaced.',
    'public logs of Lambda functions',
  ],
  [
    'lambda.exit',
    'observed',
    'A handler that exits: "Runtime exited with error: exit status N", Runtime.ExitError; the sandbox is replaced.',
    'public logs of Lambda functions',
  ],
  [
    'lambda.sandbox',
    'documented',
    'One invocation at a time in a sandbox; each sandbox has its own log stream.',
    `${LAMBDA}lambda-concurrency.html`,
  ],
  [
    'lambda.environment',
    'documented',
    'The handler sees variables that Lambda sets; there are no credentials, and an AWS SDK in it finds none.',
    `${LAMBDA}configuration-envvars.html`,
  ],
  [
    'lambda.handler-styles',
    'documented',
    'Async, callback-style and plainly returning handlers; Lambda itself has dropped callbacks from Node.js 24 on.',
    `${LAMBDA}nodejs-handler.html`,
  ],
  [
    'lambda.record-size',
    'assumed',
    'A record is cut at 262,144 characters; AWS counts bytes of the whole event.',
    `${LAMBDA}nodejs-logging.html`,
  ],
  ['lambda.output-cap', 'assumed', 'Of one invocation 4 MB of records are kept, the rest is dropped.', OURS],
  [
    'lambda.memory',
    'assumed',
    'The heap is limited to the 128 MB that REPORT names; Lambda limits the whole process.',
    OURS,
  ],
  [
    'lambda.grace',
    'assumed',
    "A handler always has a moment of real time to answer, however far the emulator's clock is moved.",
    OURS,
  ],
];

const labelled = (area: Rule['area'], rows: Row[]): Rule[] =>
  rows.map(([id, label, rule, source]) => ({ id, area, label, rule, source }));

/** The rules of the SMA and of the Lambda platform under it. */
export const SMA_RULES: Rule[] = [...labelled('sma', SMA), ...labelled('lambda', LAMBDA_RULES)];
