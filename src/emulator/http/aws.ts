import type { IncomingMessage, ServerResponse } from 'node:http';
import { DEFAULT_FAULT_MS, type FaultList, type RequestFault, type RequestFaultKind } from '../faults.js';
import type { Quotas } from '../quotas.js';
import type { RequestEntry, RequestRecord } from '../requests.js';
import type { Clock } from '../world.js';
import { type Answer, htmlAnswer, queryRefusalAnswer, refusalAnswer, resultAnswer, strangersAnswer } from './answer.js';
import { type Admitted, admit, UNKNOWN_OPERATION } from './door.js';
import { checkedInput } from './input.js';
import type { Operation } from './operation.js';
import { exceptionFor, Refusal, type Service, SPELLING } from './refusal.js';
import { type Destination, findDestination } from './route.js';
import { breakOff, send, sendHalf } from './send.js';

export interface AwsFaceParts {
  clock: Clock;
  quotas: Quotas;
  faults: FaultList;
  requests: RequestRecord;
  operations: readonly Operation[];
  accountId: string;
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
  perform(): Promise<Answer>;
  refuse(refusal: Refusal, retryAfter?: number): Answer;
  entry: RequestEntry;
  response: ServerResponse;
}

/** What AWS's query protocol sends; none of the services here does. */
const QUERY_TYPE = 'application/x-www-form-urlencoded';

const BLOCK_PAGE = '<html><head><title>Access denied</title></head><body>Blocked by policy</body></html>';

/** Everything between the socket and the operations: signature, routing, faults, quotas, validation, spelling. */
export function createAwsFace(parts: AwsFaceParts): AwsFace {
  const { clock, quotas, faults, requests, operations, accountId, stderr } = parts;
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
    'reset-after': async ({ perform, response }) => {
      await perform();
      breakOff(response);
    },
    truncate: async ({ perform, entry, response }) => answer(entry, response, await perform(), sendHalf),
    hang: async ({ perform }) => {
      await perform();
    },
    delay: async ({ fault, perform, entry, response }) => {
      await clock.sleep(fault.ms ?? DEFAULT_FAULT_MS);
      answer(entry, response, await perform());
    },
    replace: async ({ fault, perform, entry, response }) => {
      await perform();
      const { status = 403, body = BLOCK_PAGE, retryAfter } = fault;
      answer(entry, response, strangersAnswer(status, body, clock.now(), retryAfter));
    },
  };

  const perform = async (operation: Operation, { target, region, body }: Admitted, entry: RequestEntry) => {
    try {
      const { quota, name, service, success } = operation;
      if (quota && !quotas.take(`${region} ${name}`, quota)) {
        throw new Refusal(SPELLING[service].throttled, SPELLING[service].throttledMessage);
      }
      const result = await operation.run(checkedInput(operation, target, body), { region });
      entry.delivered = true;
      return resultAnswer(service, success, result, clock.now());
    } catch (error) {
      return refusalAnswer(operation.service, asRefusal(operation, error, stderr), clock.now());
    }
  };

  const exchange = async (request: IncomingMessage, body: Buffer | 'too-large', response: ServerResponse) => {
    const destination = findDestination(addressOf(request), (service, name) => find(service, name) !== undefined);
    const { service } = destination;
    const origin = { from: request.socket.remoteAddress ?? '', path: request.url ?? '' };
    const entry = requests.enter(nameOf(destination), origin);
    const refuse = (refusal: Refusal, retryAfter?: number) => refusalAnswer(service, refusal, clock.now(), retryAfter);
    const { authorization, 'user-agent': userAgent } = request.headers;
    const admitted = admit(destination, body, { authorization, userAgent, accountId });
    if (admitted instanceof Refusal) {
      const isUnknown = admitted.code === UNKNOWN_OPERATION;
      if (isUnknown) stderr(`the emulator has no operation ${nameOf(destination)}: answered ${UNKNOWN_OPERATION}, 404`);
      const isQuery = isUnknown && isQueryRequest(request);
      answer(entry, response, isQuery ? queryRefusalAnswer(admitted.message, clock.now()) : refuse(admitted));
      return;
    }
    const operation = find(service, admitted.target.operation) as Operation;
    const performed = () => perform(operation, admitted, entry);
    const fault = faults.next(operation.name);
    if (fault === undefined) answer(entry, response, await performed());
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

function addressOf({ method = '', url = '', headers }: IncomingMessage) {
  return { method, url, target: headers['x-amz-target'] as string | undefined };
}

/** Of a client that speaks AWS's query protocol, and cannot read JSON. */
function isQueryRequest({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith(QUERY_TYPE) === true;
}

function asRefusal(operation: Operation, error: unknown, stderr: (line: string) => void): Refusal {
  if (error instanceof Refusal) return error;
  stderr(`${operation.name} failed inside the emulator: ${error instanceof Error ? error.stack : String(error)}`);
  return new Refusal(exceptionFor(operation.service, 500), 'The emulator failed; its stderr says how.', 500);
}

/** What the record and stderr call it: text that came with a request, made fit for one line of a terminal. */
function nameOf(destination: Destination): string {
  if ('operation' in destination) return destination.operation;
  if ('malformed' in destination) return 'unreadable';
  return destination.unknown.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}
