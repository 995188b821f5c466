import { pageToken, placeIn } from '../http/paging.js';
import { Refusal } from '../http/refusal.js';
import type { Shaped } from '../http/shape.js';
import { requestedGroup, streamsOf } from './found.js';
import { groupArn } from './group-arn.js';
import type { LogStore } from './groups.js';
import type { describeLogStreamsInput } from './input.js';

const DEFAULT_LIMIT = 50;

/** One page of DescribeLogStreams, in the order that was asked for (service model). */
export function describeLogStreams(
  logs: LogStore,
  input: Shaped<typeof describeLogStreamsInput>,
  region: string,
  accountId: string,
): object {
  const { logStreamNamePrefix = '', orderBy = 'LogStreamName', descending = false, limit = DEFAULT_LIMIT } = input;
  const group = requestedGroup(input);
  if (orderBy === 'LastEventTime' && logStreamNamePrefix !== '') {
    const message = 'Cannot order by LastEventTime with a logStreamNamePrefix.';
    throw new Refusal('InvalidParameterException', message);
  }
  const listing = `DescribeLogStreams ${group} ${orderBy} ${descending} ${logStreamNamePrefix}`;
  const from = input.nextToken === undefined ? 0 : Number(placeIn(input.nextToken, listing, 'logs'));
  const found = streamsOf(logs, group)
    .filter(({ logStreamName }) => logStreamName.startsWith(logStreamNamePrefix))
    .sort((one, other) => (one.logStreamName < other.logStreamName ? -1 : 1));
  if (orderBy === 'LastEventTime') {
    found.sort((one, other) => (one.lastEventTimestamp ?? 0) - (other.lastEventTimestamp ?? 0));
  }
  if (descending) found.reverse();
  const arn = groupArn(region, accountId, group);
  return {
    logStreams: found.slice(from, from + limit).map((stream) => ({
      ...stream,
      arn: `${arn}:log-stream:${stream.logStreamName}`,
      // "The number of bytes stored is always zero" (service model).
      storedBytes: 0,
    })),
    ...(from + limit < found.length ? { nextToken: pageToken(listing, String(from + limit)) } : {}),
  };
}
