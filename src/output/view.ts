import type { Outcome } from '../core/outcome/outcome.js';
import type { Palette } from './palette.js';

/** How a command's outcome looks to people. Its JSON is the outcome itself, in the envelope. */
export interface View<Result> {
  /** What goes to stdout; empty for nothing. Remote text in it has been made visible. */
  text(outcome: Outcome<Result>, palette: Palette): string;
  /**
   * The output is what the command was run for: lost, the command has failed. `ids`: of something that was created, so they
   * go to stderr instead. Left out, the work is done whoever reads of it.
   */
  work?: 'document' | 'ids';
}
