import { createHash } from 'node:crypto';
import { Refusal } from '../http/refusal.js';
import type { Shaped } from '../http/shape.js';
import { MAX_PAGE_BYTES, requireStream, sizeOf, streamsOf } from './found.js';
import type { LogStore } from './groups.js';
import type { createLogGroupInput, createLogStreamInput, putLogEventsInput } from './input.js';

const HOUR_MS = 60 * 60_000;
const OLDEST_MS = 14 * 24 * HOUR_MS;
const NEWEST_MS = 2 * HOUR_MS;
const SPAN_MS = 24 * HOUR_MS;

const invalid = (message: string) => new Refusal('InvalidParameterException', message);

export function createLogGroup(logs: LogStore, input: Shaped<typeof createLogGroupInput>): undefined {
  const { logGroupName, logGroupClass = 'STANDARD' } = input;
  if (logGroupName.startsWith('aws/')) throw invalid("Log groups starting with 'aws/' are reserved for AWS.");
  if (logGroupClass !== 'STANDARD') throw invalid('The embedded AWS has log groups of the class STANDARD only.');
  if (logs.streams(logGroupName) !== undefined) {
    throw new Refusal('ResourceAlreadyExistsException', 'The specified log group already exists');
  }
  logs.ensureGroup(logGroupName);
  return undefined;
}

export function createLogStream(logs: LogStore, input: Shaped<typeof createLogStreamInput>): undefined {
  const { logGroupName, logStreamName } = input;
  streamsOf(logs, logGroupName);
  if (logs.ensureStream(logGroupName, logStreamName)) return undefined;
  throw new Refusal('ResourceAlreadyExistsException', 'The specified log stream already exists');
}

/** Takes what is neither too old nor too new, and says where the rest begins and ends (service model, PutLogEvents). */
export function putLogEvents(logs: LogStore, input: Shaped<typeof putLogEventsInput>, now: number): object {
  const { logGroupName, logStreamName, logEvents } = input;
  requireStream(logs, logGroupName, logStreamName);
  const times = logEvents.map(({ timestamp }) => timestamp);
  if (times.some((time, index) => time < (times[index - 1] ?? 0))) {
    throw invalid('Log events in a single PutLogEvents request must be in chronological order.');
  }
  if (logEvents.reduce((sum, event) => sum + sizeOf(event), 0) > MAX_PAGE_BYTES) {
    throw invalid(`Upload too large: it exceeds ${MAX_PAGE_BYTES} bytes`);
  }
  const isTaken = (time: number) => time >= now - OLDEST_MS && time <= now + NEWEST_MS;
  const taken = logEvents.filter(({ timestamp }) => isTaken(timestamp));
  const [first, last] = [taken[0], taken.at(-1)];
  if (first !== undefined && last !== undefined && last.timestamp - first.timestamp > SPAN_MS) {
    throw invalid('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
  }
  for (const { timestamp, message } of taken) logs.appendAt(logGroupName, logStreamName, message, timestamp);
  const tooOld = times.filter((time) => time < now - OLDEST_MS).length;
  const tooNew = times.filter((time) => time > now + NEWEST_MS).length;
  const rejected = {
    ...(tooOld === 0 ? {} : { tooOldLogEventEndIndex: tooOld }),
    ...(tooNew === 0 ? {} : { tooNewLogEventStartIndex: times.length - tooNew }),
  };
  return {
    // Clients may send it on, and nothing depends on it any more.
    nextSequenceToken: createHash('sha256')
      .update(`${logGroupName} ${logStreamName} ${now}`)
      .digest('hex')
      .slice(0, 56),
    ...(tooOld + tooNew === 0 ? {} : { rejectedLogEventsInfo: rejected }),
  };
}
