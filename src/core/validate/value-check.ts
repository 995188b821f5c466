import { type Form, fits } from '../facts/value-form.js';
import { placeholderProblem } from './placeholder.js';
import { kindOfValue, shown } from './shown.js';

const NO_LIMIT = Number.POSITIVE_INFINITY;

/** What is allowed, for people. */
export function limitOf(form: Form): string {
  switch (form.is) {
    case 'text':
      return form.max === NO_LIMIT ? 'a text' : `a text of ${form.min} to ${form.max} characters`;
    case 'matching':
      return form.called;
    case 'guid':
      return 'a GUID';
    case 'one-of':
      return form.values.join(', ');
    case 'integer':
      return form.max === NO_LIMIT
        ? `a whole number, at least ${form.min}`
        : `a whole number from ${form.min} to ${form.max}`;
    case 'flag':
      return 'true or false';
    case 'list':
      return listLimit(form.min, form.max, form.of);
    case 'object':
      return 'an object';
  }
}

function listLimit(min: number, max: number, of: Form | undefined): string {
  const each = of === undefined ? '' : `, each ${limitOf(of)}`;
  if (max === NO_LIMIT) return `${min > 0 ? 'a list that is not empty' : 'a list'}${each}`;
  return `a list of ${min === max ? min : `${min} to ${max}`}${each}`;
}

/** What is wrong with a value; null where nothing is. */
export function problemIn(value: unknown, form: Form): string | null {
  const placeholder = placeholderProblem(value, form);
  if (placeholder !== null) return placeholder;
  return fits(value, form) ? null : misfit(value, form);
}

const notA = (noun: string, value: unknown) => `it is ${kindOfValue(value)}, not ${noun}`;

function misfit(value: unknown, form: Form): string {
  switch (form.is) {
    case 'text':
      return textMisfit(value);
    case 'matching':
      return typeof value === 'string' ? `${shown(value)} is not one` : notA('a text', value);
    case 'guid':
      return typeof value === 'string' ? `${shown(value)} is not a GUID` : notA('a GUID', value);
    case 'one-of':
      return `${shown(value)} is not one of them`;
    case 'integer':
      return integerMisfit(value, form.asText);
    case 'flag':
      return notA('true or false', value);
    case 'list':
      return listMisfit(value, form.min, form.max, form.of);
    case 'object':
      return notA('an object', value);
  }
}

function textMisfit(value: unknown): string {
  if (typeof value !== 'string') return notA('a text', value);
  return value.length === 0 ? 'it is empty' : `it has ${value.length} characters`;
}

function integerMisfit(value: unknown, asText: boolean): string {
  if (typeof value === 'number') return `it is ${shown(value)}`;
  if (typeof value !== 'string' || !/^-?\d+$/.test(value)) return notA('a number', value);
  return asText ? `it is ${shown(value)}` : 'it is a text, not a number';
}

function listMisfit(value: unknown, min: number, max: number, of: Form | undefined): string {
  if (!Array.isArray(value)) return notA('a list', value);
  if (value.length === 0 && min > 0) return 'it is empty';
  if (value.length < min || value.length > max) return `it has ${value.length} elements`;
  const wrong = of === undefined ? -1 : value.findIndex((item) => !fits(item, of));
  return `its element ${wrong} is ${shown(value[wrong])}`;
}

/** The value that can only have been meant: one of a few texts, in other letters. */
export function meantBy(value: unknown, form: Form): string | null {
  if (form.is !== 'one-of' || typeof value !== 'string') return null;
  return form.values.find((one) => one.toLowerCase() === value.toLowerCase()) ?? null;
}
