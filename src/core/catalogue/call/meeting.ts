import type { Entry } from '../entry.js';
import { COMMON_ERRORS, FAQS, guide, MAINTENANCE, MEETINGS_MODEL, QUOTAS } from '../sources.js';

/** What ends meetings and tokens by itself, the account's limits, and who may still use SIP media applications. */
export const MEETING_ENTRIES: readonly Entry[] = [
  {
    id: 'meeting.ended-by-itself',
    title: 'Meetings end by themselves',
    recognised: {
      words: ['meeting ended by itself', 'five minutes', '5 minutes', '24 hours', 'auto-end'],
    },
    meaning:
      'A meeting in which nobody has audio for five minutes ends, counted from its creation; so does one that is 24 hours old. Its attendees and their tokens end with it.',
    certainty: 'documented',
    sources: [FAQS, guide('create-mtgs')],
    changed: 'The meeting is gone; callers in it stay on the line alone until LEG-A is hung up.',
    again: 'anew',
    steps: () => [
      'into a meeting made right then: chime-join bridge --call-id ID',
      'create a meeting no earlier than it is needed',
    ],
  },
  {
    id: 'attendee.token-gone',
    title: 'The join token of a deleted attendee',
    recognised: { words: ['token of a deleted attendee', 'join token expired', 'deleted attendee', 'JoinToken'] },
    meaning:
      'A join token is good for as long as its meeting lives and its attendee is not deleted. Afterwards JoinChimeMeeting with it fails.',
    certainty: 'documented',
    notKnown: 'That the failure is InvalidActionParameter follows from its resolution on the troubleshooting page.',
    sources: [guide('create-attendee'), MEETINGS_MODEL, guide('unexpected-action-fail')],
    changed: 'Nothing: the call stays as it is.',
    again: 'after-mending',
    steps: () => [
      'look whether the attendee is there: chime-join attendee list --meeting-id ID',
      'with an attendee of its own: chime-join bridge --call-id ID --meeting-id ID',
    ],
  },
  {
    id: 'attendee.joined-elsewhere',
    title: 'One attendee used twice: AudioJoinedFromAnotherDevice',
    recognised: { words: ['AudioJoinedFromAnotherDevice', 'thrown out', 'kicked out'] },
    meaning: 'Two live connections of one attendee do not go together: the second throws the first out of the meeting.',
    certainty: 'documented',
    sources: [FAQS],
    changed: 'The first of the two is no longer in the meeting.',
    again: 'after-mending',
    steps: () => [
      'an attendee for each: chime-join attendee add --meeting-id ID --external-user-id NAME',
      "never give the phone's attendee to a browser, nor a browser's to the phone",
    ],
  },
  {
    id: 'quotas',
    title: 'Quotas around a join',
    recognised: { words: ['quota', 'quotas', 'limits', 'ServiceQuota'] },
    meaning:
      'Per account and region: 5 updates of calls and 1 outbound call a second, 10 of each meetings request a second, 10 active calls of SIP media applications, 250 meetings at a time; 250 attendees a meeting, which cannot be raised.',
    certainty: 'documented',
    notKnown:
      "Whether a meeting leg counts as a call is not documented; whether the 250 meetings count per region or over all, AWS's pages disagree.",
    sources: [QUOTAS, FAQS],
    changed: 'A request over a quota has no effect.',
    again: 'safe',
    steps: () => [
      'aws service-quotas list-service-quotas --service-code chime',
      'send fewer at a time, or ask for more',
    ],
  },
  {
    id: 'service.closed-to-new-customers',
    title: 'SIP media applications are closed to new customers since 2026-10-29',
    recognised: {
      words: [
        '2026-10-29',
        '2026-09-29',
        'maintenance mode',
        'new customers',
        'PSTN Audio',
        'PSTN Audio Maintenance Mode Exception',
        'availability change',
      ],
    },
    meaning:
      'AWS put SIP media applications (PSTN Audio) into maintenance mode on 2026-09-29 and closed them to new customers on 2026-10-29. Existing customers go on with full support.',
    certainty: 'documented',
    notKnown:
      'Which error a new customer gets, and whether a new account of an existing customer counts as one, is not documented.',
    sources: [MAINTENANCE, COMMON_ERRORS],
    changed: 'Nothing for accounts that use them already.',
    again: 'after-mending',
    steps: () => [
      'aws chime-sdk-voice list-sip-media-applications',
      'ask AWS Support, quoting "PSTN Audio Maintenance Mode Exception", if it is for dialling in to or out of Chime SDK meetings, or for outbound calls with DTMF that test telephone numbers',
    ],
  },
];
