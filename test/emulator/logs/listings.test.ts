/** DescribeLogGroups and DescribeLogStreams. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeLogGroups } from '../../../src/emulator/logs/describe-log-groups.js';
import { describeLogStreams } from '../../../src/emulator/logs/describe-log-streams.js';
import { GROUP, NOW, refused, storeOf } from './store.js';

const ACCOUNT = '111122223333';
type GroupsPage = { logGroups: { logGroupName: string }[]; nextToken?: string };
type StreamsPage = { logStreams: { logStreamName: string }[]; nextToken?: string };

const groupsOf = (names: readonly string[]) => {
  const all = names.map((logGroupName) => ({ logGroupName, creationTime: NOW, storedBytes: 7 }));
  return (input: Parameters<typeof describeLogGroups>[1] = {}) =>
    describeLogGroups(all, input, 'us-east-1', ACCOUNT) as GroupsPage;
};
const names = ({ logGroups }: GroupsPage) => logGroups.map(({ logGroupName }) => logGroupName);

describe('log groups', () => {
  const page = groupsOf(['/b/two', '/a/one', '/b/one']);

  it.each([
    [{}, ['/a/one', '/b/one', '/b/two']],
    [{ logGroupNamePrefix: '/b' }, ['/b/one', '/b/two']],
    [{ logGroupNamePattern: 'one' }, ['/a/one', '/b/one']],
    [{ logGroupIdentifiers: [`arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/a/one:*`, '/b/two'] }, ['/a/one', '/b/two']],
    [{ logGroupClass: 'INFREQUENT_ACCESS' as const }, []],
  ])('by %j', (input, expected) => {
    expect(names(page(input))).toEqual(expected);
  });

  it('cannot be looked for by prefix and by pattern', () => {
    const both = () => page({ logGroupNamePrefix: 'a', logGroupNamePattern: 'a' });
    expect(refused(both)).toBe('InvalidParameterException');
  });

  it('have an ARN with and one without its asterisk; found by a pattern they are shown in short', () => {
    const arn = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/a/one`;
    const short = { logGroupName: '/a/one', creationTime: NOW, arn: `${arn}:*` };
    expect(page({ limit: 1 }).logGroups[0]).toEqual({
      ...short,
      metricFilterCount: 0,
      storedBytes: 7,
      logGroupClass: 'STANDARD',
      logGroupArn: arn,
    });
    expect(page({ logGroupNamePattern: 'a/one' }).logGroups[0]).toEqual(short);
  });

  it('come fifty a page where it is not said how many', () => {
    const many = groupsOf(Array.from({ length: 51 }, (_, index) => `group-${index}`));
    expect(many().logGroups).toHaveLength(50);
  });

  it('put together from pages are all of them, sorted', () => {
    const group = fc.stringMatching(/^[a-c/]{1,4}$/);
    fc.assert(
      fc.property(fc.uniqueArray(group, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (all, limit) => {
        const pages = groupsOf(all);
        let here = pages({ limit });
        const found = names(here);
        while (here.nextToken !== undefined) {
          here = pages({ limit, nextToken: here.nextToken });
          found.push(...names(here));
        }
        expect(found).toEqual([...all].sort());
      }),
    );
  });
});

describe('log streams', () => {
  const { logs } = storeOf(['c one', 'a two', 'b three', 'a four']);
  const page = (input: Partial<Parameters<typeof describeLogStreams>[1]> = {}) =>
    describeLogStreams(logs, { logGroupName: GROUP, ...input }, 'us-east-1', ACCOUNT) as StreamsPage;
  const streams = (input: Parameters<typeof page>[0] = {}) => page(input).logStreams.map((each) => each.logStreamName);

  it.each([
    [{}, ['a', 'b', 'c']],
    [{ descending: true }, ['c', 'b', 'a']],
    [{ orderBy: 'LastEventTime' as const }, ['c', 'b', 'a']],
    [{ orderBy: 'LastEventTime' as const, descending: true }, ['a', 'b', 'c']],
    [{ logStreamNamePrefix: 'b' }, ['b']],
    [{ limit: 2 }, ['a', 'b']],
  ])('by %j', (input, expected) => {
    expect(streams(input)).toEqual(expected);
  });

  it('have their ARN, and never any bytes', () => {
    expect(page({ limit: 1 }).logStreams[0]).toMatchObject({
      arn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${GROUP}:log-stream:a`,
      storedBytes: 0,
    });
  });

  it('are not listed by their last event and a prefix', () => {
    const both = () => page({ orderBy: 'LastEventTime', logStreamNamePrefix: 'a' });
    expect(refused(both)).toBe('InvalidParameterException');
  });

  it('of no group are not found', () => {
    expect(refused(() => page({ logGroupName: 'other' }))).toBe('ResourceNotFoundException');
  });

  it('have tokens of their listing: in another order they are refused', () => {
    const { nextToken = '' } = page({ limit: 1 });
    expect(streams({ nextToken })).toEqual(['b', 'c']);
    expect(refused(() => page({ nextToken, descending: true }))).toBe('InvalidParameterException');
  });
});
