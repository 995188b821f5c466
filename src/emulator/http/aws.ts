import type { IncomingMessage, ServerResponse } from 'node:http';
import { isMeetingsRegion, isVoiceRegion } from '../../core/facts/regions.js';
import { DEFAULT_FAULT_MS, type FaultList, type RequestFault, type RequestFaultKind } from '../faults.js';
import type { Quotas } from '../quotas.js';
import type { RequestEntry, RequestRecord } from '../requests.js';
import type { Clock } from '../world.js';
import { type Answer, htmlAnswer, refusalAnswer, resultAnswer } from './answer.js';
import { signedRegion } from './caller.js';
import { parseJson } from './json.js';
import type { Operation } from './operation.js';
import { exceptionFor, Refusal, type Service, SPELLING } from './refusal.js';
import { type Destination, findDestination } from './route.js';
import { breakOff, send, sendHalf } from './send.js';
import { isObject } from './shape.js';

export interface AwsFaceParts {
  clock: Clock;
  quotas: Quotas;
  faults: FaultList;
  requests: RequestRecord;
  operations: readonly Operation[];
  /** The region of a request whose signature names none. */
  region: string;
  stderr: (line: string) => void;
}

export interface AwsFace {
  /** Answers one AWS request whose body has been read. */
  serve(request: IncomingMessage, body: Buffer | 'too-large', response: ServerResponse): Promise<void>;
  /** Breaks off every request that has not been answered; what a fault has held back no longer takes effect. */
  reset(): void;
}

/** One request on its way through: found, checked, perhaps spoilt by a fault, and answered. */
interface Exchange {
  operation: Operation;
  fault: RequestFault;
  perform(): Answer;
  refuse(refusal: Refusal, retryAfter?: number): Answer;
  entry: RequestEntry;
  response: ServerResponse;
}

type Target = Extract<Destination, { operation: string }>;

/** Everything between the socket and the operations: signature, routing, faults, quotas, validation, spelling. */
export function createAwsFace(parts: AwsFaceParts): AwsFace {
  const { clock, quotas, faults, requests, operations, stderr } = parts;
  const unanswered = new Set<ServerResponse>();
  const find = (service: Service, name: string) =>
    operations.find((each) => each.service === service && each.name === name);

  const answer = (entry: RequestEntry, response: ServerResponse, sent: Answer, how = send) => {
    entry.status = sent.status;
    how(response, sent);
  };

  /** What each fault does with the request. `perform` is what makes it take effect. */
  const suffer: Record<RequestFaultKind, (exchange: Exchange) => void | Promise<void>> = {
    error: ({ operation, fault, refuse, entry, response }) => {
      const status = fault.status ?? (fault.code === undefined ? 500 : undefined);
      const code = fault.code ?? exceptionFor(operation.service, status ?? 500);
      answer(
        entry,
        response,
        refuse(new Refusal(code, fault.message ?? 'A fault that was asked for.', status), fault.retryAfter),
      );
    },
    html: ({ fault, entry, response }) => {
      const { status = 502, message = 'Bad Gateway', retryAfter } = fault;
      answer(entry, response, htmlAnswer(status, message, clock.now(), retryAfter));
    },
    'reset-before': ({ response }) => breakOff(response),
    'reset-after': ({ perform, response }) => {
      perform();
      breakOff(response);
    },
    truncate: ({ perform, entry, response }) => answer(entry, response, perform(), sendHalf),
    hang: ({ perform }) => {
      perform();
    },
    delay: async ({ fault, perform, entry, response }) => {
      await clock.sleep(fault.ms ?? DEFAULT_FAULT_MS);
      answer(entry, response, perform());
    },
  };

  const perform = (operation: Operation, target: Target, region: string, body: Buffer, entry: RequestEntry) => {
    try {
      const { quota, name, service, success } = operation;
      if (quota && !quotas.take(`${region} ${name}`, quota)) {
        throw new Refusal(SPELLING[service].throttled, 'Rate exceeded');
      }
      const result = operation.run(checkedInput(operation, target, body), { region });
      entry.delivered = true;
      return resultAnswer(service, success, result, clock.now());
    } catch (error) {
      return refusalAnswer(operation.service, asRefusal(operation, error, stderr), clock.now());
    }
  };

  const exchange = async (request: IncomingMessage, body: Buffer | 'too-large', response: ServerResponse) => {
    const destination = findDestination(
      {
        method: request.method ?? '',
        url: request.url ?? '',
        target: request.headers['x-amz-target'] as string | undefined,
      },
      (service, name) => find(service, name) !== undefined,
    );
    const { service } = destination;
    const named =
      'operation' in destination ? destination.operation : 'unknown' in destination ? destination.unknown : '';
    const entry = requests.enter(plain(named) || 'unreadable');
    const refuse = (refusal: Refusal, retryAfter?: number) => refusalAnswer(service, refusal, clock.now(), retryAfter);
    const signed = signedRegion(request.headers.authorization);
    const early = refusedAtTheDoor(destination, body, signed);
    if ('unknown' in destination && early?.code === 'UnknownOperationException') {
      stderr(`the emulator has no operation ${plain(named)}: answered UnknownOperationException, 404`);
    }
    if (early !== undefined || !('operation' in destination) || body === 'too-large') {
      answer(entry, response, refuse(early ?? new Refusal(SPELLING[service].unreadable, 'Bad request.')));
      return;
    }
    const operation = find(service, destination.operation) as Operation;
    const region = typeof signed === 'object' ? signed.region : parts.region;
    const performed = () => perform(operation, destination, region, body, entry);
    const fault = faults.next(operation.name);
    if (fault === undefined) answer(entry, response, performed());
    else await suffer[fault.kind]({ operation, fault, perform: performed, refuse, entry, response });
  };

  return {
    serve: async (request, body, response) => {
      unanswered.add(response);
      response.once('close', () => unanswered.delete(response));
      await exchange(request, body, response);
    },
    reset: () => {
      for (const response of unanswered) response.socket?.destroy();
      unanswered.clear();
    },
  };
}

/** Regions in which the services have an endpoint at all; elsewhere AWS has no host of that name to ask. */
const HAS_ENDPOINT: Record<Service, (region: string) => boolean> = {
  meetings: isMeetingsRegion,
  voice: isVoiceRegion,
  logs: () => true,
};

function refusedAtTheDoor(
  destination: Destination,
  body: Buffer | 'too-large',
  signed: ReturnType<typeof signedRegion>,
): Refusal | undefined {
  const { service } = destination;
  const forbidden = service === 'logs' ? 400 : 403;
  // First of all, so that whoever wanders off learns why, signed or not.
  if ('unknown' in destination) {
    return new Refusal('UnknownOperationException', 'The embedded AWS does not have this operation.', 404);
  }
  if (signed === 'unsigned') {
    return new Refusal('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  }
  if (signed === 'incomplete') {
    const message = 'The Authorization header does not name a key, a date, a Region and a service.';
    return new Refusal('IncompleteSignatureException', message, forbidden);
  }
  if (!HAS_ENDPOINT[service](signed.region)) {
    const message = `Credential should be scoped to a valid region, the service has no endpoint in ${signed.region}.`;
    return new Refusal('InvalidSignatureException', message, forbidden);
  }
  if ('malformed' in destination) return new Refusal(SPELLING[service].unreadable, destination.malformed);
  if (body === 'too-large') return new Refusal('RequestEntityTooLargeException', 'The request is too large.', 413);
  return undefined;
}

/** The operation's input put together from path, query and body, or a Refusal thrown. */
function checkedInput(operation: Operation, target: Target, body: Buffer): unknown {
  const { badInput, unreadable } = SPELLING[operation.service];
  let sent: unknown;
  try {
    sent = parseJson(body);
  } catch (error) {
    throw new Refusal(unreadable, (error as Error).message);
  }
  if (!isObject(sent)) throw new Refusal(unreadable, 'the body is not a JSON object');
  const input = { ...sent, ...numbersIn(target.query), ...target.labels };
  const problem = operation.problem(input);
  if (problem !== undefined) throw new Refusal(badInput, `1 validation error detected: ${problem}`);
  return input;
}

/** In a query everything is text; MaxResults is the one number there. Text that is none fails its check. */
function numbersIn(query: Record<string, string>): Record<string, unknown> {
  const { MaxResults, ...texts } = query;
  if (MaxResults === undefined) return texts;
  return { ...texts, MaxResults: /^\d{1,9}$/.test(MaxResults) ? Number(MaxResults) : MaxResults };
}

function asRefusal(operation: Operation, error: unknown, stderr: (line: string) => void): Refusal {
  if (error instanceof Refusal) return error;
  stderr(`${operation.name} failed inside the emulator: ${error instanceof Error ? error.stack : String(error)}`);
  return new Refusal(exceptionFor(operation.service, 500), 'The emulator failed; its stderr says how.', 500);
}

/** Text that came with a request, fit for one line of a terminal. */
function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}
