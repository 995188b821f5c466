import { pageToken, placeIn } from '../http/paging.js';
import { Refusal } from '../http/refusal.js';
import type { Shaped } from '../http/shape.js';
import type { LogGroups } from '../world.js';
import { groupArn, nameInArn } from './group-arn.js';
import type { describeLogGroupsInput } from './input.js';

type Input = Shaped<typeof describeLogGroupsInput>;
type Group = ReturnType<LogGroups['groups']>[number];

const DEFAULT_LIMIT = 50;
const LISTING = 'DescribeLogGroups';

/** One page of DescribeLogGroups: sorted by name, what a pattern found in short (service model). */
export function describeLogGroups(groups: Group[], input: Input, region: string, accountId: string): object {
  const { logGroupNamePrefix, logGroupNamePattern, logGroupIdentifiers, limit = DEFAULT_LIMIT, nextToken } = input;
  if (logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined) {
    const message = 'logGroupNamePrefix and logGroupNamePattern exclude each other.';
    throw new Refusal('InvalidParameterException', message);
  }
  const after = nextToken === undefined ? '' : placeIn(nextToken, LISTING, 'logs');
  const wanted = logGroupIdentifiers?.map(nameInArn);
  const found = groups
    .filter(({ logGroupName: name }) => name.startsWith(logGroupNamePrefix ?? ''))
    .filter(({ logGroupName: name }) => name.includes(logGroupNamePattern ?? ''))
    .filter(({ logGroupName: name }) => wanted?.includes(name) ?? true)
    .filter(({ logGroupName: name }) => name > after)
    .filter(() => (input.logGroupClass ?? 'STANDARD') === 'STANDARD')
    .sort((one, other) => (one.logGroupName < other.logGroupName ? -1 : 1));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    logGroups: page.map((group) => onTheWire(group, region, accountId, logGroupNamePattern !== undefined)),
    ...(last === undefined || page.length === found.length ? {} : { nextToken: pageToken(LISTING, last.logGroupName) }),
  };
}

function onTheWire(group: Group, region: string, accountId: string, short: boolean): object {
  const { logGroupName, creationTime, storedBytes } = group;
  const arn = groupArn(region, accountId, logGroupName);
  const always = { logGroupName, creationTime, arn: `${arn}:*` };
  if (short) return always;
  return { ...always, metricFilterCount: 0, storedBytes, logGroupClass: 'STANDARD', logGroupArn: arn };
}
