import { failed } from '../core/catalogue/failed.js';
import { parseDuration } from '../core/duration.js';

/** A command's flags after parsing, and which of them were typed rather than taken from the environment. */
export interface Typed<Flags> {
  flags: Flags;
  typed: ReadonlySet<string>;
  /** What stands beside the flags, by its name, where the command takes such. */
  args?: Readonly<Record<string, string | undefined>>;
}

/** A duration flag in ms; absent: the fallback. Throws DURATION_INVALID. */
export function durationOf(flag: string, text: string | undefined, fallbackMs: number): number {
  if (text === undefined) return fallbackMs;
  const ms = parseDuration(text);
  if (ms !== null) return ms;
  throw failed('DURATION_INVALID', { flag: `--${flag}`, given: JSON.stringify(text.slice(0, 40)) });
}

/** A flag that may be repeated, as a list; from the environment it is one value, which oclif does not wrap. */
export function listOf(value: string[] | string | undefined): string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
