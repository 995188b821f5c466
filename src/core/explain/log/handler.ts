import { joinFaults } from '../../catalogue/join-faults.js';
import type { CallEvent } from '../../evidence/call-event.js';
import { connectedLegB, dialledMeeting } from '../../evidence/legs.js';
import type { SeenEvent, Timeline } from '../../evidence/seen.js';
import { isGuid } from '../../facts/ids.js';
import { maskedName } from './masked.js';
import { isJoin, type Requests } from './order.js';

/** The call around the event that is explained. */
export interface Around {
  /** Of this call, in order. */
  events: readonly SeenEvent[];
  failing: SeenEvent;
  timeline: Timeline;
  requests: Requests;
}

/** What the handler should have done, and did not; each says so in a sentence, or nothing. */
const RULES: readonly ((around: Around) => string | null)[] = [
  joinedAfterwards,
  joinAsItWas,
  branchForUpdate,
  joinOnlyAnswered,
  joinOnlyUnbridged,
  keepTheCaller,
  surviveTheUpdate,
  holdTheCallerAfterMeeting,
  hideTheToken,
];

export function handlerShouldHave(around: Around): string[] {
  return RULES.map((rule) => rule(around)).filter((told) => told !== null);
}

function joinedAfterwards({ events, failing }: Around): string | null {
  const later = events.slice(events.indexOf(failing) + 1).some(({ event }) => isJoin(event, 'ACTION_SUCCESSFUL'));
  return later ? 'Nothing more on this failure: a later JoinChimeMeeting of the call succeeded.' : null;
}

function joinAsItWas({ events, failing: { event } }: Around): string | null {
  if (!isJoin(event, 'ACTION_FAILED')) return null;
  const faults = joinFaults(event.parameters, {
    ...expectedBy(updateBefore(events, event)),
    unread: event.unread === 'parameters',
  });
  if (faults.length === 0) return null;
  return `Hand on JoinToken and MeetingId as they came in the arguments, with the CallId of LEG-A: of this JoinChimeMeeting, ${faults.join('; ')}.`;
}

/** The update before it handed over the token, and mostly the meeting's id. */
function expectedBy(update: CallEvent | undefined) {
  const args = Object.entries(update?.arguments ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const meetings = args.filter(([name, value]) => /meeting/i.test(name) && isGuid(value)).map(([, value]) => value);
  const tokens = args.map(([, value]) => value).filter((value) => value.length >= 16 && !isGuid(value));
  return { tokens, meetingId: meetings[0] ?? null };
}

function updateBefore(events: readonly SeenEvent[], event: CallEvent): CallEvent | undefined {
  const before = events.slice(
    0,
    events.findIndex((seen) => seen.event === event),
  );
  return before.findLast(({ event: { type } }) => type === 'CALL_UPDATE_REQUESTED')?.event;
}

function branchForUpdate({ failing, requests }: Around): string | null {
  if (failing.event.type !== 'CALL_UPDATE_REQUESTED') return null;
  const answers = requests.answersTo(failing);
  if (answers.some(({ joins }) => joins.length > 0))
    return 'It answered the update with JoinChimeMeeting; have it log the events that follow, which tell the outcome.';
  const names = Object.keys(failing.event.arguments ?? {})
    .slice(0, 20)
    .map(maskedName);
  const carried =
    names.length > 0
      ? names.join(', ')
      : failing.event.unread === undefined
        ? 'no arguments'
        : 'arguments that the log does not show: log the event with JSON.stringify';
  return `Answer CALL_UPDATE_REQUESTED with JoinChimeMeeting, from ActionData.Parameters.Arguments; this update carried ${carried}.`;
}

function joinOnlyAnswered({ events, failing: { event } }: Around): string | null {
  const at = events.findIndex((seen) => seen.event === event);
  const last = events[at - 1]?.event.type;
  const rings = last === 'RINGING' || last === 'NEW_OUTBOUND_CALL';
  const joins = isJoin(event, 'ACTION_FAILED') || event.type === 'CALL_UPDATE_REQUESTED';
  return rings && joins ? 'Join on CALL_ANSWERED or later: actions for a call that still rings are ignored.' : null;
}

function joinOnlyUnbridged({ events, failing: { event } }: Around): string | null {
  if (!isJoin(event, 'ACTION_FAILED')) return null;
  const before = events.slice(
    0,
    events.findIndex((seen) => seen.event === event),
  );
  const bridged =
    connectedLegB(event) !== undefined ||
    (before.at(-1) !== undefined && connectedLegB((before.at(-1) as SeenEvent).event) !== undefined);
  if (bridged && dialledMeeting(event)) {
    return 'Answer with no JoinChimeMeeting: the call was dialled to a meeting, and its LEG-A is in it already.';
  }
  return bridged ? 'Hang up LEG-B first, and join after that: JoinChimeMeeting cannot run on a bridged call.' : null;
}

function keepTheCaller({ events, failing, requests }: Around): string | null {
  if (failing.event.type !== 'ACTION_FAILED' && failing.event.type !== 'INVALID_LAMBDA_RESPONSE') return null;
  const hungUp = requests.answersTo(failing).some(({ actions }) => actions?.includes('Hangup') === true);
  const next = events[events.indexOf(failing) + 1]?.event;
  if (hungUp)
    return `Keep the caller on ${failing.event.type}, with Pause for instance: this handler answered it with Hangup.`;
  const isNext = next?.sequence !== null && next?.sequence === (failing.event.sequence ?? Number.NaN) + 1;
  return next?.type === 'HANGUP' && isNext
    ? `Keep the caller on ${failing.event.type}: the call ended after it.`
    : null;
}

function surviveTheUpdate({ events, failing, timeline }: Around): string | null {
  const requests = new Set(
    [failing, ...events.filter(({ event }) => event.type === 'CALL_UPDATE_REQUESTED')].map(
      ({ requestId }) => requestId,
    ),
  );
  const failed = timeline.troubles.some(({ requestId }) => requestId !== null && requests.has(requestId));
  return failed
    ? 'Answer every event, even where something fails in it: the function failed while it handled this call.'
    : null;
}

function holdTheCallerAfterMeeting({ failing: { event } }: Around): string | null {
  const { ParticipantTag: tag } = event.parameters;
  const after = event.type === 'HANGUP' && typeof tag === 'string' && tag.toUpperCase() === 'LEG-B';
  return after
    ? 'Answer the HANGUP of LEG-B: hang up LEG-A, or hold the caller; otherwise the line stays open and silent.'
    : null;
}

function hideTheToken({ events }: Around): string | null {
  const shown = events.some(({ event }) => {
    const { JoinToken: token } = event.parameters;
    return typeof token === 'string' && token.length >= 16 && !token.includes('*');
  });
  return shown
    ? 'Mask the join token where the event is logged: it stands in this log in clear, and is as good as a password.'
    : null;
}
