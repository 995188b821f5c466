import { expect, it } from 'vitest';
import { afterItsEnd, keep, SLACK_MS } from '../../../src/core/undo/judgement.js';

it.each<[number | null, number, number | null]>([
  [null, 1_000, null],
  [2_000, 1_000, 2_000 + SLACK_MS],
  [1_000, 1_000, null],
  [1_000, 2_000, null],
])('a meeting that ends at %s is looked at again, at %s, a minute after that', (endsBy, now, again) => {
  expect(afterItsEnd(endsBy, now)).toBe(again);
});

it('what is kept has its reason, and the time if there is one', () => {
  expect(keep('why')).toEqual({ remove: false, reason: 'why', tryAgainAt: null });
  expect(keep('why', 5)).toEqual({ remove: false, reason: 'why', tryAgainAt: 5 });
});
