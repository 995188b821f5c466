import { JOIN_TOKEN_LENGTH } from '../limits.js';
import { guide, reference } from '../pages.js';
import { guid, list, oneOf, text } from '../value-form.js';
import type { ActionFacts } from './action-facts.js';
import { invalidParameter, listed, systemError, TROUBLE, WRONG_CALL } from './failures.js';
import { LEG, may, needed } from './shared-members.js';

const NOT_STOPPED = { is: false, source: guide('update-sip-call'), certainty: 'documented' } as const;

const JOIN = guide('join-chime-meeting');
/** AWS has one message for every wrong or missing parameter of this action. */
export const WRONG_TOKEN = invalidParameter('JoinToken parameter value is invalid.');

const MUTE = guide('mute-unmute');
/** Attendees that are muted at once. */
const MOST_MUTED = 100;
const WRONG_OPERATION = invalidParameter('The ModifyChimeMeetingAttendees Operation parameter value is invalid');
const WRONG_MEETING = invalidParameter('Meeting ID parameter value is invalid.');
const WRONG_LIST = invalidParameter('Attendee List parameter value is invalid.');

/** The call has no leg in a meeting. */
export const NOT_IN_MEETING = invalidParameter('Call is not connected to Chime Meeting.');
/** Somebody in the list is not an attendee of the meeting. */
export const FOREIGN_ATTENDEE = invalidParameter(
  'One or more attendees are not part of this meeting. All attendees must be part of this meeting.',
);

/** Actions about an Amazon Chime SDK meeting. */
export const MEETING_ACTIONS = {
  JoinChimeMeeting: {
    page: JOIN,
    standing: 'documented',
    parameters: {
      JoinToken: needed(text(JOIN_TOKEN_LENGTH.min, JOIN_TOKEN_LENGTH.max), {
        source: reference('meeting-chime_Attendee'),
        certainty: 'model',
        failure: WRONG_TOKEN,
      }),
      MeetingId: needed(guid, {
        source: guide('meeting-namespace-migration'),
        because: "no meeting of today's API is joined without it, whatever the table of the action's page says",
        failure: WRONG_TOKEN,
      }),
      CallId: may(guid, { source: guide('case-1'), failure: WRONG_TOKEN }),
      ParticipantTag: may(oneOf('LEG-A'), { failure: WRONG_TOKEN }),
    },
    interruptible: NOT_STOPPED,
    success: {},
    failureForm: 'error-string',
    failures: [
      listed(JOIN, WRONG_TOKEN, 'the token, its attendee or its meeting is gone, or another parameter is wrong'),
      listed(
        JOIN,
        { errorType: 'ErrorJoiningMeeting', errorMessage: 'Error while joining meeting.' },
        'the meeting could not be joined',
      ),
      systemError(JOIN),
    ],
  },
  ModifyChimeMeetingAttendees: {
    page: MUTE,
    standing: 'documented',
    parameters: {
      ...LEG,
      Operation: needed(oneOf('Mute', 'Unmute'), { failure: WRONG_OPERATION }),
      MeetingId: needed(guid, { failure: WRONG_MEETING }),
      AttendeeList: needed(list(1, MOST_MUTED, text()), { failure: WRONG_LIST }),
    },
    interruptible: NOT_STOPPED,
    success: {},
    failureForm: 'type-and-message',
    failures: [
      listed(MUTE, WRONG_OPERATION, 'Operation is neither Mute nor Unmute'),
      listed(
        TROUBLE,
        invalidParameter('The value in the Operation field of the ModifyChimeMeetingAttendees action is invalid.'),
        'Operation is neither Mute nor Unmute',
      ),
      listed(MUTE, WRONG_MEETING, 'MeetingId is missing or empty'),
      listed(TROUBLE, invalidParameter('The meeting ID parameter is invalid.'), 'MeetingId is wrong'),
      listed(MUTE, WRONG_LIST, `AttendeeList is empty or has more than ${MOST_MUTED}`),
      listed(
        TROUBLE,
        invalidParameter('Attendee List parameter is invalid.'),
        `AttendeeList is empty or has more than ${MOST_MUTED}`,
      ),
      listed(MUTE, WRONG_CALL, 'the call is not bridged'),
      listed(MUTE, NOT_IN_MEETING, 'the call is not in a meeting'),
      listed(MUTE, FOREIGN_ATTENDEE, 'somebody in AttendeeList is not an attendee of the meeting'),
      systemError(MUTE),
    ],
  },
} as const satisfies Record<string, ActionFacts>;
