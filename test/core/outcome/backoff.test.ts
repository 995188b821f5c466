import { expect, it } from 'vitest';
import { AFTER_THROTTLE, AFTER_TROUBLE, pauseAfter } from '../../../src/core/outcome/backoff.js';

const almostOne = () => 1 - Number.EPSILON;

it('the bound of a pause doubles with each attempt, up to its cap', () => {
  const bounds = [1, 2, 3, 4, 9, 500].map((attempt) => pauseAfter(attempt, 0, AFTER_THROTTLE, almostOne));
  expect(bounds).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
});

it('any time up to the bound is as likely', () => {
  const evenly = [0, 0.25, 0.5, 0.75].map((chance) => pauseAfter(2, 0, { baseMs: 100, capMs: 1_000 }, () => chance));
  expect(evenly).toEqual([0, 50, 100, 150]);
});

it('what the service asks for is always waited for, and chance comes after it', () => {
  expect([0, 0.5].map((chance) => pauseAfter(1, 7_000, AFTER_TROUBLE, () => chance))).toEqual([7_000, 7_100]);
});

it('is whole milliseconds', () => {
  expect(Number.isInteger(pauseAfter(3, 0, AFTER_TROUBLE, () => 0.123456))).toBe(true);
});
