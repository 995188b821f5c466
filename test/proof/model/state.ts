/** What was said and sent so far, per run: the model that the emulator's state is held against. */
import type { BridgeRequest } from '../../../src/core/run/request.js';
import type { Verdict } from '../../../src/core/verdict/verdict.js';
import type { PlacedCall } from '../../../src/emulator/emulator.js';
import type { CallState } from '../../../src/emulator/world.js';
import { isMeetingLeg, type MeetingLeg } from '../stage/things.js';

/** One update of a run, and whatever is sent again of it. */
export interface ModelAttempt {
  runId: string;
  transactionId: string;
  attendeeIds: Set<string>;
  meetingId: string;
  /** How often it took effect. */
  delivered: number;
  /** How many cleanups there had been of its run. */
  cleaned: number;
}

export interface ModelRun {
  request: BridgeRequest;
  attempts: ModelAttempt[];
  /** The verdict that it must repeat; null: none yet. */
  answer: Verdict | null;
  /** What a check has proved; null: nothing yet. */
  proved: Verdict | null;
  cleaned: number;
  asked: number;
  /** The meeting that an earlier run for the call left in place, which it goes into; null: it may make one. */
  room: string | null;
}

export interface TheirMeeting {
  meetingId: string;
  attendeeId: string;
  joinToken: string;
}

export interface Model {
  calls: PlacedCall[];
  /** Somebody else's: the meetings that they made, and every attendee of theirs. */
  meetings: TheirMeeting[];
  theirs: Set<string>;
  /** Meetings that somebody else ended. */
  endedByOthers: Set<string>;
  runs: ModelRun[];
  /** What must stay true. */
  said: { attempt: ModelAttempt; verdict: Verdict }[];
  /** The attempt whose update was sent last: what is delivered late is its own. */
  lastSent: ModelAttempt | null;
  delivered: number;
  /** What was wrong at the moment of a request. */
  wrong: string[];
  steps: number;
  deaths: number;
  verdicts: string[];
  /** What happened, for whoever reads of a failure. */
  story: string[];
}

export const newModel = (): Model => ({
  calls: [],
  meetings: [],
  theirs: new Set(),
  endedByOthers: new Set(),
  runs: [],
  said: [],
  lastSent: null,
  delivered: 0,
  wrong: [],
  steps: 0,
  deaths: 0,
  verdicts: [],
  story: [],
});

export const newRun = (request: BridgeRequest): ModelRun => ({
  request,
  attempts: [],
  answer: null,
  proved: null,
  cleaned: 0,
  asked: 0,
  room: null,
});

/** A leg into a meeting; `call` is its call's status. */
export type LegInto = MeetingLeg & { call: string };

export function legsInto(calls: readonly CallState[]): LegInto[] {
  return calls.flatMap(({ status, legs }) => legs.filter(isMeetingLeg).map((leg) => ({ ...leg, call: status })));
}

export const isLive = ({ status, call }: LegInto): boolean => status === 'Connected' && call !== 'Ended';

/** The attempts whose updates took effect by now. */
export function deliveredAttempts({ runs }: Model): ModelAttempt[] {
  return runs.flatMap(({ attempts }) => attempts).filter(({ delivered }) => delivered > 0);
}
