import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getLogEvents } from '../../../src/emulator/logs/get-log-events.js';
import type { LogStore } from '../../../src/emulator/logs/groups.js';
import { GROUP, NOW, refused, storeOf } from './store.js';

type Page = { events: { message: string }[]; nextForwardToken: string; nextBackwardToken: string };
type Input = Omit<Parameters<typeof getLogEvents>[1], 'logStreamName'> & { logStreamName?: string };

const reading =
  (logs: LogStore) =>
  (input: Input = {}) =>
    getLogEvents(logs, { logGroupName: GROUP, logStreamName: 'a', ...input }) as Page;
const messages = ({ events }: Page) => events.map(({ message }) => message);
const LINES = ['a one', 'b other', 'a two', 'a three'];

describe('a stream', () => {
  it('shows its own events, oldest first, the newest ones where not all have room', () => {
    const page = reading(storeOf(LINES).logs);
    expect(messages(page())).toEqual(['one', 'two', 'three']);
    expect(messages(page({ limit: 2 }))).toEqual(['two', 'three']);
    expect(messages(page({ limit: 2, startFromHead: true }))).toEqual(['one', 'two']);
  });

  it('shows what is asked for: the start counts, the end does not', () => {
    const page = reading(storeOf(LINES).logs);
    expect(messages(page({ startTime: NOW + 2_000 }))).toEqual(['two', 'three']);
    expect(messages(page({ endTime: NOW + 2_000 }))).toEqual(['one']);
  });

  it('that is not there is not found, nor is its group', () => {
    const page = reading(storeOf(LINES).logs);
    expect(refused(() => page({ logStreamName: 'c' }))).toBe('ResourceNotFoundException');
    expect(refused(() => page({ logGroupName: 'c' }))).toBe('ResourceNotFoundException');
  });

  it('refuses the token of another stream', () => {
    const page = reading(storeOf(LINES).logs);
    const nextToken = page().nextForwardToken;
    expect(refused(() => page({ logStreamName: 'b', nextToken }))).toBe('InvalidParameterException');
  });

  it('shows an event without its id or stream', () => {
    const { logs } = storeOf(['a one']);
    expect(Object.keys(reading(logs)().events[0] ?? {}).sort()).toEqual(['ingestionTime', 'message', 'timestamp']);
  });

  it('fills a page with 1 MB, and with one larger event all the same', () => {
    const big = 'x'.repeat(700_000);
    const page = reading(storeOf([`a ${big}`, `a ${big}`]).logs);
    expect(page({ startFromHead: true }).events).toHaveLength(1);
  });
});

describe('the end of a stream', () => {
  it('is where a token comes back as it was sent, in either direction', () => {
    const page = reading(storeOf(LINES).logs);
    const all = page({ startFromHead: true });
    const forward = page({ nextToken: all.nextForwardToken });
    expect(messages(forward)).toEqual([]);
    expect(forward.nextForwardToken).toBe(all.nextForwardToken);
    const backward = page({ nextToken: all.nextBackwardToken });
    expect(messages(backward)).toEqual([]);
    expect(backward.nextBackwardToken).toBe(all.nextBackwardToken);
  });

  it('goes on where it was, once more has been written', () => {
    const { logs, write } = storeOf(LINES);
    const page = reading(logs);
    const { nextForwardToken: nextToken } = page({ startFromHead: true });
    write('a four');
    expect(messages(page({ nextToken }))).toEqual(['four']);
  });

  it('of an empty stream sees the first event that comes', () => {
    const { logs, write } = storeOf();
    logs.ensureStream(GROUP, 'a');
    const page = reading(logs);
    const { nextForwardToken: nextToken } = page({ startFromHead: true });
    write('a first');
    expect(messages(page({ nextToken }))).toEqual(['first']);
  });

  it('lets one turn: forward from the beginning is what was there first', () => {
    const page = reading(storeOf(LINES).logs);
    const beginning = page({ nextToken: page({ startFromHead: true, limit: 1 }).nextBackwardToken });
    expect(messages(beginning)).toEqual([]);
    expect(messages(page({ nextToken: beginning.nextForwardToken }))).toEqual(['one', 'two', 'three']);
  });

  it('lets one turn: back from the end is what was there last', () => {
    const page = reading(storeOf(LINES).logs);
    const end = page({ nextToken: page({ startFromHead: true }).nextForwardToken });
    expect(messages(page({ nextToken: end.nextBackwardToken }))).toEqual(['one', 'two', 'three']);
  });
});

it('the pages of a stream put together are the stream, forwards and backwards', () => {
  fc.assert(
    fc.property(fc.nat(12), fc.integer({ min: 1, max: 5 }), fc.boolean(), (count, limit, startFromHead) => {
      const written = Array.from({ length: count }, (_, index) => `m${index}`);
      const { logs } = storeOf(written.map((each) => `a ${each}`));
      logs.ensureStream(GROUP, 'a');
      const page = reading(logs);
      const next = (of: Page) => (startFromHead ? of.nextForwardToken : of.nextBackwardToken);
      let here = page({ limit, startFromHead });
      const found = [messages(here)];
      for (let sent = ''; sent !== next(here); ) {
        sent = next(here);
        here = page({ limit, nextToken: sent });
        found.push(messages(here));
      }
      expect((startFromHead ? found : found.reverse()).flat()).toEqual(written);
    }),
    { numRuns: 60 },
  );
});
