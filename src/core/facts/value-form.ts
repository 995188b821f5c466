import { isGuid } from './ids.js';
import { isObject } from './json-object.js';

/** What a value in a document of AWS may be. Data, so that each reader of it finds its own words. */
export type Form =
  | { is: 'text'; min: number; max: number }
  | { is: 'matching'; expression: RegExp; called: string }
  | { is: 'guid' }
  | { is: 'one-of'; values: readonly string[] }
  | { is: 'integer'; min: number; max: number; asText: boolean }
  | { is: 'flag' }
  | { is: 'list'; min: number; max: number; of?: Form }
  | { is: 'object' };

const NO_LIMIT = Number.POSITIVE_INFINITY;

/** A text of so many characters. */
export const text = (min = 1, max = NO_LIMIT): Form => ({ is: 'text', min, max });

/** A text that matches; `called` says what that is. */
export const matching = (expression: RegExp, called: string): Form => ({ is: 'matching', expression, called });

export const guid: Form = { is: 'guid' };

export const oneOf = (...values: readonly string[]): Form => ({ is: 'one-of', values });

/** A whole number. Handlers write some of them as texts, and AWS's own examples do. */
export const integer = (min: number, max = NO_LIMIT): Form => ({ is: 'integer', min, max, asText: true });

/** A whole number that is not written as a text. */
export const plainInteger = (min: number, max = NO_LIMIT): Form => ({ is: 'integer', min, max, asText: false });

/** True or false, not as texts. */
export const flag: Form = { is: 'flag' };

/** A list with so many elements. */
export const list = (min = 0, max = NO_LIMIT, of?: Form): Form => ({ is: 'list', min, max, ...(of && { of }) });

/** An object; what it holds is said elsewhere. */
export const object: Form = { is: 'object' };

/** The number that a value stands for; null where it stands for none. */
export function numberIn(value: unknown, asText = true): number | null {
  if (typeof value === 'number') return value;
  return asText && typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : null;
}

/** True for a value of this form. */
export function fits(value: unknown, form: Form): boolean {
  switch (form.is) {
    case 'text':
      return typeof value === 'string' && value.length >= form.min && value.length <= form.max;
    case 'matching':
      return typeof value === 'string' && form.expression.test(value);
    case 'guid':
      return typeof value === 'string' && isGuid(value);
    case 'one-of':
      // A code may be written as a number: the events of AWS do so, and no page forbids it.
      return (typeof value === 'string' || typeof value === 'number') && form.values.includes(String(value));
    case 'integer': {
      const number = numberIn(value, form.asText);
      return number !== null && Number.isInteger(number) && number >= form.min && number <= form.max;
    }
    case 'flag':
      return typeof value === 'boolean';
    case 'list': {
      const { min, max, of } = form;
      return (
        Array.isArray(value) &&
        value.length >= min &&
        value.length <= max &&
        (of === undefined || value.every((item) => fits(item, of)))
      );
    }
    case 'object':
      return isObject(value);
  }
}
