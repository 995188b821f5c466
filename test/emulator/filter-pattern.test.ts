import { describe, expect, test } from 'vitest';
import { compileFilterPattern } from '../../src/emulator/logs/filter-pattern.js';

const matches = (pattern: string, message: string) => compileFilterPattern(pattern)(message);

describe('terms', () => {
  test.each([
    ['', 'anything', true],
    ['ERROR', 'an ERROR here', true],
    ['ERROR', 'an error here', false],
    ['one two', 'two, then one', true],
    ['one two', 'one', false],
    ['"9ff01357-23c5"', 'id 9ff01357-23c5.', true],
    ['"a \\"quoted\\" word"', 'a "quoted" word', true],
    ['?one ?two', 'two', true],
    ['?one ?two', 'three', false],
    ['one -two', 'one', true],
    ['one -"two three"', 'one two three', false],
  ])('%s on "%s": %s', (pattern, message, expected) => {
    expect(matches(pattern, message)).toBe(expected);
  });

  test.each(['a-b', '9ff01357-23c5-4611-9dd3-f05f9d654faa', '"open', '"a"b', '-', '?', '%x%', '[a, b]', '$.x'])(
    '%s is not valid',
    (pattern) => {
      expect(() => compileFilterPattern(pattern)).toThrow();
    },
  );
});

describe('JSON selectors', () => {
  const event = JSON.stringify({
    type: 'HANGUP',
    n: 3,
    on: true,
    gone: null,
    legs: [{ id: 'a-1' }, { id: 'b-2' }],
    'odd key': 'x',
  });

  test.each([
    ['{ $.type = "HANGUP" }', true],
    ['{ $.type = HANGUP }', true],
    ['{ $.type = "HANG*" }', true],
    ['{ $.type = "*G*P" }', true],
    ['{ $.type = "*GX*" }', false],
    ['{ $.type != "RINGING" }', true],
    ['{ $.legs[1].id = "b-2" }', true],
    ['{ $.legs[0].id = "b-2" || $.legs[1].id = "b-2" }', true],
    ['{ $.n > 2 && $.n <= 3 }', true],
    ['{ $.n < 3 }', false],
    ['{ ($.n = 4 || $.n = 3) && $.type = "HANGUP" }', true],
    ['{ $.n = 3 || $.n = 4 && $.type = "no" }', true],
    ['{ $.on IS TRUE }', true],
    ['{ $.gone IS NULL }', true],
    ['{ $.missing NOT EXISTS }', true],
    ['{ $.["odd key"] = "x" }', true],
    ['{ $.missing != "x" }', false],
  ])('%s: %s', (pattern, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  test('match nothing but whole JSON objects', () => {
    const pattern = '{ $.type = "HANGUP" }';
    expect(matches(pattern, `prefix ${event}`)).toBe(false);
    expect(matches(pattern, '{ broken')).toBe(false);
    expect(matches(pattern, `[${event}]`)).toBe(false);
  });

  test.each(['{ }', '{ $.a }', '{ $.a = }', '{ $.a = "x"', '{ $.a = "x" && }', '{ ($.a = 1 }', '{ a = 1 } x'])(
    '%s is not valid',
    (pattern) => {
      expect(() => compileFilterPattern(pattern)).toThrow('Invalid filter pattern');
    },
  );

  test('of many stars take no time', () => {
    expect(matches(`{ $.type = "${'*a'.repeat(400)}b" }`, JSON.stringify({ type: 'a'.repeat(10_000) }))).toBe(false);
  });
});
