import { isObject } from '../facts/json-object.js';
import { namesSecret } from '../named-secrets.js';
import { MASK, Secret } from '../secret.js';
import { secretsInText } from '../secrets-in-text.js';
import type { Range } from '../spellings.js';
import { namesItsValue } from './placeholder.js';

/** The join tokens of a document, so that none is repeated. What is shorter than a token, or only names one, is not a secret. */
function secretsIn(value: unknown): Secret[] {
  const found = new Set<string>();
  findTokens(value, '', found);
  return [...found].slice(0, 1_000).map((token) => new Secret(token));
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

/** What of a document is never shown. */
export interface Hidden {
  /** In order, and apart from each other. */
  ranges: readonly Range[];
  /** What is masked wherever it is repeated. */
  secrets: readonly Secret[];
}

/** The secrets of a document as it is written and as it is read, which a broken one may not be in one piece. */
export function hiddenIn(text: string, document: unknown): Hidden {
  const { ranges, secrets } = secretsInText(text, namesItsValue);
  return { ranges, secrets: [...secretsIn(document), ...secrets] };
}

/** Where a line of a broken document may hold a token that nothing names: whatever is as long. */
export function longRanges(line: string): Range[] {
  return [...line.matchAll(LONG)].map(({ index, 0: value }): Range => [index, index + value.length]);
}
