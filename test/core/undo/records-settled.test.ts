import { expect, it } from 'vitest';
import { isKnownUnsent, recordsSettledAt } from '../../../src/core/undo/records-settled.js';

it('a lost update would be in the log twice the delay after the meeting was made, or the attempt begun', () => {
  expect(recordsSettledAt({ begunAt: 1_000, madeAt: null }, 300)).toBe(1_600);
  expect(recordsSettledAt({ begunAt: 1_000, madeAt: 1_500 }, 300)).toBe(2_100);
  expect(recordsSettledAt({ begunAt: 1_000, madeAt: 500 }, 0)).toBe(1_000);
});

it.each([
  [{ update: null, ended: null }, false],
  [{ update: {}, ended: null }, true],
  [{ update: null, ended: {} }, true],
])('an attempt lost no update if its journal says how it, or the attempt, ended', (attempt, known) => {
  expect(isKnownUnsent(attempt as Parameters<typeof isKnownUnsent>[0])).toBe(known);
});
