/** Which cells of the matrix are performed. */
import { drawn, type Random } from '../random/random.js';
import { eventFaults, pairsOfFaults, programRuns, singleFaults } from './matrix.js';
import type { Cell } from './plan.js';

/** So many of all pairs, unless every one is asked for. */
const PAIRS = 100;

/** Of each part of the matrix a share; what a sample of so many cells is made of. */
const SAMPLED = { single: 0.5, event: 0.2, program: 0.1, pair: 0.2 };
type Part = keyof typeof SAMPLED;
const PARTS: readonly Part[] = ['single', 'event', 'program', 'pair'];

export interface Choice {
  /** Every pair. */
  long: boolean;
  /** The one cell of that name. */
  only?: string | undefined;
  part?: string | undefined;
  /** So many cells, drawn from all parts or from the one that is named. */
  sample?: number | undefined;
}

export function chosenCells({ long, only, part, sample }: Choice, random: Random): Cell[] {
  const cells = { single: singleFaults(), event: eventFaults(), program: programRuns(), pair: pairsOfFaults() };
  if (only !== undefined) return PARTS.flatMap((each) => cells[each].filter(({ name }) => name === only));
  if (part !== undefined) {
    const named = PARTS.find((each) => each === part);
    if (named === undefined) throw new Error(`--part takes one of ${PARTS.join(', ')}`);
    return inOrder(cells[named], sample ?? Number.POSITIVE_INFINITY, random);
  }
  if (sample !== undefined)
    return PARTS.flatMap((each) => inOrder(cells[each], Math.ceil(sample * SAMPLED[each]), random));
  return PARTS.flatMap((each) => (each === 'pair' && !long ? inOrder(cells[each], PAIRS, random) : cells[each]));
}

/** So many of them, each at most once, in the order they stand in. */
function inOrder(cells: readonly Cell[], count: number, random: Random): Cell[] {
  const places = drawn(random, [...cells.keys()], count).sort((one, other) => one - other);
  return places.flatMap((at) => cells[at] ?? []);
}
