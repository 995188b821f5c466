import { Grammar } from './grammar.js';
import { indentationSlips } from './indentation.js';
import type { Slip } from './slips.js';
import { CLOSING, type Opening, type Token, type TokenKind } from './token.js';

/** Tokens that the trials of one document may read. */
const MOST_STEPS = 4_000_000;
/** More ways to read a document are not weighed. */
const MOST_WAYS = 50;

/** One bracket more or less, and the tokens it leads to. */
export interface BracketRepair {
  slip: Slip;
  tokens: Token[];
}

type Change =
  | { do: 'insert'; index: number; kind: TokenKind }
  | { do: 'remove'; index: number }
  | { do: 'replace'; index: number; kind: TokenKind };

/**
 * The one bracket whose repair makes a document of these tokens, which go wrong at `failedAt`. Every place is tried. Where
 * several would do, the document's own indentation decides; if it does not, the answer is not certain (and null where no
 * single bracket helps).
 */
export function repairBracket(text: string, tokens: readonly Token[], failedAt: number): BracketRepair | null {
  const budget = { steps: MOST_STEPS };
  for (const lenient of [false, true]) {
    const found = new Map<string, Change[]>();
    for (const change of changesOf(tokens, failedAt)) {
      if (!makesADocument(tokens, change, lenient, budget)) continue;
      const key = JSON.stringify(settled(tokens, change));
      found.set(key, [...(found.get(key) ?? []), change]);
    }
    if (budget.steps < 0) return null;
    if (found.size > 0) return choose(text, tokens, [...found.values()]);
  }
  return null;
}

function* changesOf(tokens: readonly Token[], failedAt: number): Generator<Change> {
  const lacking = { '{': balance(tokens, '{'), '[': balance(tokens, '[') };
  const last = Math.min(failedAt, tokens.length);
  for (const opening of ['{', '['] as const) {
    const other = opening === '{' ? '[' : '{';
    if (lacking[opening] === 1 && lacking[other] === -1) {
      for (let index = 0; index <= last; index += 1) {
        const { kind } = tokens[index] ?? {};
        if (kind === CLOSING[other]) yield { do: 'replace', index, kind: CLOSING[opening] };
        if (kind === opening) yield { do: 'replace', index, kind: other };
      }
    }
    if (lacking[other] !== 0) continue;
    for (let index = 0; index <= last; index += 1) {
      if (lacking[opening] === 1) yield { do: 'insert', index, kind: CLOSING[opening] };
      if (lacking[opening] === -1) yield { do: 'insert', index, kind: opening };
      if (lacking[opening] === -1 && tokens[index]?.kind === CLOSING[opening]) yield { do: 'remove', index };
    }
  }
}

function balance(tokens: readonly Token[], opening: Opening): number {
  return tokens.reduce((sum, { kind }) => sum + (kind === opening ? 1 : kind === CLOSING[opening] ? -1 : 0), 0);
}

function makesADocument(
  tokens: readonly Token[],
  change: Change,
  lenient: boolean,
  budget: { steps: number },
): boolean {
  const grammar = new Grammar(lenient);
  for (let index = 0; index <= tokens.length; index += 1) {
    budget.steps -= 1;
    if (budget.steps < 0) return false;
    const here = index === change.index;
    if (here && change.do !== 'remove' && !grammar.take(change.kind)) return false;
    const token = tokens[index];
    if (token !== undefined && !(here && change.do !== 'insert') && !grammar.take(token.kind)) return false;
  }
  return grammar.expecting === 'end';
}

/** The same change where it stands among like brackets: which of them it is makes no difference. */
function settled(tokens: readonly Token[], change: Change): Change {
  let { index } = change;
  if (change.do === 'replace') return change;
  const kind = change.do === 'insert' ? change.kind : tokens[index]?.kind;
  if (kind === '{' || kind === '[') while (tokens[index - 1]?.kind === kind) index -= 1;
  else if (change.do === 'insert') while (tokens[index]?.kind === kind) index += 1;
  else while (tokens[index + 1]?.kind === kind) index += 1;
  return { ...change, index };
}

/** Each of `ways` is one way to read the document, by changes that come to the same. */
function choose(text: string, tokens: readonly Token[], ways: readonly Change[][]): BracketRepair | null {
  const best = ways.slice(0, MOST_WAYS).flatMap((changes) => {
    const repairs = changes.slice(0, MOST_WAYS).map((change) => done(tokens, change));
    const weighed = repairs.map((repair) => ({ repair, slips: indentationSlips(text, repair.tokens) }));
    // Of those that come to the same the last one is where people look for it.
    weighed.reverse().sort((one, other) => one.slips - other.slips);
    return weighed.slice(0, 1);
  });
  const [only] = best;
  if (only === undefined) return null;
  if (ways.length === 1) return only.repair;
  const indented = best.filter(({ slips }) => slips === 0);
  if (indented.length === 1 && ways.length <= MOST_WAYS && indented[0] !== undefined) return indented[0].repair;
  const { slip, tokens: guessed } = only.repair;
  return { slip: { ...slip, certain: false, edits: [], detail: 'several places would do' }, tokens: guessed };
}

function done(tokens: readonly Token[], change: Change): BracketRepair {
  const { index } = change;
  const token = tokens[index];
  const end = tokens.at(-1)?.end ?? 0;
  if (change.do === 'insert') {
    const isOpening = change.kind === '{' || change.kind === '[';
    const at = isOpening ? (token?.start ?? end) : (tokens[index - 1]?.end ?? 0);
    const edits = [{ start: at, end: at, text: change.kind }];
    const inserted: Token = { kind: change.kind, start: at, end: at };
    const detail = `${change.kind} is missing`;
    return { slip: slip('missing-bracket', at, edits, detail), tokens: tokens.toSpliced(index, 0, inserted) };
  }
  const at = token?.start ?? end;
  const replaced = change.do === 'replace' ? change.kind : '';
  const edits = [{ start: at, end: at + 1, text: replaced }];
  if (change.do === 'remove') {
    const detail = `${token?.kind} closes nothing`;
    return { slip: slip('extra-bracket', at, edits, detail), tokens: tokens.toSpliced(index, 1) };
  }
  const instead: Token = { kind: change.kind, start: at, end: at + 1 };
  const detail = `${change.kind} is meant, not ${token?.kind}`;
  return { slip: slip('extra-bracket', at, edits, detail), tokens: tokens.toSpliced(index, 1, instead) };
}

function slip(cause: Slip['cause'], at: number, edits: Slip['edits'], detail: string): Slip {
  return { cause, at, edits, certain: true, detail };
}
