import { EVENT_TYPES } from '../facts/event.js';
import { isObject } from '../facts/json-object.js';
import type { Path } from '../json/path.js';
import type { Checked } from './check-action.js';
import { actionDataFindings } from './check-action-data.js';
import { checkArguments } from './check-arguments.js';
import { checkAttributes } from './check-attributes.js';
import { checkMeetingEvent, isMeetingEvent } from './check-meeting-event.js';
import { CALL_DETAILS, EVENT } from './event-members.js';
import { checkMembers } from './member-check.js';
import { nearest, sameWord } from './nearest.js';
import { broken, type Finding, type Rule } from './problem.js';
import { kindOfValue, shown } from './shown.js';
import { guide } from './sources.js';

const DOCUMENTED = { source: guide('pstn-invocations'), certainty: 'documented' } as const;
const SHAPE: Rule = { ...DOCUMENTED, rule: 'event-shape', severity: 'error', limit: 'an object' };
const TYPE: Rule = { ...DOCUMENTED, rule: 'event-type', severity: 'error', limit: EVENT_TYPES.join(', ') };
/** Captured events, and every sample that reads them, spell it otherwise than the page. */
const SPELLING: Rule = {
  rule: 'spelling',
  source: guide('pstn-invocations'),
  certainty: 'observed',
  severity: 'error',
};
const FIRST: Rule = {
  rule: 'sequence',
  source: guide('pstn-invocations'),
  certainty: 'assumed',
  severity: 'warning',
  limit: '1 for the first event of a call',
};
/** Spellings that stand on AWS's own pages alone, and the real ones. */
const MISPRINTED = {
  InvocationEvent: { real: 'InvocationEventType', page: 'the JoinChimeMeeting page' },
  SipApplicationId: { real: 'SipMediaApplicationId', page: "several of AWS's pages" },
} as const;
const MISPRINTED_TYPES: Record<string, string> = { NEW_INCOMING_CALL: 'NEW_INBOUND_CALL' };

/** What an SMA invokes its handler with, or a meeting event of EventBridge. */
export function checkEvent(event: unknown): Checked {
  if (!isObject(event))
    return { findings: [broken(SHAPE, [], `an event is an object, this is ${kindOfValue(event)}`)], notes: [] };
  if (isMeetingEvent(event))
    return {
      findings: checkMeetingEvent(event),
      notes: ['A meeting event: its members are checked, not its meeting.'],
    };
  const misspelt = misprint(event, 'InvocationEvent', []);
  const typeName = misspelt === null ? 'InvocationEventType' : 'InvocationEvent';
  const type = event[typeName];
  const { CallDetails: details, Sequence } = event;
  const findings: Finding[] = [...(misspelt === null ? [] : [misspelt])];
  findings.push(...checkMembers(event, EVENT, [], DOCUMENTED));
  const [known, typeFinding] = knownType(type, typeName);
  if (typeFinding !== null) findings.push(typeFinding);
  if ((known === 'NEW_INBOUND_CALL' || known === 'NEW_OUTBOUND_CALL') && typeof Sequence === 'number' && Sequence > 1) {
    findings.push(broken(FIRST, ['Sequence'], `${known} is the first event of its call, its Sequence is ${Sequence}`));
  }
  if (isObject(details)) findings.push(...detailsFindings(details, ['CallDetails']));
  if (known !== null) findings.push(...actionDataFindings(known, event));
  const args = argumentsOf(event['ActionData']);
  if (args === null) return { findings, notes: [] };
  const { findings: argumentFindings, notes } = checkArguments(args, ['ActionData', 'Parameters', 'Arguments']);
  return { findings: [...findings, ...argumentFindings], notes };
}

function detailsFindings(details: Record<string, unknown>, path: Path): Finding[] {
  const misspelt = misprint(details, 'SipApplicationId', path);
  const findings = checkMembers(details, CALL_DETAILS, path, DOCUMENTED);
  const attributes = checkAttributes(details['TransactionAttributes'], [...path, 'TransactionAttributes']);
  return [...(misspelt === null ? [] : [misspelt]), ...findings, ...attributes];
}

function misprint(holder: Record<string, unknown>, name: keyof typeof MISPRINTED, path: Path): Finding | null {
  const { real, page } = MISPRINTED[name];
  if (!Object.hasOwn(holder, name) || Object.hasOwn(holder, real)) return null;
  const message = `${name} is the spelling of ${page}; real events have ${real}`;
  return broken(SPELLING, [...path, name], message, { name: real });
}

function knownType(type: unknown, name: string): [string | null, Finding | null] {
  if (typeof type !== 'string') return [null, null];
  if ((EVENT_TYPES as readonly string[]).includes(type)) return [type, null];
  const same = MISPRINTED_TYPES[type] ?? sameWord(type, EVENT_TYPES);
  const near = same ?? nearest(type, EVENT_TYPES);
  const hint = near === null ? '' : `; the nearest is ${near}`;
  const meant = same === null ? undefined : { value: same };
  return [same, broken(TYPE, [name], `there is no event ${shown(type)}${hint}`, meant)];
}

function argumentsOf(data: unknown): unknown {
  if (!isObject(data) || !isObject(data['Parameters'])) return null;
  const { Type, Parameters } = data;
  if (Type !== 'CallUpdateRequest' && Type !== 'CallCreateRequest') return null;
  return (Parameters as Record<string, unknown>)['Arguments'] ?? null;
}
