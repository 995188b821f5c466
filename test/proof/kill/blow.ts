export const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
/** What interrupts a run. */
export type Interrupt = (typeof SIGNALS)[number];

export type When = 'before' | 'torn' | 'sync' | 'after';

/** A place in a journal: a line, counted from 1, and how much of it is written. */
export interface Place {
  line: number;
  when: When;
}

/** What strikes the program there. */
export interface Blow extends Place {
  does: Interrupt | 'SIGKILL' | 'ENOSPC' | 'EIO' | 'tell';
}

/** A blow that fell. */
export interface Fell {
  line: number;
  does: Blow['does'];
  /** Milliseconds since the epoch. */
  at: number;
}

const INTERRUPT_EXITS: Record<Interrupt, number> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** The exit code that this blow asks for; null where it is not an interrupt. */
export function exitOf(does: Blow['does']): number | null {
  const interrupt = SIGNALS.find((signal) => signal === does);
  return interrupt === undefined ? null : INTERRUPT_EXITS[interrupt];
}

/** Those of the blows that interrupt. */
export const interruptsIn = (blows: readonly Fell[]): Fell[] => blows.filter(({ does }) => exitOf(does) !== null);
