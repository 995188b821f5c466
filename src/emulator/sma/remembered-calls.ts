import type { Clock } from '../world.js';
import type { CallFlow } from './call-flow.js';

/** An ended call is remembered for so long, on the emulator's clock. */
const REMEMBERED_MS = 60 * 60_000;
/** And so many of them at most, the newest: a load test ends thousands within the hour. */
const MAX_ENDED = 1_000;

/** The calls of an SMA, by their transaction ids: every live one, and those that ended lately. */
export interface RememberedCalls {
  add(flow: CallFlow): void;
  find(transactionId: string): CallFlow | undefined;
  all(): CallFlow[];
  clear(): void;
}

export function rememberCalls(clock: Clock): RememberedCalls {
  const flows = new Map<string, CallFlow>();

  const forget = () => {
    const ended = [...flows.values()].flatMap(({ call }) =>
      call.endedAt === undefined ? [] : [{ transactionId: call.transactionId, endedAt: call.endedAt }],
    );
    const over = clock.now() - REMEMBERED_MS;
    for (const [index, { transactionId, endedAt }] of ended.entries()) {
      if (endedAt <= over || index < ended.length - MAX_ENDED) flows.delete(transactionId);
    }
  };

  return {
    add: (flow) => {
      forget();
      flows.set(flow.call.transactionId, flow);
    },
    find: (transactionId) => {
      forget();
      return flows.get(transactionId.toLowerCase());
    },
    all: () => {
      forget();
      return [...flows.values()];
    },
    clear: () => flows.clear(),
  };
}
