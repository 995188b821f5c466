import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/emulator/clock.js';
import { createQuotas } from '../../src/emulator/quotas.js';

const FIVE = { perSecond: 5, burst: 5 };

function taking() {
  const clock = createClock(() => 0);
  const quotas = createQuotas(clock);
  const take = (count: number, name = 'one', quota = FIVE) =>
    Array.from({ length: count }, () => quotas.take(name, quota)).filter(Boolean).length;
  return { clock, quotas, take };
}

describe('a quota', () => {
  it('lets as many through at once as its burst, whatever it lets through in a second', () => {
    const { take } = taking();
    expect(take(10)).toBe(5);
    expect(take(10, 'two', { perSecond: 1, burst: 3 })).toBe(3);
    expect(take(10, 'three', { perSecond: 100, burst: 2 })).toBe(2);
  });

  it('fills up with time, and no further than its burst', () => {
    const { clock, take } = taking();
    take(5);
    clock.advance(199);
    expect(take(1)).toBe(0);
    clock.advance(1);
    expect(take(2)).toBe(1);
    clock.advance(60 * 60_000);
    expect(take(10)).toBe(5);
  });

  it('of one name is not used up by another', () => {
    const { take } = taking();
    take(5, 'us-east-1 GetMeeting');
    expect(take(5, 'eu-central-1 GetMeeting')).toBe(5);
  });

  it('is whole again after a reset', () => {
    const { quotas, take } = taking();
    take(5);
    quotas.reset();
    expect(take(5)).toBe(5);
  });

  it('is not used up by what it refuses', () => {
    const { clock, take } = taking();
    take(1_000);
    clock.advance(1_000);
    expect(take(5)).toBe(5);
  });

  it('of nothing a second lets its burst through, and nothing more', () => {
    const { clock, take } = taking();
    expect(take(3, 'none', { perSecond: 0, burst: 1 })).toBe(1);
    clock.advance(24 * 60 * 60_000);
    expect(take(3, 'none', { perSecond: 0, burst: 1 })).toBe(0);
  });
});

it('in no stretch of time more is let through than its burst and what the time brings', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(waits, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), (steps, perSecond, burst) => {
      const { clock, quotas } = taking();
      const taken: number[] = [];
      for (const wait of steps) {
        clock.advance(wait);
        if (quotas.take('one', { perSecond, burst })) taken.push(clock.now());
      }
      for (const [from, begins] of taken.entries()) {
        for (const [offset, ends] of taken.slice(from).entries()) {
          expect(offset + 1).toBeLessThanOrEqual(burst + ((ends - begins) / 1_000) * perSecond + 1e-6);
        }
      }
    }),
  );
});

it('whoever keeps to the rate is never refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 50 }), (perSecond, count) => {
      const { clock, quotas } = taking();
      for (let index = 0; index < count; index += 1) {
        expect(quotas.take('one', { perSecond, burst: 1 })).toBe(true);
        clock.advance(Math.ceil(1_000 / perSecond));
      }
    }),
  );
});
