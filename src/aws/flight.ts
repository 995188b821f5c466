import { pipeline, Transform, type TransformCallback } from 'node:stream';
import type { DeserializeMiddleware } from '@smithy/types';
import { JsonMeter } from '../core/json/bounded-json.js';
import { retryAfter } from './retry-after.js';
import { networkDelivery } from './sighting.js';
import { isAfterTls } from './telling-agent.js';

/** What was seen on the wire while one operation was sent, retries included. */
export interface Flight {
  sent: number;
  /** An attempt is out and has had no answer yet. */
  inAir: boolean;
  /** Some attempt may have taken effect, whatever the later ones were answered. */
  perhaps: boolean;
  /** Of the last answer. */
  status: number | null;
  date: number | null;
  requestId: string | null;
  retryAfterSeconds: number | null;
  /** How long its body is, as far as it was read. */
  bytes: number;
  /** How far the service's clock is from ours. */
  skewMs: number | null;
}

export function newFlight(): Flight {
  return {
    sent: 0,
    inAir: false,
    perhaps: false,
    status: null,
    date: null,
    requestId: null,
    retryAfterSeconds: null,
    bytes: 0,
    skewMs: null,
  };
}

/** More than any answer of these services: a page has at most 10,000 log records and 1 MB, before JSON escapes it. */
export const ANSWER_BOUNDS = { length: 16 * 1024 * 1024, depth: 64, members: 200_000 };

/** SDK middleware next to the socket: it sees each attempt, notes its headers, and bounds its answer in size, depth and time. */
export function following<Input extends object, Output extends object>(
  flight: Flight,
  requestMs: number,
): DeserializeMiddleware<Input, Output> {
  return (next) => async (args) => {
    const started = performance.now();
    flight.sent += 1;
    flight.inAir = true;
    // What an attempt without an answer is judged by must not be of the one before.
    Object.assign(flight, { status: null, retryAfterSeconds: null, bytes: 0 });
    try {
      const answer = await next(args);
      const response = answer.response as Answer;
      note(flight, response);
      response.body = bounded(response.body, requestMs - (performance.now() - started), flight);
      return answer;
    } catch (error) {
      if (networkDelivery(error) !== 'not-sent' || isAfterTls(error)) flight.perhaps = true;
      throw error;
    } finally {
      flight.inAir = false;
    }
  };
}

/**
 * SDK middleware outside the one that reads answers. The SDK takes every LimitExceededException for a throttle and sends
 * the request twice more, two seconds in all; of these services it is a quota, and final. It goes by the name alone.
 */
export function withoutFalseThrottles<Input extends object, Output extends object>(): DeserializeMiddleware<
  Input,
  Output
> {
  return (next) => (args) =>
    next(args).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'LimitExceededException') {
        Object.assign(error, { name: 'LimitExceeded', said: 'LimitExceededException' });
      }
      throw error;
    });
}

interface Answer {
  statusCode: number;
  headers: Record<string, string>;
  body: unknown;
}

function note(flight: Flight, { statusCode, headers }: Answer): void {
  const date = Date.parse(headers['date'] ?? '');
  flight.status = statusCode;
  flight.date = Number.isNaN(date) ? null : date;
  flight.skewMs = flight.date === null ? null : flight.date - Date.now();
  flight.requestId = headers['x-amzn-requestid'] ?? headers['x-amzn-request-id'] ?? null;
  flight.retryAfterSeconds = retryAfter(headers['retry-after'], flight.date);
  if (statusCode < 400 || statusCode >= 500 || statusCode === 408) flight.perhaps = true;
}

/** The SDK's own time-out ends with the answer's headers, and it reads a body of any length. */
function bounded(body: unknown, ms: number, flight: Flight): unknown {
  if (!isReadable(body)) return body;
  const meter = new JsonMeter(ANSWER_BOUNDS);
  const within = new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      flight.bytes += chunk.length;
      const excess = meter.take(chunk);
      if (excess === null) done(null, chunk);
      else done(new SyntaxError(`the answer is not read: ${excess}`));
    },
  });
  const late = setTimeout(
    () => within.destroy(Object.assign(new Error('the answer did not end in time'), { name: 'TimeoutError' })),
    Math.max(ms, 1),
  );
  // It waits for an answer, never keeps an ended process.
  late.unref();
  return pipeline(body, within, () => clearTimeout(late));
}

function isReadable(body: unknown): body is NodeJS.ReadableStream {
  return typeof body === 'object' && body !== null && 'pipe' in body;
}
