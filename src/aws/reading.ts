/** What AWS answered is not what it documents. The message says where, never with the value: it may be a secret. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** More than any id, name or ARN of these services (MeetingArn, the longest, has 1011). */
const MAX_TEXT = 1_024;

export function missing(what: string): never {
  throw new Unreadable(`the answer has no usable ${what}`);
}

/** An id as it goes into the next request's path. All of AWS's are GUIDs, but only a plain word is insisted on. */
export function readId(value: unknown, what: string): string {
  return typeof value === 'string' && /^[\w.:-]{1,128}$/.test(value) ? value : missing(what);
}

/** Text between the two lengths. */
export function readText(value: unknown, what: string, lengths: { min: number; max: number }): string {
  if (typeof value !== 'string' || value.length < lengths.min || value.length > lengths.max) return missing(what);
  return value;
}

/** Text that AWS may leave out. */
export function readOptionalText(value: unknown, what: string, max = MAX_TEXT): string | null {
  return value === undefined || value === null || value === '' ? null : readText(value, what, { min: 1, max });
}

export function readObject<Members extends object>(value: Members | null | undefined, what: string): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : missing(what);
}

/** A list that AWS may leave out, each item read. */
export function readList<Item, Value>(
  value: readonly Item[] | null | undefined,
  what: string,
  atMost: number,
  read: (item: Item) => Value,
): Value[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.length > atMost) return missing(what);
  return value.map((item: Item) => read(item));
}
