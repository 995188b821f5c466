import { describe, expect, it } from 'vitest';
import { anyOf, endOf, isInVain, openDeadline } from '../../../src/core/outcome/deadline.js';
import { ManualClock } from '../bridge/fakes.js';

const never = new AbortController().signal;

describe('how long a signal has', () => {
  it('is not known of a plain one', () => {
    expect(endOf(never)).toBe(Number.POSITIVE_INFINITY);
    expect(isInVain(1e12, new ManualClock(), never)).toBe(false);
  });

  it('is known of a deadline, inside another signal too', () => {
    const clock = new ManualClock();
    const deadline = openDeadline(5_000, clock, never);
    expect(endOf(deadline.signal)).toBe(clock.now() + 5_000);
    expect(endOf(anyOf(deadline.signal, never))).toBe(clock.now() + 5_000);
    deadline.close();
  });

  it('is the shortest of several', () => {
    const clock = new ManualClock();
    const outer = openDeadline(1_000, clock, null);
    const inner = openDeadline(60_000, clock, outer.signal);
    expect(endOf(inner.signal)).toBe(clock.now() + 1_000);
    expect([999, 1_000].map((ms) => isInVain(ms, clock, inner.signal))).toEqual([false, true]);
    outer.close();
    inner.close();
  });
});

it('any of several signals aborts with the first of them', () => {
  const one = new AbortController();
  const any = anyOf(never, one.signal);
  one.abort('why');
  expect([any.aborted, any.reason]).toEqual([true, 'why']);
});
