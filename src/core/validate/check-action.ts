import { isObject } from '../evidence/objects.js';
import type { Path } from '../json/path.js';
import { ACTION_PAGES, ACTION_TYPES } from './action-members.js';
import { checkMembers } from './member-check.js';
import { nearest, sameWord } from './nearest.js';
import { broken, type Finding, type Rule } from './problem.js';
import { kindOfValue, shown } from './shown.js';
import { guide } from './sources.js';

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
    return { findings: [broken(UNREADABLE, [...path, 'Type'], message)], notes: [] };
  }
  const page = Object.hasOwn(ACTION_PAGES, Type) ? ACTION_PAGES[Type] : undefined;
  if (page === undefined) return { findings: [unknownType(Type, path)], notes: [] };
  if (page.namedOnly === true)
    return { findings: [], notes: [`${Type}: AWS names it and says no more: not checked further.`] };
  const authority = { source: guide(page.page), certainty: 'documented' as const };
  const at = [...path, 'Parameters'];
  if (Parameters !== undefined && Parameters !== null && !isObject(Parameters)) {
    return { findings: [broken(UNREADABLE, at, `Parameters is ${kindOfValue(Parameters)}, not an object`)], notes: [] };
  }
  const parameters = Parameters ?? {};
  const findings = [
    ...checkMembers(parameters, page.parameters, at, authority),
    ...unknownParameters(Type, parameters, at),
    ...(Type === 'JoinChimeMeeting' ? joinFindings(parameters, at) : []),
  ];
  const further =
    Type === 'JoinChimeMeeting' ? 'whether the token, the meeting and the call exist' : 'what its values name';
  const notes = [`${Type}: ${further} is not checked.`];
  const { CallId, ParticipantTag } = parameters;
  if (typeof CallId === 'string' && typeof ParticipantTag === 'string') {
    notes.push(`${Type}: AWS ignores ParticipantTag where there is a CallId.`);
  }
  return { findings, notes };
}

function unknownType(type: string, path: Path): Finding {
  const same = MISPRINTED[type] ?? sameWord(type, ACTION_TYPES);
  const near = same ?? nearest(type, ACTION_TYPES);
  const hint = near === null ? '' : `; the nearest is ${near}`;
  const message = `AWS documents no action ${shown(type)}${hint}`;
  return broken(UNKNOWN_TYPE, [...path, 'Type'], message, same === null ? undefined : { value: same });
}

/** Names the page does not have. Of JoinChimeMeeting every one is told; of others what looks like a slip of the pen. */
function unknownParameters(type: string, parameters: Record<string, unknown>, path: Path): Finding[] {
  const page = ACTION_PAGES[type];
  if (page === undefined) return [];
  const known = Object.entries(page.parameters).flatMap(([name, { aliases = [] }]) => [name, ...aliases]);
  return Object.keys(parameters).flatMap((name) => {
    if (known.includes(name)) return [];
    const same = sameWord(
      name,
      known.filter((one) => !Object.hasOwn(parameters, one)),
    );
    const near = same ?? nearest(name, known);
    if (page.closed !== true && near === null) return [];
    const rule: Rule = {
      rule: 'unknown-parameter',
      limit: known.join(', '),
      source: guide(page.page),
      certainty: 'assumed',
      severity: 'warning',
    };
    const hint = near === null ? '' : `; the nearest is ${near}`;
    const message = `${type} has no parameter ${shown(name)}${hint}`;
    return [broken(rule, [...path, name], message, same === null ? undefined : { name: same })];
  });
}

function joinFindings(parameters: Record<string, unknown>, path: Path): Finding[] {
  const { CallId, MeetingId, JoinToken } = parameters;
  const findings: Finding[] = [];
  const rule = { source: guide('join-chime-meeting'), certainty: 'documented', severity: 'warning' } as const;
  if (typeof CallId === 'string' && CallId === MeetingId && CallId !== '') {
    const message = 'CallId and MeetingId are the same id; they name different things';
    findings.push(broken({ ...rule, rule: 'same-id', certainty: 'assumed' }, [...path, 'CallId'], message));
  }
  if (JoinToken === '***') {
    const message = 'the join token is masked: it joins nobody';
    findings.push(broken({ ...rule, rule: 'masked', severity: 'error' }, [...path, 'JoinToken'], message));
  }
  return findings;
}
