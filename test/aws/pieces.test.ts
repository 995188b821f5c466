import { describe, expect, it } from 'vitest';
import { filterPattern, MAX_PATTERN_LENGTH } from '../../src/aws/filter-pattern.js';
import { presentable, secretsIn } from '../../src/aws/mask.js';
import { pace, SYSTEM_CLOCK } from '../../src/aws/pace.js';
import { retryAfter } from '../../src/aws/retry-after.js';

it.each([
  [[], null],
  [['9ff01357-23c5'], '"9ff01357-23c5"'],
  [['a', 'b c'], '"a" "b c"'],
  [['"a"', 'b\\c'], '"a" "b" "c"'],
  [['line\nbreak'], '"line" "break"'],
  [['"', '\\\\', '  '], null],
])('the pattern of %o is %s', (containing, pattern) => {
  expect(filterPattern(containing)).toBe(pattern);
});

it('a pattern is never longer than the service takes', () => {
  const many = Array.from({ length: 100 }, (_, i) => `${i}`.padStart(36, '0'));
  expect(filterPattern(many)?.length).toBeLessThanOrEqual(MAX_PATTERN_LENGTH);
  expect(filterPattern(['x'.repeat(2_000)])).toBeNull();
});

describe("AWS's words", () => {
  it.each([
    ['bad value tok-12345', ['tok-12345'], 'bad value ***'],
    ['tok-12345 tok-123456', ['tok-12345', 'tok-123456'], '*** ***'],
    ['{"a":"quo\\"ted 1"}', ['quo"ted 1'], '{"a":"***"}'],
    ['got c2VjcmV0LWpvaW4tdG9rZW4tMQ==', ['secret-join-token-1'], 'got ***Q=='],
    ['{"JoinToken":"ab"} is invalid', [], '{"JoinToken":"***"} is invalid'],
    ['one 1 two', ['1'], 'one 1 two'],
    ['lines\n\tand  spaces ', [], 'lines and spaces'],
    ['x-amz-security-token:FwoGZXIvYXdzEXAMPLE host:a', [], 'x-amz-security-token:*** host:a'],
  ])('%o without %o are shown as %o', (text, secrets, shown) => {
    expect(presentable(text, secrets)).toBe(shown);
  });

  it('are bounded', () => expect(presentable('x'.repeat(10_000))).toHaveLength(501));

  it.each<[string, Record<string, string>]>([
    ['Error while joining the meeting', { action: 'join', Mode: 'joining', kind: 'joining the meeting' }],
    ['no meeting 6f5b1a0e-2a55-4c0e-9f5d-3f6f0f1e2d3c', { MeetingId: '6f5b1a0e-2a55-4c0e-9f5d-3f6f0f1e2d3c' }],
  ])('%j is shown, though %o was sent', (text, values) => expect(presentable(text, secretsIn(values))).toBe(text));

  it.each<[Record<string, string>, string]>([
    [{ JoinToken: 'plain-words' }, 'plain-words'],
    [{ Pin: '4711-0815' }, '4711-0815'],
  ])('of %o the value is not', (values, value) =>
    expect(presentable(`bad ${value}`, secretsIn(values))).toBe('bad ***'),
  );

  it('hide what an argument holds as JSON', () => {
    const secrets = secretsIn({ Action: '{"Parameters":{"JoinToken":"secret-token-1"}}' });
    expect(presentable('the value secret-token-1', secrets)).toBe('the value ***');
  });
});

it.each([
  [undefined, null],
  ['', null],
  ['soon', null],
  ['3', 3],
  ['0.5', 1],
  ['-1', null],
  ['99999999', 3600],
  [new Date(Date.now() + 60_000).toUTCString(), 60],
  [new Date(0).toUTCString(), 0],
])('Retry-After %o is %o seconds', (header, seconds) => {
  const read = retryAfter(header);
  if (seconds === 60) expect(read).toBeGreaterThan(57);
  else expect(read).toBe(seconds);
});

it('a turn that is not waited for is not taken', async () => {
  const turn = pace(1, SYSTEM_CLOCK);
  expect(await turn(new AbortController().signal)).toBe(true);
  expect(await turn(AbortSignal.timeout(20))).toBe(false);
});
