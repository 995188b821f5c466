import { describe, expect, it } from 'vitest';
import { PARITY_CASES } from '../../src/core/parity/cases.js';
import { RULES_SETTLED } from '../../src/emulator/parity-cases.js';
import { RULES } from '../../src/emulator/rules/index.js';

const assumed = RULES.filter(({ label }) => label === 'assumed');
const names = PARITY_CASES.map(({ id }) => id);

describe('an assumed rule', () => {
  // A new one that fails here has its place in src/emulator/parity-cases.ts.
  it.each(assumed.map((rule) => [rule.id, rule.parity] as const))(
    '%s names the parity case that would settle it, or says why none can',
    (_, parity) => {
      expect(parity).toBeDefined();
      const { cases = [], none = null } = parity ?? {};
      expect(cases.length > 0 ? none : typeof none).toBe(cases.length > 0 ? null : 'string');
      expect(cases.filter((id) => !names.includes(id))).toEqual([]);
    },
  );

  it('alone has one: what a page says needs no case', () => {
    expect(RULES.filter(({ label, parity }) => label !== 'assumed' && parity !== undefined)).toEqual([]);
  });

  it('is meant by every entry of the table, or was until a source was found', () => {
    expect(RULES_SETTLED.filter((id) => !RULES.some((rule) => rule.id === id))).toEqual([]);
  });
});
