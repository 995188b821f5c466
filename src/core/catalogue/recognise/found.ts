import type { Circumstances, Entry } from '../entry.js';
import { generalCircumstances } from '../worded.js';

/** An entry that was recognised, and the situation it is told for. */
export interface Found {
  entry: Entry;
  told: Circumstances;
  /** Null where the operation plays no part, or is not known. */
  operation: string | null;
  /** AWS's own words; not masked yet. */
  said: string | null;
}

export function found(entry: Entry, operation: string | null = null, said: string | null = null, status = 0): Found {
  return { entry, told: generalCircumstances(operation, status), operation, said };
}

/** Each entry once, the first time it was found. */
export function eachOnce(all: readonly Found[]): Found[] {
  const first = new Map<string, Found>();
  for (const one of all) if (!first.has(one.entry.id)) first.set(one.entry.id, one);
  return [...first.values()];
}
