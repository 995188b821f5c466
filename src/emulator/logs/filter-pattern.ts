import { Refusal } from '../http/refusal.js';
import { compileJsonPattern } from './json-pattern.js';
import { compileSpacePattern } from './space-pattern.js';
import { compileTermPattern } from './term-pattern.js';

/** Tells whether a log message matches. */
export type Matches = (message: string) => boolean;

/**
 * A filter pattern of CloudWatch Logs ("Filter pattern syntax"): terms, a selector on JSON in braces, or fields in
 * brackets. Throws an Error with the reason for a pattern that is not valid.
 */
export function compileFilterPattern(pattern: string): Matches {
  const trimmed = pattern.trim();
  if (trimmed === '') return () => true;
  if (trimmed.startsWith('{')) return compileJsonPattern(trimmed);
  if (trimmed.startsWith('[')) return compileSpacePattern(trimmed);
  return compileTermPattern(trimmed);
}

/** The same for a request's pattern: InvalidParameterException for one that is not valid. */
export function compiledPattern(pattern: string): Matches {
  try {
    return compileFilterPattern(pattern);
  } catch (error) {
    throw new Refusal('InvalidParameterException', (error as Error).message);
  }
}
