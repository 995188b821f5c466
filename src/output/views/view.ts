import type { Outcome } from '../../core/outcome/outcome.js';
import type { Palette } from '../palette.js';

/** How a command's outcome looks to people. Its JSON is the outcome itself, in the envelope. */
export interface View<Result> {
  /** What goes to stdout; empty for nothing. Remote text in it has been made visible. */
  text(outcome: Outcome<Result>, palette: Palette): string;
  /**
   * What the output is to the command. `document`: what it was run for, so that a command that cannot write it has failed;
   * who closes the pipe early has seen what they want. `file`: the same, to be used as it is, and half of it is worth nothing.
   * `ids`: of something that was created, and then they go to stderr instead. `report`: the work is done whoever
   * reads of it, and the exit code says how it ended.
   */
  work: 'document' | 'file' | 'ids' | 'report';
}
