import type { Edit } from './edits.js';
import type { Grammar } from './grammar.js';
import { SMART_DOUBLE } from './text-literal.js';
import { STRICT_WORD, type Token, type TokenKind } from './token.js';

/** Longer lines are not tried: every place of them would be. */
const LONGEST_LINE = 4_000;
const PIECE = /[ \t\u00a0]+|"(?:[^"\\\n]|\\.)*"|[{}[\],:]|\/\/.*|\/\*.*?\*\/|[^\s"{}[\],:]+/y;

export interface LineRepair {
  cause: 'missing-quote' | 'extra-quote' | 'smart-quotes';
  /** Where the quotation mark is missing, or too many; an index into the line. */
  at: number;
  edits: Edit[];
  /** The line's tokens, at their places in the line as it was. */
  tokens: Token[];
}

interface Candidate {
  cause: LineRepair['cause'];
  at: number;
  edits: Edit[];
  line: string;
  toOld: (at: number) => number;
}

/**
 * The one way to make sense of a line whose quotation marks do not pair: every place where one may be missing, and every
 * one that may be too many, is tried. Null where none fits, or several that differ in more than spaces.
 * `next` is what stands on the next line, null at the end of the text; `budget` is used up by what is tried.
 */
export function repairLine(
  line: string,
  before: Grammar,
  next: TokenKind | 'anything' | null,
  budget: { steps: number },
): LineRepair | null {
  if (line.length > LONGEST_LINE) return null;
  for (const lenient of [false, true]) {
    const found = new Map<string, LineRepair & { loose: number }>();
    for (const candidate of candidatesOf(line)) {
      if (budget.steps < 0) return null;
      const read = readLine(candidate, before.copy(lenient), next, budget);
      if (read === null) continue;
      const known = found.get(read.meaning);
      if (known === undefined || read.loose < known.loose) {
        const { cause, at, edits } = candidate;
        found.set(read.meaning, { cause, at, edits, tokens: read.tokens, loose: read.loose });
      }
    }
    const [only, other] = found.values();
    if (only !== undefined) return other === undefined ? only : null;
  }
  return null;
}

function* candidatesOf(line: string): Generator<Candidate> {
  const smart = [...line.matchAll(new RegExp(`[${SMART_DOUBLE}]`, 'g'))].map(({ index }) => index);
  const [first] = smart;
  if (first !== undefined) {
    const edits = smart.map((at) => ({ start: at, end: at + 1, text: '"' }));
    const straight = line.replace(new RegExp(`[${SMART_DOUBLE}]`, 'g'), '"');
    yield { cause: 'smart-quotes', at: first, edits, line: straight, toOld: (at) => at };
  }
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] !== '"' || line[at - 1] === '\\') continue;
    const edits = [{ start: at, end: at + 1, text: '' }];
    const without = line.slice(0, at) + line.slice(at + 1);
    yield { cause: 'extra-quote', at, edits, line: without, toOld: (neu) => (neu > at ? neu + 1 : neu) };
  }
  for (let at = 0; at <= line.length; at += 1) {
    if (line[at - 1] === '\\' || !(isEdge(line[at - 1]) || isEdge(line[at]))) continue;
    const edits = [{ start: at, end: at, text: '"' }];
    const withOne = `${line.slice(0, at)}"${line.slice(at)}`;
    yield { cause: 'missing-quote', at, edits, line: withOne, toOld: (neu) => (neu > at ? neu - 1 : neu) };
  }
}

function isEdge(character: string | undefined): boolean {
  return character === undefined || /[\s"{}[\],:]/.test(character);
}

function readLine(
  { line, toOld }: Candidate,
  grammar: Grammar,
  next: TokenKind | 'anything' | null,
  budget: { steps: number },
): { tokens: Token[]; meaning: string; loose: number } | null {
  const tokens: Token[] = [];
  const meaning: string[] = [];
  let loose = 0;
  for (let at = 0; at < line.length; ) {
    budget.steps -= 1;
    PIECE.lastIndex = at;
    const piece = PIECE.exec(line)?.[0];
    if (piece === undefined) return null;
    const start = at;
    at += piece.length;
    if (/^(?:\s|\/\/|\/\*)/.test(piece)) continue;
    const kind = kindOf(piece);
    if (kind === 'word' && !STRICT_WORD.test(piece)) return null;
    if (!grammar.take(kind)) return null;
    if (kind === 'string') loose += piece.length - 2 - piece.slice(1, -1).trim().length;
    meaning.push(kind === 'string' ? `"${piece.slice(1, -1).trim()}` : piece);
    tokens.push({ kind, start: toOld(start), end: toOld(at) });
  }
  const goesOn = next === 'anything' || (next === null ? grammar.expecting === 'end' : grammar.take(next));
  return goesOn ? { tokens, meaning: meaning.join('\n'), loose } : null;
}

/** The kind of the token that begins like this. */
export function kindOf(piece: string): TokenKind {
  const first = piece[0] as string;
  if (first === '"') return 'string';
  return '{}[],:'.includes(first) ? (first as TokenKind) : 'word';
}
