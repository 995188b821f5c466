import type { JoinTrial } from './ports.js';

/** The call ran an action of AWS that the embedded AWS does not simulate: what became of it is then not known. */
export function isNotSimulated({ notSimulated }: JoinTrial): boolean {
  return notSimulated.length > 0;
}
