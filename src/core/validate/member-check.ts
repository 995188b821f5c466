import type { Certainty, Member, Members } from '../facts/actions/action-facts.js';
import { isObject } from '../facts/json-object.js';
import type { Path } from '../json/path.js';
import { nearest, sameWord } from './nearest.js';
import { broken, type Finding, type Rule, type Severity } from './problem.js';
import { shown } from './shown.js';
import { limitOf, meantBy, problemIn } from './value-check.js';

/** Who says what the members are. */
export interface Authority {
  source: string;
  certainty: Certainty;
}

/** Holds an object against what its members are to be. A member that is null is one that is not there. */
export function checkMembers(
  value: Record<string, unknown>,
  members: Members,
  path: Path,
  authority: Authority,
): Finding[] {
  return Object.entries(members).flatMap(([name, member]) => {
    const { source = authority.source, certainty = authority.certainty, form } = member;
    const severity: Severity = member.severity ?? 'error';
    const key = keyOf(value, name, member);
    const held: unknown = Object.hasOwn(value, key) ? value[key] : undefined;
    const rule = { source, certainty, severity, limit: limitOf(form) } as const;
    if (held === undefined || held === null) {
      if (member.required !== true || member.disputed?.missing === true) return [];
      const because = member.because === undefined ? '' : `: ${member.because}`;
      const missing = broken({ ...rule, rule: 'required' }, [...path, name], `${name} is missing${because}`);
      return [{ ...missing, missingFrom: path }];
    }
    if (member.disputed?.values?.includes(String(held)) === true) return [];
    const problem = problemIn(held, form);
    if (problem !== null) {
      const instead = meantBy(held, form);
      const meant = instead === null ? undefined : { value: instead };
      const finding = broken({ ...rule, rule: 'value' }, [...path, key], `${name}: ${problem}`, meant);
      const isShort = form.is === 'list' && Array.isArray(held) && held.length < form.min;
      return [isShort ? { ...finding, missingFrom: [...path, key] } : finding];
    }
    return member.members === undefined ? [] : nested(held, member.members, [...path, key], { source, certainty });
  });
}

const keyOf = (value: Record<string, unknown>, name: string, { aliases = [] }: Member) =>
  [name, ...aliases].find((one) => Object.hasOwn(value, one)) ?? name;

function nested(value: unknown, members: Members, path: Path, authority: Authority): Finding[] {
  if (isObject(value)) return checkMembers(value, members, path, authority);
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_MEMBERS).flatMap((item, index) => {
    const problem = isObject(item) ? null : 'an element of this list is no object';
    if (problem === null) return checkMembers(item, members, [...path, index], authority);
    return [broken({ ...authority, rule: 'value', severity: 'error', limit: 'an object' }, [...path, index], problem)];
  });
}

/** More members than that are hostile. */
const MOST_MEMBERS = 1_000;
/** What stands in a document where dots stand for the rest. */
const DOTS = /^(?:\.{2,}|…)$/;

/**
 * Names that the members do not have, at any depth. What AWS does with one no page says: it may be ignored, and what the
 * author meant by it then does not happen.
 */
export function unknownMembers(
  value: Record<string, unknown>,
  members: Members,
  path: Path,
  { whose, source }: { whose: string; source: string },
): Finding[] {
  const known = Object.entries(members).flatMap(([name, { aliases = [] }]) => [name, ...aliases]);
  return Object.entries(value)
    .slice(0, MOST_MEMBERS)
    .flatMap(([name, held]) => {
      const member = members[known.includes(name) ? (ownerOf(name, members) ?? name) : ''];
      if (member !== undefined)
        return unknownBelow(held, member, [...path, name], { whose: `${whose}.${name}`, source });
      if (DOTS.test(name)) return [];
      const absent = known.filter((one) => !Object.hasOwn(value, one));
      const same = sameWord(name, absent);
      const near = same ?? nearest(name, absent);
      const rule: Rule = {
        rule: 'unknown-parameter',
        limit: known.join(', '),
        source,
        certainty: 'assumed',
        severity: 'warning',
      };
      const hint = near === null ? '' : `; the nearest is ${near}`;
      const message = `${whose} has no parameter ${shown(name)}${hint}`;
      return [broken(rule, [...path, name], message, same === null ? undefined : { name: same })];
    });
}

const ownerOf = (name: string, members: Members) =>
  Object.hasOwn(members, name)
    ? name
    : Object.entries(members).find(([, { aliases = [] }]) => aliases.includes(name))?.[0];

function unknownBelow(
  held: unknown,
  { members }: Member,
  path: Path,
  about: { whose: string; source: string },
): Finding[] {
  if (members === undefined) return [];
  if (isObject(held)) return unknownMembers(held, members, path, about);
  if (!Array.isArray(held)) return [];
  return held
    .slice(0, MOST_MEMBERS)
    .flatMap((item, index) => (isObject(item) ? unknownMembers(item, members, [...path, index], about) : []));
}
