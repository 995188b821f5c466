/** One term: a sign, then quoted text with escapes, or a bare word. */
const TERM = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/y;

/** Anything else must be quoted ("Filter pattern syntax": alphanumeric and underscore). */
const BARE = /^[\p{L}\p{N}_]+$/u;

/**
 * Terms as CloudWatch Logs matches them, case-sensitive: all plain terms, none of the `-` ones; of `?` terms any, where
 * there are only those. Throws an Error with the reason for a pattern that is not valid.
 */
export function compileTermPattern(pattern: string): (message: string) => boolean {
  const terms: Record<'' | '?' | '-', string[]> = { '': [], '?': [], '-': [] };
  for (const { sign, text } of termsOf(pattern)) terms[sign].push(text);
  const { '': all, '?': any, '-': none } = terms;
  // Mixed with others, `?` loses its meaning; what AWS then does is not well documented.
  const optional = all.length === 0 && none.length === 0 ? any : [];
  return (message) =>
    all.every((term) => message.includes(term)) &&
    none.every((term) => !message.includes(term)) &&
    (optional.length === 0 || optional.some((term) => message.includes(term)));
}

function* termsOf(pattern: string): Generator<{ sign: '' | '?' | '-'; text: string }> {
  TERM.lastIndex = 0;
  for (let at = 0; at < pattern.length; at = TERM.lastIndex) {
    const [, sign = '', quoted, bare] = TERM.exec(pattern) ?? [];
    if (quoted === undefined && bare === undefined) throw new Error('Invalid filter pattern');
    if (bare?.startsWith('%')) throw new Error('the embedded AWS does not have %regular expressions% in patterns');
    if (bare !== undefined && !BARE.test(bare)) throw new Error('Invalid character(s) in term: it must be quoted');
    yield { sign: sign as '' | '?' | '-', text: bare ?? (quoted ?? '').replace(/\\(.)/g, '$1') };
  }
}
