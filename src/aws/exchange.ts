import type {
  BuildMiddleware,
  DeserializeMiddleware,
  FinalizeRequestMiddleware,
  HandlerExecutionContext,
} from '@smithy/types';
import { failed } from '../core/catalogue/failed.js';
import type { Failure } from '../core/failure.js';
import type { Exchange, ParityService, RawAnswer, RawRequest, Signing } from '../core/parity/ports.js';
import type { AwsSettings, WireTrace } from '../core/ports/aws.js';
import type { Clock } from '../core/ports/clock.js';
import { type Clients, lazyClients, REQUEST_LIMITS, type RequestLimits, type StaticCredentials } from './clients.js';
import { type Flight, following, newFlight } from './flight.js';
import { pace, SYSTEM_CLOCK } from './pace.js';
import { repeating } from './repeats.js';
import { orAborted } from './request.js';
import { translate } from './translate.js';

/** A longer answer is cut: none of those that are compared is nearly as long. */
const LONGEST_BODY = 256 * 1024;

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
    const stack = command.middlewareStack;
    stack.add(inItsPlace(request, path, trace), { name: 'inItsPlace', step: 'build', priority: 'high' });
    stack.addRelativeTo(signedAs(request.signing), {
      name: 'signedAs',
      relation: 'before',
      toMiddleware: 'httpSigningMiddleware',
    });
    if (request.signing === 'none') {
      stack.addRelativeTo(unsigned(), { name: 'unsigned', relation: 'after', toMiddleware: 'httpSigningMiddleware' });
    }
    const keep = (kept: RawAnswer) => {
      answer = kept;
    };
    // The first of one priority is the outermost: what bounds the body is next to the socket.
    stack.add(kept(keep), { name: 'kept', step: 'deserialize', priority: 'low' });
    stack.add(following(flight, limits.requestMs), { name: 'following', step: 'deserialize', priority: 'low' });
    await orAborted((options) => client.send(command, options), signal);
    return { answer, error: null };
  } catch (error) {
    return { answer, error };
  }
}

interface Outgoing {
  protocol: string;
  hostname: string;
  port?: number;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
}

const CONTENT_TYPES: Record<ParityService, string> = {
  meetings: 'application/json',
  voice: 'application/json',
  logs: 'application/x-amz-json-1.1',
};

function inItsPlace<Input extends object, Output extends object>(
  { service, operation, method, path, query, body }: RawRequest,
  carried: string,
  trace: Journey['trace'],
): BuildMiddleware<Input, Output> {
  return (next) => (args) => {
    const request = args.request as Outgoing;
    // An endpoint may have a path of its own, before the operation's.
    const base = request.path.endsWith(carried) ? request.path.slice(0, -carried.length) : '';
    request.method = method;
    request.path = `${base}${path}`;
    request.query = { ...query };
    request.body = body ?? undefined;
    for (const name of ['content-type', 'content-length', 'x-amz-target']) delete request.headers[name];
    if (body !== null) request.headers['content-type'] = CONTENT_TYPES[service];
    if (service === 'logs') request.headers['x-amz-target'] = `Logs_20140328.${operation}`;
    const { protocol, hostname, port } = request;
    const host = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
    trace?.({ kind: 'request', operation, attempt: 1, method, host, path: hidden(request.path), body: null });
    return next(args);
  };
}

/** What the SDK's signer is told to sign for. */
interface Scheme {
  httpAuthOption: { signingProperties?: { signingRegion?: string; signingName?: string } };
}

function signedAs<Input extends object, Output extends object>(
  signing: Signing,
): FinalizeRequestMiddleware<Input, Output> {
  return (next, context: HandlerExecutionContext) => (args) => {
    const { selectedHttpAuthScheme: scheme } = (context['__smithy_context'] ?? {}) as {
      selectedHttpAuthScheme?: Scheme;
    };
    if (scheme !== undefined && typeof signing === 'object') {
      scheme.httpAuthOption.signingProperties = {
        ...scheme.httpAuthOption.signingProperties,
        ...(signing.region === undefined ? {} : { signingRegion: signing.region }),
        ...(signing.service === undefined ? {} : { signingName: signing.service }),
      };
    }
    return next(args);
  };
}

const SIGNED = /^(?:authorization|x-amz-date|x-amz-security-token|x-amz-content-sha256)$/i;

function unsigned<Input extends object, Output extends object>(): FinalizeRequestMiddleware<Input, Output> {
  return (next) => (args) => {
    const { headers } = args.request as Outgoing;
    for (const name of Object.keys(headers)) if (SIGNED.test(name)) delete headers[name];
    return next(args);
  };
}

function kept<Input extends object, Output extends object>(
  keep: (answer: RawAnswer) => void,
): DeserializeMiddleware<Input, Output> {
  return (next) => async (args) => {
    const result = await next(args);
    const {
      statusCode: status,
      headers,
      body,
    } = result.response as {
      statusCode: number;
      headers: Record<string, string>;
      body: unknown;
    };
    keep({ status, headers: inLowerCase(headers), body: await textOf(body) });
    return result;
  };
}

function inLowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

async function textOf(body: unknown): Promise<string> {
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) return '';
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of body as AsyncIterable<Uint8Array>) {
    text += decoder.decode(part, { stream: true });
    if (text.length > LONGEST_BODY) return text.slice(0, LONGEST_BODY);
  }
  return text + decoder.decode();
}

/** What is written down of a path names no meeting and no call. */
function hidden(path: string): string {
  return path.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '***');
}

function givenUp(operation: string, { sent, perhaps, inAir, requestId }: Flight): Failure {
  const delivery = perhaps || inAir ? 'unknown' : 'not-sent';
  return failed('INTERRUPTED.given-up', { operation }, { operation, delivery, attempts: sent, requestId });
}
