import { fits } from '../value-form.js';
import type { ActionFailure, Member, Members } from './action-facts.js';
import { isDisputed } from './disputed.js';
import { wrongParameter } from './failures.js';
import { type ActionType, actionFacts } from './table.js';

type Parameters = Readonly<Record<string, unknown>>;

/**
 * How an action fails whose parameters break the table's rules, in AWS's words; undefined where it keeps them. Where AWS's
 * pages disagree it passes. Which of several wrong parameters AWS names first no page says: here the first of the table.
 */
export function parameterFailure(type: ActionType, parameters: Parameters): ActionFailure | undefined {
  const { parameters: members, rules = [] } = actionFacts(type);
  const failure = membersFailure(parameters, members);
  if (failure !== undefined) return failure;
  const rule = rules.find(({ broken }) => broken({ ...parameters }) !== null);
  if (rule === undefined) return undefined;
  return typeof rule.failure === 'function' ? rule.failure({ ...parameters }) : rule.failure;
}

/** `around`: the failure of the member that holds these. */
function membersFailure(holder: Parameters, members: Members, around?: ActionFailure): ActionFailure | undefined {
  for (const [name, member] of Object.entries(members)) {
    const failure = memberFailure(heldIn(holder, name, member), name, member, around);
    if (failure !== undefined && !isIgnored(holder, name)) return failure;
  }
  return undefined;
}

/** AWS ignores the tag where there is a CallId. */
const isIgnored = (holder: Parameters, name: string) =>
  name === 'ParticipantTag' && (holder['CallId'] ?? null) !== null;

function heldIn(holder: Parameters, name: string, { aliases = [] }: Member): unknown {
  return [name, ...aliases]
    .map((one) => (Object.hasOwn(holder, one) ? holder[one] : null))
    .find((held) => (held ?? null) !== null);
}

function memberFailure(
  value: unknown,
  name: string,
  member: Member,
  around: ActionFailure | undefined,
): ActionFailure | undefined {
  const { form, required, disputed } = member;
  const failure = member.failure ?? around ?? wrongParameter(name);
  if (value === undefined || value === null) {
    return required === true && disputed?.missing !== true ? (member.missing ?? failure) : undefined;
  }
  if (value === '' && member.missing !== undefined) return member.missing;
  if (!fits(value, form) && !isDisputed(value, member)) return failure;
  return member.members === undefined ? undefined : nestedFailure(value, member.members, member.failure ?? around);
}

function nestedFailure(value: unknown, members: Members, around: ActionFailure | undefined): ActionFailure | undefined {
  const holders: unknown[] = Array.isArray(value) ? value : [value];
  for (const holder of holders) {
    if (!fits(holder, { is: 'object' })) return around ?? wrongParameter('Parameters');
    const failure = membersFailure(holder as Parameters, members, around);
    if (failure !== undefined) return failure;
  }
  return undefined;
}
