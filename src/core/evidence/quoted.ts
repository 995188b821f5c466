const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', 0: '\0' };
/** The hexadecimal digits behind `\u` and `\x`. */
const DIGITS: Record<string, number> = { u: 4, x: 2 };

/** A quoted text whose first character stands at `start`; its `end` is behind the quote that closes it. */
export function readQuoted(
  text: string,
  start: number,
  quote: string,
): { value: string; end: number } | 'unfinished' | 'invalid' {
  let value = '';
  let from = start;
  for (let at = start; at < text.length; at += 1) {
    const here = text[at];
    if (here === quote) return { value: value + text.slice(from, at), end: at + 1 };
    if (here !== '\\') continue;
    const escaped = readEscape(text, at);
    if (typeof escaped === 'string') return escaped;
    value += text.slice(from, at) + escaped.value;
    from = escaped.end;
    at = from - 1;
  }
  return 'unfinished';
}

/** What the escape that begins at this backslash stands for. */
function readEscape(text: string, at: number): { value: string; end: number } | 'unfinished' | 'invalid' {
  const mark = text[at + 1];
  if (mark === undefined) return 'unfinished';
  const behind = at + 2;
  const digits = DIGITS[mark];
  if (digits === undefined) return { value: ESCAPES[mark] ?? mark, end: behind };
  const end = behind + digits;
  const code = text.slice(behind, end);
  if (end > text.length) return 'unfinished';
  if (!/^[0-9a-fA-F]+$/.test(code)) return 'invalid';
  return { value: String.fromCharCode(Number.parseInt(code, 16)), end };
}
