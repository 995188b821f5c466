import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLiteral } from '../../../src/core/evidence/literal.js';
import { objectsIn } from '../../../src/core/evidence/objects.js';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import type { LogRecord } from '../../../src/core/ports/records.js';
import { asked } from '../catalogue/asked.js';
import { eventsIn, hangUp, record, succeeded, TRANSACTION, update } from '../samples.js';

const LINE = JSON.stringify({ InvocationEventType: 'ACTION_SUCCESSFUL', ...succeeded(4) });
/** What log lines are made of, and what would break a careless reader. */
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '`',
  ':',
  ',',
  '\\',
  '\\"',
  '...',
  '{"',
  '{a:',
  '{"a":',
  '"{\\"',
  '\n',
  ' ',
  'x',
  '1',
  '{}',
  'null',
  '\u{d800}',
  '__proto__',
  '+',
  '{__proto__:',
  'Actions',
  '... 3 more items',
];
const noise = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));
const anyText = fc.oneof(noise, fc.string({ unit: 'binary', maxLength: 200 }), fc.json({ maxDepth: 6 }));

const allOf = (records: LogRecord[]) => {
  const { requests, ...timeline } = readTimeline(records);
  return { ...timeline, requests: [...requests].sort() };
};

describe('noise', () => {
  it('after an event never hides it', () => {
    fc.assert(
      fc.property(noise, (after) => eventsIn(`${LINE}${after}`)[0]?.sequence === 4),
      { numRuns: 500 },
    );
  });

  it('before an event never hides it, on a line of its own', () => {
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 5 }), (before) => {
        const records = [...before.map((message, index) => record(message, index)), record(LINE, 10)];
        expect(readTimeline(records).events.map(({ event }) => event.sequence)).toContain(4);
      }),
      { numRuns: 500 },
    );
  });

  it('before it on its line never hides it, if it is no half of an object', () => {
    const words = fc.string({ maxLength: 60 }).map((text) => text.replaceAll(/[{}"'`\\]/g, ''));
    fc.assert(fc.property(words, words, (before, after) => eventsIn(`${before}${LINE}${after}`)[0]?.sequence === 4));
  });

  it.each(['{', '[', '{ ', '[[', '{a:', '{"a":', '{"a":[', '...', '"', '{"', 'x: {', '{{{{', '+', ',', '{,', '[,'])(
    'such as %s before it on its line never hides it',
    (before) => expect(eventsIn(`${before}${LINE}`)).toMatchObject([{ sequence: 4, transactionId: TRANSACTION }]),
  );
});

describe('any text', () => {
  it('is read without a throw, within its bounds', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, at) => {
        const found = readLiteral(text, text.length === 0 ? 0 : at % text.length);
        expect(found.end).toBeLessThanOrEqual(text.length);
        const { objects, unfinishedAt } = objectsIn(text);
        expect(objects.length).toBeLessThanOrEqual(text.length / 2);
        expect(unfinishedAt ?? 0).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('of any records is a timeline that does not depend on their order, nor on reading some twice', () => {
    const lines = fc.array(
      fc.tuple(
        fc.oneof(anyText, fc.constantFrom(LINE, JSON.stringify(update(2)), JSON.stringify(hangUp(5)), '{', '}')),
        fc.nat({ max: 3 }),
        fc.constantFrom('one', 'two'),
      ),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, fc.gen(), (written, gen) => {
        const records = written.map(([message, at, stream]) => record(message, at, { stream }));
        const shuffled = gen(fc.shuffledSubarray, records, { minLength: records.length });
        const again = gen(fc.subarray, records);
        expect(allOf([...shuffled, ...again])).toEqual(allOf(records));
      }),
    );
  });

  it('is never taken for an event', () => {
    fc.assert(fc.property(anyText, (text) => eventsIn(text).length === 0));
  });
});

describe('keys of the language itself', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a member like any other', (key) => {
    const found = objectsIn(`{"${key}": {"polluted": true}, "a": 1}`).objects[0] as Record<string, unknown>;
    expect(Object.keys(found)).toEqual([key, 'a']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('never make an event out of nothing', () => {
    expect(eventsIn(`{"__proto__": ${LINE}, "CallDetails": {}}`)).toMatchObject([{ sequence: 4 }]);
    expect(eventsIn('{"InvocationEventType": "HANGUP", "CallDetails": {"__proto__": {"TransactionId": "x"}}}')).toEqual(
      [],
    );
  });
});

describe('a storm costs little', () => {
  const MEGABYTE = 1_000_000;
  it.each([
    ['opening braces', '{'.repeat(MEGABYTE)],
    ['closing braces', '}'.repeat(MEGABYTE)],
    ['nested members', '{"a":'.repeat(MEGABYTE / 5)],
    ['nested lists', '{"a":[[[['.repeat(MEGABYTE / 9)],
    ['unfinished texts', '{"'.repeat(MEGABYTE / 2)],
    ['unfinished texts of one quote', `${'{a:'.repeat(1000)}"${'x'.repeat(MEGABYTE)}`],
    ['backslashes', `{"${'\\'.repeat(MEGABYTE)}`],
    ['empty objects', '{}'.repeat(MEGABYTE / 2)],
    ['commas', `{${','.repeat(MEGABYTE)}`],
    ['dots', `{${'.'.repeat(MEGABYTE)}`],
    ['white space', `{${' '.repeat(MEGABYTE)}`],
    ['white space after texts', `{"a"${' '.repeat(MEGABYTE)}`],
    ['elements', `{"a":[${'1,'.repeat(MEGABYTE / 2)}]}`],
    ['objects in texts', JSON.stringify({ a: '{"b":'.repeat(MEGABYTE / 10) })],
    ['texts in texts', Array.from({ length: 15 }).reduce<string>((text) => JSON.stringify(`{${text}`), 'x')],
    ['lone surrogates', '{"\u{d800}":"\u{dc00}"}'.repeat(MEGABYTE / 10)],
  ])('of %s', (_, text) => {
    expect(objectsIn(text).work).toBeLessThanOrEqual(21 * MEGABYTE);
    const { events } = readTimeline([record(text), record(LINE, 1)]);
    expect(events.map(({ event }) => event.sequence)).toEqual([4]);
  });

  it.each([
    ['lone braces', '{'],
    ['braces that close nothing', '}{'],
    ['half objects', '} {"a": "x", "b": {'],
    ['half texts', '}{"'],
  ])('of %s, a record each', (_, message) => {
    let reads = 0;
    const storm = Array.from({ length: 3_000 }, (__, index) =>
      Object.defineProperty(record('', index), 'message', {
        get: () => {
          reads += 1;
          return message;
        },
      }),
    );
    const { events } = readTimeline([...storm, record(LINE, 9_000)]);
    expect(events.map(({ event }) => event.sequence)).toContain(4);
    expect(reads / storm.length).toBeLessThan(400);
  });

  it('never makes an object deeper than forty levels, or wider than its bound', () => {
    expect(objectsIn(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`).objects.length).toBeLessThanOrEqual(1);
    expect(objectsIn(`{"a":[${'1,'.repeat(30_000)}]}`).objects).toEqual([]);
  });
});

describe('an event whose members are no texts', () => {
  it.each(['ParticipantTag', 'CallId', 'SipResponseCode', 'JoinToken', 'MeetingId', 'Arguments'])(
    'is explained for all that: %s',
    (member) => {
      for (const odd of [[{}], { toString: 1 }, [[['LEG-B']]], null, 5]) {
        const hungUp = { ...hangUp(5), ActionData: { Type: 'Hangup', Parameters: { [member]: odd } } };
        expect(asked(JSON.stringify(hungUp)).call?.moments).toHaveLength(1);
      }
    },
  );
});
