import { readLiteral } from './literal.js';

/** Longer texts are cut before they are read: CloudWatch's own limit for one record is 256 KB, a joined event's is ours. */
const MAX_TEXT = 1_000_000;
/** Starts that lead nowhere, per text: bounds the work that a text of nothing but braces can cause. */
const MAX_FALSE_STARTS = 100;
/** Characters that false starts may cost, per character of the text: each could go on to the text's end. */
const MAX_WORK = 20;

export interface FoundObjects {
  objects: Record<string, unknown>[];
  /** Those of them that were printed shortened. */
  cut: Set<Record<string, unknown>>;
  /** Where an object began that the text does not finish, or null. */
  unfinishedAt: number | null;
  /** How many characters were read for it, some of them often. */
  work: number;
}

/**
 * Every outermost object written anywhere in the text, in order. An object written inside a string literal (`"{\"a\":1}"`,
 * as a doubly encoded event is) is found too.
 */
export function objectsIn(text: string): FoundObjects {
  const source = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  const objects: Record<string, unknown>[] = [];
  const cut = new Set<Record<string, unknown>>();
  let unfinishedAt: number | null = null;
  let falseStarts = 0;
  const mayWork = source.length * MAX_WORK;
  let work = 0;
  let at = source.indexOf('{');
  while (at !== -1 && falseStarts < MAX_FALSE_STARTS && work <= mayWork) {
    // Inside an object that the text broke off, a string is what somebody sent (a SIP header), not what was logged.
    const encoded = falseStarts === 0 && source[at + 1] === '\\' && source[at - 1] === '"';
    const found = readLiteral(source, encoded ? at - 1 : at);
    let next = at + 1;
    work += found.end - at;
    if (found.kind === 'value') {
      next = found.end;
      if (typeof found.value === 'string') {
        const inner = objectsIn(found.value);
        objects.push(...inner.objects);
        for (const object of inner.cut) cut.add(object);
      } else {
        objects.push(found.value as Record<string, unknown>);
        if (found.cut) cut.add(found.value as Record<string, unknown>);
      }
    } else {
      falseStarts += 1;
      if (found.kind === 'unfinished') unfinishedAt ??= at;
    }
    at = source.indexOf('{', next);
  }
  return { objects, cut, unfinishedAt, work };
}

/** A plain object, not a list and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
