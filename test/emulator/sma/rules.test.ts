import { expect, it } from 'vitest';
import { SMA_RULES } from '../../../src/emulator/sma/rules.js';

it('every rule has an id of its own, a text and a source', () => {
  expect(new Set(SMA_RULES.map(({ id }) => id)).size).toBe(SMA_RULES.length);
  for (const { rule, source } of SMA_RULES) expect([rule, source]).not.toContain('');
});

it('what AWS says nothing of is labelled assumed', () => {
  const ours = SMA_RULES.filter(({ source }) => source.includes('says nothing'));
  expect(new Set(ours.map(({ label }) => label))).toEqual(new Set(['assumed']));
});
