import { REHEARSE_KEYS } from '../catalogue/remarks.js';
import { typesOf } from './answer.js';
import { courseOf, mayJoin } from './course.js';
import { madeUpIn } from './echo.js';
import type { Moment } from './events.js';
import { finding, listed, ok, unknown, warning } from './judged.js';
import type { Judge, Observed } from './observed.js';

/** What it answers to an event, as types of actions; `empty` tells an empty list from none. Null: no usable answer. */
function actionsAt({ walk }: Observed, moment: Moment): { types: string[]; empty: boolean } | null {
  const answer = walk[moment]?.answer;
  if (answer === null || answer === undefined || answer.problem !== null) return null;
  return { types: typesOf(answer), empty: answer.actions?.length === 0 };
}

const NOT_SEEN = unknown('It gave no answer that can be used.');
const HANG_UP = 'Hangup';
const BRIDGING = ['CallAndBridge', 'JoinChimeMeeting'];

/** An event that was not sent raises no question. */
const wasSent = ({ walk }: Observed, moment: Moment) => walk[moment] !== undefined;

const holds: Judge = (observed) => {
  const seen = actionsAt(observed, 'new-call');
  const outbound = actionsAt(observed, 'answered');
  const holdsOutbound = (outbound?.types.length ?? 0) > 0 && outbound?.types.includes(HANG_UP) === false;
  if (seen === null) return NOT_SEEN;
  const { types } = seen;
  if (holdsOutbound && (types.length === 0 || types.includes(HANG_UP))) {
    return warning(
      `Only calls that the SMA makes itself are held (CALL_ANSWERED is answered with ${listed(outbound.types)}): an inbound call ${types.length === 0 ? 'is not answered' : 'is hung up'}.`,
      'Return a Pause on NEW_INBOUND_CALL too, if inbound calls are to be joined.',
    );
  }
  if (types.length === 0) {
    return finding(
      'It answers NEW_INBOUND_CALL with no action: the call is not answered, and ends after 30 seconds.',
      'Return a Pause, or a PlayAudio with your music: both can be interrupted by an update.',
    );
  }
  if (types.includes(HANG_UP)) {
    return finding('It hangs up on NEW_INBOUND_CALL.', 'Hold the caller with a Pause until the update comes.');
  }
  if (types.includes('CallAndBridge')) {
    return finding(
      'It bridges every new call with CallAndBridge: JoinChimeMeeting cannot run on a bridged call.',
      'Hold the caller on LEG-A alone until the update comes.',
    );
  }
  if (types.includes('JoinChimeMeeting')) {
    return finding(
      'It joins every new call to a meeting of its own: JoinChimeMeeting cannot run on a call that is bridged already.',
      'Hold the caller on LEG-A alone until the update comes.',
    );
  }
  return ok(`NEW_INBOUND_CALL is answered with ${listed(types)}.`);
};

const keepsHolding: Judge = (observed) => {
  if (!wasSent(observed, 'hold-over')) return null;
  const seen = actionsAt(observed, 'hold-over');
  if (seen === null) return NOT_SEEN;
  const madeUp = madeUpIn(observed.walk['hold-over']?.event.ActionData);
  if (seen.types.includes(HANG_UP) && madeUp !== null) {
    return unknown(
      `It hangs up when its first actions are over with ${madeUp}: what it does otherwise only a real call tells.`,
      REHEARSE_KEYS,
    );
  }
  if (seen.types.includes(HANG_UP)) {
    return finding(
      'It hangs up when its first actions are over: the caller cannot be joined after that.',
      'Return the hold again on its ACTION_SUCCESSFUL.',
    );
  }
  if (seen.types.length > 0) return ok(`The hold goes on with ${listed(seen.types)}.`);
  // Whoever is connected to somebody needs no hold.
  if (BRIDGING.includes(observed.walk['hold-over']?.event.ActionData?.Type ?? '')) return null;
  return warning(
    `When its first actions are over${madeUp === null ? '' : ` with ${madeUp}`} it returns none: the caller stays on the line and hears nothing.`,
    'Return the hold again on its ACTION_SUCCESSFUL.',
  );
};

const otherUpdates: Judge = (observed) => {
  const course = courseOf(observed.walk);
  // No update finds a call that is over.
  if (course === 'lost' && observed.search.found === null) return null;
  if (!wasSent(observed, 'other-update')) return NOT_SEEN;
  const sent = observed.walk['other-update'];
  const { threwFirst } = observed.search;
  if (sent?.kind === 'threw' && threwFirst !== null) {
    return unknown(
      `It throws on an update of a call with one leg before it reads an argument (${sent.text.slice(0, 200)}).`,
      'Give it the call that it expects, and look again: AWS tries again after an error, and then ends the call.',
    );
  }
  if (sent?.kind === 'threw') {
    return finding(
      `It throws on an update whose arguments it does not know (${sent.text.slice(0, 200)}): AWS tries again, and then ends the call.`,
      'Read arguments so that a missing one is no error, and answer {"SchemaVersion":"1.0"} without Actions.',
    );
  }
  const seen = actionsAt(observed, 'other-update');
  if (seen === null) return NOT_SEEN;
  if (seen.types.includes(HANG_UP)) {
    return finding(
      'It hangs up on an update whose arguments it does not know: one wrong argument loses the caller.',
      'Answer {"SchemaVersion":"1.0"} without Actions: the call then goes on as it is.',
    );
  }
  const isOnHold = course === 'held' || course === null;
  if (!seen.empty || !isOnHold) return ok('An update it does not know leaves the caller on the line.');
  return warning(
    'It answers an update it does not know with an empty list of actions, which ends the hold.',
    'Leave Actions out: an empty list replaces what is left of the present ones.',
  );
};

const afterJoin: Judge = (observed) => {
  if (!mayJoin(observed)) return null;
  const seen = actionsAt(observed, 'joined');
  if (seen === null) return NOT_SEEN;
  if (!seen.types.includes(HANG_UP)) return ok('A call that has joined stays in the meeting.');
  return finding(
    'It hangs up when the call has joined.',
    'Return no actions on the ACTION_SUCCESSFUL of JoinChimeMeeting.',
  );
};

const secondUpdate: Judge = (observed) => {
  if (!mayJoin(observed)) return null;
  if (!wasSent(observed, 'second-update')) return NOT_SEEN;
  const { trial, walk } = observed;
  const sent = walk['second-update'];
  if (sent?.kind === 'threw') {
    return finding(
      `It throws on an update after the join (${sent.text.slice(0, 200)}): AWS tries again, and may end the call.`,
      SECOND_ADVICE,
    );
  }
  if (trial?.second === 'hung-up' || trial?.second === 'moved') {
    const became = trial.second === 'moved' ? 'takes the caller out of the meeting' : 'ends the call';
    return finding(`The same update once more ${became}, though it has joined.`, SECOND_ADVICE);
  }
  const seen = actionsAt(observed, 'second-update');
  if (seen === null) return NOT_SEEN;
  if (seen.types.includes(HANG_UP)) return finding('It hangs up when an update comes after the join.', SECOND_ADVICE);
  if (seen.types.includes('CallAndBridge')) {
    return finding('It bridges a call that has joined to a telephone when another update comes.', SECOND_ADVICE);
  }
  if (seen.types.includes('JoinChimeMeeting') && trial?.second !== 'stays') {
    return unknown('It answers an update after the join with JoinChimeMeeting, which cannot run there.', SECOND_ADVICE);
  }
  return ok('A second update leaves a call that has joined in its meeting.');
};

const SECOND_ADVICE =
  'Answer an update with {"SchemaVersion":"1.0"} once a LEG-B is among the participants: the call is in its meeting.';

const afterFailedJoin: Judge = (observed) => {
  if (!mayJoin(observed)) return null;
  const seen = actionsAt(observed, 'join-failed');
  if (seen === null) return NOT_SEEN;
  if (seen.types.includes(HANG_UP)) {
    return finding(
      'It hangs up when a join fails (ACTION_FAILED): a token that has expired loses the caller.',
      'Return the hold again, so that the operator can try once more.',
    );
  }
  if (seen.types.length > 0) return ok(`After a failed join the call goes on with ${listed(seen.types)}.`);
  return warning(
    `After a failed join it returns no actions: ${observed.search.found === null ? '' : 'the hold was over, and '}the caller hears nothing.`,
    'Return the hold again on ACTION_FAILED.',
  );
};

const afterMeeting: Judge = (observed) => {
  if (!mayJoin(observed)) return null;
  const seen = actionsAt(observed, 'meeting-over');
  if (seen === null) return NOT_SEEN;
  if (seen.types.length > 0) return ok(`When the meeting ends the call goes on with ${listed(seen.types)}.`);
  return warning(
    'When the meeting ends (HANGUP of LEG-B) it does nothing: the caller stays on a silent line, which is billed.',
    'Hold the caller or hang up: LEG-A stays connected until somebody does.',
  );
};

/** What does it do with the caller, before and after the join? */
export const CALL_JUDGES = {
  'holds-caller': holds,
  'keeps-holding': keepsHolding,
  'other-updates': otherUpdates,
  'after-join': afterJoin,
  'second-update': secondUpdate,
  'after-failed-join': afterFailedJoin,
  'after-meeting': afterMeeting,
} satisfies Record<string, Judge>;
