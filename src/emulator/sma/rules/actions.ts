import { guide, OURS, type Row } from './row.js';

/** Actions, and JoinChimeMeeting above all. */
export const ACTION_RULES: readonly Row[] = [
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
    'actions.unknown',
    'documented',
    'An unknown action is refused: "Unsupported action name specified".',
    guide('unexpected-hangups'),
  ],
  [
    'actions.failure-form',
    'assumed',
    'A failed JoinChimeMeeting has ErrorType and ErrorMessage like every other action; its own page shows one Error string.',
    guide('join-chime-meeting'),
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
  ['pause.range', 'documented', 'Pause takes 100 to 30,000 ms.', guide('unexpected-action-fail')],
  [
    'hangup.action',
    'documented',
    'Hangup takes LEG-A or LEG-B and the codes 480, 486, 0. Of LEG-B: ACTION_SUCCESSFUL, the caller stays.',
    guide('hangup'),
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
    guide('join-chime-meeting'),
  ],
  [
    'join.meeting-id',
    'documented',
    "MeetingId is required for meetings of today's API and must be the token's.",
    guide('meeting-namespace-migration'),
  ],
  ['join.leg', 'documented', 'CallId wins over ParticipantTag, which can only be LEG-A.', guide('join-chime-meeting')],
  ['join.leg-b-call-id', 'assumed', "A CallId that is not LEG-A's is a wrong parameter.", OURS],
  ['join.bridged', 'documented', 'It cannot run on a bridged call.', guide('join-chime-meeting')],
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
    guide('join-chime-meeting'),
  ],
  [
    'join.leg-b',
    'documented',
    "The meeting's leg is LEG-B, Outbound, To +17035550122, From SMA (case-5); use-cases has the two the other way round.",
    guide('case-5'),
  ],
];
