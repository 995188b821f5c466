import { isObject } from '../facts/json-object.js';
import { JOIN_TOKEN_LENGTH, MAX_UPDATE_ARGUMENTS } from '../facts/limits.js';
import type { Path } from '../json/path.js';
import { namesSecret } from '../named-secrets.js';
import type { Checked } from './check-action.js';
import { conventionNotes } from './conventions.js';
import { isPlaceholder, namesItsValue, sayPlaceholder } from './placeholder.js';
import { broken, type Finding, type Rule } from './problem.js';
import { kindOfValue } from './shown.js';
import { reference } from './sources.js';

const MODEL = {
  source: reference('voice-chime_UpdateSipMediaApplicationCall'),
  certainty: 'model',
  severity: 'error',
} as const;
const SHAPE: Rule = { ...MODEL, rule: 'arguments-shape', limit: 'an object of texts' };
const TOO_MANY: Rule = { ...MODEL, rule: 'too-many-arguments', limit: `${MAX_UPDATE_ARGUMENTS} entries` };
const NO_TEXT: Rule = { ...MODEL, rule: 'argument-value', limit: 'a text' };
const TOKEN: Rule = {
  ...MODEL,
  rule: 'token-length',
  limit: `a text of ${JOIN_TOKEN_LENGTH.min} to ${JOIN_TOKEN_LENGTH.max} characters`,
  source: reference('meeting-chime_Attendee'),
};
const LOST: Rule = {
  rule: 'lost-value',
  source: reference('voice-chime_UpdateSipMediaApplicationCall'),
  certainty: 'assumed',
  severity: 'warning',
};
const PLACEHOLDER: Rule = { ...LOST, rule: 'placeholder' };
/** What a program writes that forgot to make a text of a value. */
const LOST_VALUES = ['undefined', 'null', 'None', '[object Object]', 'NaN', '***'];

/** The Arguments of UpdateSipMediaApplicationCall, as they are sent or as an event shows them. */
export function checkArguments(map: unknown, path: Path): Checked {
  if (!isObject(map)) return { findings: [broken(SHAPE, path, `it is ${kindOfValue(map)}, not an object`)], notes: [] };
  const entries = Object.entries(map);
  const findings: Finding[] = [];
  if (entries.length > MAX_UPDATE_ARGUMENTS)
    findings.push(broken(TOO_MANY, path, `there are ${entries.length} entries`));
  findings.push(...entries.slice(0, 1_000).flatMap(([name, value]) => valueFindings(name, value, [...path, name])));
  return { findings, notes: ['AWS documents no limit for the length of a value.', ...conventionNotes(map)] };
}

function valueFindings(name: string, value: unknown, path: Path): Finding[] {
  if (typeof value !== 'string') return [broken(NO_TEXT, path, `it is ${kindOfValue(value)}: every value is a text`)];
  if (isPlaceholder(value) || (namesSecret(name) && namesItsValue(value))) {
    return [broken(PLACEHOLDER, path, sayPlaceholder(value))];
  }
  const { min, max } = JOIN_TOKEN_LENGTH;
  if (namesSecret(name) && (value.length < min || value.length > max)) {
    return [broken(TOKEN, path, `the join token has ${value.length} characters`)];
  }
  if (LOST_VALUES.includes(value))
    return [broken(LOST, path, `${JSON.stringify(value)} is what is left of a lost value`)];
  return [];
}
