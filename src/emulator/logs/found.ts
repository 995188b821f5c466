import { Refusal } from '../http/refusal.js';
import type { LogRecord } from '../world.js';
import { nameInArn } from './group-arn.js';
import type { LogStore, LogStream } from './groups.js';

/** The name in a request that names a log group by its name or by its identifier; InvalidParameterException for both or neither. */
export function requestedGroup(request: { logGroupName?: string; logGroupIdentifier?: string }): string {
  const { logGroupName, logGroupIdentifier } = request;
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    const message = 'Exactly one of logGroupName and logGroupIdentifier must be given.';
    throw new Refusal('InvalidParameterException', message);
  }
  return logGroupName ?? nameInArn(logGroupIdentifier ?? '');
}

const noGroup = () => new Refusal('ResourceNotFoundException', 'The specified log group does not exist.');

/** Every record of the group that can be read now, oldest first. */
export function recordsOf(logs: LogStore, groupName: string): LogRecord[] {
  const records = logs.read(groupName);
  if (records === undefined) throw noGroup();
  return records;
}

export function streamsOf(logs: LogStore, groupName: string): LogStream[] {
  const streams = logs.streams(groupName);
  if (streams === undefined) throw noGroup();
  return streams;
}

/** Throws ResourceNotFoundException where the group has no such stream. */
export function requireStream(logs: LogStore, groupName: string, streamName: string): void {
  if (streamsOf(logs, groupName).some(({ logStreamName }) => logStreamName === streamName)) return;
  throw new Refusal('ResourceNotFoundException', 'The specified log stream does not exist.');
}

/** A page holds so many events at most, and so many bytes of them (service model). */
export const MAX_PAGE_EVENTS = 10_000;
export const MAX_PAGE_BYTES = 1024 * 1024;

/** What a record takes of a page or of a batch: its bytes and 26 more (service model, PutLogEvents). */
export function sizeOf({ message }: { message: string }): number {
  return Buffer.byteLength(message) + 26;
}
