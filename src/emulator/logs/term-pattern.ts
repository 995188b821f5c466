import { compileRegularExpression, limitExpressions } from './regular-expression.js';

/** One term: a sign, then quoted text with escapes, or a bare word. */
const TERM = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/y;

/** Anything else must be quoted ("Filter pattern syntax": alphanumeric and underscore). */
const BARE = /^[\p{L}\p{N}_]+$/u;

/** A regular expression; it has no blanks, for which `\s` stands. */
const EXPRESSION = /^%(.+)%$/;

type Sign = '' | '?' | '-';
type Holds = (message: string) => boolean;

/**
 * Terms as CloudWatch Logs matches them, case-sensitive: all plain terms, none of the `-` ones; of `?` terms any, where
 * there are only those. A term in percent signs is a regular expression. Throws an Error with the reason for a pattern that
 * is not valid.
 */
export function compileTermPattern(pattern: string): Holds {
  const terms: Record<Sign, Holds[]> = { '': [], '?': [], '-': [] };
  let expressions = 0;
  for (const { sign, text, isExpression } of termsOf(pattern)) {
    if (isExpression) limitExpressions(++expressions);
    const expression = isExpression ? compileRegularExpression(text) : undefined;
    terms[sign].push((message) => expression?.test(message) ?? message.includes(text));
  }
  const { '': all, '?': any, '-': none } = terms;
  // Mixed with others, `?` loses its meaning; what AWS then does is not well documented.
  const optional = all.length === 0 && none.length === 0 ? any : [];
  return (message) =>
    all.every((holds) => holds(message)) &&
    none.every((holds) => !holds(message)) &&
    (optional.length === 0 || optional.some((holds) => holds(message)));
}

function* termsOf(pattern: string): Generator<{ sign: Sign; text: string; isExpression: boolean }> {
  TERM.lastIndex = 0;
  for (let at = 0; at < pattern.length; at = TERM.lastIndex) {
    const [, sign = '', quoted, bare] = TERM.exec(pattern) ?? [];
    if (quoted === undefined && bare === undefined) throw new Error('Invalid filter pattern');
    const expression = bare === undefined ? undefined : EXPRESSION.exec(bare)?.[1];
    if (bare !== undefined && expression === undefined && !BARE.test(bare)) {
      throw new Error('Invalid character(s) in term: it must be quoted');
    }
    const text = expression ?? bare ?? (quoted ?? '').replace(/\\(.)/g, '$1');
    yield { sign: sign as Sign, text, isExpression: expression !== undefined };
  }
}
