/** The clock against a list that is sorted. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createClock } from '../../src/emulator/clock.js';

const timer = fc.record({ ms: fc.integer({ min: -5, max: 1_000 }), cancelled: fc.boolean() });
const timers = fc.array(timer, { maxLength: 20 });

it('timers fire in the order of their times, those of one time in the order of their making, each once', () => {
  fc.assert(
    fc.property(timers, fc.array(fc.nat(400), { maxLength: 5 }), (asked, advances) => {
      const clock = createClock(() => 0);
      const fired: [number, number][] = [];
      const made = asked.map(({ ms }, index) => clock.after(ms, () => void fired.push([index, clock.now()])));
      for (const [index, { cancelled }] of asked.entries()) if (cancelled) made[index]?.cancel();
      for (const ms of advances) clock.advance(ms);
      const end = advances.reduce((sum, ms) => sum + ms, 0);
      const expected = asked
        .map(({ ms, cancelled }, index) => ({ index, due: Math.max(0, ms), cancelled }))
        .filter(({ due, cancelled }) => !cancelled && advances.length > 0 && due <= end)
        .sort((one, other) => one.due - other.due || one.index - other.index);
      expect(fired).toEqual(expected.map(({ index, due }) => [index, due]));
      expect(clock.now()).toBe(end);
    }),
  );
});

it('one long advance is as good as many short ones', () => {
  fc.assert(
    fc.property(timers, fc.array(fc.nat(300), { minLength: 1, maxLength: 6 }), (asked, parts) => {
      const fire = (advances: number[]) => {
        const clock = createClock(() => 0);
        const fired: number[] = [];
        for (const [index, { ms }] of asked.entries()) clock.after(ms, () => void fired.push(index));
        for (const ms of advances) clock.advance(ms);
        return fired;
      };
      expect(fire(parts)).toEqual(fire([parts.reduce((sum, ms) => sum + ms, 0)]));
    }),
  );
});
