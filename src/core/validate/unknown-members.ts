import type { Member, Members } from '../facts/actions/action-facts.js';
import { isObject } from '../facts/json-object.js';
import type { Path } from '../json/path.js';
import { MOST_MEMBERS } from './member-check.js';
import { nearest, sameWord } from './nearest.js';
import { broken, type Finding, type Rule } from './problem.js';
import { shown } from './shown.js';

/** What stands in a document where dots stand for the rest. */
const DOTS = /^(?:\.{2,}|…)$/;

/** Whose members they are, and who says so. */
interface About {
  whose: string;
  source: string;
}

/**
 * Names that the members do not have, at any depth. What AWS does with one no page says: it may be ignored, and what the
 * author meant by it then does not happen.
 */
export function unknownMembers(
  value: Record<string, unknown>,
  members: Members,
  path: Path,
  { whose, source }: About,
): Finding[] {
  const known = Object.entries(members).flatMap(([name, { aliases = [] }]) => [name, ...aliases]);
  return Object.entries(value)
    .slice(0, MOST_MEMBERS)
    .flatMap(([name, held]) => {
      const member = members[known.includes(name) ? (ownerOf(name, members) ?? name) : ''];
      const at = [...path, name];
      if (member !== undefined) return unknownBelow(held, member, at, { whose: `${whose}.${name}`, source });
      if (DOTS.test(name)) return [];
      const rule = unknownParameter(known, source);
      const absent = known.filter((one) => !Object.hasOwn(value, one));
      return [unknownName(name, absent, rule, { whose, at })];
    });
}

const unknownParameter = (known: readonly string[], source: string): Rule => ({
  rule: 'unknown-parameter',
  limit: known.join(', '),
  source,
  certainty: 'assumed',
  severity: 'warning',
});

/** The author may have meant one of the names that are absent. */
function unknownName(
  name: string,
  absent: readonly string[],
  rule: Rule,
  { whose, at }: { whose: string; at: Path },
): Finding {
  const same = sameWord(name, absent);
  const near = same ?? nearest(name, absent);
  const hint = near === null ? '' : `; the nearest is ${near}`;
  const message = `${whose} has no parameter ${shown(name)}${hint}`;
  return broken(rule, at, message, same === null ? undefined : { name: same });
}

const ownerOf = (name: string, members: Members) =>
  Object.hasOwn(members, name)
    ? name
    : Object.entries(members).find(([, { aliases = [] }]) => aliases.includes(name))?.[0];

function unknownBelow(held: unknown, { members }: Member, path: Path, about: About): Finding[] {
  if (members === undefined) return [];
  if (isObject(held)) return unknownMembers(held, members, path, about);
  if (!Array.isArray(held)) return [];
  return held
    .slice(0, MOST_MEMBERS)
    .flatMap((item, index) => (isObject(item) ? unknownMembers(item, members, [...path, index], about) : []));
}
