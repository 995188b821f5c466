import type { Entry } from '../entry.js';
import { guide, UPDATE_API } from '../sources.js';
import { CHECK_HANDLER, LOOK_FIRST, LOOK_WHERE, READ_LOG, REHEARSE } from './steps.js';

const PAGE = guide('update-sip-call');

/** What becomes of an update that AWS accepted, and what the call's state forbids. */
export const UPDATE_ENTRIES: readonly Entry[] = [
  {
    id: 'update.accepted',
    title: '202 Accepted: the update was taken, and nothing more is known',
    recognised: { words: ['202', '202 Accepted', 'accepted but nothing happens', 'nothing happens'] },
    meaning:
      'AWS checked that the call is in progress and invokes the handler afterwards. The answer does not say that the function started, finished, knew the arguments, or that anybody joined.',
    certainty: 'documented',
    sources: [PAGE, UPDATE_API],
    changed: 'Not known: the handler decides.',
    again: 'look-first',
    steps: () => [
      READ_LOG,
      'does the handler have a branch for CALL_UPDATE_REQUESTED, and does it read the argument names that were sent?',
      'an action that cannot be interrupted delays the join: only PlayAudio, RecordAudio and Pause are documented as interruptible',
    ],
  },
  {
    id: 'update.ignored',
    title: 'The handler ignored the update',
    recognised: { failure: 'UPDATE_IGNORED', words: ['update ignored', 'no branch', 'handler ignored the update'] },
    meaning:
      'The handler was given the update and answered it without a JoinChimeMeeting: it has no branch for CALL_UPDATE_REQUESTED, or does not know the argument names. AWS reports no error for this.',
    certainty: 'documented',
    sources: [PAGE, guide('pstn-invocations')],
    changed: 'The call did not join. A new action list, even an empty one, replaces the rest of the list before it.',
    again: 'after-mending',
    steps: () => [
      CHECK_HANDLER,
      'name the arguments as the handler does: --arguments PRESET, --argument KEY=VALUE',
      'have it return JoinChimeMeeting for CALL_UPDATE_REQUESTED, from ActionData.Parameters.Arguments',
    ],
  },
  {
    id: 'update.unanswered',
    title: 'CALL_UPDATE_REQUESTED, and nothing after it',
    recognised: { event: { types: ['CALL_UPDATE_REQUESTED'] }, words: ['CALL_UPDATE_REQUESTED'] },
    meaning:
      'The handler was invoked with an update of the call. What it made of it is not in the records: it may have ignored it, failed, or be waiting for an action that cannot be interrupted.',
    certainty: 'documented',
    notKnown: 'Whether the call joined: no outcome of a JoinChimeMeeting is among the records.',
    sources: [PAGE, guide('invoke-on-call-leg')],
    changed: 'Not known.',
    again: 'look-first',
    steps: () => [READ_LOG, REHEARSE, LOOK_FIRST],
  },
  {
    id: 'call.bridged',
    title: 'The call is bridged already',
    recognised: { failure: 'CALL_BRIDGED', words: ['bridged', 'already bridged', 'LEG-B'] },
    meaning:
      'The call has a Connected LEG-B: it is in a meeting, or connected to another phone. JoinChimeMeeting cannot run on a bridged call. In a call that was dialled to +17035550122 LEG-A itself is the leg in the meeting.',
    certainty: 'documented',
    notKnown:
      'Moving it (LEG-B hung up, then a join) follows from the pages of AWS, but no page shows it; a call that was dialled to a meeting cannot be moved this way.',
    sources: [
      guide('join-chime-meeting'),
      guide('call-architecture'),
      'aws-samples/amazon-chime-sdk-voice-voice-translator, "Call Legs"',
    ],
    changed: 'Nothing: no update was sent.',
    again: 'after-mending',
    steps: () => [READ_LOG, LOOK_WHERE],
  },
  {
    id: 'call.ringing',
    title: 'The outbound call is still ringing',
    recognised: { failure: 'CALL_RINGING', event: { types: ['RINGING', 'NEW_OUTBOUND_CALL'] }, words: ['ringing'] },
    meaning: "Nobody has answered yet: AWS ignores a handler's actions before CALL_ANSWERED.",
    certainty: 'documented',
    notKnown: 'What an update does to a call that still rings is not documented.',
    sources: [guide('use-create-call-api')],
    changed: 'Nothing: no update was sent.',
    again: 'safe',
    steps: () => ['once the call is answered: chime-join bridge --call-id ID'],
  },
  {
    id: 'call.ended',
    title: 'The call has ended',
    recognised: { failure: 'CALL_ENDED', words: ['call ended'] },
    meaning: 'The records, or the event that was given, show that the caller has hung up.',
    certainty: 'documented',
    sources: [guide('pstn-invocations'), guide('case-1')],
    changed: 'Nothing: no update was sent.',
    again: 'pointless',
    steps: () => ['the call is over: nothing is left to join'],
  },
];
