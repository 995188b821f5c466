import { randomUUID } from 'node:crypto';
import { EVENT_STREAM_TYPE, EventStream } from './event-stream.js';
import { type Refusal, type Service, statusOf } from './refusal.js';

/** A whole HTTP answer, before a fault spoils it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** What follows the head in place of a body, for as long as the client stays. */
  stream?: EventStream;
}

const CONTENT_TYPE: Record<Service, string> = {
  meetings: 'application/json',
  voice: 'application/json',
  logs: 'application/x-amz-json-1.1',
};

/** Names whose `Code` in the body is not the exception's name less "Exception" (enum ErrorCode of chime-sdk-voice). */
const BODY_CODES: Record<string, string> = {
  ThrottledClientException: 'Throttled',
  UnauthorizedClientException: 'Unauthorized',
  UnprocessableEntityException: 'Unprocessable',
};

/** AWS's headers around a body; `now` is the emulator's time, which is the time the service states as its own. */
function awsHeaders(service: Service, now: number): Record<string, string> {
  return {
    date: new Date(now).toUTCString(),
    'x-amzn-requestid': randomUUID(),
    'content-type': CONTENT_TYPE[service],
  };
}

/** An operation's result as the service sends it. */
export function resultAnswer(service: Service, status: number, result: object | undefined, now: number): Answer {
  const { 'content-type': contentType, ...headers } = awsHeaders(service, now);
  if (result === undefined) return { status, headers, body: '' };
  if (result instanceof EventStream) {
    return { status, headers: { ...headers, 'content-type': EVENT_STREAM_TYPE }, body: '', stream: result };
  }
  return { status, headers: { ...headers, 'content-type': contentType ?? '' }, body: JSON.stringify(result) };
}

/** A refusal in the words of the service: restJson1 with header and body for Chime SDK, awsJson1.1 for Logs. */
export function refusalAnswer(service: Service, refusal: Refusal, now: number, retryAfter?: number): Answer {
  const headers: Record<string, string> = awsHeaders(service, now);
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  const status = statusOf(service, refusal);
  if (service === 'logs') {
    return { status, headers, body: JSON.stringify({ __type: refusal.code, message: refusal.message }) };
  }
  headers['x-amzn-errortype'] = refusal.code;
  const body = {
    Code: BODY_CODES[refusal.code] ?? refusal.code.replace(/Exception$/, ''),
    Message: refusal.message,
    RequestId: headers['x-amzn-requestid'],
  };
  return { status, headers, body: JSON.stringify(body) };
}

/**
 * A refusal as the services of AWS's query protocol send it (STS, SNS, SQS of old): their clients read XML and nothing else. The
 * emulator has none of those services.
 */
export function queryRefusalAnswer(message: string, now: number): Answer {
  const requestId = randomUUID();
  const error = `<Error><Type>Sender</Type><Code>InvalidAction</Code><Message>${message}</Message></Error>`;
  return {
    status: 400,
    headers: { date: new Date(now).toUTCString(), 'x-amzn-requestid': requestId, 'content-type': 'text/xml' },
    body: `<ErrorResponse>${error}<RequestId>${requestId}</RequestId></ErrorResponse>`,
  };
}

/** What a proxy or a load balancer between a client and AWS answers when it is unwell. */
export function htmlAnswer(status: number, message: string, now: number, retryAfter?: number): Answer {
  const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return {
    status,
    headers: {
      date: new Date(now).toUTCString(),
      'content-type': 'text/html',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: `<html><head><title>${status}</title></head><body><h1>${status} ${escaped}</h1></body></html>`,
  };
}

const TYPES: readonly [RegExp, string][] = [
  [/^\s*</, 'text/html'],
  [/^\s*[[{]/, 'application/json'],
];

/** What somebody else answers in AWS's place, with no header of AWS's. Its type is what its body looks like. */
export function strangersAnswer(status: number, body: string, now: number, retryAfter?: number): Answer {
  const type = TYPES.find(([looks]) => looks.test(body))?.[1] ?? 'text/plain';
  return {
    status,
    headers: {
      date: new Date(now).toUTCString(),
      ...(body === '' ? {} : { 'content-type': type }),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body,
  };
}

/** An answer of the control plane. */
export function controlAnswer(status: number, body: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(body)}\n` };
}
