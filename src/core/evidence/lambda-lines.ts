import { isObject } from '../facts/json-object.js';

/**
 * What the Lambda platform writes around a handler's own lines, in its text and its JSON log format
 * (AWS Lambda developer guide, "Working with Lambda function logs"; Telemetry API's platform events).
 */

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PLATFORM_LINE = new RegExp(`^(START|END|REPORT) RequestId: (${UUID})`, 'i');
/** Node's runtime: `<ISO time>\t<request id>\tINFO\t…`; Python's: `[INFO]\t<ISO time>\t<request id>\t…`. */
const PREFIX = new RegExp(`^(?:\\[\\w+\\]\\t)?\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\t(${UUID})\\t`, 'i');
/** Lambda's own report of a request that went wrong: `RequestId: <id> Error: Runtime exited …`, `<time> <id> Task timed out …`. */
const TROUBLED_REQUEST = new RegExp(`(?:^RequestId: |Z )(${UUID}) (?:Error:|Task timed out|Process exited)`, 'i');

export interface PlatformMark {
  /** The request the line belongs to, where the line itself tells. */
  requestId: string | null;
  starts: boolean;
  ends: boolean;
}

/** What a line tells of the Lambda request around it. `objects` are those found in the line. */
export function platformMark(message: string, objects: Record<string, unknown>[]): PlatformMark {
  const line = PLATFORM_LINE.exec(message);
  if (line !== null) {
    const starts = line[1]?.toUpperCase() === 'START';
    return { requestId: lower(line[2]), starts, ends: !starts };
  }
  const prefix = PREFIX.exec(message) ?? TROUBLED_REQUEST.exec(message);
  if (prefix !== null) return { requestId: lower(prefix[1]), starts: false, ends: false };
  return jsonMark(objects[0]);
}

function jsonMark(object: Record<string, unknown> | undefined): PlatformMark {
  const none = { requestId: null, starts: false, ends: false };
  if (object === undefined) return none;
  const type = object['type'];
  if (typeof type === 'string' && type.startsWith('platform.') && isObject(object['record'])) {
    const starts = type === 'platform.start';
    const ends = type === 'platform.report' || type === 'platform.runtimeDone';
    return { requestId: uuid(object['record']['requestId']), starts, ends };
  }
  const requestId = ['requestId', 'AWSRequestId', 'awsRequestId', 'aws_request_id', 'function_request_id']
    .map((key) => uuid(object[key]))
    .find((id) => id !== null);
  return { ...none, requestId: requestId ?? null };
}

/** How a Lambda request went wrong, in Lambda's words; null for an ordinary line. */
export function troubleIn(message: string, objects: Record<string, unknown>[]): string | null {
  const timeout = /Task timed out after [\d.]+ seconds/.exec(message);
  if (timeout !== null) return timeout[0];
  const exited = /(?:Runtime exited|Process exited)[^\n\r]*/.exec(message);
  if (exited !== null) return exited[0];
  const python = /^\[ERROR\]\s+([^\n\r]*)/.exec(message);
  if (python !== null && !PREFIX.test(message)) return python[1] ?? null;
  for (const object of objects) {
    const told = errorObject(object) ?? (isObject(object['message']) ? errorObject(object['message']) : null);
    if (told !== null) return told;
  }
  return null;
}

/** `{"errorType":…,"errorMessage":…}` as both runtimes write an unhandled error, and platform.report's status. */
function errorObject(object: Record<string, unknown>): string | null {
  const { errorType, errorMessage } = object;
  if (typeof errorType === 'string') {
    return typeof errorMessage === 'string' ? `${errorType}: ${errorMessage}` : errorType;
  }
  const record = object['record'];
  if (object['type'] !== 'platform.report' || !isObject(record)) return null;
  const status = record['status'];
  return typeof status === 'string' && status !== 'success' ? `the request ended with status ${status}` : null;
}

function uuid(value: unknown): string | null {
  return typeof value === 'string' && new RegExp(`^${UUID}$`, 'i').test(value) ? value.toLowerCase() : null;
}

function lower(text: string | undefined): string | null {
  return text?.toLowerCase() ?? null;
}
