import { isObject } from '../facts/json-object.js';
import { namedRanges, namesSecret } from '../named-secrets.js';
import { MASK, Secret } from '../secret.js';
import { namesItsValue } from './placeholder.js';

/** The join tokens of a document, so that none is repeated. What is shorter than a token, or only names one, is not a secret. */
export function secretsIn(value: unknown): Secret[] {
  const found = new Set<string>();
  findTokens(value, '', found);
  return [...found].slice(0, 100).map((token) => new Secret(token));
}

function findTokens(value: unknown, name: string, found: Set<string>): void {
  if (typeof value === 'string') findInText(value, name, found);
  else if (Array.isArray(value)) for (const item of value) findTokens(item, name, found);
  else if (isObject(value)) for (const [key, member] of Object.entries(value)) findTokens(member, key, found);
}

function findInText(text: string, name: string, found: Set<string>): void {
  if (namesSecret(name) && text.length >= 8 && text !== MASK && !namesItsValue(text)) found.add(text);
  if (text.startsWith('{') || text.startsWith('[')) for (const token of tokensIn(text)) found.add(token);
}

const TOKEN_INSIDE = /(?<!\w)(?=\w*?token)\w+\\*"\s*:\s*\\*"([^"\\]{8,4096})/gi;

/** JSON within a text: `"{\"JoinToken\":\"…\"}"`. */
function tokensIn(text: string): string[] {
  return [...text.slice(0, 100_000).matchAll(TOKEN_INSIDE)].map(([, token = '']) => token);
}

const LONG = /[A-Za-z0-9+/_=-]{40,}/g;

/** Where a line of a broken document may hold a token: what stands under a name like that, and whatever is as long. */
export function tokenRanges(line: string): { start: number; end: number }[] {
  const named = namedRanges(line).map(([start, end]) => ({ start, end }));
  const long = [...line.matchAll(LONG)].map(({ index, 0: value }) => ({ start: index, end: index + value.length }));
  const ranges = [...named, ...long].sort((one, other) => one.start - other.start);
  return ranges.filter(({ start }, index) => index === 0 || start >= (ranges[index - 1]?.end ?? 0));
}
