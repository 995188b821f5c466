import type { JoinTrial } from './ports.js';

/** The embedded AWS does not run each action that AWS documents. */
export function isNotSimulated({ hindrance }: JoinTrial): boolean {
  return hindrance !== null && /Unsupported action|not simulated/.test(hindrance);
}
