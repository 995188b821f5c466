import { MASK, type Secret } from './secret.js';
import { type Finder, finderOf } from './spellings.js';

/**
 * The same value with every stretch of a secret masked, in every text in it. Others repeat what they were sent: a handler
 * in its errors, the SMA in its message log. Plain data only: lists and objects are copied, anything else is left.
 */
export function redact<Value>(value: Value, secrets: readonly Secret[]): Value {
  const find = finderFor(secrets);
  return inEveryText(value, (text) => masked(text, find));
}

/** One text with every range that `find` names in it masked. */
export function masked(text: string, find: Finder): string {
  let shown = '';
  let from = 0;
  for (const [start, end] of find(text)) {
    shown += `${text.slice(from, start)}${MASK}`;
    from = end;
  }
  return from === 0 ? text : `${shown}${text.slice(from)}`;
}

/** A run comes to know its secrets one after the other, and asks with the same list for every event. */
const FINDERS = new WeakMap<readonly Secret[], { count: number; find: Finder }>();

function finderFor(secrets: readonly Secret[]): Finder {
  const known = FINDERS.get(secrets);
  if (known?.count === secrets.length) return known.find;
  const find = finderOf(secrets.map((secret) => secret.reveal()));
  FINDERS.set(secrets, { count: secrets.length, find });
  return find;
}

/** The same value with every longer text in it cut to so many characters. */
export function clip<Value>(value: Value, atMost: number): Value {
  return inEveryText(value, (text) => (text.length > atMost ? `${text.slice(0, atMost - 1)}…` : text));
}

/** The same value with every text in it changed so. */
function inEveryText<Value>(value: Value, change: (text: string) => string): Value {
  const visit = (part: unknown): unknown => {
    if (typeof part === 'string') return change(part);
    if (Array.isArray(part)) return part.map(visit);
    return isPlain(part) ? Object.fromEntries(Object.entries(part).map(([key, member]) => [key, visit(member)])) : part;
  };
  return visit(value) as Value;
}

/** What readers of text make has no prototype at all. */
function isPlain(part: unknown): part is Record<string, unknown> {
  if (typeof part !== 'object' || part === null) return false;
  const prototype: unknown = Object.getPrototypeOf(part);
  return prototype === Object.prototype || prototype === null;
}
