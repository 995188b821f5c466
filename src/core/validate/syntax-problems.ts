import { SLIPS, type Slip, type SlipCause } from '../json/slips.js';
import { JSON_STANDARD } from './sources.js';

/** Of these one stands for all, where there are many: a document has them on every line. */
const GROUPED: readonly SlipCause[] = ['single-quotes', 'smart-quotes', 'odd-space', 'unquoted-name', 'python-word'];
const FEW = 3;

/** Where nobody can know how the parts of the document belong together. */
const STRUCTURE: readonly SlipCause[] = [
  ...(['missing-bracket', 'extra-bracket', 'missing-colon', 'missing-value', 'unexpected', 'truncated'] as const),
  ...(['unclosed-text', 'second-document', 'text-around', 'too-deep', 'too-long'] as const),
];

/** Whether the repaired document is worth checking: its parts are where they were meant to be. */
export function structureIsKnown(slips: readonly Slip[]): boolean {
  return slips.every(({ cause, certain }) => certain || !STRUCTURE.includes(cause));
}

export interface SyntaxProblem {
  at: number;
  rule: string;
  message: string;
  certain: boolean;
  source: string;
}

/** The slips in the words that people read, the like of which are told once. */
export function syntaxProblems(slips: readonly Slip[]): SyntaxProblem[] {
  const counts = new Map<SlipCause, number>();
  for (const { cause } of slips) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  const told = new Set<SlipCause>();
  return slips.flatMap(({ cause, at, certain, detail }) => {
    const count = counts.get(cause) ?? 1;
    const grouped = GROUPED.includes(cause) && count > FEW;
    if (grouped && told.has(cause)) return [];
    told.add(cause);
    const more = grouped ? ` (and ${count - 1} more like it)` : '';
    const about = detail === undefined ? '' : `: ${detail}`;
    const allCertain = grouped ? slips.every((slip) => slip.cause !== cause || slip.certain) : certain;
    const message = `${SLIPS[cause]}${about}${more}`;
    return [{ at, rule: `json:${cause}`, message, certain: allCertain, source: JSON_STANDARD }];
  });
}
