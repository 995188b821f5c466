/** A change of a text: what stands from `start` to `end` becomes `text`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A text, and what it becomes; every place in the new one is known in the old one. */
export interface Edited {
  text: string;
  /** Where in the old text this place of the new one stood. */
  toOld(at: number): number;
}

/** Does the edits, which may come in any order. Of edits that overlap the first one counts. */
export function applyEdits(text: string, edits: readonly Edit[]): Edited {
  const sorted = edits.map((edit, rank) => ({ ...edit, rank }));
  sorted.sort((one, other) => one.start - other.start || one.end - other.end || one.rank - other.rank);
  const parts: string[] = [];
  /** Where each kept stretch begins, in the new text and in the old one. */
  const stretches: [neu: number, old: number][] = [[0, 0]];
  let length = 0;
  let from = 0;
  for (const { start, end, text: instead } of sorted) {
    if (start < from) continue;
    parts.push(text.slice(from, start), instead);
    length += start - from;
    stretches.push([length, start]);
    length += instead.length;
    stretches.push([length, end]);
    from = end;
  }
  parts.push(text.slice(from));
  return { text: parts.join(''), toOld: (at) => placeIn(stretches, at) };
}

function placeIn(stretches: readonly [neu: number, old: number][], at: number): number {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((stretches[middle]?.[0] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const [neu, old] = stretches[low] ?? [0, 0];
  const next = stretches[low + 1]?.[1] ?? Number.MAX_SAFE_INTEGER;
  return Math.min(old + at - neu, Math.max(next, old));
}
