/** Deeper than any document that is read here; what is deeper is somebody's test of our patience. */
const MAX_DEPTH = 100;

const BLANK = /[ \t\r\n]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN = /[^"\\\p{Cc}]{1,10000}|[\u007f-\u009f]/uy;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;

export interface SyntaxProblem {
  /** Index into the text. */
  at: number;
  what: string;
}

/** Where a text stops being JSON, and why; null where it is JSON. Neither recurses nor backtracks. */
export function syntaxErrorAt(text: string): SyntaxProblem | null {
  const open: ('{' | '[')[] = [];
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0].length ?? 0;
    at += found;
    return found > 0;
  };
  const problem = (what: string): SyntaxProblem =>
    at >= text.length ? { at: text.length, what: 'it ends too early' } : { at, what };
  const string = (): boolean => {
    if (text[at] !== '"') return false;
    at += 1;
    while (skip(PLAIN) || skip(ESCAPE));
    return text[at] === '"' && ++at > 0;
  };
  const key = (): SyntaxProblem | null => {
    skip(BLANK);
    if (!string()) return problem('expected a name in quotation marks');
    skip(BLANK);
    if (text[at] !== ':') return problem('expected :');
    at += 1;
    return null;
  };

  for (;;) {
    // A value begins here.
    skip(BLANK);
    const opening = text[at];
    if (opening === '{' || opening === '[') {
      if (open.length === MAX_DEPTH) return problem(`it is nested more than ${MAX_DEPTH} deep`);
      at += 1;
      skip(BLANK);
      if (text[at] !== (opening === '{' ? '}' : ']')) {
        open.push(opening);
        const wrong = opening === '{' ? key() : null;
        if (wrong !== null) return wrong;
        continue;
      }
      at += 1;
    } else if (!string() && !skip(SCALAR)) {
      return problem('expected a value');
    }
    // A value has ended here, and whatever it was the last of.
    for (;;) {
      skip(BLANK);
      const inside = open.at(-1);
      if (inside === undefined) return at === text.length ? null : problem('expected nothing more');
      const closing = inside === '{' ? '}' : ']';
      if (text[at] === closing) {
        at += 1;
        open.pop();
        continue;
      }
      if (text[at] !== ',') return problem(`expected , or ${closing}`);
      at += 1;
      const wrong = inside === '{' ? key() : null;
      if (wrong !== null) return wrong;
      break;
    }
  }
}
