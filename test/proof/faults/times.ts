/** When something could be read, and until when a run looked for it: milliseconds since the epoch. */
import type { InvocationEvent } from '../../../src/core/facts/event.js';
import type { Fault } from '../../../src/emulator/faults.js';
import { UPDATE } from '../stage/requests.js';
import { LIMITS } from './engine.js';
import type { Plan } from './plan.js';
import type { Run, Truth } from './run.js';

/** Looks are this far apart. */
const PAUSE_MS = 1_000;
/** What speaks against the join is final if so long after it nothing more came; twice the log delay, where that is longer. */
const QUIET_MS = 6_000;
/** Asking again and again takes this long at least, between an answer and the next request. */
const AGAIN_MS = 300;
const DEFAULT_DELAY_MS = 1_000;

/** When the last record of the Lambda request that first logged the event could be read; never, where none did. */
export function recordedAt({ records }: Truth, { Sequence }: InvocationEvent): number {
  const pattern = new RegExp(`"Sequence"\\s*:\\s*${Sequence}\\b`);
  const first = records.find(({ message }) => pattern.test(message));
  if (first === undefined) return Number.POSITIVE_INFINITY;
  const stream = records.filter(({ logStreamName }) => logStreamName === first.logStreamName);
  const from = stream.indexOf(first);
  const end = stream.findIndex(({ message }, index) => index >= from && message.startsWith('REPORT RequestId'));
  const request = stream.slice(from, end === -1 ? undefined : end + 1);
  return Math.max(...request.map(({ ingestionTime }) => ingestionTime));
}

/** The run's own wait; its budget or an interrupt, where they cut the wait short. */
export function timeIsUpAt({ plan, time, truth }: Run, why: string): number {
  const update = truth.requests.find(({ operation }) => operation === UPDATE);
  const waits = (time['prove'] ?? Date.parse(update?.time ?? '')) + (plan.waitMs ?? 0);
  const interrupted = plan.interruptAfter === null ? Number.POSITIVE_INFINITY : time.startedAt + plan.interruptAfter;
  const cut = Math.min(time.startedAt + plan.timeoutMs, interrupted);
  return Math.min(waits, cut - PAUSE_MS) - (why.startsWith('joined') ? 0 : quietTime(plan) + PAUSE_MS);
}

export const quietTime = ({ logDelayMs }: Plan): number => Math.max(QUIET_MS, 2 * logDelayMs);

/** From when on requests of the operation suffer no more faults; where it was given up before, as if it had not been. */
export function answersAgainAt({ plan, truth, time }: Run, operation: string): number {
  const faults = plan.faults.filter((fault) => fault.operation === operation);
  const suffered = faults.flatMap((fault) => Array.from({ length: fault.times ?? 1 }, () => fault));
  const sent = truth.requests.filter((request) => request.operation === operation);
  return suffered.reduce((at, fault, index) => {
    const request = sent[index];
    return (request === undefined ? at + AGAIN_MS : Date.parse(request.time)) + tookOf(fault);
  }, time.startedAt);
}

function tookOf({ kind, ms }: Fault): number {
  if (kind === 'hang') return LIMITS.requestMs;
  return kind === 'delay' ? (ms ?? DEFAULT_DELAY_MS) : 0;
}

/** A call that is looked up says on the way where its handler logs; an operator may say so too. */
export function logIsKnownAt(run: Run): number {
  return run.plan.namesLogGroup ? 0 : answersAgainAt(run, 'GetSipMediaApplication');
}
