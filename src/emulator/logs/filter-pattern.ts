import { compileJsonPattern } from './json-pattern.js';
import { compileTermPattern } from './term-pattern.js';

/** Tells whether a log message matches. */
export type Matches = (message: string) => boolean;

/**
 * A filter pattern of CloudWatch Logs ("Filter pattern syntax"): terms, or a selector on JSON in braces. Throws an Error
 * with the reason for a pattern that is not valid, and for the kinds the emulator does not have.
 */
export function compileFilterPattern(pattern: string): Matches {
  const trimmed = pattern.trim();
  if (trimmed === '') return () => true;
  if (trimmed.startsWith('{')) return compileJsonPattern(trimmed);
  if (trimmed.startsWith('[')) throw new Error('the embedded AWS does not have space-delimited patterns');
  return compileTermPattern(trimmed);
}
