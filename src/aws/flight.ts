import { pipeline, Transform, type TransformCallback } from 'node:stream';
import type { DeserializeMiddleware } from '@smithy/types';
import { JsonMeter } from '../core/json/bounded-json.js';
import { errorTypeIn, isAwsError, isRefusal, NotAws, requestIdIn } from './aws-mark.js';
import { isAfterTls } from './reporting-agent.js';
import { retryAfter } from './retry-after.js';
import { networkDelivery } from './sighting.js';

/** What was seen on the wire while one operation was sent, retries included. */
export interface Flight {
  sent: number;
  /** An attempt is out, and its answer has not been read to its end. */
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
  /** The error's name in the headers of the last answer; null where they give none. */
  errorType: string | null;
  /** The last answer's headers bear AWS's mark. */
  marked: boolean;
  /** How the body of an answer without that mark begins. */
  page: string;
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
    errorType: null,
    marked: false,
    page: '',
  };
}

/** As much of a stranger's page is kept to say who answered. */
const PAGE_LENGTH = 4_096;

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
    Object.assign(flight, {
      status: null,
      retryAfterSeconds: null,
      bytes: 0,
      errorType: null,
      marked: false,
      page: '',
    });
    try {
      const answer = await next(args);
      const response = answer.response as Answer;
      note(flight, response);
      response.body = bounded(response.body, requestMs - (performance.now() - started), flight);
      return answer;
    } catch (error) {
      if (networkDelivery(error) !== 'not-sent' || isAfterTls(error)) flight.perhaps = true;
      throw error;
    }
  };
}

/** SDK middleware outside the one that reads answers. An answer without AWS's mark says nothing of the request, even a 202. */
export function judging<Input extends object, Output extends object>(
  flight: Flight,
): DeserializeMiddleware<Input, Output> {
  return (next) => async (args) => {
    try {
      const result = await next(args);
      if (!flight.marked) throw new NotAws(flight.status);
      return result;
    } catch (error) {
      flight.marked ||= isAwsError(flight.page);
      if (flight.status !== null && !(flight.marked && isRefusal(flight.status))) flight.perhaps = true;
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
  headers: Record<string, string | undefined>;
  body: unknown;
}

function note(flight: Flight, { statusCode, headers }: Answer): void {
  const date = Date.parse(headers['date'] ?? '');
  flight.status = statusCode;
  flight.requestId = requestIdIn(headers);
  flight.errorType = errorTypeIn(headers);
  flight.marked = flight.requestId !== null || flight.errorType !== null;
  flight.retryAfterSeconds = retryAfter(headers['retry-after'], Number.isNaN(date) ? null : date);
  // The SDK sets its clock by this header, and a stranger's clock is not AWS's.
  if (!flight.marked) delete headers['date'];
  flight.date = Number.isNaN(date) || !flight.marked ? null : date;
  flight.skewMs = flight.date === null ? null : flight.date - Date.now();
}

/** The SDK's own time-out ends with the answer's headers, and it reads a body of any length. */
function bounded(body: unknown, ms: number, flight: Flight): unknown {
  if (!isReadable(body)) return body;
  const meter = new JsonMeter(ANSWER_BOUNDS);
  const within = new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      flight.bytes += chunk.length;
      if (!flight.marked && flight.page.length < PAGE_LENGTH) {
        flight.page = `${flight.page}${chunk.toString('utf8')}`.slice(0, PAGE_LENGTH);
      }
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
