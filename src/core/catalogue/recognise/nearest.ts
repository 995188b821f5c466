import { CATALOGUE } from '../catalogue.js';
import type { Entry } from '../entry.js';
import { answerNames } from './answer-name.js';
import { namesOf, plainWords } from './words.js';

const AT_MOST = 3;
/** Less alike than this is not alike. */
const ALIKE = 0.3;
/** Longer texts are no names: they are not compared. */
const LONGEST = 400;

/** The entries whose names or titles are most like the text, the most alike first; none where nothing is. */
export function nearestEntries(text: string): Entry[] {
  const wanted = pairsOf(stem(text.slice(0, LONGEST)));
  if (wanted.size === 0) return [];
  return CATALOGUE.map((entry) => ({
    entry,
    alike: Math.max(...handlesOf(entry).map((name) => likeness(wanted, name))),
  }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((one, other) => other.alike - one.alike)
    .slice(0, AT_MOST)
    .map(({ entry }) => entry);
}

function handlesOf(entry: Entry): string[] {
  return [...namesOf(entry), entry.title, ...answerNames(entry)];
}

/** Dice's coefficient of the pairs of letters. */
function likeness(wanted: ReadonlySet<string>, name: string): number {
  const pairs = pairsOf(stem(name));
  const common = [...pairs].filter((pair) => wanted.has(pair)).length;
  return (2 * common) / (pairs.size + wanted.size || 1);
}

/** Half of AWS's names end alike. */
function stem(text: string): string {
  return plainWords(text).replace(/(?<=.)(?:exception|error)$/, '');
}

function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}
