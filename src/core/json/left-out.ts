import type { JsonRepair } from './repair.js';

/**
 * Where the author of a text left out what an object or a list holds (`{ ... }`, or a comment in place of everything): the
 * places of their opening brackets, in the text as it was given.
 */
export function leftOutIn({ text: json, slips, toOriginal }: JsonRepair, original: string): ReadonlySet<number> {
  const places = new Set<number>();
  if (json === null) return places;
  const dots = slips.flatMap(({ cause, at }) =>
    cause === 'left-out' || (cause === 'comment' && isEllipsis(original, at)) ? [at] : [],
  );
  const comments = slips.flatMap(({ cause, at }) => (cause === 'comment' ? [at] : []));
  if (comments.length === 0 && dots.length === 0) return places;
  const containers = containersOf(json).map(({ start, end, empty }) => ({
    start: toOriginal(start),
    end: toOriginal(end),
    empty,
  }));
  for (const at of dots) {
    const inner = innermost(containers, at);
    if (inner !== undefined) places.add(inner.start);
  }
  for (const at of comments) {
    const inner = innermost(containers, at);
    if (inner?.empty === true) places.add(inner.start);
  }
  return places;
}

const LONGEST_COMMENT = 400;

/** A comment that itself says that something is left out. */
function isEllipsis(text: string, at: number): boolean {
  const long = text.startsWith('/*', at);
  const line = text.slice(at, at + LONGEST_COMMENT);
  const comment = long ? line.split('*/')[0] : line.split(/[\r\n]/)[0];
  return /\.{2,}|…/.test(comment ?? '');
}

interface Container {
  start: number;
  end: number;
  empty: boolean;
}

/** In the order of their ends, so that the first around a place is the innermost. */
function containersOf(json: string): Container[] {
  const open: Container[] = [];
  const closed: Container[] = [];
  for (let at = 0; at < json.length; at += 1) {
    const here = json[at] as string;
    if (' \t\r\n'.includes(here)) continue;
    if (here === '}' || here === ']') {
      const container = open.pop();
      if (container !== undefined) closed.push({ ...container, end: at });
      continue;
    }
    const around = open.at(-1);
    if (around !== undefined) around.empty = false;
    if (here === '{' || here === '[') open.push({ start: at, end: at, empty: true });
    else if (here === '"') at = endOfText(json, at);
  }
  return closed;
}

function endOfText(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}

const innermost = (containers: readonly Container[], at: number) =>
  containers.find(({ start, end }) => start <= at && at <= end);
