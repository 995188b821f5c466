import { describe, expect, it } from 'vitest';
import { type Joining, joinFollowing, joiningOf } from '../../../src/core/evidence/joined-records.js';
import type { LogRecord } from '../../../src/core/ports/records.js';

const recordsOf = (lines: readonly string[]): LogRecord[] =>
  lines.map((message, index) => ({ id: `${index}`, group: 'g', stream: 's', time: index, ingestedAt: null, message }));
const plenty = (): Joining => ({ work: 1_000_000, steps: 1_000 });
const join = (lines: readonly string[], joining = plenty(), from = 0) =>
  joinFollowing(recordsOf(lines), 0, from, joining);

describe('an object of a line a record', () => {
  it('is read from the place where it begins to the record that ends it, and no further', () => {
    const read = join(['{"e":0} {', '  "a": 1,', '  "b": {', '    "c": 2', '  }', '}', '{"d":3}'], plenty(), 8);
    expect(read?.objects).toEqual([{ a: 1, b: { c: 2 } }]);
    expect(read?.records).toBe(5);
  });

  it.each(['START RequestId: 1', 'END RequestId: 1', 'REPORT RequestId: 1 Duration: 2 ms'])('ends at %s', (line) => {
    expect(join(['{', line, '}'])).toBeNull();
  });

  it('goes on over a line that has such words later', () => {
    expect(join(['{', '  "a": "END RequestId: 1"', '}'])?.objects).toEqual([{ a: 'END RequestId: 1' }]);
  });

  it('ends where a whole event begins', () => {
    const event = '{"InvocationEventType":"HANGUP","CallDetails":{"TransactionId":"t"}}';
    expect(join(['{', event, '}'])).toBeNull();
    expect(join(['{', `Event: ${event}`, '}'])).toBeNull();
  });

  it.each(["  event: '", '  "event": \'', "  'event':'", "  event : '"])(
    'goes on over a member that holds an event in a text: %s',
    (member) => {
      expect(join(['{', `${member}InvocationEventType TransactionId'`, '}'])?.objects).toHaveLength(1);
    },
  );

  it.each(['InvocationEventType: HANGUP', 'TransactionId: t'])(
    'goes on over a line with half of an event: %s',
    (said) => {
      expect(join(['{', `"a": "${said}"`, '}'])?.objects).toEqual([{ a: said }]);
    },
  );

  it('is found, too, where its texts hold braces', () => {
    expect(join(['{', '  "a": "{{",', '  "b": {}', '}'])?.objects).toEqual([{ a: '{{', b: {} }]);
    expect(join(['{', '  "a": "}",', '  "b": 2', '}'])?.objects).toEqual([{ a: '}', b: 2 }]);
  });

  it('whose texts hold braces, and whose last line is indented, is found at every eighth closing', () => {
    const members = (count: number) => Array.from({ length: count }, (_, at) => `  "m${at}": {},`);
    expect(join(['{ "a": "{",', ...members(7), ' }'])?.records).toBe(8);
    expect(join(['{ "a": "{",', ...members(6), ' }'])).toBeNull();
  });

  it('that never ends is not an object', () => {
    expect(join(['{', '  "a": 1,'])).toBeNull();
    expect(join(['}', '}'])).toBeNull();
  });
});

describe('the search for the rest of objects is bounded', () => {
  it('by the records that are stepped over, in all searches together', () => {
    const joining = { ...plenty(), steps: 3 };
    expect(join(['{', '  "a": 1', '}'], joining)).not.toBeNull();
    expect(joining.steps).toBe(1);
    expect(join(['{', '}'], joining)).not.toBeNull();
    expect(join(['{', '}'], joining)).toBeNull();
  });

  it('by the characters that are read, in all searches together', () => {
    const joining = plenty();
    const lines = ['{', '  "a": 1', '}'];
    const read = join(lines, joining);
    expect(plenty().work - joining.work).toBe(lines.join('\n').length + (read?.work ?? 0));
    expect(read?.work).toBeGreaterThan(0);
    expect(join(lines, { ...plenty(), work: 0 })).not.toBeNull();
    expect(join(lines, { ...plenty(), work: -1 })).toBeNull();
  });

  it('by the length of one object', () => {
    const long = (length: number) => ['{', `"a": "${'x'.repeat(length)}",`, '"b": 1', '}'];
    const short = '{\n"a": "",\n"b": 1'.length;
    expect(join(long(255_999 - short))).not.toBeNull();
    expect(join(long(256_000 - short))).toBeNull();
  });

  it('by the number of false ends', () => {
    const withFalseEnds = (count: number) =>
      join(['{ "a": [', ...Array.from({ length: count }, () => '"}",'), '"" ] }'], { ...plenty(), work: 10_000_000 });
    expect(withFalseEnds(299)?.records).toBe(300);
    expect(withFalseEnds(300)).toBeNull();
  });

  it('by what all records hold, between five and forty million characters', () => {
    const work = (length: number) =>
      joiningOf([{ ...recordsOf([''])[0], message: 'x'.repeat(length) } as LogRecord]).work;
    expect([work(0), work(1_000_000), work(20_000_000)]).toEqual([5_000_000, 9_000_000, 40_000_000]);
  });
});
