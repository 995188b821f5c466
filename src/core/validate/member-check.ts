import { isObject } from '../evidence/objects.js';
import type { Path } from '../json/path.js';
import { broken, type Certainty, type Finding, type Severity } from './problem.js';
import type { ValueCheck } from './value-check.js';

/** What an object may or must hold under one name. */
export interface Member {
  check: ValueCheck;
  required?: boolean;
  /** Other names for it that AWS's own pages use, and that work as well. */
  aliases?: readonly string[];
  /** What the objects in it, or in its list, hold. */
  members?: Members;
  /** Where a rule of its own says otherwise than the object's page. */
  source?: string;
  certainty?: Certainty;
  severity?: Severity;
  /** Why it is required, where that needs saying. */
  because?: string;
}

export type Members = Readonly<Record<string, Member>>;

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
    const { source = authority.source, certainty = authority.certainty, severity = 'error' } = member;
    const key = [name, ...(member.aliases ?? [])].find((one) => Object.hasOwn(value, one)) ?? name;
    const held: unknown = Object.hasOwn(value, key) ? value[key] : undefined;
    const rule = { source, certainty, severity, limit: member.check.limit };
    if (held === undefined || held === null) {
      if (member.required !== true) return [];
      const because = member.because === undefined ? '' : `: ${member.because}`;
      return [broken({ ...rule, rule: 'required' }, [...path, name], `${name} is missing${because}`)];
    }
    const problem = member.check.problem(held);
    if (problem !== null) {
      const instead = member.check.instead?.(held) ?? null;
      const meant = instead === null ? undefined : { value: instead };
      return [broken({ ...rule, rule: 'value' }, [...path, key], `${name}: ${problem}`, meant)];
    }
    return member.members === undefined ? [] : nested(held, member.members, [...path, key], { source, certainty });
  });
}

function nested(value: unknown, members: Members, path: Path, authority: Authority): Finding[] {
  if (isObject(value)) return checkMembers(value, members, path, authority);
  if (!Array.isArray(value)) return [];
  return value.slice(0, 1_000).flatMap((item, index) => {
    const problem = isObject(item) ? null : 'an element of this list is no object';
    if (problem === null) return checkMembers(item, members, [...path, index], authority);
    return [broken({ ...authority, rule: 'value', severity: 'error', limit: 'an object' }, [...path, index], problem)];
  });
}
