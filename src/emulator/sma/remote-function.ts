import { randomBytes } from 'node:crypto';
import { HANDLER_TIMEOUT_MS } from '../../core/facts/limits.js';
import type { Clock, LogGroups } from '../world.js';
import { atMost } from './at-most.js';
import { type ApiAnswer, invokeOverHttp } from './invocation-api.js';
import type { InvocationOutcome, LambdaFunction } from './lambda-function.js';

export interface RemoteDeps {
  clock: Clock;
  logs: LogGroups;
  stderr: (line: string) => void;
  logGroupName: string;
  /** The whole URL of its invocation API. */
  url: string;
}

/** Local runtimes take one invocation at a time; more would be answered with an error, or never. */
const AT_ONCE = 1;

/** A function that somebody else runs. Of what it logs only the tail of each answer is known. */
export function createRemoteFunction({ clock, logs, stderr, logGroupName, url }: RemoteDeps): LambdaFunction {
  let running = new AbortController();
  const inTurn = atMost(AT_ONCE);
  const day = new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
  const logStreamName = `${day}/[$LATEST]${randomBytes(16).toString('hex')}`;
  logs.ensureGroup(logGroupName);

  async function invoke(event: unknown, { signal }: AbortController): Promise<InvocationOutcome> {
    if (signal.aborted) return { kind: 'failed' };
    const limit = AbortSignal.timeout(HANDLER_TIMEOUT_MS);
    try {
      const answer = await invokeOverHttp(url, event, AbortSignal.any([signal, limit]));
      if (signal.aborted) return { kind: 'failed' };
      for (const line of answer.log ?? []) logs.append(logGroupName, logStreamName, line);
      return toOutcome(answer);
    } catch (error) {
      if (limit.aborted) return { kind: 'timed-out' };
      if (!signal.aborted) stderr(`The handler at ${url} did not answer: ${(error as Error).message}`);
      return { kind: 'failed' };
    }
  }

  return {
    invoke(event) {
      const mine = running;
      return inTurn(() => invoke(event, mine));
    },
    interrupt() {
      running.abort();
      running = new AbortController();
    },
    close() {
      running.abort();
    },
  };
}

function toOutcome({ kind, text }: ApiAnswer): InvocationOutcome {
  if (kind === 'failed') return { kind };
  // What is no JSON is no answer either: the SMA reads it as it does any other that it cannot use.
  return { kind, text: isJson(text) ? text : JSON.stringify(text) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
