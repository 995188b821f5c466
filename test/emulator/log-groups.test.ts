import { expect, test } from 'vitest';
import { createClock } from '../../src/emulator/clock.js';
import { createLogGroups } from '../../src/emulator/logs/groups.js';

const GROUP = '/aws/lambda/noting';

function house(delayMs = 0) {
  const clock = createClock(() => 1_000_000);
  const logs = createLogGroups(clock, delayMs);
  const write = (...messages: string[]) => {
    for (const message of messages) logs.append(GROUP, 'stream', message);
  };
  const read = () => logs.read(GROUP)?.map(({ message }) => message);
  return { clock, logs, write, read };
}

test('a group that nobody made cannot be read', () => {
  expect(house().read()).toBeUndefined();
});

test('records are read in the order of writing, each with an id of its own', () => {
  const { logs, write, read } = house();
  write('one', 'two', 'three');
  expect(read()).toEqual(['one', 'two', 'three']);
  const ids = logs.read(GROUP)?.map(({ eventId }) => eventId) ?? [];
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^\d{56}$/);
});

test('with a log delay a record can be read only after it', () => {
  const { clock, write, read } = house(5_000);
  write('slow');
  clock.advance(4_999);
  expect(read()).toEqual([]);
  clock.advance(1);
  expect(read()).toEqual(['slow']);
});

test('records that are reordered arrive the last one first, and all of them in the end', () => {
  const { clock, logs, write, read } = house();
  logs.reorderNext(GROUP);
  write('1', '2', '3', '4', '5');
  expect(read()).toEqual(['5']);
  clock.advance(100);
  expect(read()).toEqual(['5', '4']);
  clock.advance(1_000);
  expect(read()).toEqual(['5', '4', '3', '2', '1']);
});

test('a reset empties the groups and keeps them', () => {
  const { logs, write, read } = house();
  write('old');
  logs.reset();
  expect(read()).toEqual([]);
  expect(logs.groups()).toMatchObject([{ logGroupName: GROUP, storedBytes: 0 }]);
});
