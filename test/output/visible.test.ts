import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible, visibleJson, visibleLine } from '../../src/output/visible.js';

describe('remote text', () => {
  it.each([
    ['\u001b[2J', '\\u{1b}[2J'],
    ['a\u202eb', 'a\\u{202e}b'],
    ['a\u200bb', 'a\\u{200b}b'],
    ['\u0000\u007f\u009b', '\\u{0}\\u{7f}\\u{9b}'],
    ['a\rb', 'a\\u{d}b'],
    ['a\ufff9\u0600b', 'a\\u{fff9}\\u{600}b'],
    ['\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\ud800x', '\\u{d800}x'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['a\u2800b', 'a\\u{2800}b'],
    ['Zürich ☎ 東京', 'Zürich ☎ 東京'],
  ])('%o is shown as %o', (text, shown) => expect(visible(text)).toBe(shown));

  it('is cut to what a person may read', () => {
    expect(visible('x'.repeat(10_000)).length).toBeLessThan(2_010);
  });

  it('stays on its line where it is told to', () => {
    expect(visibleLine('a\n\tb\n')).toBe('a b ');
  });

  const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
  it('never acts on a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !CONTROL.test(visible(text).replaceAll(/[\n\t]/g, ''))),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !CONTROL.test(visibleLine(text))));
  });

  it('in JSON means the same, and never acts on a terminal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
        const shown = visibleJson(JSON.stringify({ value, text }));
        expect(JSON.parse(shown)).toEqual(JSON.parse(JSON.stringify({ value, text })));
        expect(CONTROL.test(shown)).toBe(false);
      }),
    );
  });
});
