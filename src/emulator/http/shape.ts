import { isObject } from '../../core/facts/json-object.js';

/**
 * The part of AWS's service models that the emulator checks: shapes with their constraints. A shape tells the first
 * thing that is wrong with a value in the words of AWS's own validation messages, never repeating the value (it may be a
 * secret), and carries the type that a value has once nothing is wrong.
 */
export interface Shape<T> {
  /** What is wrong with the value at this path, or undefined. */
  problem(value: unknown, at: string): string | undefined;
  /** Never set: it only carries the type. */
  readonly carries?: T;
}

export type Shaped<S> = S extends Shape<infer T> ? T : never;

type Members = Record<string, Shape<unknown>>;
type Structure<R extends Members, O extends Members> = { [K in keyof R]: Shaped<R[K]> } & {
  [K in keyof O]?: Shaped<O[K]>;
};

const unsatisfied = (at: string, what: string) => `Value at '${at}' failed to satisfy constraint: Member must ${what}`;

const tooFew = (size: number, min: number | undefined) => min !== undefined && size < min;
const tooMany = (size: number, max: number | undefined) => max !== undefined && size > max;

function sizeProblem(size: number, { min, max }: { min?: number; max?: number }, at: string, noun: string) {
  if (tooFew(size, min)) return unsatisfied(at, `have ${noun} greater than or equal to ${min}`);
  if (tooMany(size, max)) return unsatisfied(at, `have ${noun} less than or equal to ${max}`);
  return undefined;
}

/** A string; `pattern` must match the whole of it. */
export function text(limits: { min?: number; max?: number; pattern?: RegExp } = {}): Shape<string> {
  return {
    problem: (value, at) => {
      if (typeof value !== 'string') return unsatisfied(at, 'be a string');
      const size = sizeProblem(value.length, limits, at, 'length');
      if (size !== undefined) return size;
      if (limits.pattern === undefined || limits.pattern.test(value)) return undefined;
      return unsatisfied(at, `satisfy regular expression pattern: ${limits.pattern.source}`);
    },
  };
}

export function oneOf<const T extends string>(...values: T[]): Shape<T> {
  return {
    problem: (value, at) =>
      (values as unknown[]).includes(value)
        ? undefined
        : unsatisfied(at, `satisfy enum value set: [${values.join(', ')}]`),
  };
}

export function integer(limits: { min?: number; max?: number } = {}): Shape<number> {
  return {
    problem: (value, at) => {
      if (!Number.isSafeInteger(value)) return unsatisfied(at, 'be an integer');
      return sizeProblem(value as number, limits, at, 'value');
    },
  };
}

export const truth: Shape<boolean> = {
  problem: (value, at) => (typeof value === 'boolean' ? undefined : unsatisfied(at, 'be a boolean')),
};

export function list<T>(of: Shape<T>, limits: { min?: number; max?: number } = {}): Shape<T[]> {
  return {
    problem: (value, at) => {
      if (!Array.isArray(value)) return unsatisfied(at, 'be a list');
      const size = sizeProblem(value.length, limits, at, 'length');
      if (size !== undefined) return size;
      for (const [index, item] of value.entries()) {
        const problem = of.problem(item, `${at}.${index + 1}.member`);
        if (problem !== undefined) return problem;
      }
      return undefined;
    },
  };
}

/** A map of strings to strings. */
export function textMap(limits: { min?: number; max?: number } = {}): Shape<Record<string, string>> {
  return {
    problem: (value, at) => {
      if (!isObject(value)) return unsatisfied(at, 'be a map');
      const values = Object.values(value);
      const size = sizeProblem(values.length, limits, at, 'length');
      if (size !== undefined) return size;
      return values.every((item) => typeof item === 'string') ? undefined : unsatisfied(at, 'have string values only');
    },
  };
}

/** A structure; members it does not name are ignored, as AWS does, and null is as good as absent. */
export function structure<R extends Members, O extends Members = Record<never, never>>(
  required: R,
  optional: O = {} as O,
): Shape<Structure<R, O>> {
  const memberProblem = (value: Record<string, unknown>, name: string, path: string, shape: Shape<unknown>) => {
    const member = Object.hasOwn(value, name) ? (value[name] ?? undefined) : undefined;
    if (member !== undefined) return shape.problem(member, path);
    return Object.hasOwn(required, name) ? unsatisfied(path, 'not be null') : undefined;
  };
  return {
    problem: (value, at) => {
      if (!isObject(value)) return unsatisfied(at === '' ? 'input' : at, 'be a structure');
      for (const [name, shape] of Object.entries({ ...required, ...optional })) {
        const problem = memberProblem(value, name, at === '' ? name : `${at}.${name}`, shape);
        if (problem !== undefined) return problem;
      }
      return undefined;
    },
  };
}
