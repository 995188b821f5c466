import type { CallEvent } from '../evidence/call-event.js';
import type { SeenEvent } from '../evidence/seen.js';
import { isOfCall, mayNameOurMeeting, type OurUpdate, ourUpdate, type RunMarks } from './ours.js';

/** The events of one call in their order, with the questions that are asked of them again and again answered once. */
export interface History {
  /** Each distinct event once, at its first sight, by Sequence. */
  events: SeenEvent[];
  /** Every sight of them, also of the same event in another Lambda request. */
  sights: SeenEvent[];
  update: OurUpdate | null;
  /** Sequence of the first update after ours; infinity where there is none. */
  nextUpdate: number;
  /** Somebody else's updates before ours that may join this meeting, and may still be under way: what follows ours may be theirs. */
  rivals: SeenEvent[];
  /** Every Sequence strictly between these two stands there. */
  isWhole(from: number, to: number): boolean;
}

/** Reads the events of the run's call. Takes time in proportion to their number. */
export function historyOf(all: readonly SeenEvent[], run: RunMarks): History {
  const sights = all.filter(({ event }) => isOfCall(event, run)).toSorted(bySequence);
  const events = eachOnce(sights);
  const update = ourUpdate(events, run);
  const at = update?.event.sequence ?? null;
  const updates = events.filter(({ event }) => event.type === 'CALL_UPDATE_REQUESTED' && event.sequence !== null);
  const later = updates.find(({ event }) => at !== null && sequenceOf(event) > at);
  const blocks = blockStarts(events);
  return {
    events,
    sights,
    update,
    nextUpdate: later === undefined ? Number.POSITIVE_INFINITY : sequenceOf(later.event),
    rivals: at === null ? [] : unsettled(updates, events, at).filter(({ event }) => mayNameOurMeeting(event, run)),
    isWhole: (from, to) => to - 1 <= from || (blocks.get(to - 1) ?? Number.POSITIVE_INFINITY) <= from + 1,
  };
}

/** -1 where the event shows none. */
export function sequenceOf({ sequence }: CallEvent): number {
  return sequence ?? -1;
}

function bySequence(one: SeenEvent, other: SeenEvent): number {
  return sequenceOf(one.event) - sequenceOf(other.event) || one.time - other.time;
}

/**
 * An event may be logged more than once: by Lambda's retries, or whole and then in short. It happened when it was first seen,
 * and the sight that shows the most of it is the one to go by.
 */
function eachOnce(sights: readonly SeenEvent[]): SeenEvent[] {
  const known = new Map<string, SeenEvent>();
  for (const seen of sights) {
    const { type, sequence } = seen.event;
    const key = sequence === null ? JSON.stringify(seen.event) : `${sequence} ${type}`;
    const first = known.get(key);
    const best = first === undefined || shows(seen.event) > shows(first.event) ? seen : first;
    known.set(key, { ...best, time: Math.min(first?.time ?? seen.time, seen.time) });
  }
  return [...known.values()];
}

function shows({ actionType, legs, parameters, arguments: args }: CallEvent): number {
  return (actionType === null ? 0 : 1) + legs.length + Object.keys(args ?? parameters).length;
}

/** Of each Sequence, where the unbroken row of Sequences that it belongs to begins. */
function blockStarts(events: readonly SeenEvent[]): Map<number, number> {
  const starts = new Map<number, number>();
  for (const { event } of events) {
    const at = event.sequence;
    if (at !== null && !starts.has(at)) starts.set(at, starts.get(at - 1) ?? at);
  }
  return starts;
}

/** The updates before ours since the last join that ended before it. */
function unsettled(updates: SeenEvent[], events: readonly SeenEvent[], ours: number): SeenEvent[] {
  const ended = events.findLast(({ event }) => isJoinOutcome(event) && sequenceOf(event) < ours);
  const from = ended === undefined ? -1 : sequenceOf(ended.event);
  return updates.filter(({ event }) => sequenceOf(event) < ours && sequenceOf(event) > from);
}

export function isJoinOutcome({ type, actionType }: CallEvent): boolean {
  return actionType === 'JoinChimeMeeting' && (type === 'ACTION_SUCCESSFUL' || type === 'ACTION_FAILED');
}

export function isJoinSuccess(event: CallEvent): boolean {
  return event.type === 'ACTION_SUCCESSFUL' && isJoinOutcome(event);
}

/** What follows our update, with no other update between: nothing else tells whose it is where all is masked. */
export function followsUpdate(event: CallEvent, { update, nextUpdate }: History): boolean {
  const from = update?.event.sequence ?? null;
  return from !== null && event.sequence !== null && event.sequence > from && event.sequence < nextUpdate;
}
