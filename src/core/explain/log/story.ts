import type { CallEvent, Leg } from '../../evidence/call-event.js';
import { connectedMeetingLeg } from '../../evidence/legs.js';
import type { SeenAnswer, SeenEvent, Timeline } from '../../evidence/seen.js';
import { MASK } from '../../secret.js';
import type { CallMoment } from '../result.js';
import { type Masked, maskedName } from './masked.js';
import { Requests } from './order.js';

/** A call has at most 1,000 invocations; more of its moments are not shown. */
const MOST_MOMENTS = 300;

/** What happened in the call, in order: its events, what the handler answered, what went wrong in the function. */
export function storyOf(events: readonly SeenEvent[], timeline: Timeline, masked: Masked): CallMoment[] {
  const told = new Set<SeenAnswer>();
  const requests = new Requests(timeline);
  const latest = eachOnce(events).slice(-MOST_MOMENTS);
  const moments = latest.flatMap((seen) => {
    const answers = requests.answersTo(seen).filter((answer) => !told.has(answer));
    for (const answer of answers) told.add(answer);
    const troubles = requests.troublesOf(seen);
    return [
      momentOf(seen, masked),
      ...answers.filter(({ place }) => place !== 'lone' || answers.length === 1).map(answered),
      ...troubles.map(({ time, words }) => ({
        ...at(time),
        sequence: null,
        event: 'LAMBDA',
        summary: masked(words),
        legs: [],
      })),
    ];
  });
  return moments.slice(-MOST_MOMENTS);
}

/** Handlers log an event twice, and Lambda's retries bring it twice. */
function eachOnce(events: readonly SeenEvent[]): SeenEvent[] {
  const seen = new Set<string>();
  return events.filter(({ event, requestId }) => {
    const mark = `${event.sequence}\n${event.type}\n${requestId}`;
    if (event.sequence !== null && seen.has(mark)) return false;
    seen.add(mark);
    return true;
  });
}

function momentOf({ event, time }: SeenEvent, masked: Masked): CallMoment {
  const { sequence, type, legs } = event;
  const meeting = connectedMeetingLeg(event);
  return {
    ...at(time),
    sequence,
    event: type,
    summary: summaryOf(event, masked),
    legs: legs.map((leg) => legText(leg, leg === meeting)),
  };
}

function summaryOf({ actionType, arguments: args, error, parameters, unread }: CallEvent, masked: Masked): string {
  const code = parameters['SipResponseCode'];
  const sip = typeof code === 'number' || typeof code === 'string' ? `SipResponseCode ${maskedName(String(code))}` : '';
  const named = args === null ? '' : argumentNames(args, unread !== undefined);
  const failed = error === null ? '' : masked(`${error.code}: ${error.message}`);
  const about = args === null && actionType !== null ? maskedName(actionType) : '';
  return [about, named, sip, failed].filter((part) => part !== '').join(', ');
}

/** Names alone: values are secrets. */
function argumentNames(args: Record<string, unknown>, unread: boolean): string {
  const names = Object.keys(args)
    .slice(0, 20)
    .map((name) => `${maskedName(name)}=${MASK}`);
  if (names.length > 0) return [...names, ...(unread ? ['…'] : [])].join(' ');
  return unread ? 'arguments that the log does not show' : 'no arguments';
}

function answered({ actions, time }: SeenAnswer): CallMoment {
  const said =
    actions === null
      ? 'no action list'
      : actions.length === 0
        ? 'an empty action list'
        : actions.slice(0, 10).map(maskedName).join(', ');
  return {
    ...at(time),
    sequence: null,
    event: 'HANDLER_RESPONSE',
    summary: `the handler answered with ${said}`,
    legs: [],
  };
}

function legText({ tag, status }: Leg, meeting: boolean): string {
  const state = status === null ? '' : ` ${status.slice(0, 20)}`;
  return `${(tag ?? 'leg').slice(0, 20)}${state}${meeting ? ' (meeting)' : ''}`;
}

function at(time: number): { time: string | null } {
  const date = new Date(time);
  return { time: time > 0 && Number.isFinite(date.getTime()) ? date.toISOString() : null };
}
