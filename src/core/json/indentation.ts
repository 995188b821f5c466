import type { Token } from './token.js';

/** How many closing brackets at the beginning of a line are indented otherwise than the line that opened them. */
export function indentationSlips(text: string, tokens: readonly Token[]): number {
  const open: Token[] = [];
  let slips = 0;
  for (const token of tokens) {
    if (token.kind === '{' || token.kind === '[') open.push(token);
    if (token.kind !== '}' && token.kind !== ']') continue;
    const opener = open.pop();
    const written = token.end > token.start;
    if (opener === undefined || !written || !beginsItsLine(text, token.start)) continue;
    if (indentationAt(text, token.start) !== indentationAt(text, opener.start)) slips += 1;
  }
  return slips;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function beginsItsLine(text: string, at: number): boolean {
  const start = lineStart(text, at);
  return start > 0 && text.slice(start, at).trim() === '';
}

function indentationAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? '';
}
