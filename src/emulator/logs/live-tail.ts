import { randomUUID } from 'node:crypto';
import { type EventSink, EventStream } from '../http/event-stream.js';
import { Refusal } from '../http/refusal.js';
import type { Shaped } from '../http/shape.js';
import type { Clock, LogRecord } from '../world.js';
import { compiledPattern } from './filter-pattern.js';
import { recordsOf } from './found.js';
import { nameInArn } from './group-arn.js';
import type { LogStore } from './groups.js';
import type { startLiveTailInput } from './input.js';

type Input = Shaped<typeof startLiveTailInput>;

const UPDATE_EVERY_MS = 1_000;
const MAX_RESULTS = 500;
const SESSION_MS = 3 * 60 * 60_000;

/** A Live Tail session: what has been ingested since the last update, every second (service model, StartLiveTail). */
export function startLiveTail(logs: LogStore, input: Input, clock: Clock): EventStream {
  const { logGroupIdentifiers, logStreamNames, logStreamNamePrefixes } = input;
  const problem = problemWith(input);
  if (problem !== undefined) throw new Refusal('InvalidParameterException', problem);
  const matches = compiledPattern(input.logEventFilterPattern ?? '');
  const groups = logGroupIdentifiers.map((identifier) => ({ identifier, name: nameInArn(identifier) }));
  for (const { name } of groups) recordsOf(logs, name);

  const wanted = ({ logStreamName, message }: LogRecord) =>
    (logStreamNames?.includes(logStreamName) ?? true) &&
    (logStreamNamePrefixes?.some((prefix) => logStreamName.startsWith(prefix)) ?? true) &&
    matches(message);

  const readableSince = (time: number) =>
    groups.flatMap(({ identifier, name }) =>
      (logs.read(name) ?? [])
        .filter(({ ingestionTime }) => ingestionTime >= time)
        .map((record) => ({ ...record, logGroupIdentifier: identifier })),
    );

  return new EventStream((sink: EventSink) => {
    const began = clock.now();
    let seen = began;
    // More can come in the very millisecond of an update: the next one has it, and nothing twice.
    let known = new Set(readableSince(began).map(({ eventId }) => eventId));
    let timer: { cancel(): void } = { cancel: () => undefined };
    const update = () => {
      const now = clock.now();
      if (now - began >= SESSION_MS) {
        sink.send('SessionTimeoutException', { message: 'Session timed out.' }, 'exception');
        sink.end();
        return;
      }
      const readable = readableSince(seen);
      const found = readable.filter((record) => !known.has(record.eventId) && wanted(record));
      seen = now;
      known = new Set(readable.map(({ eventId }) => eventId));
      sink.send('sessionUpdate', {
        sessionMetadata: { sampled: found.length > MAX_RESULTS },
        sessionResults: found.slice(0, MAX_RESULTS).map(({ eventId: _own, ...record }) => record),
      });
      timer = clock.after(UPDATE_EVERY_MS, update);
    };
    sink.send('initial-response', {});
    sink.send('sessionStart', { requestId: randomUUID(), sessionId: randomUUID(), ...input });
    timer = clock.after(UPDATE_EVERY_MS, update);
    return { stop: () => timer.cancel() };
  });
}

function problemWith({ logGroupIdentifiers, logStreamNames, logStreamNamePrefixes }: Input): string | undefined {
  if (!logGroupIdentifiers.every((each) => each.startsWith('arn:') && !each.endsWith('*'))) {
    return 'logGroupIdentifiers must be ARNs of log groups that do not end with an asterisk.';
  }
  const byStream = [logStreamNames, logStreamNamePrefixes].filter((each) => each !== undefined);
  if (byStream.length > 1) return 'logStreamNames and logStreamNamePrefixes exclude each other.';
  if (byStream.length === 1 && logGroupIdentifiers.length > 1) {
    return 'Log streams can be named only where there is one log group.';
  }
  return undefined;
}
