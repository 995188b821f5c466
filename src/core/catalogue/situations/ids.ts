import type { Situations } from './situation.js';

const IDS_LOOK = 'Ids look like c5a25427-88f4-4bf6-b4b2-f44659300bdc';
const WHICH_IS_WHICH = 'TransactionId is CallDetails.TransactionId of an event, CallId that of a participant';
const CONTRADICTS_EVENT = 'the event says {seen}';

/** The ids and arguments that a command is given. */
export const ID_SITUATIONS = {
  'ID_MISSING.call': {
    message: 'The call is not named: {field} is missing.',
    steps: [
      '--call-id ID alone: the rest is looked up in the logs',
      '--transaction-id ID --sma-id ID',
      '--event FILE with any event of the call',
    ],
  },
  'ID_MISSING.flag': { message: '{flag} is missing.', steps: ['{flag} ID'] },
  'ID_MISSING.emulated-call': { message: '--transaction-id is missing: {question}' },
  'ID_MISSING.application': {
    message: '--transaction-id names a call, and --sma-id is missing.',
    steps: ['--sma-id ID'],
  },
  'ID_MISSING.run': { message: 'No run is named.', steps: ['chime-join runs list'] },
  'ID_MISSING.attendees': {
    message: '--external-user-id is missing: it names whom to add.',
    steps: ['--external-user-id ID, once for each attendee'],
  },
  'ID_MISSING.which-attendee': {
    message: '--attendee has several attendees: say which one with --external-user-id.',
    cause: 'they are {choices}',
    steps: ['--external-user-id {first}'],
  },

  'ID_INVALID.empty': { message: '{field} is empty.', steps: [IDS_LOOK] },
  'ID_INVALID.form': { message: '{field} is not an id: {given}.', steps: [IDS_LOOK] },
  'ID_INVALID.external': { message: '{field} cannot be used: {problem}.' },
  'ID_INVALID.new-run': { message: '--run-id takes 2 to 64 letters, digits, hyphens and underscores.' },
  'ID_INVALID.run': { message: '{given} is not the id of a run.', steps: ['chime-join runs list'] },

  'IDS_CONTRADICT.one-id': { message: '{field} and {otherField} are the same id. They name different things.' },
  'IDS_CONTRADICT.one-call': {
    message: '--call-id and --transaction-id are the same id. They name different things.',
    steps: [WHICH_IS_WHICH],
  },
  'IDS_CONTRADICT.event': {
    message: '{field} names another call than the event does.',
    cause: CONTRADICTS_EVENT,
  },
  'IDS_CONTRADICT.leg': { message: '--call-id names no leg of the event.', cause: CONTRADICTS_EVENT },
  'IDS_CONTRADICT.events': { message: '--event: it holds events of several calls.' },
  'IDS_CONTRADICT.no-attendee': {
    message: '--attendee has no attendee with this --external-user-id.',
    cause: 'there are {choices}',
  },
  'IDS_CONTRADICT.attendees': {
    message: '--attendee has several attendees with this --external-user-id.',
    cause: 'there are {choices}',
  },
  'IDS_CONTRADICT.meeting': {
    message: "--meeting-id names another meeting than --attendee's.",
    cause: 'the file says {seen}: an attendee can join only its own meeting',
  },

  LEG_NOT_JOINABLE: {
    message: 'The CallId is that of LEG-B. JoinChimeMeeting takes LEG-A alone.',
    steps: ["Give the phone's own CallId, that of the participant LEG-A: chime-join bridge --call-id ID"],
  },
  'LEG_NOT_JOINABLE.tag': {
    message: '--participant-tag {given} is not LEG-A.',
    cause: 'JoinChimeMeeting takes no other leg',
    steps: ['--participant-tag LEG-A', "Leave it out: AWS takes the leg that the handler's event is about"],
  },

  'ARGUMENT_INVALID.form': {
    message: '--argument must be KEY=VALUE.',
    steps: ['--argument action=join_meeting', "--argument 'token={{JoinToken}}'"],
  },
  'ARGUMENT_INVALID.twice': { message: 'The argument {key} is given twice.' },
  'ARGUMENT_INVALID.too-many': {
    message: '{count} arguments are too many: AWS takes {limit}.',
    steps: ['Leave some --argument out, or send fewer with --arguments none'],
  },
  'ARGUMENT_INVALID.placeholder': {
    message: 'The argument {key} names {placeholder}, which does not exist.',
    steps: ['Use one of these: {known}'],
  },
  'ARGUMENT_INVALID.open': {
    message: 'The argument {key} has a {{ that is not closed.',
    steps: ["--argument 'token={{JoinToken}}'"],
  },
  'ARGUMENT_INVALID.no-call-id': {
    message: 'The argument {key} needs {{CallId}}, and no CallId is given.',
    steps: ['Add --call-id', 'Give the call by --event'],
  },
  'ARGUMENT_INVALID.join-token': { message: 'The join token cannot be used: {problem}.' },
} as const satisfies Situations;
