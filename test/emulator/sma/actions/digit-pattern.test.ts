import { expect, it } from 'vitest';
import { patternOf } from '../../../../src/emulator/sma/actions/digit-pattern.js';

it.each([
  ['^\\d{4}$', '1234', true],
  ['^\\d{4}$', '12345', false],
  ['^[0-9]{2}#$', '12#', true],
])('%s is tried on %s: %s', (InputDigitsRegex, digits, fits) => {
  expect(patternOf({ InputDigitsRegex })?.test(digits)).toBe(fits);
});

it.each([undefined, '', '(?i)\\d++', 7])('every digit fits where the pattern is %s', (InputDigitsRegex) => {
  expect(patternOf({ InputDigitsRegex })).toBeUndefined();
});

// Without an end to it this test would never end.
it.each(['^(1+)+$', '^([0-9]+)+#$', '^(1|11)+$'])('%s is given up, and then does not fit', (InputDigitsRegex) => {
  expect(patternOf({ InputDigitsRegex })?.test(`${'1'.repeat(60)}2`)).toBe(false);
});
