import { locate } from '../json/locate.js';
import type { Finding } from './problem.js';

/** Without those that miss something where the author left something out. */
export function missingAlone(
  findings: readonly Finding[],
  json: string,
  isLeftOut: (at: number) => boolean,
  document: unknown,
): Finding[] {
  const places = findings.map(({ missingFrom }) =>
    missingFrom === undefined ? null : standing(document, missingFrom),
  );
  const holders = locate(
    json,
    places.map((path) => path ?? []),
  );
  return findings.filter((_, index) => {
    const path = places[index] ?? null;
    const holder = holders[index] ?? null;
    if (path === null || holder === null) return true;
    return !(isLeftOut(holder.value.start) || hasDots(valueAt(document, path)));
  });
}

/** As much of the path as there is: what is left out around it is left out of it too. */
function standing(document: unknown, path: Finding['path']): Finding['path'] {
  const missing = path.findIndex((_, index) => (valueAt(document, path.slice(0, index + 1)) ?? null) === null);
  return missing === -1 ? path : path.slice(0, missing);
}

function valueAt(document: unknown, path: Finding['path']): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined,
    document,
  );
}

/** JSON itself can say so too: a member or an element of dots alone. */
function hasDots(holder: unknown): boolean {
  if (typeof holder !== 'object' || holder === null) return false;
  const words = Array.isArray(holder) ? holder : Object.keys(holder);
  return words.slice(0, 1_000).some((word) => typeof word === 'string' && /^(?:\.{2,}|…)$/.test(word));
}
