/**
 * A regular expression as filter patterns may have it, between percent signs: letters, digits, a few symbols and operators,
 * no parentheses and nothing beyond ASCII (CloudWatch Logs user guide, "Supported regular expressions syntax").
 */
const ALLOWED = /^(?:[A-Za-z0-9:_#=@/;,\-^$?[\]{}|*+.]|\\[dDsSwW]|\\x[0-9A-Fa-f]{2}|\\[:_#=@/;,\-^$?[\]{}|\\*+.%])+$/;

/** How many a pattern may have (same page). */
const MAX_EXPRESSIONS = 2;

/** Throws an Error with the reason for text that is none; `text` is what stands between the percent signs. */
export function compileRegularExpression(text: string): RegExp {
  if (!ALLOWED.test(text)) throw new Error('Invalid regular expression in filter pattern');
  try {
    return new RegExp(text.replaceAll(/\\([:_#=@;,%])/g, '$1'));
  } catch {
    throw new Error('Invalid regular expression in filter pattern');
  }
}

/** Throws an Error where a pattern has more expressions than it may. */
export function limitExpressions(count: number): void {
  if (count > MAX_EXPRESSIONS) throw new Error(`A filter pattern has at most ${MAX_EXPRESSIONS} regular expressions`);
}
