import type { Entry } from '../entry.js';
import { guide } from '../sources.js';
import { READ_LOG } from './steps.js';

const PAGES = [guide('hangup'), guide('pstn-invocations')] as const;
const OVER: Pick<Entry, 'changed' | 'again'> = {
  changed: 'Where it was LEG-A, the call is over; a meeting or attendee made for it is not removed by that.',
  again: 'pointless',
};
const GONE = 'where it was LEG-A the caller is gone: nothing is left to join';

/** How a call, or its way into a meeting, ended. */
export const HANGUP_ENTRIES: readonly Entry[] = [
  {
    id: 'hangup.meeting-leg',
    title: 'The meeting leg ended, and the caller is still on the line',
    recognised: { event: { types: ['HANGUP'], meetingLeg: true }, words: ['meeting ended', 'HANGUP of LEG-B'] },
    meaning:
      'LEG-B hung up: the meeting ended (somebody ended it, nobody had audio for five minutes, or it was 24 hours old), or the handler hung up that leg.',
    certainty: 'documented',
    notKnown: 'The event does not say which of these it was.',
    sources: [...PAGES, guide('use-cases'), guide('call-and-bridge')],
    changed:
      'The caller is no longer in the meeting, but still connected: the line stays open, silent and billed, until it is hung up.',
    again: 'anew',
    steps: () => [
      'into a new meeting: chime-join bridge --call-id ID',
      'have the handler answer this HANGUP: hang up LEG-A, or hold the caller',
    ],
  },
  {
    id: 'hangup.0',
    title: 'HANGUP 0: a normal end',
    recognised: { event: { types: ['HANGUP'], sip: ['0'] }, words: ['HANGUP 0', 'SipResponseCode 0', 'SIP 0'] },
    meaning: 'The leg hung up in the ordinary way. Hangup of a handler has this code unless it names another.',
    certainty: 'documented',
    sources: PAGES,
    ...OVER,
    steps: () => [GONE, READ_LOG],
  },
  {
    id: 'hangup.480',
    title: 'HANGUP 480: no answer, or unavailable',
    recognised: {
      event: { types: ['HANGUP'], sip: ['480'] },
      words: ['HANGUP 480', 'SipResponseCode 480', 'SIP 480', '480', '480 Unavailable'],
    },
    meaning:
      "Nobody answered, or the call ended as unavailable: the SMA ends a call so when it is out of retries of the handler's invocation.",
    certainty: 'documented',
    sources: [...PAGES, guide('timeouts')],
    ...OVER,
    steps: () => [READ_LOG, GONE],
  },
  {
    id: 'hangup.486',
    title: 'HANGUP 486: busy',
    recognised: {
      event: { types: ['HANGUP'], sip: ['486'] },
      words: ['HANGUP 486', 'SipResponseCode 486', 'SIP 486', '486'],
    },
    meaning: 'The number was busy.',
    certainty: 'documented',
    sources: PAGES,
    ...OVER,
    steps: () => [GONE],
  },
  {
    id: 'hangup.unsaid',
    title: 'HANGUP: a leg of the call ended',
    recognised: { event: { types: ['HANGUP'] }, words: ['HANGUP', 'SipResponseCode'] },
    meaning: 'A leg of the call hung up. Where it was LEG-A, the call is over.',
    certainty: 'documented',
    notKnown:
      'AWS describes the codes 0, 480 and 486; what another code means here is not known, and some events have none.',
    sources: PAGES,
    ...OVER,
    steps: () => [READ_LOG, GONE],
  },
];
