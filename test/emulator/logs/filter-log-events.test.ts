import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLogSearch } from '../../../src/emulator/logs/filter-log-events.js';
import type { LogStore } from '../../../src/emulator/logs/groups.js';
import type { LogRecord } from '../../../src/emulator/world.js';
import { GROUP, NOW, refused, storeOf } from './store.js';

type Page = { events: LogRecord[]; nextToken?: string };
type Input = Parameters<ReturnType<typeof createLogSearch>['page']>[0];

const searching = (logs: LogStore) => {
  const search = createLogSearch(logs);
  const page = (input: Input = {}) => search.page({ logGroupName: GROUP, ...input }) as Page;
  /** All pages of a query, each as its messages. */
  const pages = (input: Input = {}) => {
    const found: string[][] = [];
    for (let token: string | undefined = ''; token !== undefined; ) {
      const next = page({ ...input, ...(token === '' ? {} : { nextToken: token }) });
      found.push(next.events.map(({ message }) => message));
      token = next.nextToken;
    }
    return found;
  };
  return { search, page, pages, all: (input: Input = {}) => pages(input).flat() };
};

const three = () => searching(storeOf(['a one', 'b two', 'a three']).logs);

describe('a search', () => {
  it('finds everything, oldest first, in the whole group', () => {
    expect(three().all()).toEqual(['one', 'two', 'three']);
  });

  it('by the group’s ARN finds the same', () => {
    const { logs } = storeOf(['a one']);
    const search = createLogSearch(logs);
    const logGroupIdentifier = `arn:aws:logs:us-east-1:111122223333:log-group:${GROUP}`;
    const { nextToken } = search.page({ logGroupIdentifier }) as Page;
    expect((search.page({ logGroupIdentifier, nextToken: nextToken! }) as Page).events).toHaveLength(1);
  });

  it('begins with an empty page every third time that a pattern is asked for, the first included', () => {
    const { pages } = three();
    const empty = Array.from({ length: 7 }, () => pages()[0]?.length === 0);
    expect(empty).toEqual([true, false, false, true, false, false, true]);
  });

  it('counts each pattern by itself, whatever the times asked for', () => {
    const { pages } = three();
    pages({ startTime: 1 });
    expect(pages({ startTime: 2 })[0]).not.toEqual([]);
    expect(pages({ filterPattern: 'one' })[0]).toEqual([]);
  });

  it('is counted anew after a reset', () => {
    const { search, pages } = three();
    pages();
    search.reset();
    expect(pages()[0]).toEqual([]);
  });
});

describe('what is asked for', () => {
  it.each<[string, Input, string[]]>([
    ['a pattern', { filterPattern: 't' }, ['two', 'three']],
    ['a stream', { logStreamNames: ['a'] }, ['one', 'three']],
    ['several streams', { logStreamNames: ['a', 'b'] }, ['one', 'two', 'three']],
    ['a stream that is not there', { logStreamNames: ['c'] }, []],
    ['a prefix', { logStreamNamePrefix: 'b' }, ['two']],
    ['a time, which counts itself', { startTime: NOW + 1_000 }, ['two', 'three']],
    ['an end, which counts itself', { endTime: NOW + 1_000 }, ['one', 'two']],
    ['one moment', { startTime: NOW + 1_000, endTime: NOW + 1_000 }, ['two']],
    ['the newest first', { startFromHead: false, startTime: NOW }, ['three', 'two', 'one']],
    ['one a page', { limit: 1 }, ['one', 'two', 'three']],
  ])('%s', (_what, input, expected) => {
    expect(three().all(input)).toEqual(expected);
  });

  it.each<[string, Input]>([
    ['streams by name and by prefix', { logStreamNames: ['a'], logStreamNamePrefix: 'a' }],
    ['an end before the start', { startTime: 2, endTime: 1 }],
    ['the newest first without a start', { startFromHead: false }],
    ['the newest first since before 2024', { startFromHead: false, startTime: Date.UTC(2023, 11, 31) }],
    ['a pattern that is none', { filterPattern: '{ $.x }' }],
    ['two groups', { logGroupName: GROUP, logGroupIdentifier: GROUP }],
    ['a token of nobody', { nextToken: 'x' }],
  ])('%s is refused', (_what, input) => {
    expect(refused(() => three().page(input))).toBe('InvalidParameterException');
  });

  it('of a group that is not there is not found', () => {
    expect(refused(() => three().page({ logGroupName: 'other' }))).toBe('ResourceNotFoundException');
  });
});

describe('a token', () => {
  it('belongs to its query: with another pattern, stream or time it is refused', () => {
    const { page } = three();
    const { nextToken = '' } = page();
    for (const more of [{ filterPattern: 'one' }, { logStreamNames: ['a'] }, { startTime: 1 }] as Input[]) {
      expect(refused(() => page({ nextToken, ...more }))).toBe('InvalidParameterException');
    }
  });

  it('may come with another limit', () => {
    const { page } = three();
    const { nextToken = '' } = page();
    expect(page({ nextToken, limit: 2 }).events).toHaveLength(2);
  });

  it('has its own direction, whatever the request says', () => {
    const { page } = three();
    const newest: Input = { startFromHead: false, startTime: NOW };
    const { nextToken = '' } = page(newest);
    const { startFromHead: _left, ...rest } = newest;
    expect(page({ ...rest, nextToken }).events.map(({ message }) => message)).toEqual(['three', 'two', 'one']);
  });
});

describe('a page', () => {
  it('ends at 1 MB of what matches, and holds at least one event', () => {
    const big = 'x'.repeat(700_000);
    const { pages } = searching(storeOf([`a ${big}`, `a ${big}`, 'a small']).logs);
    pages();
    expect(pages().map((page) => page.length)).toEqual([1, 2]);
  });

  it('looks at 10,000 records, whether they match or not', () => {
    const { logs } = storeOf();
    for (let count = 0; count < 10_001; count += 1) logs.append(GROUP, 'a', count === 10_000 ? 'needle' : 'hay');
    const { pages } = searching(logs);
    expect(pages({ filterPattern: 'needle' })).toEqual([[], [], ['needle']]);
  });
});

it('the pages of a search put together are what a naive search finds, in either direction', () => {
  const line = fc.record({ stream: fc.constantFrom('a', 'b'), word: fc.constantFrom('x', 'y', 'xy') });
  const query = fc.record({
    limit: fc.integer({ min: 1, max: 4 }),
    pattern: fc.constantFrom('', 'x', '-y'),
    back: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 15 }), query, (lines, { limit, pattern, back }) => {
      const { logs } = storeOf(lines.map(({ stream, word }, index) => `${stream} ${word}${index}`));
      const filterPattern = pattern;
      const direction = back ? { startFromHead: false, startTime: NOW } : {};
      const naive = (logs.read(GROUP) ?? []).map(({ message }) => message);
      const matching = naive.filter((each) => (pattern === '-y' ? !each.includes('y') : each.includes(pattern)));
      const found = searching(logs).pages({ limit, filterPattern, ...direction });
      expect(found.flat()).toEqual(back ? matching.reverse() : matching);
      expect(Math.max(...found.map(({ length }) => length))).toBeLessThanOrEqual(limit);
    }),
    { numRuns: 60 },
  );
});
