import type { Verdict } from '../../../src/core/verdict/verdict.js';

/** The exit codes that each verdict may end with, an interrupt aside. */
export const EXITS: Record<Verdict, readonly number[]> = {
  JOINED: [0],
  ACCEPTED: [0],
  UNCONFIRMED: [7],
  NOT_JOINED: [10],
  FAILED: [1, 3, 4, 5, 6, 9],
};

/** A document with one of these exits may be asked for again as it is. */
export const UNAVAILABLE = 6;
/** Something is left that should have been undone. */
export const LEFT_BEHIND = 9;
