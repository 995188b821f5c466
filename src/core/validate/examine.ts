import { applyEdits, type Edit } from '../json/edits.js';
import { leftOutIn } from '../json/left-out.js';
import { type Location, locate } from '../json/locate.js';
import { type JsonRepair, repairJson } from '../json/repair.js';
import { repeatedNames } from '../json/repeated-names.js';
import { checkDocument } from './check.js';
import { EMPTY_LIST } from './check-response.js';
import type { DocumentKind } from './kind.js';
import { isKnownText } from './known-text.js';
import { broken, type Finding } from './problem.js';
import { JSON_STANDARD } from './sources.js';
import { structureIsKnown } from './syntax-problems.js';

const REPEATED_NAME = {
  rule: 'repeated-name',
  source: JSON_STANDARD,
  certainty: 'standard',
  severity: 'error',
} as const;
const LONGEST_NAME = 40;

/** A name may be anything, even what was to be its value. */
function shownName(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME / 4)}…` : name;
}

/** A word that is put right may bring more to light; never more often than this. */
const MOST_ROUNDS = 4;

/** A finding, and its place in the text as it was given. */
export interface Located {
  finding: Finding;
  at: number;
}

export interface Examined {
  kind: DocumentKind | null;
  repair: JsonRepair;
  /** What the document says, as far as it can be read. */
  document: unknown;
  located: Located[];
  notes: string[];
  /** The document with everything put right that can only have been meant otherwise; null where that is not certain. */
  fixed: string | null;
}

/** Reads a text as JSON, whatever it takes, and holds it against the rules. */
export function examine(text: string, as: DocumentKind | null): Examined {
  const repair = repairJson(text, isKnownText);
  if (repair.text === null || !structureIsKnown(repair.slips)) {
    return { kind: as, repair, document: undefined, located: [], notes: [], fixed: null };
  }
  let json = repair.text;
  let toText = repair.toOriginal;
  const located = repeatedNames(json).map(({ path, name, at }) => {
    const what = `${JSON.stringify(shownName(name))} stands here for the second time: only the last of them counts`;
    return { finding: broken(REPEATED_NAME, path, what), at: toText(at) } as Located;
  });
  const leftOut = leftOutIn(repair, text);
  for (let round = 1; ; round += 1) {
    const document: unknown = JSON.parse(json);
    const { kind, ...checked } = checkDocument(document, as);
    const [list] = locate(json, [['Actions']]);
    const isListLeftOut = list !== null && list !== undefined && leftOut.has(toText(list.value.start));
    const notes = isListLeftOut ? checked.notes.filter((note) => note !== EMPTY_LIST) : checked.notes;
    const findings = missingAlone(checked.findings, json, (at) => leftOut.has(toText(at)), document);
    const places = locate(
      json,
      findings.flatMap(({ path }) => [path, path.slice(0, -1)]),
    );
    const placed = findings.map((finding, index) => ({
      finding,
      own: places[index * 2] ?? null,
      holder: places[index * 2 + 1] ?? null,
    }));
    const edits = round < MOST_ROUNDS ? placed.flatMap(({ finding, own }) => editsOf(finding, own)) : [];
    for (const { finding, own, holder } of placed) {
      if (edits.length > 0 && finding.instead === undefined) continue;
      located.push({ finding, at: toText(placeOf(finding, own, holder)) });
    }
    if (edits.length === 0) {
      return { kind, repair, document, located, notes, fixed: repair.certain ? json : null };
    }
    const edited = applyEdits(json, edits);
    const before = toText;
    toText = (at) => before(edited.toOld(at));
    json = edited.text;
  }
}

/** Without those that miss something where the author left something out. */
function missingAlone(
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

/** Rules about a name, not about its value. */
const ABOUT_NAMES = ['spelling', 'unknown-parameter', 'unknown-member'];

function placeOf({ rule }: Finding, own: Location | null, holder: Location | null): number {
  if (own === null) return holder?.value.start ?? 0;
  return ABOUT_NAMES.includes(rule) ? (own.name ?? own.value).start : own.value.start;
}

function editsOf({ instead }: Finding, location: Location | null): Edit[] {
  if (instead === undefined || location === null) return [];
  const range = 'name' in instead ? location.name : location.value;
  return range === null ? [] : [{ ...range, text: JSON.stringify('name' in instead ? instead.name : instead.value) }];
}
