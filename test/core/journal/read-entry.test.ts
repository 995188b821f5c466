import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/core/journal/entry.js';
import { failureOf } from '../../../src/core/journal/failure-record.js';
import { nextOf, requireSame } from '../../../src/core/journal/next.js';
import { readEntry } from '../../../src/core/journal/read-entry.js';
import { recordOf, timeOf } from '../../../src/core/journal/record.js';
import { summaryOf } from '../../../src/core/runs/summary.js';
import { RUN_SHOW_VIEW, RUNS_LIST_VIEW } from '../../../src/output/views/runs.js';
import { RUN_ID, T0 } from '../samples.js';
import { asked, at, begun, EVERY_ENTRY, updateMarks } from './entries.js';

const read = (value: unknown) => readEntry(JSON.stringify(value));

/** Every place in a document, as the names that lead there. */
function placesIn(value: unknown, above: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [[...above, key], ...placesIn(member, [...above, key])]);
}

/** The document with another value at that place; undefined leaves it out. */
function changed(document: unknown, [key, ...rest]: string[], value: unknown): unknown {
  const copy: Record<string, unknown> = Array.isArray(document)
    ? ([...document] as unknown as Record<string, unknown>)
    : { ...(document as Record<string, unknown>) };
  const name = key as string;
  if (rest.length > 0) copy[name] = changed(copy[name], rest, value);
  else if (value === undefined) delete copy[name];
  else copy[name] = value;
  return copy;
}

/** Members that version 0.1.0 did not write, and what their absence is read as. */
const UNSAID: Record<string, unknown> = { earlierAttendees: [], asOf: null, likely: null, standing: [] };

/** What the program does with an entry that it has read. */
function use(entry: Entry): void {
  const entries = [begun(), entry];
  const record = recordOf(RUN_ID, { entries });
  if (record === null) throw new Error('a begun attempt is a record');
  nextOf(record, T0);
  const journal = { isAlive: () => null };
  const run = summaryOf(record, journal, T0);
  const told = { failure: null, warnings: [], timing: { totalMs: 0, steps: [] }, requestIds: [] };
  const palette = new Proxy({}, { get: () => (text: string) => text }) as never;
  RUN_SHOW_VIEW.text({ result: { run, entries, unreadable: 0 }, ...told }, palette);
  RUNS_LIST_VIEW.text({ result: { runs: [run] }, ...told }, palette);
  try {
    requireSame(record, asked());
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'Failure') throw error;
  }
  new Date(timeOf(entry.time)).toISOString();
  if (entry.type === 'update-sending') new Date(entry.marks.sendingAt + 120_000).toISOString();
  if (entry.type === 'update-sent') new Date(entry.at + 120_000).toISOString();
  if (entry.type === 'ended' && entry.failure !== null) {
    const { exitCode } = failureOf(entry.failure);
    if (!Number.isInteger(exitCode) || exitCode < 1 || exitCode > 255) throw new Error(`exit code ${exitCode}`);
  }
}

describe.each(EVERY_ENTRY.map((entry, index) => [`${entry.type} (${index})`, entry] as const))('%s', (_, entry) => {
  it('is read as it was written', () => {
    expect(read(entry)).toEqual(entry);
  });

  it('is read without what later versions may add to it', () => {
    expect(read({ ...entry, added: { by: 'a later version' } })).toEqual(entry);
  });

  it('is none without one of its members, but those that version 0.1.0 did not write', () => {
    for (const place of placesIn(entry).filter((names) => !names.some((name) => /^\d+$/.test(name)))) {
      if (place.includes('arguments') && place.indexOf('arguments') < place.length - 1) continue;
      const member = place.at(-1) ?? '';
      const expected = member in UNSAID ? changed(entry, place, UNSAID[member]) : null;
      expect([place.join('.'), read(changed(entry, place, undefined))]).toEqual([place.join('.'), expected]);
    }
  });

  it('is none, or can be used, with anything in the place of anything in it', () => {
    const strange = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>(1e300, -1e300, 1.5, -1, 2 ** 53, '', 'x'.repeat(20_000), null, [], {}, true),
      fc.constantFrom('NaN', '+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z', '\u001b[2J', '\u202e'),
    );
    const places = placesIn(entry);
    fc.assert(
      fc.property(fc.constantFrom(...places), strange, (place, value) => {
        const seen = read(changed(entry, place, value));
        if (seen !== null) expect(() => use(seen)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});

it('never throws, whatever stands in a line', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.json({ maxDepth: 200 })), (text) => {
      const seen = readEntry(text);
      if (seen !== null) use(seen);
    }),
    { numRuns: 2_000 },
  );
});

it('never throws, whatever bytes a file holds', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(readEntry(Buffer.from(bytes).toString('utf8'))).toBeNull();
    }),
  );
});

it('a line that is cut anywhere is no entry', () => {
  for (const entry of EVERY_ENTRY) {
    const whole = JSON.stringify(entry);
    for (let length = 0; length < whole.length; length += 1) expect(readEntry(whole.slice(0, length))).toBeNull();
  }
});

describe('hostile values', () => {
  const spoilt = (text: string) => readEntry(text);

  it('__proto__ and its like change nothing of what an entry is', () => {
    const whole = JSON.stringify(begun());
    const entry = spoilt(whole.replace('{', '{"__proto__":{"type":"released","polluted":1},"constructor":{"a":1},'));
    expect(entry).toEqual(begun());
    expect(Object.getPrototypeOf(entry)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('an argument named __proto__ is an argument', () => {
    const argument = { digest: 'ab', length: 2, unique: false };
    const whole = JSON.stringify({ time: at(), type: 'update-sending', marks: updateMarks({ arguments: {} }) });
    const entry = spoilt(whole.replace('"arguments":{}', `"arguments":{"__proto__":${JSON.stringify(argument)}}`));
    const { marks } = entry as Extract<Entry, { type: 'update-sending' }>;
    expect(Object.getPrototypeOf(marks.arguments)).toBe(Object.prototype);
    expect(Object.entries(marks.arguments)).toEqual([['__proto__', argument]]);
  });

  it('a member that only the prototype has is missing', () => {
    expect(read({ time: at(), type: 'toString' })).toBeNull();
    expect(read({ time: at(), type: 'constructor' })).toBeNull();
    expect(read({ time: at(), type: '__proto__' })).toBeNull();
  });

  it.each([
    ['no time', { ...begun(), time: 'yesterday' }],
    ['a time with something to see', { ...begun(), time: `${at()}\u001b[2J` }],
    ['a time beyond all times', { time: at(), type: 'update-sent', delivery: 'accepted', at: 1e300, requestId: null }],
    ['a time before all times', { time: at(), type: 'update-sending', marks: updateMarks({ sendingAt: -1e300 }) }],
    ['an attempt that is no number of one', { ...begun(), attempt: 1.5 }],
    ['an attempt before the first', { ...begun(), attempt: 0 }],
    ['a meeting that is none', { ...begun(), asked: asked({ meetingId: 'a; rm -rf /' }) }],
    ['a region that is a command', { ...begun(), asked: asked({ meetingsRegion: 'x; rm -rf /' }) }],
    ['a list that is too long', { ...begun(), asked: asked({ addAttendees: Array<string>(1_001).fill('a') }) }],
    ['a text that is too long', { ...begun(), reason: 'x'.repeat(17_000) }],
  ])('%s is no entry', (_, value) => {
    expect(read(value)).toBeNull();
  });

  it('a line of megabytes is none', () => {
    expect(readEntry(`${JSON.stringify(begun()).slice(0, -1)},"more":"${'x'.repeat(600_000)}"}`)).toBeNull();
  });
});
