import { expect, test } from 'vitest';
import { createClock } from '../../src/emulator/clock.js';

const still = () => createClock(() => 1_000);

test('due timers fire in the order of their times before an advance returns, and see the time they asked for', () => {
  const clock = still();
  const fired: [string, number][] = [];
  clock.after(300, () => fired.push(['late', clock.now()]));
  clock.after(100, () => fired.push(['early', clock.now()]));
  clock.after(5_000, () => fired.push(['not yet', clock.now()]));
  clock.advance(1_000);
  expect(fired).toEqual([
    ['early', 1_100],
    ['late', 1_300],
  ]);
  expect(clock.now()).toBe(2_000);
});

test('a timer made by a timer gets its turn in the same advance', () => {
  const clock = still();
  const fired: number[] = [];
  const again = () => {
    fired.push(clock.now());
    clock.after(10, again);
  };
  clock.after(10, again);
  clock.advance(35);
  expect(fired).toEqual([1_010, 1_020, 1_030]);
});

test('a cancelled timer never fires', () => {
  const clock = still();
  let fired = false;
  clock.after(10, () => (fired = true)).cancel();
  clock.advance(100);
  expect(fired).toBe(false);
});

test('a sleeper wakes up when time is moved past its time', async () => {
  const clock = still();
  const slept = clock.sleep(60_000);
  clock.advance(60_000);
  await slept;
});

test('real time fires timers too', async () => {
  await createClock().sleep(3);
});

test('a reset forgets timers and advances', () => {
  const clock = still();
  let fired = false;
  clock.after(10, () => (fired = true));
  clock.advance(5);
  clock.reset();
  expect(clock.now()).toBe(1_000);
  clock.advance(100);
  expect(fired).toBe(false);
});
