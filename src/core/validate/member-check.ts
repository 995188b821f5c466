import type { Certainty, Member, Members } from '../facts/actions/action-facts.js';
import { isDisputed } from '../facts/actions/disputed.js';
import { isObject } from '../facts/json-object.js';
import type { Path } from '../json/path.js';
import { broken, type Finding, type Rule } from './problem.js';
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
    const { source = authority.source, certainty = authority.certainty } = member;
    const says: Authority = { source, certainty };
    const key = keyOf(value, name, member);
    const held: unknown = Object.hasOwn(value, key) ? value[key] : undefined;
    if (held === undefined || held === null) return missingMember({ name, member, path: [...path, name] }, says);
    if (isDisputed(held, member)) return [];
    const problem = memberProblem(held, { name, member, path: [...path, key] }, says);
    if (problem !== null) return [problem];
    return member.members === undefined ? [] : nested(held, member.members, [...path, key], says);
  });
}

/** A member of the table, and where it stands, or would stand. */
interface Held {
  name: string;
  member: Member;
  path: Path;
}

const ruleOf = (rule: string, { form, severity }: Member, authority: Authority): Rule => ({
  ...authority,
  severity: severity ?? 'error',
  limit: limitOf(form),
  rule,
});

function missingMember({ name, member, path }: Held, authority: Authority): Finding[] {
  if (member.required !== true || member.disputed?.missing === true) return [];
  const because = member.because === undefined ? '' : `: ${member.because}`;
  const missing = broken(ruleOf('required', member, authority), path, `${name} is missing${because}`);
  return [{ ...missing, missingFrom: path.slice(0, -1) }];
}

function memberProblem(held: unknown, { name, member, path }: Held, authority: Authority): Finding | null {
  const { form } = member;
  const problem = problemIn(held, form);
  if (problem === null) return null;
  const instead = meantBy(held, form);
  const meant = instead === null ? undefined : { value: instead };
  const finding = broken(ruleOf('value', member, authority), path, `${name}: ${problem}`, meant);
  const isShort = form.is === 'list' && Array.isArray(held) && held.length < form.min;
  return isShort ? { ...finding, missingFrom: path } : finding;
}

/** The name under which it stands there. */
export const keyOf = (value: Record<string, unknown>, name: string, { aliases = [] }: Member) =>
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
export const MOST_MEMBERS = 1_000;
