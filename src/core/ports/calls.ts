import type { Answered } from './answer.js';

export interface CallUpdate {
  sipMediaApplicationId: string;
  transactionId: string;
  /** At most 20; values are secrets as a whole, whatever they hold. */
  arguments: Record<string, string>;
}

export interface Application {
  sipMediaApplicationId: string;
  name: string | null;
  region: string | null;
  /** The handler's name without version or alias; null where the endpoint is no Lambda function we can read. */
  functionName: string | null;
}

export interface Calls {
  /**
   * UpdateSipMediaApplicationCall, sent exactly once: it has no idempotency token. The Failure's `delivery` says what is
   * known of the handler: `refused` and `not-sent` mean that it was not invoked.
   */
  update(update: CallUpdate, signal: AbortSignal): Promise<Answered<{ transactionId: string | null }>>;
}

/** The SIP media applications of one region. */
export interface Applications {
  find(sipMediaApplicationId: string, signal: AbortSignal): Promise<Answered<Application>>;
  /** All of them, every page. */
  list(signal: AbortSignal): Promise<Answered<Application[]>>;
}
