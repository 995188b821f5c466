import { applyEdits, type Edit } from '../json/edits.js';
import { leftOutIn } from '../json/left-out.js';
import { type Location, locate } from '../json/locate.js';
import { type JsonRepair, repairJson } from '../json/repair.js';
import { repeatedNames } from '../json/repeated-names.js';
import { checkDocument } from './check.js';
import { EMPTY_LIST } from './check-response.js';
import type { DocumentKind } from './kind.js';
import { isKnownText } from './known-text.js';
import { missingAlone } from './missing-alone.js';
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

/** The JSON as it reads after some corrections, and where its places stand in the text as it was given. */
interface Corrected {
  json: string;
  toText: (at: number) => number;
}

/** Reads a text as JSON, whatever it takes, and holds it against the rules. */
export function examine(text: string, as: DocumentKind | null): Examined {
  const repair = repairJson(text, isKnownText);
  if (repair.text === null || !structureIsKnown(repair.slips)) {
    return { kind: as, repair, document: undefined, located: [], notes: [], fixed: null };
  }
  let corrected: Corrected = { json: repair.text, toText: repair.toOriginal };
  const located = repeatedIn(corrected);
  const leftOut = leftOutIn(repair, text);
  for (let round = 1; ; round += 1) {
    const { document, kind, notes, findings } = check(corrected, as, leftOut);
    const placed = placesOf(findings, corrected.json);
    const edits = round < MOST_ROUNDS ? placed.flatMap(editsOf) : [];
    // While there is something to put right, the rest waits: it may read otherwise then.
    const certain = edits.length === 0 ? placed : placed.filter(({ finding }) => finding.instead !== undefined);
    located.push(...certain.map((each) => ({ finding: each.finding, at: corrected.toText(placeOf(each)) })));
    if (edits.length === 0) {
      return { kind, repair, document, located, notes, fixed: repair.certain ? corrected.json : null };
    }
    corrected = correct(corrected, edits);
  }
}

function repeatedIn({ json, toText }: Corrected): Located[] {
  return repeatedNames(json).map(({ path, name, at }) => {
    const what = `${JSON.stringify(shownName(name))} stands here for the second time: only the last of them counts`;
    return { finding: broken(REPEATED_NAME, path, what), at: toText(at) };
  });
}

/** Holds the document against the rules; what its author left out is not missing. */
function check({ json, toText }: Corrected, as: DocumentKind | null, leftOut: ReadonlySet<number>) {
  const document: unknown = JSON.parse(json);
  const { kind, ...checked } = checkDocument(document, as);
  const [list] = locate(json, [['Actions']]);
  const isListLeftOut = list !== null && list !== undefined && leftOut.has(toText(list.value.start));
  const notes = isListLeftOut ? checked.notes.filter((note) => note !== EMPTY_LIST) : checked.notes;
  const findings = missingAlone(checked.findings, json, (at) => leftOut.has(toText(at)), document);
  return { document, kind, notes, findings };
}

/** A finding, where its own value stands, and where what holds that stands. */
interface Placed {
  finding: Finding;
  own: Location | null;
  holder: Location | null;
}

function placesOf(findings: readonly Finding[], json: string): Placed[] {
  const places = locate(
    json,
    findings.flatMap(({ path }) => [path, path.slice(0, -1)]),
  );
  return findings.map((finding, index) => ({
    finding,
    own: places[index * 2] ?? null,
    holder: places[index * 2 + 1] ?? null,
  }));
}

function correct({ json, toText }: Corrected, edits: Edit[]): Corrected {
  const edited = applyEdits(json, edits);
  return { json: edited.text, toText: (at) => toText(edited.toOld(at)) };
}

/** Rules about a name, not about its value. */
const ABOUT_NAMES = ['spelling', 'unknown-parameter', 'unknown-member'];

function placeOf({ finding, own, holder }: Placed): number {
  if (own === null) return holder?.value.start ?? 0;
  return ABOUT_NAMES.includes(finding.rule) ? (own.name ?? own.value).start : own.value.start;
}

function editsOf({ finding: { instead }, own }: Placed): Edit[] {
  if (instead === undefined || own === null) return [];
  const range = 'name' in instead ? own.name : own.value;
  return range === null ? [] : [{ ...range, text: JSON.stringify('name' in instead ? instead.name : instead.value) }];
}
