import { isObject } from '../../core/facts/json-object.js';
import { type Comparison, type Condition, parseJsonPattern, type Value } from './json-pattern-grammar.js';
import { wildcard } from './wildcard.js';

/**
 * A pattern such as `{ $.a.b[0] = "x" && ($.n > 2 || $.gone NOT EXISTS) }`. It matches messages that are whole JSON
 * objects. Throws an Error with the reason for a pattern that is not valid.
 */
export function compileJsonPattern(pattern: string): (message: string) => boolean {
  const condition = parseJsonPattern(pattern);
  return (message) => {
    const document = objectIn(message);
    return document !== undefined && holds(condition, document);
  };
}

function objectIn(message: string): Record<string, unknown> | undefined {
  if (!message.trimStart().startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(message);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function holds(condition: Condition, document: unknown): boolean {
  if ('and' in condition) return condition.and.every((each) => holds(each, document));
  if ('or' in condition) return condition.or.some((each) => holds(each, document));
  const { path, is, value } = condition;
  return COMPARISONS[is](select(document, path), value);
}

function select(document: unknown, path: (string | number)[]): unknown {
  let here = document;
  for (const step of path) {
    if (typeof step === 'number' && Array.isArray(here)) here = here[step];
    else if (typeof step === 'string' && isObject(here) && Object.hasOwn(here, step)) here = here[step];
    else return undefined;
  }
  return here;
}

type Compare = (found: unknown, wanted: Value | undefined) => boolean;

const equal: Compare = (found, wanted) => {
  if (typeof wanted === 'number') return found === wanted;
  if (wanted instanceof RegExp) return typeof found === 'string' && wanted.test(found);
  return (typeof found === 'string' || typeof found === 'number') && wildcard(wanted ?? '', String(found));
};

const numeric =
  (test: (found: number, wanted: number) => boolean): Compare =>
  (found, wanted) =>
    typeof found === 'number' && typeof wanted === 'number' && test(found, wanted);

const COMPARISONS: Record<Comparison, Compare> = {
  '=': equal,
  '!=': (found, wanted) => found !== undefined && !equal(found, wanted),
  '>': numeric((found, wanted) => found > wanted),
  '<': numeric((found, wanted) => found < wanted),
  '>=': numeric((found, wanted) => found >= wanted),
  '<=': numeric((found, wanted) => found <= wanted),
  'IS NULL': (found) => found === null,
  'IS TRUE': (found) => found === true,
  'IS FALSE': (found) => found === false,
  'NOT EXISTS': (found) => found === undefined,
};
