import { isGuid } from '../facts/ids.js';
import { kindOfValue, shown } from './shown.js';

/** What is allowed, and what is wrong with a value; `null` where nothing is. */
export interface ValueCheck {
  limit: string;
  problem(value: unknown): string | null;
  /** The value that can only have been meant. */
  instead?(value: unknown): string | null;
}

const notA = (noun: string, value: unknown) => `it is ${kindOfValue(value)}, not ${noun}`;

/** A text of so many characters. */
export function text(min = 1, max = Number.POSITIVE_INFINITY): ValueCheck {
  return {
    limit: max === Number.POSITIVE_INFINITY ? 'a text' : `a text of ${min} to ${max} characters`,
    problem(value) {
      if (typeof value !== 'string') return notA('a text', value);
      if (value.length >= min && value.length <= max) return null;
      return value.length === 0 ? 'it is empty' : `it has ${value.length} characters`;
    },
  };
}

/** A text that matches. */
export function pattern(expression: RegExp, limit: string): ValueCheck {
  return {
    limit,
    problem(value) {
      if (typeof value !== 'string') return notA('a text', value);
      return expression.test(value) ? null : `${shown(value)} is none`;
    },
  };
}

/** An id of AWS: a GUID. */
export const guid: ValueCheck = {
  limit: 'a GUID',
  problem(value) {
    if (typeof value !== 'string') return notA('a GUID', value);
    if (isGuid(value)) return null;
    const placeholder = /^(?:meeting|call|transaction|attendee|sip)[\w-]*id(?:-\d+)?$/.test(value);
    return placeholder ? `${shown(value)} is the placeholder of AWS's page` : `${shown(value)} is no GUID`;
  },
};

/** One of a few texts; what differs in letter case alone is one of them. */
export function oneOf(...allowed: readonly string[]): ValueCheck {
  const meant = (value: unknown) =>
    typeof value === 'string' ? allowed.find((one) => one.toLowerCase() === value.toLowerCase()) : undefined;
  return {
    limit: allowed.join(', '),
    problem: (value) =>
      typeof value === 'string' && allowed.includes(value) ? null : `${shown(value)} is none of them`,
    instead: (value) => meant(value) ?? null,
  };
}

/** A whole number. Handlers write some of them as texts, and AWS's own examples do. */
export function integer(min: number, max = Number.POSITIVE_INFINITY): ValueCheck {
  return {
    limit:
      max === Number.POSITIVE_INFINITY ? `a whole number, at least ${min}` : `a whole number from ${min} to ${max}`,
    problem(value) {
      const isNumber = typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value));
      if (!isNumber) return notA('a number', value);
      const number = Number(value);
      return Number.isInteger(number) && number >= min && number <= max ? null : `it is ${shown(value)}`;
    },
  };
}

/** True or false, not as texts. */
export const flag: ValueCheck = {
  limit: 'true or false',
  problem: (value) => (typeof value === 'boolean' ? null : notA('true or false', value)),
};

/** A list that is not empty. */
export function list(fewest = 0): ValueCheck {
  return {
    limit: fewest > 0 ? 'a list that is not empty' : 'a list',
    problem(value) {
      if (!Array.isArray(value)) return notA('a list', value);
      return value.length < fewest ? 'it is empty' : null;
    },
  };
}

/** An object; what is in it is another check's. */
export const object: ValueCheck = {
  limit: 'an object',
  problem: (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? null : notA('an object', value),
};
