import { OPERATION_NAMES, operationNamed } from '../operations.js';
import { answerName } from './answer-name.js';

/**
 * Errors of AWS as its SDKs and the CLI print them: in JavaScript `NotFoundException: …` or `code: 'NotFoundException'`,
 * `botocore.errorfactory.NotFoundException`, `com.amazonaws…NotFoundException: … (Service: …; Status Code: 404; …)`,
 * `Amazon.Chime.Model.NotFoundException`, `Aws::Chime::Errors::NotFoundException`, Go's `api error NotFoundException: …`.
 */
export interface SpelledAnswer {
  /** As the catalogue spells it; empty where only the status is known. */
  name: string;
  /** 0 where the text shows none. */
  status: number;
  operation: string | null;
  /** The name and what follows it on its line. */
  said: string;
}

/** Longer texts are read this far. */
const LONGEST = 20_000;
const LONGEST_NAME = 160;
const LONGEST_SAID = 500;
/** More names than these are a list, not an error. */
const MOST_NAMES = 6;

/** How the class of an error ends; the words before it are looked for from here. */
const CLASS_END =
  /(?:Exception|Error|Limit|Signature|TokenId|Endpoint|AccessDenied|DoesNotMatch|RequestExpired|TooSkewed)\b(?!\.\w)/g;
const NAME_BEFORE = /[\w$.#/\\:]+$/;
/** Where an SDK writes the bare code, which need not end like a class. */
const CODE =
  /(?:\bError Code: |\bapi error |\b(?:__type|errorType|errorCode|Code_?|code)["']?\s{0,3}[:=]\s{0,3}["'`])([A-Za-z][\w.#]{2,100})/g;
const STATUS =
  /\b(?:http_?)?status_? ?code["']?\s{0,3}[:=]\s{0,3}["']?(\d{3})\b|resulted in a [`'](\d{3}) |\bstatus code: (\d{3}), request id/i;
/** A status stands for AWS's answer only where an SDK says so. */
const STATUS_OF_AWS =
  /httpStatusCode|HTTPStatusCode|\(Service: |https response error StatusCode|RespMetadata|AWS HTTP error|status code: \d{3}, request id/;

/** What only AWS and its SDKs write. */
const MARK =
  /aws|amazon|boto(?:core|3)|smithy|chime|\$metadata|\$fault|request_?-? ?id\b|when calling the|\(Service: |api error/i;
/** Classes of these names are thrown by many libraries, so that the name alone is no answer of AWS's. */
const OF_ANYBODY: readonly string[] = [
  'ValidationError',
  'TimeoutError',
  'InternalServerError',
  'InternalError',
  'AuthorizationError',
];

const OPERATIONS: readonly RegExp[] = [
  /when calling the (\w{1,100}) operation/,
  /\boperation error [\w .-]{1,60}: (\w{1,100}),/g,
  /Error executing "(\w{1,100})"/,
  /not authorized to perform: (?:chime|logs):(\w{1,100})/,
  // CloudTrail.
  /"eventName" ?: ?"(\w{1,100})"/,
  /\bde_(\w{1,100}?)(?:Command)?Error\b/,
];
const names = OPERATION_NAMES.toSorted((one, other) => other.length - one.length);
const snake = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_');
/** A method or command in a stack trace: `Client.createAttendee(`, `CreateAttendeeCommand`, `#create_attendee`. */
const FRAME = new RegExp(
  `(?:[.#\`]|\\bexecute)(${[...names, ...names.map(snake)].join('|')})(?:Async)?[(\\s'\`]|\\b(${names.join('|')})Command\\b`,
  'gi',
);

/** The errors of AWS in the text, in its order; those that say the same once. */
export function spelledIn(text: string): SpelledAnswer[] {
  const read = text.slice(0, LONGEST);
  const found = [...namedByClass(read), ...namedByCode(read)].toSorted((one, other) => one.at - other.at);
  const each = [...new Map(found.map((one) => [one.name, one])).values()];
  const status = statusIn(read);
  const operation = operationIn(read);
  if (each.length > 0) {
    return each.slice(0, MOST_NAMES).map(({ name, said }) => ({ name, status: 0, operation, said }));
  }
  if (status < 400 || !STATUS_OF_AWS.test(read)) return [];
  return [{ name: '', status, operation, said: firstLine(read) }];
}

interface Named {
  at: number;
  name: string;
  said: string;
}

function namedByClass(text: string): Named[] {
  return [...text.matchAll(CLASS_END)].flatMap(({ index, 0: ending }): Named[] => {
    const end = index + ending.length;
    const whole = NAME_BEFORE.exec(text.slice(Math.max(0, end - LONGEST_NAME), end))?.[0] ?? '';
    const last = whole.split(/[.#/\\:$]+/).at(-1) ?? '';
    const name = answerName(last);
    const prefix = whole.slice(0, whole.length - last.length);
    // `javax.ws.rs.NotFoundException` is somebody else's.
    const isForeign = /\w[.\\:#/]/.test(prefix) && !MARK.test(prefix);
    if (name === null || isForeign || isAnybodys(last, text)) return [];
    return [{ at: end - last.length, name, said: saidOf(text, end - last.length, last) }];
  });
}

function namedByCode(text: string): Named[] {
  if (!MARK.test(text)) return [];
  return [...text.matchAll(CODE)].flatMap(({ index, 0: whole, 1: word = '' }): Named[] => {
    const name = answerName(word);
    const at = index + whole.length - word.length;
    return name === null ? [] : [{ at, name, said: saidOf(text, at, word) }];
  });
}

/** Whether the class is one of many libraries, and nothing in the text is of AWS. */
export function isAnybodys(name: string, text: string): boolean {
  return OF_ANYBODY.includes(name) && !MARK.test(text);
}

/** `NotFoundException: The meeting has ended`; Ruby and Java write the words before the name. */
function saidOf(text: string, at: number, word: string): string {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at + LONGEST_SAID);
  const after = /^\)?[:>]?\s?([^\n]*)/.exec(text.slice(at + word.length, at + LONGEST_SAID))?.[1] ?? '';
  return text[at + word.length] === ':' ? `${word}: ${after.trim()}` : firstLine(line);
}

function firstLine(text: string): string {
  return (text.trim().split('\n', 1)[0] ?? '').slice(0, LONGEST_SAID);
}

function statusIn(text: string): number {
  const [, ...groups] = STATUS.exec(text) ?? [];
  return Number(groups.find((digits) => digits !== undefined) ?? 0);
}

/** The operation that failed: where one request led to another, the innermost. */
export function operationIn(text: string): string | null {
  for (const pattern of OPERATIONS) {
    const seen = [...text.matchAll(new RegExp(pattern, 'g'))].at(-1)?.[1];
    if (seen !== undefined) return operationNamed(seen);
  }
  const frames = [...text.matchAll(FRAME)].map(([, method, command]) => operationNamed(method ?? command ?? ''));
  const distinct = new Set(frames);
  return distinct.size === 1 ? (frames[0] as string) : null;
}
