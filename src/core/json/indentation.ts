import type { Token } from './token.js';

interface Open {
  opener: Token;
  /** Indentation of the first member that begins a line. */
  members: string | null;
}

/**
 * How often the indentation contradicts the brackets: a closing bracket at the beginning of a line that is indented
 * otherwise than the line which opened it, a member otherwise than the one before. Inserted brackets (they are empty) have
 * no line of their own.
 */
export function indentationSlips(text: string, tokens: readonly Token[]): number {
  const open: Open[] = [];
  let slips = 0;
  for (const token of tokens) {
    const isWritten = token.end > token.start;
    const indentation = isWritten ? indentationOf(text, token.start) : null;
    const closes = token.kind === '}' || token.kind === ']';
    if (closes) {
      const opener = open.pop()?.opener;
      const known = opener !== undefined && opener.end > opener.start;
      if (known && indentation !== null && indentation !== lineIndentation(text, opener.start)) slips += 1;
      continue;
    }
    const holder = open.at(-1);
    if (holder !== undefined && indentation !== null && token.kind !== ',') {
      holder.members ??= indentation;
      if (holder.members !== indentation) slips += 1;
    }
    if (token.kind === '{' || token.kind === '[') open.push({ opener: token, members: null });
  }
  return slips;
}

/** Of a token that begins its line; null for any other. */
function indentationOf(text: string, at: number): string | null {
  const start = lineStart(text, at);
  const before = text.slice(start, at);
  return start > 0 && before.trim() === '' ? before : null;
}

function lineIndentation(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? '';
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}
