/** FilterLogEvents: filterPattern has at most this many characters (CloudWatch Logs service model). */
export const MAX_PATTERN_LENGTH = 1_024;

/**
 * A filter pattern that every record with all these texts matches, perhaps others too: how a quoted term escapes a
 * quote or a backslash is not documented, so a text is cut there, and whoever reads the records looks for it again.
 * Null: no pattern, every record. (User guide, "Filter pattern syntax": quoted terms are case-sensitive, and all must match.)
 */
export function filterPattern(texts: readonly string[]): string | null {
  const terms: string[] = [];
  let length = 0;
  for (const term of texts.flatMap((text) => text.split(/["\\\p{Cc}]+/u))) {
    const quoted = `"${term}"`;
    if (term.trim() === '' || length + quoted.length + 1 > MAX_PATTERN_LENGTH) continue;
    terms.push(quoted);
    length += quoted.length + 1;
  }
  return terms.length === 0 ? null : terms.join(' ');
}
