import { hangsUpLegA } from '../evidence/call-event.js';
import type { Finding } from '../proof/find-evidence.js';
import type { Proof } from '../proof/watch.js';
import { mayHaveJoined } from '../verdict/join-signs.js';
import type { RunMarks } from '../verdict/ours.js';
import { isOfCall, ourUpdate } from '../verdict/ours.js';

/** Whether what a run left may be removed. No API shows who is in a meeting: only the records of the call tell. */
export type Judgement = { remove: true } | { remove: false; reason: string; tryAgainAt: number | null };

/** What is known of an attempt whose update was, or may have been, delivered. Times are the service's, in ms. */
export interface Circumstances {
  finding: Finding;
  marks: RunMarks;
  sentAt: number;
  now: number;
  /** When its meeting was made, where the run made one; it is still there. */
  meetingMadeAt: number | null;
  /** The run itself had seen its caller join. */
  wasJoined: boolean;
}

/** So long after the update a handler that was told of it has answered (issue "Nothing lost"). */
const JOINS_WITHIN_MS = 2 * 60_000;
/** A meeting that nobody is connected to ends after five minutes (FAQ); one more, for clocks and slowness. */
const EMPTY_LASTS_MS = 6 * 60_000;

/** Removes only where no caller can be in the meeting, as far as can be known; what cannot be known is kept. Pure. */
export function judgeLeftover(circumstances: Circumstances): Judgement {
  const { finding, marks, sentAt, now, meetingMadeAt, wasJoined } = circumstances;
  const { ending, proof } = finding;
  if (proof !== null && isOver(proof, marks)) return { remove: true };
  if (ending.verdict === 'JOINED' || proof?.judgement.kind === 'joined')
    return keep("the call's records show the caller in it");
  if (ending.verdict === 'NOT_JOINED') return { remove: true };
  // Logs are kept for a while only, and may be unreadable now.
  if (wasJoined) return keep('the run saw its caller join, and no record shows that he has hung up');
  if (proof !== null && mayBeIn(proof, marks)) return keep("the call's records show a join that may be this run's");
  if (now - sentAt < JOINS_WITHIN_MS) {
    return keep('the update may have been delivered less than two minutes ago', sentAt + JOINS_WITHIN_MS);
  }
  if (proof === null || !tells(proof, marks)) {
    return keep('nothing can be read of the call, so the caller may be in it: look yourself');
  }
  if (meetingMadeAt !== null && now - meetingMadeAt >= EMPTY_LASTS_MS) {
    return keep('it still stands after six minutes, so somebody is connected: an empty meeting ends after five');
  }
  return { remove: true };
}

function keep(reason: string, tryAgainAt: number | null = null): Judgement {
  return { remove: false, reason, tryAgainAt };
}

function isOver({ timeline }: Proof, marks: RunMarks): boolean {
  return timeline.events.some(({ event }) => isOfCall(event, marks) && hangsUpLegA(event));
}

function mayBeIn({ timeline }: Proof, marks: RunMarks): boolean {
  const events = timeline.events.filter(({ event }) => isOfCall(event, marks));
  return mayHaveJoined(events, ourUpdate(events, marks), marks);
}

/** Its log could be read to its end, and holds events of this call: a handler that logs none says nothing by its silence. */
function tells({ timeline, unreadable, complete }: Proof, marks: RunMarks): boolean {
  return complete && unreadable.length === 0 && timeline.events.some(({ event }) => isOfCall(event, marks));
}
