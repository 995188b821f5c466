import type { EventFault, EventFaults } from './world.js';

/** What can go wrong with a request before it reaches its operation, with its answer, or with an event. */
export const REQUEST_FAULTS = [
  'error',
  'html',
  'reset-before',
  'reset-after',
  'truncate',
  'hang',
  'delay',
  'replace',
] as const;
export const EVENT_FAULTS = ['drop-event', 'double-event', 'late-event', 'reorder-events'] as const;

export type RequestFaultKind = (typeof REQUEST_FAULTS)[number];

/** The name under which faults of the SMA's invocation events are posted. */
const EVENT_OPERATION = 'Event';

/** The name under which faults of Chime's meeting events are posted. */
const MEETING_EVENT_OPERATION = 'MeetingEvent';

export const EVENT_OPERATIONS: readonly string[] = [EVENT_OPERATION, MEETING_EVENT_OPERATION];

/** One fault, as posted: the next `times` requests of the operation (or invocation events) suffer it. */
export interface Fault {
  /** An AWS operation, `Event` or `MeetingEvent`. */
  operation: string;
  kind: RequestFaultKind | EventFault['kind'];
  /** 1 where it is left out. */
  times?: number;
  /** So many requests or events pass before it strikes; 0 where it is left out. */
  skip?: number;
  /** `error`, `html`, `replace`: the HTTP status answered. */
  status?: number;
  /** `error`: AWS's exception. */
  code?: string;
  message?: string;
  /** `replace`: what is answered in AWS's place. */
  body?: string;
  /** `error`, `html`, `replace`: the retry-after header, in seconds. */
  retryAfter?: number;
  /** `delay`, `late-event`: how long, in milliseconds on the emulator's clock (1000 where it is left out). */
  ms?: number;
}

export const DEFAULT_FAULT_MS = 1_000;

export type RequestFault = Fault & { kind: RequestFaultKind };

export interface FaultList {
  /** Takes the fault for the next request of this operation off the list. */
  next(operation: string): RequestFault | undefined;
  readonly events: EventFaults;
  readonly meetingEvents: EventFaults;
  /** Puts this list in place of the one that is there. */
  replace(faults: readonly Fault[]): void;
}

export function createFaultList(first: readonly Fault[] = []): FaultList {
  let pending: { fault: Fault; toPass: number; left: number }[] = [];

  const take = (operation: string) => {
    const waiting = pending.filter((each) => each.fault.operation === operation && each.left > 0);
    const found = waiting.find(({ toPass }) => toPass === 0);
    for (const each of waiting) each.toPass = Math.max(0, each.toPass - 1);
    if (found === undefined) return undefined;
    found.left -= 1;
    return found.fault;
  };

  const replace: FaultList['replace'] = (faults) => {
    pending = faults.map((fault) => ({ fault, toPass: fault.skip ?? 0, left: fault.times ?? 1 }));
  };

  const eventsOf = (operation: string): EventFaults => ({
    next: () => {
      const fault = take(operation);
      return fault && { kind: fault.kind as EventFault['kind'], ms: fault.ms ?? DEFAULT_FAULT_MS };
    },
  });

  replace(first);
  return {
    next: (operation) => take(operation) as RequestFault | undefined,
    events: eventsOf(EVENT_OPERATION),
    meetingEvents: eventsOf(MEETING_EVENT_OPERATION),
    replace,
  };
}
