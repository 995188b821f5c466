/** What an unknown value must be to be used: a journal is a file, and anything may stand in a file. */

import { isObject } from '../facts/json-object.js';

/** The value, if it is one; else it throws. Members that are not named are left out. */
export type Shape<T> = (value: unknown) => T;

class Misshapen extends Error {}

/** The value in that shape; null where it has another. */
export function inShape<T>(shape: Shape<T>, value: unknown): T | null {
  try {
    return shape(value);
  } catch (error) {
    if (error instanceof Misshapen) return null;
    throw error;
  }
}

function misshapen(): never {
  throw new Misshapen();
}

const LONGEST_TEXT = 16_384;
const LONGEST_LIST = 1_000;

export function text(atMost: number = LONGEST_TEXT): Shape<string> {
  return (value) => (typeof value === 'string' && value.length <= atMost ? value : misshapen());
}

/** Text of this very form. */
export function textLike(pattern: RegExp): Shape<string> {
  return (value) => (typeof value === 'string' && pattern.test(value) ? value : misshapen());
}

export const number: Shape<number> = (value) => (Number.isFinite(value) ? (value as number) : misshapen());

/** A number from `least` to `most`. */
export function within(least: number, most: number): Shape<number> {
  return (value) => {
    const read = number(value);
    return read >= least && read <= most ? read : misshapen();
  };
}

/** The same, and a whole one. */
export function whole(least: number, most: number): Shape<number> {
  const inRange = within(least, most);
  return (value) => (Number.isInteger(value) ? inRange(value) : misshapen());
}

export const truth: Shape<boolean> = (value) => (typeof value === 'boolean' ? value : misshapen());

export function oneOf<const Option extends string>(options: readonly Option[]): Shape<Option> {
  return (value) => (options.includes(value as Option) ? (value as Option) : misshapen());
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value) => (value === null ? null : shape(value));
}

/** A member that earlier versions did not write. */
export function orElse<T>(shape: Shape<T>, absent: T): Shape<T> {
  return (value) => (value === undefined ? absent : shape(value));
}

export function listOf<T>(shape: Shape<T>): Shape<T[]> {
  return (value) => (Array.isArray(value) && value.length <= LONGEST_LIST ? value.map(shape) : misshapen());
}

/** An object with these members. */
export function membersOf<Members extends Record<string, Shape<unknown>>>(
  members: Members,
): Shape<{ [Key in keyof Members]: ReturnType<Members[Key]> }> {
  return (value) => {
    if (!isObject(value)) misshapen();
    const read = Object.entries(members).map(([key, shape]) => [
      key,
      shape(Object.hasOwn(value, key) ? value[key] : undefined),
    ]);
    return Object.fromEntries(read) as { [Key in keyof Members]: ReturnType<Members[Key]> };
  };
}

/** An object whose names are data. */
export function namesTo<T>(shape: Shape<T>): Shape<Record<string, T>> {
  return (value) => {
    if (!isObject(value) || Object.keys(value).length > LONGEST_LIST) misshapen();
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shape(member)]));
  };
}

/** An object whose member `tag` says which of the shapes it has. */
export function taggedBy<Tag extends string, Shapes extends Record<string, Shape<object>>>(
  tag: Tag,
  shapes: Shapes,
): Shape<{ [Key in keyof Shapes]: Record<Tag, Key> & ReturnType<Shapes[Key]> }[keyof Shapes]> {
  return (value) => {
    const name = isObject(value) && Object.hasOwn(value, tag) ? value[tag] : null;
    if (typeof name !== 'string' || !Object.hasOwn(shapes, name)) misshapen();
    const shape = shapes[name] as Shape<object>;
    return { [tag]: name, ...shape(value) } as never;
  };
}
