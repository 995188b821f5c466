import { guide, OURS, type Row } from './row.js';

/** Actions that bring legs, change them or end them; JoinChimeMeeting above all. */
export const LEG_RULES: readonly Row[] = [
  [
    'voice-focus.simulated',
    'documented',
    'VoiceFocus succeeds, and is shown in /_emulator/state; nothing is heard.',
    guide('voice-focus'),
  ],
  [
    'mute.effect',
    'documented',
    'ModifyChimeMeetingAttendees mutes and unmutes telephones of the meeting that the call is in.',
    guide('mute-unmute'),
  ],
  [
    'mute.errors',
    'documented',
    'Not bridged, bridged to a telephone, an attendee of another meeting: InvalidActionParameter with the texts of the page.',
    guide('mute-unmute'),
  ],
  ['mute.until-it-leaves', 'assumed', 'Who is not connected cannot be muted, and who comes back is not muted.', OURS],
  [
    'bridge.answered',
    'documented',
    'CallAndBridge succeeds when the telephone answers: LEG-B, Connected.',
    guide('call-and-bridge'),
  ],
  [
    'bridge.not-answered',
    'documented',
    'No answer within CallTimeoutSeconds (30): CallNotAnswered, "Call not answered".',
    guide('call-and-bridge'),
  ],
  ['bridge.refused', 'assumed', 'A telephone that is busy or declines: the same CallNotAnswered, after 0.5 s.', OURS],
  [
    'bridge.leg-a-rings',
    'assumed',
    'On a new inbound call LEG-A goes on ringing until LEG-B answers; the page has it as a picture.',
    guide('call-and-bridge'),
  ],
  [
    'bridge.sip-headers',
    'documented',
    'A reserved SIP header: InvalidActionParameter, "Invalid SIP header(s) provided: NAME".',
    guide('sip-headers'),
  ],
  [
    'bridge.caller-id',
    'assumed',
    "Every CallerIdNumber in E.164 is taken for one of the account's: which numbers it has is not known here.",
    OURS,
  ],
  ['bridge.quota', 'assumed', 'A telephone beyond quota.activeCalls: SystemException.', OURS],
  [
    'hangup.action-leg-b',
    'documented',
    'Hangup of the leg of a meeting: ACTION_SUCCESSFUL, the caller stays. Of a telephone on LEG-B: a HANGUP of LEG-B, whose answer counts.',
    guide('hangup'),
  ],
  [
    'hangup.action-leg-b-order',
    'assumed',
    'Before the HANGUP of a telephone on LEG-B comes an ACTION_SUCCESSFUL.',
    'github.com/aws-samples/amazon-chime-sma-take-back-and-transfer looks out for both',
  ],
  [
    'hangup.action-leg-a',
    'documented',
    'Hangup of LEG-A: a HANGUP of LEG-A. A telephone on LEG-B stays, and the answer to that HANGUP counts.',
    guide('hangup'),
  ],
  [
    'hangup.action-alone',
    'assumed',
    'Hangup of the only leg, or of LEG-A, has no ACTION_SUCCESSFUL beside its HANGUP.',
    OURS,
  ],
  [
    'hangup.action-codes',
    'documented',
    'Hangup takes the codes 480, 486 and 0; a tutorial of AWS has 200.',
    guide('hangup'),
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
