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
    ['?one two', 'two', true],
    ['?one -two', 'three', true],
    ['RRO', 'an ERROR here', true],
    ['one -two', 'one', true],
    ['one -"two three"', 'one two three', false],
  ])('%s on "%s": %s', (pattern, message, expected) => {
    expect(matches(pattern, message)).toBe(expected);
  });

  test.each(['a-b', '9ff01357-23c5-4611-9dd3-f05f9d654faa', '"open', '"a"b', '-', '?', '%x', '$.x'])(
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
    ['{ $.n >= 3 }', true],
    ['{ $.n >= 4 }', false],
    ['{ $.on IS FALSE }', false],
    ['{ $.missing IS NULL }', false],
    ['{ ($.n = 4 || $.n = 3) && $.type = "HANGUP" }', true],
    ['{ $.n = 3 || $.n = 4 && $.type = "no" }', true],
    ['{ $.on IS TRUE }', true],
    ['{ $.gone IS NULL }', true],
    ['{ $.missing NOT EXISTS }', true],
    ['{ $.["odd key"] = "x" }', true],
    ['{ $.missing != "x" }', false],
    ['{ $.type = %^HANG% }', true],
    ['{ $.type = %^ANG% }', false],
    ['{ $.type != %^ANG% && $.legs[0].id = %^[a-c]-\\d$% }', true],
    ['{ $.n = %3% }', false],
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

describe('regular expressions', () => {
  test.each([
    ['%AUTHORIZED%', '[ERROR 401] UNAUTHORIZED REQUEST', true],
    ['%AUTHORIZED%', 'authorized', false],
    ['%[Ee]rror|[Ff]ail%', 'it did fail', true],
    ['%\\d{1,3}\\.\\d{1,3}%', 'at 10.12', true],
    ['%^[hc]at%', 'a hat', false],
    ['%[hc]at$%', 'a hat', true],
    ['%a\\sb%', 'a b', true],
    ['%id\\x3d7%', 'id=7', true],
    ['%one% %two%', 'two one', true],
    ['-%one%', 'two', true],
    ['?%one% ?three', 'three', true],
  ])('%s on "%s": %s', (pattern, message, expected) => {
    expect(matches(pattern, message)).toBe(expected);
  });

  test.each([
    '%(a)%',
    '%a!%',
    '%é%',
    '%[%',
    '%a% %b% %c%',
    '%%',
    '{ $.x > %a% }',
    '{ $.x = %(a)% }',
    '[a = %(b)%]',
    '[a > %b%]',
  ])('%s is not valid', (pattern) => {
    expect(() => compileFilterPattern(pattern)).toThrow();
  });
});

describe('fields in brackets', () => {
  const access = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /apache_pb.gif HTTP/1.0" 404 1534';
  test.each([
    ['[ip, user, name, time, request, status, bytes]', access, true],
    ['[ip, user, name, time, request, status = 4*, bytes]', access, true],
    ['[ip, user, name, time, request, status = 5*, bytes]', access, false],
    ['[ip, user, name, time, request, status, bytes > 1000]', access, true],
    ['[ip, user, name, time, request, status, bytes <= 1000]', access, false],
    ['[..., status = 404, bytes]', access, true],
    ['[..., status = 200, bytes]', access, false],
    ['[ip = 127.0.0.*, ..., bytes]', access, true],
    ['[ip, ...]', access, true],
    ['[ip != "127.0.0.1", ...]', access, false],
    ['[..., request = "GET /apache*", status, bytes]', access, true],
    ['[..., request = %^GET%, status = 404 || status = 410, bytes]', access, true],
    ['[ip = %^127% && ip = *1, ...]', access, true],
    ['[w1 = ERROR, w2]', 'ERROR the disk is full', true],
    ['[w1 = ERROR || w1 = WARN, w2]', 'WARN the disk is full', true],
    ['[w1 = !ERROR && w1 = !WARN, w2]', 'INFO fine', true],
    ['[w1 = !ERROR && w1 = !WARN, w2]', 'WARN x', false],
    ['[w1, w2 = *full]', 'ERROR the disk is full', true],
    ['[a, b]', 'alone', false],
    ['[a > 1, b]', 'x y', false],
  ])('%s on "%s": %s', (pattern, message, expected) => {
    expect(matches(pattern, message)).toBe(expected);
  });

  test.each(['[', '[]', '[a', '[a,]', '[a =]', '[a b]', '[a = 1 ||]', '[..., b, ...]', '[a > x]', '[a ~ 1]'])(
    '%s is not valid',
    (pattern) => {
      expect(() => compileFilterPattern(pattern)).toThrow('Invalid filter pattern');
    },
  );
});
