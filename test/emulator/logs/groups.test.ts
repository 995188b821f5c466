import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GROUP, NOW, storeOf } from './store.js';

const messages = (logs: ReturnType<typeof storeOf>['logs']) => logs.read(GROUP)?.map(({ message }) => message);

describe('records', () => {
  it('come in the order of their times, whatever the order of their writing', () => {
    const { logs } = storeOf();
    logs.appendAt(GROUP, 'a', 'second', NOW - 1);
    logs.appendAt(GROUP, 'a', 'first', NOW - 2);
    expect(messages(logs)).toEqual(['first', 'second']);
  });

  it('have ids that grow with their times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 2, maxLength: 10 }), (times) => {
        const { logs } = storeOf();
        for (const time of times) logs.appendAt(GROUP, 'a', 'x', NOW - time);
        const ids = logs.read(GROUP)?.map(({ eventId }) => eventId) ?? [];
        expect([...ids].sort()).toEqual(ids);
        expect(new Set(ids).size).toBe(times.length);
      }),
    );
  });

  it('are cut after 1 MiB', () => {
    const { logs } = storeOf();
    logs.append(GROUP, 'a', 'x'.repeat(2 ** 20 + 5));
    expect(messages(logs)?.[0]).toHaveLength(2 ** 20);
  });

  it('may take a time of their own to arrive, or be lost', () => {
    const delay = (_stream: string, message: string) => (message === 'lost' ? Number.POSITIVE_INFINITY : 500);
    const { clock, logs } = storeOf([], delay);
    for (const message of ['late', 'lost']) logs.append(GROUP, 'a', message);
    expect(messages(logs)).toEqual([]);
    clock.advance(500);
    expect(messages(logs)).toEqual(['late']);
    clock.advance(48 * 60 * 60_000);
    expect(messages(logs)).toEqual(['late']);
  });

  it('of a group that grows beyond 50,000 are forgotten, the oldest half of them', () => {
    const { logs } = storeOf();
    for (let count = 0; count <= 50_000; count += 1) logs.append(GROUP, 'a', String(count));
    const kept = messages(logs) ?? [];
    expect(kept[0]).toBe('25001');
    expect(kept.at(-1)).toBe('50000');
  });

  it('of another group are not touched by that', () => {
    const { logs } = storeOf();
    logs.append('other', 'a', 'kept');
    for (let count = 0; count <= 50_000; count += 1) logs.append(GROUP, 'a', 'x');
    expect(logs.read('other')).toHaveLength(1);
  });

  it('take what their bytes are, not what their characters are', () => {
    const { logs } = storeOf();
    logs.append(GROUP, 'a', 'é');
    expect(logs.groups()).toEqual([{ logGroupName: GROUP, creationTime: NOW, storedBytes: 2 }]);
  });
});

describe('streams', () => {
  it('are there from the first record on, with the times of what can be read', () => {
    const { logs } = storeOf(['a one', 'a two', 'b three']);
    expect(logs.streams(GROUP)).toEqual([
      {
        logStreamName: 'a',
        creationTime: NOW,
        firstEventTimestamp: NOW,
        lastEventTimestamp: NOW + 1_000,
        lastIngestionTime: NOW + 1_000,
      },
      {
        logStreamName: 'b',
        creationTime: NOW + 2_000,
        firstEventTimestamp: NOW + 2_000,
        lastEventTimestamp: NOW + 2_000,
        lastIngestionTime: NOW + 2_000,
      },
    ]);
  });

  it('that are made are empty, and made once', () => {
    const { logs } = storeOf();
    expect(logs.ensureStream(GROUP, 'a')).toBe(true);
    expect(logs.ensureStream(GROUP, 'a')).toBe(false);
    expect(logs.streams(GROUP)).toEqual([{ logStreamName: 'a', creationTime: NOW }]);
  });

  it('of no group are none', () => {
    expect(storeOf().logs.streams('other')).toBeUndefined();
  });
});

describe('reordering', () => {
  it('turns the next four records around, 100 ms apart, and no more than those', () => {
    const { clock, logs } = storeOf();
    logs.reorderNext(GROUP);
    for (const message of ['1', '2', '3', '4', '5']) logs.append(GROUP, 'a', message);
    const seen: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      seen.push(...(messages(logs) ?? []).filter((message) => !seen.includes(message)));
      clock.advance(100);
    }
    expect(seen).toEqual(['5', '4', '3', '2', '1']);
  });
});

it('a reset leaves the groups, and nothing in them', () => {
  const { logs } = storeOf(['a one']);
  logs.reset();
  expect(messages(logs)).toEqual([]);
  expect(logs.streams(GROUP)).toEqual([]);
  expect(logs.groups()).toMatchObject([{ logGroupName: GROUP, storedBytes: 0 }]);
});
