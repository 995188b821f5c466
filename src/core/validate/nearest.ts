/** Longer words have no neighbours. */
const LONGEST = 60;

/** The candidate that differs least, where it differs by no more than a third of its letters; null where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length === 0 || word.length > LONGEST) return null;
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = distanceOf(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= candidate.length / 3 && distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** The candidate that differs in nothing but letter case, `_` and `-`. */
export function sameWord(word: string, candidates: readonly string[]): string | null {
  const plain = (text: string) => text.slice(0, LONGEST).toLowerCase().replace(/[_-]/g, '');
  return candidates.find((candidate) => plain(candidate) === plain(word)) ?? null;
}

/** Levenshtein's distance. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
