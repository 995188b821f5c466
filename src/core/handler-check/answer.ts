import { ACTION_TYPES, isActionType } from '../facts/actions/table.js';
import { sameId } from '../facts/ids.js';
import { isObject } from '../facts/json-object.js';
import { MAX_ACTIONS } from '../facts/limits.js';
import { boundedJson } from '../json/bounded-json.js';
import { nearest } from '../validate/nearest.js';
import { CHECKED_VALUES } from './events.js';

/** A handler's answer, as the SMA would read it. `actions` null: none are named, the present ones go on. */
export interface Answer {
  actions: Record<string, unknown>[] | null;
  /** Why the SMA could not use it (developer guide, "Debugging unexpected hangups"); null where it could. */
  problem: string | null;
  /** What it holds of actions, however many they are too many. */
  count: number;
  /** The call's attributes from here on; undefined where they stay as they are. */
  attributes?: Record<string, string>;
}

/** Lambda's own limit for an answer, 6 MB; deeper than any action goes. */
const ANSWER_BOUNDS = { length: 6 * 1024 * 1024, depth: 32, members: 100_000 };

/** Reads the JSON text of an answer; never throws. */
export function readAnswer(text: string): Answer {
  const unusable = (problem: string, count = 0): Answer => ({ actions: null, problem, count });
  const read = boundedJson(text, ANSWER_BOUNDS);
  if ('problem' in read) return unusable(read.problem);
  const answer = read.value;
  if (answer === null || text === '{}' || text === '""')
    return unusable('it is blank; it needs at least SchemaVersion');
  const mistaken = mistakenFor(answer);
  if (mistaken !== null) return unusable(mistaken);
  if (!isObject(answer)) return unusable('it is no object');
  const { SchemaVersion: version, Actions: actions, TransactionAttributes: given } = answer;
  if (version !== '1.0') return unusable(`its SchemaVersion is ${versionText(version)}, not "1.0"`);
  const kept = isObject(given) ? { attributes: given as Record<string, string> } : {};
  if (actions === undefined || actions === null) return { actions: null, problem: null, count: 0, ...kept };
  if (!Array.isArray(actions)) return unusable('its Actions is no list');
  if (!actions.every((action) => isObject(action) && typeof action['Type'] === 'string')) {
    return unusable('one of its Actions is no object with a Type', actions.length);
  }
  const list = actions as Record<string, unknown>[];
  return { actions: list, problem: problemOf(list), count: list.length, ...kept };
}

function versionText(version: unknown): string {
  return version === undefined ? 'missing' : JSON.stringify(version).slice(0, 60);
}

/** Why the SMA would not run this list, though it is one. */
function problemOf(list: Record<string, unknown>[]): string | null {
  if (list.length > MAX_ACTIONS) return `it has ${list.length} actions, AWS takes ${MAX_ACTIONS}`;
  const known: readonly string[] = ACTION_TYPES;
  const unknown = list.map((action) => String(action['Type'])).find((type) => !known.includes(type));
  if (unknown === undefined) return null;
  const near = nearest(unknown, known);
  return `AWS documents no action ${JSON.stringify(unknown.slice(0, 60))}${near === null ? '' : `; the nearest is ${near}`}`;
}

/** Whether the answer ends the call. */
export function hangsUp(answer: Answer | null | undefined): boolean {
  return answer?.actions?.some(({ Type: type }) => type === 'Hangup') === true;
}

/** The types of its actions, in order. */
export function typesOf({ actions }: Answer): string[] {
  return (actions ?? []).map((action) => String(action['Type']));
}

/** How far an answer is from one that joins the call; a higher grade is nearer. */
export const JOIN_GRADES = ['none', 'other-token', 'no-meeting', 'other-leg', 'joins'] as const;
export type JoinGrade = (typeof JOIN_GRADES)[number];

/** Grades the JoinChimeMeeting among the answer's actions. */
export function gradeJoin(answer: Answer): { grade: JoinGrade; parameters: Record<string, unknown> } {
  const action = (answer.actions ?? []).find((one) => one['Type'] === 'JoinChimeMeeting');
  if (action === undefined) return { grade: 'none', parameters: {} };
  const parameters = isObject(action['Parameters']) ? action['Parameters'] : {};
  return { grade: gradeOf(parameters), parameters };
}

function gradeOf({ JoinToken, MeetingId, CallId, ParticipantTag }: Record<string, unknown>): JoinGrade {
  if (JoinToken !== CHECKED_VALUES.JoinToken) return 'other-token';
  if (typeof MeetingId !== 'string' || !sameId(MeetingId, CHECKED_VALUES.MeetingId)) return 'no-meeting';
  // CallId wins over the tag; without either it is the leg that the event is about.
  const isLegA =
    typeof CallId === 'string' ? sameId(CallId, CHECKED_VALUES.CallId) : (ParticipantTag ?? 'LEG-A') === 'LEG-A';
  return isLegA ? 'joins' : 'other-leg';
}

/** What stands where the response belongs; null where it may be one. */
function mistakenFor(answer: unknown): string | null {
  if (typeof answer === 'string') {
    return /^\s*\{/.test(answer) ? 'it is JSON as a text; return the object itself, without writing it down' : null;
  }
  if (Array.isArray(answer)) {
    return answer.some(isAction) ? 'it is a bare list of actions; they belong under "Actions" of a response' : null;
  }
  if (!isObject(answer) || 'SchemaVersion' in answer) return null;
  if (isAction(answer)) {
    const type = String(answer['Type']).slice(0, 60);
    return `it is a bare action (${type}) where the response belongs; an action stands in the list "Actions" of a response`;
  }
  if ('statusCode' in answer) {
    return 'it is an answer for API Gateway (statusCode, body); the SMA reads SchemaVersion and Actions at the top';
  }
  const inner = Object.entries(answer).find(([, value]) => isObject(value) && 'SchemaVersion' in value);
  return inner === undefined
    ? null
    : `the response stands under ${JSON.stringify(inner[0].slice(0, 60))}, not at the top`;
}

function isAction(value: unknown): boolean {
  return isObject(value) && typeof value['Type'] === 'string' && isActionType(value['Type']);
}
