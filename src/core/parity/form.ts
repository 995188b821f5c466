import { boundedJson } from '../json/bounded-json.js';
import type { Facts, ParityCase } from './case.js';
import { membersOf } from './members.js';
import type { RawAnswer } from './ports.js';
import { redacted } from './redact.js';

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
    members: membersOf(body, json, { facts, ofAccount: asked.ofAccount === true }),
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
