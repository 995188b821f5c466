/** What one start of the program was given: commands are made by oclif, which passes nothing of ours on to them. */
import type { Streams } from '../output/streams.js';

export interface Invocation {
  streams: Streams;
  /** Colours are wanted, wherever a terminal can show them. */
  colour: boolean;
  json: boolean;
  /** As it is typed, without the program's name; null until it is known which it is. */
  command: string | null;
  /** Aborts at the first signal; the second one ends the process in `bin/run.js`. */
  interrupt: AbortSignal;
  /** The exit code of the signal that interrupted, or null. */
  interruption(): number | null;
  /** Sets the exit code. The process ends by itself, once nothing is left to do. */
  end(exitCode: number): void;
}

let current: Invocation | null = null;

export function beginInvocation(invocation: Invocation): Invocation {
  current = invocation;
  return invocation;
}

export function currentInvocation(): Invocation {
  if (current === null) throw new Error('the program has not begun: main begins it');
  return current;
}
