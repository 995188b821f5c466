import { compileRegularExpression, limitExpressions } from './regular-expression.js';

export const COMPARISON_WORDS = [
  '=',
  '!=',
  '>',
  '<',
  '>=',
  '<=',
  'IS NULL',
  'IS TRUE',
  'IS FALSE',
  'NOT EXISTS',
] as const;
export type Comparison = (typeof COMPARISON_WORDS)[number];

/** What a selected value is held against. */
export type Value = string | number | RegExp;

/** A parsed JSON pattern. */
export type Condition =
  | { and: Condition[] }
  | { or: Condition[] }
  | { path: (string | number)[]; is: Comparison; value?: Value };

const TOKEN = new RegExp(
  [
    String.raw`(?<sign>&&|\|\||[(){}])`,
    String.raw`(?<selector>\$(?:\.[A-Za-z0-9_-]+|\.?\["(?:[^"\\]|\\.)*"\]|\.?\['[^']*'\]|\[\d+\])+)`,
    String.raw`(?<unary>IS\s+NULL|IS\s+TRUE|IS\s+FALSE|NOT\s+EXISTS)\b`,
    '(?<binary>!=|>=|<=|=|>|<)',
    String.raw`"(?<quoted>(?:[^"\\]|\\.)*)"`,
    String.raw`%(?<regular>(?:[^%\\]|\\.)+)%`,
    String.raw`(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?=[\s)}&|]|$)`,
    '(?<bare>[A-Za-z0-9_.*:/-]+)',
  ]
    .map((part) => `(?:${part})`)
    .join('|'),
  'y',
);

const STEP = /\["((?:[^"\\]|\\.)*)"\]|\['([^']*)'\]|\[(\d+)\]|\.([A-Za-z0-9_-]+)/g;

type Kind = 'sign' | 'selector' | 'unary' | 'binary' | 'quoted' | 'regular' | 'number' | 'bare';
type Token = { kind: Kind; text: string };

const invalid = () => new Error('Invalid filter pattern');

/** Parses a pattern in braces; throws an Error for one that is not valid. `&&` binds closer than `||`. */
export function parseJsonPattern(pattern: string): Condition {
  const tokens = tokensOf(pattern);
  limitExpressions(tokens.filter(({ kind }) => kind === 'regular').length);
  let at = 0;

  const peek = (text: string) => tokens[at]?.kind === 'sign' && tokens[at]?.text === text;
  const take = (...kinds: Kind[]): Token => {
    const token = tokens[at];
    if (token === undefined || !kinds.includes(token.kind)) throw invalid();
    at += 1;
    return token;
  };
  const sign = (text: string) => {
    if (take('sign').text !== text) throw invalid();
  };

  const chain = (mark: '||' | '&&', part: () => Condition): Condition[] => {
    const parts = [part()];
    while (peek(mark)) {
      sign(mark);
      parts.push(part());
    }
    return parts;
  };
  const anyOf = (): Condition => ({ or: chain('||', allOf) });
  const allOf = (): Condition => ({ and: chain('&&', comparison) });
  const comparison = (): Condition => {
    if (peek('(')) {
      sign('(');
      const inner = anyOf();
      sign(')');
      return inner;
    }
    const path = stepsOf(take('selector').text);
    const { kind, text } = take('unary', 'binary');
    const is = text.replace(/\s+/g, ' ') as Comparison;
    if (kind === 'unary') return { path, is };
    const operand = take('quoted', 'regular', 'number', 'bare');
    if (operand.kind === 'regular' && is !== '=' && is !== '!=') throw invalid();
    return { path, is, value: literal(operand) };
  };

  sign('{');
  const condition = anyOf();
  sign('}');
  if (at !== tokens.length) throw invalid();
  return condition;
}

function literal({ kind, text }: Token): Value {
  if (kind === 'regular') return compileRegularExpression(text);
  if (kind === 'number') return Number(text);
  return kind === 'quoted' ? text.replace(/\\(.)/g, '$1') : text;
}

function stepsOf(selector: string): (string | number)[] {
  return [...selector.matchAll(STEP)].map(([, quoted, single, index, name]) =>
    index === undefined ? (quoted?.replace(/\\(.)/g, '$1') ?? single ?? name ?? '') : Number(index),
  );
}

function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skipBlanks(pattern, 0); at < pattern.length; at = skipBlanks(pattern, TOKEN.lastIndex)) {
    TOKEN.lastIndex = at;
    const found = Object.entries(TOKEN.exec(pattern)?.groups ?? {}).find(([, text]) => text !== undefined);
    if (found === undefined) throw invalid();
    tokens.push({ kind: found[0] as Kind, text: found[1] });
  }
  return tokens;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}
