import { MASK, type Secret } from './secret.js';

/** A stretch of a token this long is as good as the token to somebody who looks for it, and no chance. */
const TELLING = 16;

/**
 * The same value with every stretch of a secret masked, in every text in it. Others repeat what they were sent: a handler
 * in its errors, the SMA in its message log. Plain data only: lists and objects are copied, anything else is left.
 */
export function veil<Value>(value: Value, secrets: readonly Secret[]): Value {
  const patterns = secrets.map((secret) => stretchesOf(secret.reveal()));
  return inEveryText(value, (text) => patterns.reduce(veilText, text));
}

/** The same value with every longer text in it cut to so many characters. */
export function clip<Value>(value: Value, atMost: number): Value {
  return inEveryText(value, (text) => (text.length > atMost ? `${text.slice(0, atMost - 1)}…` : text));
}

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

interface Stretches {
  length: number;
  texts: ReadonlySet<string>;
}

function stretchesOf(secret: string): Stretches {
  const length = Math.min(TELLING, secret.length);
  const starts = Array.from({ length: secret.length - length + 1 }, (_, start) => start);
  return { length, texts: new Set(starts.map((start) => secret.slice(start, start + length))) };
}

function veilText(text: string, { length, texts }: Stretches): string {
  let veiled = '';
  let at = 0;
  while (at < text.length) {
    if (!texts.has(text.slice(at, at + length))) {
      veiled += text[at];
      at += 1;
      continue;
    }
    let end = at + length;
    while (end < text.length && texts.has(text.slice(end - length + 1, end + 1))) end += 1;
    veiled += MASK;
    at = end;
  }
  return veiled;
}
