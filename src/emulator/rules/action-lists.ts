import { guide, OURS, type Row } from './row.js';

/** Actions of any kind: lists, reports, parameters. */
export const ACTION_LIST_RULES: readonly Row[] = [
  [
    'actions.report',
    'documented',
    'ACTION_SUCCESSFUL comes when the whole list is done, about its last action.',
    guide('use-case-2'),
  ],
  [
    'actions.join-reports-alone',
    'documented',
    'JoinChimeMeeting reports its own outcome, also in the middle of a list; the use-case-2 page says otherwise.',
    guide('join-chime-meeting'),
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
    guide('use-case-2'),
  ],
  [
    'actions.interruptible',
    'documented',
    'A new list stops PlayAudio, RecordAudio and Pause at once; other actions finish first.',
    guide('update-sip-call'),
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
    guide('pstn-invocations'),
  ],
  [
    'actions.failure-form',
    'assumed',
    'A failed JoinChimeMeeting or StartCallRecording has ErrorType and ErrorMessage like every other action; their own pages show one Error string.',
    guide('join-chime-meeting'),
  ],
  [
    'actions.call-id',
    'observed',
    'The Parameters of an event hold the CallId of the leg, also where the handler gave none.',
    "github.com/aws-samples/amazon-chime-sdk-pstn-audio-workshop events, and the guide's page of CallAndBridge",
  ],
  [
    'actions.throttled',
    'documented',
    'One action too many in a second (quota.actionsPerSecond) fails with ActionExecutionThrottled.',
    guide('voice-focus'),
  ],
  [
    'actions.unknown',
    'documented',
    'An action that no page of AWS names is refused: "Unsupported action name specified".',
    guide('unexpected-hangups'),
  ],
  [
    'actions.not-simulated',
    'assumed',
    'An action of AWS that is not simulated here succeeds at once and changes nothing; /_emulator/state names it.',
    OURS,
  ],
  [
    'actions.parameters',
    'documented',
    "An action whose parameters break the rules of its page fails before it begins, in the words of AWS's pages.",
    guide('unexpected-action-fail'),
  ],
  [
    'actions.parameter-words',
    'assumed',
    'Where no page shows the words for a parameter: "NAME parameter value is invalid."; of several wrong ones the first is named.',
    OURS,
  ],
  [
    'actions.pages-disagree',
    'observed',
    'Where AWS disagrees with itself the action works: SipResponseCode 200 and Speak without CallId (a tutorial), a time-out of 0 s, an empty tag.',
    guide('route-calls-events-cli'),
  ],
  [
    'actions.times',
    'assumed',
    'PlayAudio, Speak, RecordAudio and each prompt take 2 s, a talk with a bot 3 s, a join 0.15 s.',
    OURS,
  ],
  ['actions.not-checked', 'assumed', 'Nothing is played, recorded or spoken, and no bucket or bot is looked at.', OURS],
  ['actions.leg-gone', 'assumed', 'What runs on a leg that goes ends without a word, and so does its list.', OURS],
  [
    'actions.default-leg',
    'assumed',
    'An action that names no leg, or an empty tag, is about LEG-A, or about what is left where LEG-A is gone.',
    OURS,
  ],
];
