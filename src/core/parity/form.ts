import { isGuid } from '../facts/ids.js';
import { boundedJson } from '../json/bounded-json.js';
import type { Facts, ParityCase } from './case.js';
import type { RawAnswer } from './ports.js';
import { nameOf, redacted } from './redact.js';

/** What is compared of an answer. It holds no id, number or token. */
export interface AnswerForm {
  status: number;
  /** Names, in order, without those that belong to a connection. */
  headers: string[];
  contentType: string | null;
  /** The error's name as the header gives it. */
  errorType: string | null;
  /** The error's name in the body. */
  code: string | null;
  /** The form of each member's value by its path; of what is no JSON, one text under the empty path. */
  members: Record<string, string>;
}

/** They tell of one connection, or of what stands between. */
const OF_CONNECTIONS = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'via',
  'age',
  'proxy-connection',
];
const BOUNDS = { length: 256 * 1024, depth: 24, members: 5_000 };
const MOST_MEMBERS = 400;

/** Words of AWS's own: shown as they are, once what could be somebody's is out of them. */
const WORDS = /^(?:Code|code|__type|ErrorCode|Message|message|ErrorMessage)$/;
/** Values out of a few. */
const CHOICES = /^(?:MediaRegion|AwsRegion|Audio|Video|Content|MaxResolution|EchoReduction|State)$/;
const CHOICE = /^[A-Za-z][A-Za-z0-9-]{0,31}$/;
const TOKENS = /token$/i;

export function formOf({ status, headers, body }: RawAnswer, facts: Facts, asked: ParityCase): AnswerForm {
  const text = (name: string) => {
    const value = headers[name];
    return value === undefined ? null : redacted(value, facts);
  };
  const json = parsed(body);
  return {
    status,
    headers: Object.keys(headers)
      .filter((name) => !OF_CONNECTIONS.includes(name))
      .map((name) => (isPlainName(name) ? name : redacted(name, facts)))
      .toSorted(),
    contentType: text('content-type'),
    errorType: text('x-amzn-errortype'),
    code: codeIn(json, facts),
    members: membersOf(body, json, facts, asked.ofAccount === true),
  };
}

/** Of words: a long run of digits or hexadecimal letters is not one. */
function isPlainName(name: string): boolean {
  return /^[a-z][a-z0-9-]{0,60}$/.test(name) && !/\d{5}|[0-9a-f]{12}/.test(name);
}

/** A value of an answer by its path, where it is a text. */
export function valueAt(body: string, path: string): string | null {
  const found = path.split('.').reduce<unknown>((value, name) => {
    const there = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    return there ? (value as Record<string, unknown>)[name] : undefined;
  }, parsed(body));
  return typeof found === 'string' ? found : null;
}

function parsed(body: string): unknown {
  const read = boundedJson(body, BOUNDS);
  return 'value' in read ? read.value : undefined;
}

function codeIn(json: unknown, facts: Facts): string | null {
  if (typeof json !== 'object' || json === null) return null;
  const { __type: type, Code, code } = json as Record<string, unknown>;
  const found = [type, Code, code].find((one) => typeof one === 'string');
  return found === undefined ? null : redacted(String(found), facts);
}

function membersOf(body: string, json: unknown, facts: Facts, ofAccount: boolean): Record<string, string> {
  if (body === '') return { '': '<empty>' };
  if (json === undefined) return { '': '<not JSON>' };
  const members: Record<string, string> = {};
  const visit = (value: unknown, path: string, name: string) => {
    if (Object.keys(members).length >= MOST_MEMBERS) return;
    if (typeof value !== 'object' || value === null) {
      members[path] = leaf(value, name, facts, ofAccount);
      return;
    }
    const list = Array.isArray(value);
    const entries = Object.entries(value);
    // How many the account has is its own affair.
    if (list && (ofAccount || entries.length === 0)) members[`${path}[]`] = ofAccount ? '<list>' : '<empty list>';
    else if (!list && entries.length === 0) members[path] = '<empty>';
    for (const [key, inner] of entries) {
      const shown = redacted(key, facts);
      const at = list ? `${path}[${ofAccount ? '' : key}]` : path === '' ? shown : `${path}.${shown}`;
      visit(inner, at, list ? name : key);
    }
  };
  visit(json, '', '');
  return members;
}

function leaf(value: unknown, name: string, facts: Facts, ofAccount: boolean): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return '<number>';
  if (typeof value === 'boolean') return ofAccount ? '<true or false>' : String(value);
  const text = String(value);
  if (WORDS.test(name)) return redacted(text, facts);
  const known = nameOf(text, facts);
  if (known !== null) return `<${known}>`;
  if (TOKENS.test(name)) return `<token of ${text.length} characters>`;
  if (isGuid(text)) return '<id>';
  if (CHOICES.test(name) && CHOICE.test(text)) return redacted(text, facts);
  if (/^arn:/i.test(text)) return '<arn>';
  if (/^(?:https?|wss?):/i.test(text)) return '<url>';
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return '<time>';
  if (text === '') return '<empty text>';
  return '<text>';
}
