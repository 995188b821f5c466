import type { ActionFacts } from '../facts/actions/action-facts.js';
import { isDisputed } from '../facts/actions/disputed.js';
import { ACTION_TYPES, actionFacts, isActionType } from '../facts/actions/table.js';
import { isObject } from '../facts/json-object.js';
import type { Path } from '../json/path.js';
import { checkMembers, keyOf } from './member-check.js';
import { membersBeside } from './members-beside.js';
import { nearest, sameWord } from './nearest.js';
import { isPlaceholder, namesItsValue, sayPlaceholder } from './placeholder.js';
import { broken, type Finding, type Rule } from './problem.js';
import { kindOfValue, shown } from './shown.js';
import { guide } from './sources.js';
import { unknownMembers } from './unknown-members.js';
import { limitOf } from './value-check.js';

/** What checking a document gives: what is wrong, and what was not looked at. */
export interface Checked {
  findings: Finding[];
  notes: string[];
}

const UNKNOWN_TYPE: Rule = {
  rule: 'action-type',
  limit: 'an action that AWS documents',
  source: guide('specify-actions'),
  certainty: 'documented',
  severity: 'error',
};
const UNREADABLE: Rule = {
  rule: 'action-shape',
  limit: 'an object with Type and Parameters',
  source: guide('unexpected-hangups'),
  certainty: 'documented',
  severity: 'error',
};
/** The name of the page, which is not the action's. */
const MISPRINTED: Record<string, string> = { ModifyChimeMeetingAttendee: 'ModifyChimeMeetingAttendees' };

/** An action as a handler returns it. */
export function checkAction(action: unknown, path: Path): Checked {
  if (!isObject(action)) {
    return {
      findings: [broken(UNREADABLE, path, `an action is an object, this is ${kindOfValue(action)}`)],
      notes: [],
    };
  }
  const { Type, Parameters } = action;
  if (typeof Type !== 'string') {
    const message =
      Type === undefined ? 'Type is missing: it names the action' : `Type is ${kindOfValue(Type)}, not a text`;
    const finding = broken(UNREADABLE, [...path, 'Type'], message);
    return { findings: [Type === undefined ? { ...finding, missingFrom: path } : finding], notes: [] };
  }
  if (!isActionType(Type)) return { findings: [unknownType(Type, path)], notes: [] };
  const beside = membersBeside(action, path);
  const facts = actionFacts(Type);
  if (facts.standing === 'named')
    return { findings: beside, notes: [`${Type}: AWS names it and says no more: not checked further.`] };
  const at = [...path, 'Parameters'];
  if (Parameters !== undefined && Parameters !== null && !isObject(Parameters)) {
    const message = `Parameters is ${kindOfValue(Parameters)}, not an object`;
    return { findings: [...beside, broken(UNREADABLE, at, message)], notes: [] };
  }
  const parameters = Parameters ?? {};
  const findings = [
    ...beside,
    ...checkMembers(parameters, facts.parameters, at, { source: facts.page, certainty: 'documented' }),
    ...rulesBroken(facts, parameters, at),
    ...unknownMembers(parameters, facts.parameters, at, { whose: Type, source: facts.page }),
    ...(Type === 'JoinChimeMeeting' ? joinFindings(parameters, at) : []),
  ];
  const further =
    Type === 'JoinChimeMeeting' ? 'whether the token, the meeting and the call exist' : 'what its values name';
  const notes = [`${Type}: ${further} is not checked.`, ...disputes(Type, facts, parameters)];
  const { CallId, ParticipantTag } = parameters;
  if (typeof CallId === 'string' && typeof ParticipantTag === 'string') {
    notes.push(`${Type}: AWS ignores ParticipantTag where there is a CallId.`);
  }
  return { findings, notes };
}

function rulesBroken({ rules = [] }: ActionFacts, parameters: Record<string, unknown>, at: Path): Finding[] {
  return rules.flatMap(({ broken: brokenIn, limit, source, certainty }) => {
    const where = brokenIn(parameters);
    if (where === null) return [];
    const rule: Rule = { rule: 'value', limit, source, certainty, severity: 'error' };
    return [broken(rule, [...at, ...where.path], where.message)];
  });
}

/** Where AWS's pages disagree nobody can call the document wrong. */
function disputes(type: string, { page, parameters: members }: ActionFacts, given: Record<string, unknown>): string[] {
  return Object.entries(members).flatMap(([name, member]) => {
    const { disputed, required } = member;
    if (disputed === undefined) return [];
    const held = given[keyOf(given, name, member)] ?? null;
    if (held === null) {
      if (required !== true || disputed.missing !== true) return [];
      return [`${type}: ${page} requires ${name}; ${disputed.by} shows it without: AWS's pages disagree.`];
    }
    if (!isDisputed(held, member)) return [];
    if (disputed.form !== undefined) {
      const [strict, other] = [limitOf(member.form), limitOf(disputed.form)];
      const says = `${member.source ?? page} allows ${strict}, ${disputed.by} ${other}`;
      return [`${type}: ${name} is ${shown(held)}; ${says}: AWS's pages disagree.`];
    }
    return [`${type}: ${page} does not list ${name} ${shown(held)}, ${disputed.by} has it: AWS's pages disagree.`];
  });
}

function unknownType(type: string, path: Path): Finding {
  const same = MISPRINTED[type] ?? sameWord(type, ACTION_TYPES);
  const near = same ?? nearest(type, ACTION_TYPES);
  const hint = near === null ? '' : `; the nearest is ${near}`;
  const message = `AWS documents no action ${shown(type)}${hint}`;
  return broken(UNKNOWN_TYPE, [...path, 'Type'], message, same === null ? undefined : { value: same });
}

function joinFindings(parameters: Record<string, unknown>, path: Path): Finding[] {
  const { CallId, MeetingId, JoinToken } = parameters;
  const findings: Finding[] = [];
  const rule = { source: guide('join-chime-meeting'), certainty: 'documented', severity: 'warning' } as const;
  if (typeof CallId === 'string' && CallId === MeetingId && CallId !== '') {
    const message = 'CallId and MeetingId are the same id; they name different things';
    findings.push(broken({ ...rule, rule: 'same-id', certainty: 'assumed' }, [...path, 'CallId'], message));
  }
  // What AWS's page has there is found with the other values.
  if (typeof JoinToken === 'string' && namesItsValue(JoinToken) && !isPlaceholder(JoinToken)) {
    const message = `JoinToken: ${sayPlaceholder(JoinToken)}`;
    findings.push(broken({ ...rule, rule: 'value', severity: 'error' }, [...path, 'JoinToken'], message));
  }
  if (JoinToken === '***') {
    const message = 'the join token is masked: it joins nobody';
    findings.push(broken({ ...rule, rule: 'masked', severity: 'error' }, [...path, 'JoinToken'], message));
  }
  return findings;
}
