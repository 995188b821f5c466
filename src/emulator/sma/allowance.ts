import type { AccountQuotas } from '../account-quotas.js';
import type { Quotas } from '../quotas.js';
import type { Call } from './call.js';

/** The account has as many live calls as it may have. */
export class TooManyCalls extends Error {
  constructor(activeCalls: number) {
    super(`the account may have ${activeCalls} live calls, and has them`);
    this.name = 'TooManyCalls';
  }
}

/** What the account's quotas still allow its calls. */
export interface Allowance {
  readonly activeCalls: number;
  /** How many calls are live. */
  readonly live: number;
  /** Whether one more call may begin, or one more telephone be called. */
  mayCall(): boolean;
  /** Takes one action of this second; false where there is none left. */
  mayAct(): boolean;
  /** Takes note of the bot; false where the account uses as many others as it may. */
  mayUseBot(botAliasArn: string): boolean;
  began(call: Call): void;
  ended(call: Call): void;
  reset(): void;
}

export function createAllowance(account: AccountQuotas, quotas: Quotas): Allowance {
  const live = new Set<Call>();
  const bots = new Set<string>();
  const actions = { perSecond: account.actionsPerSecond, burst: account.actionsPerSecond };
  return {
    activeCalls: account.activeCalls,
    get live() {
      return live.size;
    },
    mayCall() {
      let legs = 0;
      // "CallAndBridge counts as two calls"; a leg into a meeting is not known to count.
      for (const call of live) legs += 1 + Number(call.legB !== undefined && call.legB.meeting === undefined);
      return legs < account.activeCalls;
    },
    mayAct: () => quotas.take('SIP media application actions', actions),
    mayUseBot(botAliasArn) {
      if (bots.has(botAliasArn)) return true;
      if (bots.size >= account.bots) return false;
      bots.add(botAliasArn);
      return true;
    },
    began: (call) => void live.add(call),
    ended: (call) => void live.delete(call),
    reset() {
      live.clear();
      bots.clear();
    },
  };
}
