/** Longer values are not repeated in a message: one may be a join token in the wrong place. */
const LONGEST_SHOWN = 40;

/** A value of the document in a message: texts in quotation marks, what is long or nested only by its kind. */
export function shown(value: unknown): string {
  if (typeof value === 'string')
    return value.length > LONGEST_SHOWN ? `a text of ${value.length} characters` : JSON.stringify(value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** The kind of a value, as a noun. */
export function kindOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'a text', number: 'a number', boolean: 'true or false', object: 'an object' }[typeof value as string] ??
    'nothing'
  );
}
