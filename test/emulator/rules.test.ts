import { expect, it } from 'vitest';
import { RULES } from '../../src/emulator/rules/index.js';

it('every rule has an id of its own, a text and a source', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  for (const { rule, source } of RULES) expect([rule, source]).not.toContain('');
});

it('what AWS says nothing of is labelled assumed', () => {
  const ours = RULES.filter(({ source }) => source.includes('says nothing'));
  expect(new Set(ours.map(({ label }) => label))).toEqual(new Set(['assumed']));
});
