import type { InvocationEvent } from '../../core/facts/event.js';
import { HANDLER_RETRY_AFTER_MS, HANDLER_TIMEOUT_MS } from '../../core/facts/limits.js';
import type { Clock, EventFaults, LogGroups } from '../world.js';
import type { InvocationOutcome, LambdaFunction } from './lambda-function.js';
import { afterBoth } from './real-time.js';

export interface DeliveryDeps {
  clock: Clock;
  logs: LogGroups;
  logGroupName: string;
  eventFaults: EventFaults;
  lambda: LambdaFunction;
  graceMs: number;
}

/** What the SMA makes of an event's invocations; `dropped`: the handler never got it, and nothing follows. */
export type Delivery = InvocationOutcome | { kind: 'dropped' };

/** "By default the SIP media application only retries the invocation once" (developer guide, "Timeouts and retries"). */
const MAX_ATTEMPTS = 2;

export interface Recipient {
  /** False once the call is forgotten: nothing is sent any more. */
  wanted(): boolean;
  /** The handler gets a copy of the event. */
  got(): void;
}

/** Brings one event to the handler, with the faults ordered for it. */
export async function deliver(deps: DeliveryDeps, event: InvocationEvent, recipient: Recipient): Promise<Delivery> {
  const fault = deps.eventFaults.next();
  switch (fault?.kind) {
    case 'drop-event':
      return { kind: 'dropped' };
    case 'late-event':
      await deps.clock.sleep(fault.ms);
      break;
    case 'reorder-events':
      deps.logs.reorderNext(deps.logGroupName);
      break;
    case 'double-event':
      // As if the first answer were lost on its way: the handler has acted, the SMA hears only the second.
      await ask(deps, event, recipient);
      break;
    default:
  }
  return ask(deps, event, recipient);
}

/** Waits 5 s before it tries again, 20 s in all; an error is tried again at once. The first answer to arrive counts. */
function ask(deps: DeliveryDeps, event: InvocationEvent, recipient: Recipient): Promise<InvocationOutcome> {
  return new Promise((resolve) => {
    let attempts = 0;
    let open = 0;
    const timers = [
      afterBoth(deps.clock, HANDLER_RETRY_AFTER_MS, deps.graceMs, tryAgain),
      afterBoth(deps.clock, HANDLER_TIMEOUT_MS, deps.graceMs, () => settle({ kind: 'timed-out' })),
    ];
    function settle(outcome: InvocationOutcome) {
      for (const timer of timers) timer.cancel();
      resolve(outcome);
    }
    function tryAgain() {
      if (attempts < MAX_ATTEMPTS) attempt();
    }
    function attempt() {
      if (!recipient.wanted()) {
        settle({ kind: 'failed' });
        return;
      }
      attempts += 1;
      open += 1;
      recipient.got();
      deps.lambda.invoke(event).then((outcome) => {
        open -= 1;
        if (outcome.kind === 'failed' && attempts < MAX_ATTEMPTS) attempt();
        else if (outcome.kind === 'answered' || open === 0) settle(outcome);
      });
    }
    attempt();
  });
}
