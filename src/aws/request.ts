import { setMaxListeners } from 'node:events';
import type { Command, FinalizeRequestMiddleware, HttpHandlerOptions, MetadataBearer } from '@smithy/types';
import { failed } from '../core/catalogue/failed.js';
import { type SentOperation, sendingOf } from '../core/facts/sending.js';
import { Failure, type FailureDetails } from '../core/failure.js';
import type { Answered } from '../core/ports/answer.js';
import type { WireTrace } from '../core/ports/aws.js';
import { type Flight, following, judging, newFlight, withoutFalseThrottles } from './flight.js';
import type { Pace } from './pace.js';
import { profileTrouble } from './profile.js';
import { Unreadable } from './reading.js';
import { ASKING, type Asking, FOR_THE_RUN } from './repeats.js';
import { openTracing } from './trace.js';
import { type TranslationContext, translate } from './translate.js';

/** One operation, and how its answer is read. */
export interface Question<Input extends object, Output extends MetadataBearer, Value> {
  context: TranslationContext & { operation: SentOperation };
  command: Pick<Command<object, Input, MetadataBearer, Output, unknown>, 'middlewareStack'>;
  send(options: HttpHandlerOptions): Promise<Output>;
  /** Throws `Unreadable` at anything it did not expect: what AWS answers is remote text. */
  read(output: Output): Value;
}

export type Ask = <Input extends object, Output extends MetadataBearer, Value>(
  question: Question<Input, Output, Value>,
  signal: AbortSignal,
) => Promise<Answered<Value>>;

export interface AskerOptions {
  requestMs: number;
  profile: string | null;
  paceOf: (operation: SentOperation) => Pace;
  /** Null where nobody looks on. */
  trace: ((wire: WireTrace) => void) | null;
}

/** The time would be up before the request's turn came: it is not sent, or not again. */
export class OutOfTime extends Failure {
  constructor(operation: string, details: FailureDetails) {
    const { code, message } = failed('TIMED_OUT.turn', { operation });
    super(code, message, details);
  }
}

/** As above, within the SDK: its retries cannot stand an error of ours. */
class NoTurn extends Error {}

/** Sends operations, and turns whatever goes wrong into a Failure. Who aborts is answered at once. */
export function asker({ requestMs, profile, paceOf, trace }: AskerOptions): Ask {
  return async ({ context, command, send, read }, signal) => {
    const flight = newFlight();
    const { operation } = context;
    const tracing = openTracing(operation, flight, context.secrets ?? [], trace);
    const tell = (error: unknown) => translate(error, { ...seen(flight), profile, ...context });
    const asking: Asking = { operation, signal, tell, decided: tracing.decided };
    command.middlewareStack.addRelativeTo(inTurn(paceOf(operation), signal), {
      name: 'inTurn',
      relation: 'after',
      toMiddleware: 'retryMiddleware',
    });
    command.middlewareStack.add(following(flight, requestMs), {
      name: 'following',
      step: 'deserialize',
      priority: 'low',
    });
    // The first of one priority is the outermost.
    const outside = { step: 'deserialize', priority: 'high' } as const;
    if (tracing.middleware !== null) command.middlewareStack.add(tracing.middleware(), { name: 'tracing', ...outside });
    command.middlewareStack.add(withoutFalseThrottles(), { name: 'withoutFalseThrottles', ...outside });
    command.middlewareStack.add(judging(flight), { name: 'judging', ...outside });
    const whatWentWrong = async (error: unknown): Promise<Failure> => {
      if (signal.aborted && !(error instanceof Unreadable)) return aborted(signal.reason, context, flight);
      if (error instanceof NoTurn) return outOfTime(context, flight);
      // The SDK does not say what is wrong with a profile: it only finds no credentials.
      const trouble = flight.sent > 0 ? null : await profileTrouble(profile);
      return translate(error, { ...seen(flight), profile, trouble, ...context });
    };
    try {
      const output = await ASKING.run(asking, () => orAborted(send, signal));
      const { requestId = flight.requestId, attempts = flight.sent } = output.$metadata;
      return { value: read(output), requestId: requestId ?? null, attempts, date: flight.date };
    } catch (error) {
      if (sendingOf(operation).again === 'never-delivered') tracing.decided(flight.sent, null, FOR_THE_RUN);
      throw await whatWentWrong(error);
    } finally {
      tracing.ended();
    }
  };
}

/** SDK middleware inside the retries: every attempt waits for its turn, and is signed after that. */
function inTurn<Input extends object, Output extends object>(
  pace: Pace,
  signal: AbortSignal,
): FinalizeRequestMiddleware<Input, Output> {
  return (next) => async (args) => {
    if (await pace(signal)) return next(args);
    throw new NoTurn();
  };
}

function seen({ inAir, date, bytes, ...flight }: Flight): Partial<TranslationContext> {
  return flight;
}

/** The SDK lets go of an aborted request in most phases, but not while it looks for credentials or reads a body. */
export async function orAborted<Output>(
  send: (options: HttpHandlerOptions) => Promise<Output>,
  signal: AbortSignal,
): Promise<Output> {
  signal.throwIfAborted();
  // The SDK listens once per attempt, and many requests may share one signal; Node warns of eleven listeners on stderr.
  setMaxListeners(0, signal);
  let stop = () => {};
  const abort = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([send({ abortSignal: signal }), abort]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function outOfTime({ operation }: TranslationContext, { perhaps, sent, requestId }: Flight): OutOfTime {
  const details = { operation, delivery: perhaps ? 'unknown' : 'not-sent', attempts: sent, requestId } as const;
  return new OutOfTime(operation, details);
}

const UNSENT = 'No request had been sent: its credentials, or its turn, were waited for.';

/** Why the request was given up is the caller's to say; what became of it is known only here. */
function aborted(reason: unknown, context: TranslationContext, flight: Flight): Failure {
  const { operation } = context;
  const delivery = flight.perhaps || flight.inAir ? 'unknown' : 'not-sent';
  // A credential_process that hangs, or a service of credentials, is the likeliest of what can come before the first one.
  const why = flight.sent === 0 ? UNSENT : null;
  const details = { operation, delivery, attempts: flight.sent, requestId: flight.requestId } as const;
  if (reason instanceof Failure) return reason.changedTo(reason.code, reason.message, { ...details, cause: why });
  if (reason instanceof Error && reason.name === 'TimeoutError') {
    return failed('TIMED_OUT.request', { operation, why }, details);
  }
  return failed('INTERRUPTED.request', { operation, why }, details);
}
