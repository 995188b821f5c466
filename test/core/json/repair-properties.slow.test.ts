import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repairJson } from '../../../src/core/json/repair.js';
import { syntaxErrorAt } from '../../../src/core/json/syntax.js';

/** Texts as documents of AWS have them: what begins or ends with a space is not told from a text that is broken there. */
const text = fc.oneof(
  fc.constantFrom(
    'LEG-A',
    'call-id-1',
    '+12065551212',
    '9ff01357-23c5-4611-9dd3-f05f9d654faa',
    '1.0',
    'a, b',
    'true',
    '',
  ),
  fc.stringMatching(/^[\w:/.+-]{1,12}$/),
);
const scalar = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
const name = fc.stringMatching(/^[A-Z][A-Za-z]{0,9}$/);
const { document } = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, scalar, tie('object'), tie('list')),
  list: fc.array(tie('node'), { maxLength: 4 }),
  object: fc.dictionary(name, tie('node'), { maxKeys: 4 }),
  document: fc.dictionary(name, tie('node'), { minKeys: 1, maxKeys: 5 }),
}));

const MARKS: Record<string, RegExp> = { comma: /,/g, brace: /[{}[\]]/g, quote: /"/g };

/** Where a mark stands outside of texts; quotation marks are the ends of texts. */
function marksOf(json: string, mark: RegExp): number[] {
  const TOKEN = /"(?:[^"\\]|\\.)*"|[^"]/g;
  return [...json.matchAll(TOKEN)].flatMap(({ index, 0: token }) => {
    if (!token.startsWith('"')) return new RegExp(mark.source).test(token) ? [index] : [];
    return mark.test('"') || mark.source === '"' ? [index, index + token.length - 1] : [];
  });
}

for (const [what, mark] of Object.entries(MARKS)) {
  test(`a document that lacks one ${what} is located there or behind it, and certain only to be what it was`, () => {
    fc.assert(
      fc.property(document, fc.constantFrom(0, 2, 4), fc.nat(), (value, indent, choice) => {
        const json = JSON.stringify(value, null, indent);
        const marks = marksOf(json, mark);
        if (marks.length === 0) return;
        const at = marks[choice % marks.length] as number;
        const broken = json.slice(0, at) + json.slice(at + 1);
        if (syntaxErrorAt(broken) === null) return;
        const repair = repairJson(broken);
        const [first] = repair.slips;
        expect(first).toBeDefined();
        if (repair.certain) {
          expect(JSON.parse(repair.text as string)).toEqual(JSON.parse(json));
        }
        if (what === 'comma') {
          const lineOf = (place: number) => broken.slice(0, place).split('\n').length;
          expect(Math.abs(lineOf(first?.at ?? 0) - lineOf(at))).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 2_000 },
    );
  });
}

test('nothing is too strange: never an exception, always a place', () => {
  const scrap = fc.constantFrom(
    ...'{}[]":,\'`“”#/*.\\\n\t -+01eE',
    'true',
    'None',
    '//',
    '"a"',
    '...',
    '```',
    '\ufeff',
    'NaN',
    'é',
    '\u0000',
  );
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 60 }), (pieces) => {
      const broken = pieces.join('');
      const repair = repairJson(broken);
      expect(repair.slips.length > 0).toBe(syntaxErrorAt(broken) !== null);
      for (const { at } of repair.slips) {
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(broken.length);
      }
      if (repair.text !== null) expect(syntaxErrorAt(repair.text)).toBe(null);
      if (repair.certain) expect(repairJson(repair.text as string)).toMatchObject({ slips: [], text: repair.text });
    }),
    { numRuns: 5_000 },
  );
});

test('JSON is left byte for byte', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('', ' ', '\r\n', '\t'), (json, space) => {
      const text = space + json + space;
      expect(repairJson(text)).toMatchObject({ slips: [], text, certain: true });
    }),
  );
});
