/** Sound takes a fixed, short time, so that a demonstration is quick. Nothing is played or recorded. */
export const SOUND_MS = 2_000;

/** The keys that a list of terminators names. */
export function keysIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((key) => typeof key === 'string') : [];
}
