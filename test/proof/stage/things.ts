/** What a run made, and whom it brought where: by what was there before it, and what the emulator knows now. */
import type { MeetingState } from '../../../src/emulator/meetings/rooms.js';
import type { CallState, LegState } from '../../../src/emulator/world.js';

export interface Ground {
  truth: { meetings: readonly MeetingState[]; calls: readonly CallState[] };
  before: { meetings: readonly MeetingState[] };
  /** The run's, where an operator may have named who was there before. */
  request?: { externalUserId: string };
}

export interface Thing {
  kind: 'meeting' | 'attendee';
  meetingId: string;
  attendeeId: string | null;
}

/** A thing as a command names it: what has no id was never learnt. */
export interface Named {
  kind: string;
  meetingId: string | null;
  attendeeId: string | null;
}

/** A leg that leads, or led, into a meeting. */
export type MeetingLeg = LegState & { attendeeId: string };

export const isMeetingLeg = (leg: LegState): leg is MeetingLeg => leg.attendeeId !== undefined;

/**
 * The legs that ever led an attendee of the run's into a meeting: one that was not there before it, or one that the operator
 * named, and that AWS therefore gave to the run where it could not see who was there. Nobody else joins as that one.
 */
export function ourLegs({ truth, before, request }: Ground): MeetingLeg[] {
  const others = before.meetings
    .flatMap(({ attendees }) => attendees)
    .filter(({ externalUserId }) => externalUserId !== request?.externalUserId);
  const known = new Set(others.map(({ attendeeId }) => attendeeId));
  return truth.calls
    .flatMap(({ legs }) => legs)
    .filter(isMeetingLeg)
    .filter(({ attendeeId }) => !known.has(attendeeId));
}

/** What the run made and what still stands. */
export function standingOf({
  truth,
  before,
}: Pick<Ground, 'before'> & { truth: Pick<Ground['truth'], 'meetings'> }): Thing[] {
  const others = new Map(before.meetings.map(({ meetingId, attendees }) => [meetingId, attendees]));
  const live = truth.meetings.filter(({ ended }) => !ended);
  return live.flatMap(({ meetingId, attendees }): Thing[] => {
    const there = others.get(meetingId);
    if (there === undefined) return [{ kind: 'meeting', meetingId, attendeeId: null }];
    const known = new Set(there.map(({ attendeeId }) => attendeeId));
    return attendees
      .filter(({ attendeeId }) => !known.has(attendeeId))
      .map(({ attendeeId }) => ({ kind: 'attendee', meetingId, attendeeId }));
  });
}

/** What is named by an id that was never learnt may be any of its kind. */
export function isSame(named: Named, { kind, meetingId, attendeeId }: Thing): boolean {
  return (
    named.kind === kind &&
    (named.meetingId === meetingId || named.meetingId === null) &&
    (named.attendeeId === attendeeId || named.attendeeId === null)
  );
}

export const inWords = ({ kind, meetingId, attendeeId }: Named): string => `${kind} ${attendeeId ?? meetingId}`;
