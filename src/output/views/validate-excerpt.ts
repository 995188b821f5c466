import { visibleLine } from '../visible.js';

/** Characters that take two columns of a terminal: East Asian wide and full-width forms, and emoji. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|^\p{Extended_Pictographic}/u;
/** Characters that stand on the one before. */
const COMBINING = /^\p{M}/u;

/** The line, and under it a caret at its place: tabs, wide characters and what is not seen are counted as they are shown. */
export function caretLines({ text, caret }: { text: string; caret: number }): [line: string, caret: string] {
  let line = '';
  let before = 0;
  let at = 0;
  for (const character of text) {
    const shown = character === '\t' ? '  ' : visibleLine(character);
    line += shown;
    if (at < caret) before += shown === character ? columnsOf(character) : shown.length;
    at += character.length;
  }
  return [line, `${' '.repeat(before)}^`];
}

function columnsOf(character: string): number {
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
