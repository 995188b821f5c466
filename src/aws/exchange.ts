import { failed } from '../core/catalogue/failed.js';
import type { Failure } from '../core/failure.js';
import type { Exchange, RawAnswer, RawRequest } from '../core/parity/ports.js';
import type { AwsSettings, WireTrace } from '../core/ports/aws.js';
import type { Clock } from '../core/ports/clock.js';
import { type Clients, lazyClients, REQUEST_LIMITS, type RequestLimits, type StaticCredentials } from './clients.js';
import { type Flight, following, newFlight } from './flight.js';
import { pace, SYSTEM_CLOCK } from './pace.js';
import { repeating } from './repeats.js';
import { orAborted } from './request.js';
import { sendAsGiven } from './request-as-given.js';
import { translate } from './translate.js';

/** The account's own traffic draws on the same quotas, so this takes little of them. */
const ACCOUNT_PER_SECOND = 2;

export interface ExchangeOptions {
  /** In place of whatever the SDK's chain would find. */
  credentials?: StaticCredentials;
  /** Requests a second of all services together; null: as fast as they are answered. */
  perSecond?: number | null;
  trace?: (wire: WireTrace) => void;
  clock?: Clock;
  limits?: RequestLimits;
}

/** AWS over the wire, a request at a time, as it was asked for and never twice. The SDK finds the endpoint, signs and sends. */
export function openExchange(settings: AwsSettings, options: ExchangeOptions = {}): Exchange & { close(): void } {
  const {
    credentials = null,
    perSecond = ACCOUNT_PER_SECOND,
    trace,
    clock = SYSTEM_CLOCK,
    limits = REQUEST_LIMITS,
  } = options;
  const clients = lazyClients(settings, repeating({ clock, chance: () => 0, retry: () => {} }), limits);
  const turn = perSecond === null ? async (signal: AbortSignal) => !signal.aborted : pace(perSecond, clock);

  return {
    async send(request, signal) {
      const { service, operation } = request;
      const region = request.region ?? (service === 'meetings' ? settings.meetingsRegion : settings.region);
      if (!(await turn(signal))) throw givenUp(operation, newFlight());
      const flight = newFlight();
      const started = performance.now();
      const { answer, error } = await answered(
        clients,
        { request, region, credentials },
        { flight, limits, signal, trace },
      );
      const told = {
        status: flight.status,
        requestId: flight.requestId,
        durationMs: Math.round(performance.now() - started),
      };
      const problem = answer === null ? 'no answer' : null;
      trace?.({ kind: 'answer', operation, attempt: 1, error: problem, bytes: flight.bytes, body: null, ...told });
      if (answer !== null) return answer;
      if (signal.aborted) throw givenUp(operation, flight);
      throw translate(error, {
        operation,
        service,
        region,
        profile: settings.profile,
        sent: flight.sent,
        perhaps: flight.perhaps,
        status: flight.status,
      });
    },
    close: () => clients.close(),
  };
}

interface Sending {
  request: RawRequest;
  region: string;
  credentials: StaticCredentials | null;
}

interface Journey {
  flight: Flight;
  limits: RequestLimits;
  signal: AbortSignal;
  trace: ((wire: WireTrace) => void) | undefined;
}

/** Lets the SDK send another request than the one it was asked for, and keeps the answer before anything reads it. */
async function answered(
  clients: Clients,
  { request, region, credentials }: Sending,
  { flight, limits, signal, trace }: Journey,
): Promise<{ answer: RawAnswer | null; error: unknown }> {
  let answer: RawAnswer | null = null;
  try {
    const { client, command, path } = await clients.carrier(request.service, region, credentials);
    const keep = (kept: RawAnswer) => {
      answer = kept;
    };
    sendAsGiven(command.middlewareStack, { request, carried: path, trace, keep });
    const ahead = { name: 'following', step: 'deserialize', priority: 'low' } as const;
    command.middlewareStack.add(following(flight, limits.requestMs), ahead);
    await orAborted((options) => client.send(command, options), signal);
    return { answer, error: null };
  } catch (error) {
    return { answer, error };
  }
}

function givenUp(operation: string, { sent, perhaps, inAir, requestId }: Flight): Failure {
  const delivery = perhaps || inAir ? 'unknown' : 'not-sent';
  return failed('INTERRUPTED.given-up', { operation }, { operation, delivery, attempts: sent, requestId });
}
