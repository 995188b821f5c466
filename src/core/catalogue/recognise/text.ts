import type { EventError } from '../../evidence/call-event.js';
import { entryOfFailure } from '../event-entry.js';
import { operationNamed, type Subject } from '../operations.js';
import { answerName, foundByAnswer, systemCode } from './answer-name.js';
import { asPrinted } from './as-printed.js';
import { eachOnce, type Found, found } from './found.js';
import { foundBySituation } from './situation.js';
import { isAnybodys, operationIn, spelledIn } from './spelled.js';
import { foundByExitCode, foundByMessage, foundByWords } from './words.js';

/** As botocore and the AWS CLI write an answer. */
const CLI_ERROR =
  /An error occurred \(([\w.#:]{1,100})\) when calling the (\w{1,100}) operation(?: \(reached max retries: \d+\))?: ?(.{0,500})/;
/** As this program writes it: `NotFoundException (404): The resource is not found`. */
const OUR_CAUSE = /\b([A-Za-z][\w.#]{2,100})(?: ([A-Z][A-Z_]+))? \((\d{3})\)(?:: (.{0,500}))?/;
const NUMBER = /^(?:(?:exit|exit code|exit status|http|http status|status|status code)\s*:?\s*)?(\d{1,3})$/i;
const ERROR_AND_TEXT = /^([A-Za-z][\w.#]{2,100})(?:: ?(.{0,1000}))?$/s;

/** The ways in which a short text is read; the first that finds something is right. */
const READINGS: readonly ((text: string, operation: string | null) => Found[])[] = [
  foundByNumber,
  foundByPlainName,
  (text) => foundByWords(text),
  foundBySituation,
  foundInCause,
  foundByName,
  foundInSentence,
  foundByCode,
  foundInWords,
];

/** `no ThrottledClientException seen`: what is said not to be there explains nothing. */
const ABSENT =
  /\b(no|without|not|never)(?: an?| any| one| the)? [A-Za-z][\w.]{1,80}?(?:Exception|Error|LimitExceeded)\b/gi;

function withoutAbsent(text: string): string {
  return text.replace(ABSENT, '$1 …');
}

/** What a code, a name, a number or a sentence is. `operation` as the operator named it. */
export function recogniseText(text: string, operation: string | null): Found[] {
  const printed = withoutAbsent(asPrinted(text).trim());
  for (const read of READINGS) {
    const all = read(printed, operation);
    if (all.length > 0) return eachOnce(all);
  }
  return [];
}

/** As above, for one line, or one error of several lines, among many: only what is certainly meant. */
export function recogniseLine(line: string, operation: string | null = null): Found[] {
  const printed = withoutAbsent(asPrinted(line));
  const cause = foundInCause(printed, operation);
  if (cause.length > 0) return cause;
  const sentence = foundInSentence(printed, operation);
  return sentence.length > 0 ? sentence : foundInWords(printed, operation);
}

const SERVICES: readonly [RegExp, readonly Subject[]][] = [
  [/meetings-chime|chime-?sdk-?meetings/i, ['meetings', 'meeting', 'attendees', 'attendee']],
  [/voice-chime|chime-?sdk-?voice/i, ['call', 'calls', 'application']],
  [/cloudwatch-?logs|\blogs\.[a-z\d-]+\.amazonaws/i, ['logs']],
];

/** Words of the SMA's: an answer of AWS's never bears them, so they outweigh the name beside them. */
const OF_SMA = /^(?:join|action|response)\./;

/** AWS's answer as an SDK or the CLI prints it, and every message that is known. */
function foundInSentence(text: string, operation: string | null): Found[] {
  const messages = foundByMessage(text);
  const answers = spelledAnswers(text, operation, messages);
  const named = answers.filter(({ entry }) => messages.some((message) => message.entry === entry));
  const particular = messages.filter(({ entry }) => entry.recognised.general !== true);
  const ofSma = particular.filter(({ entry }) => OF_SMA.test(entry.id));
  return eachOnce([...ofSma, ...(named.length > 0 ? named : answers), ...particular, ...messages]);
}

function spelledAnswers(text: string, operation: string | null, messages: readonly Found[]): Found[] {
  const cli = foundInCliError(text, operation);
  if (cli.length > 0) return cli;
  const spelled = spelledIn(text);
  if (spelled.length === 0) return [];
  // A mere status says less than any message.
  const isMereStatus = spelled.every(({ name }) => name === '');
  if (isMereStatus && messages.some(({ entry }) => entry.recognised.general !== true)) return [];
  const found = spelled.flatMap(({ name, status, operation: seen, said }) =>
    foundByAnswer({ name, status, text: text.slice(0, 4_000) }, operation ?? seen, said),
  );
  return ofService(found, text);
}

/** Where the text names one service by its client or its endpoint, what only another one answers is not meant. */
function ofService(found: Found[], text: string): Found[] {
  const services = SERVICES.filter(([pattern]) => pattern.test(text));
  const [only] = services;
  if (only === undefined || services.length > 1) return found;
  const [, subjects] = only;
  const meant = found.filter(({ told, operation }) => operation === null || subjects.includes(told.subject));
  return meant.length > 0 ? meant : found;
}

function foundInCliError(text: string, operation: string | null): Found[] {
  const seen = CLI_ERROR.exec(text);
  if (seen === null) return [];
  const [, name = '', called = '', message = ''] = seen;
  const status = /^\d{3}$/.test(name) ? Number(name) : 0;
  const answer = { name: answerName(name) ?? '', status, text: message };
  return foundByAnswer(answer, operation ?? operationNamed(called), `${name}: ${message}`);
}

function foundByNumber(text: string, operation: string | null): Found[] {
  const digits = NUMBER.exec(text)?.[1];
  if (digits === undefined) return [];
  const number = Number(digits);
  const saysHttp = /http|^status/i.test(text);
  const saysExit = /^exit/i.test(text);
  const asStatus =
    number >= 400 && number <= 599 && !saysExit ? foundByAnswer({ status: number }, operation, null) : [];
  if (saysHttp || operation !== null) return asStatus.length > 0 ? asStatus : foundByWords(digits);
  return [
    ...foundByExitCode(number),
    ...(saysExit ? [] : [...foundByWords(`HANGUP ${number}`), ...foundByWords(digits), ...asStatus]),
  ];
}

function foundInCause(text: string, operation: string | null): Found[] {
  const seen = OUR_CAUSE.exec(text);
  if (seen === null) return [];
  const [whole, name = '', code = '', status, message = ''] = seen;
  // `took (404)` is no answer of AWS's: a word must be one of its names, or of the SDK's for an answer without one.
  const isName = answerName(name) !== null || /^(?:Unknown|SyntaxError|Error)$|Exception$/.test(name);
  if (!isName) return [];
  const answer = { name: answerName(name) ?? '', code: systemCode(code) ?? '', status: Number(status), text: message };
  return foundByAnswer(answer, operation, whole);
}

/** `NotFound` is AWS's, `NOT_FOUND` is ours; some are also error types of failed actions. */
function foundByPlainName(text: string, operation: string | null): Found[] {
  // What follows a colon decides as well; only a URL, which AWS appends in a header, does not.
  const name = /^[A-Z_]+$/.test(text) || /:(?!http)/.test(text) ? null : answerName(text);
  if (name === null) return [];
  const ofActions = operation === null ? foundByWords(text).filter(({ entry }) => OF_SMA.test(entry.id)) : [];
  return [...ofActions, ...foundByAnswer({ name }, operation, null)];
}

/** Entries that say of a failed join no more than its error type does. */
const GENERAL_JOINS: readonly string[] = ['join.failed', 'join.invalid-parameter', 'join.system'];

/** `NotFoundException`, `Throttled`, `ErrorJoiningMeeting: Error while joining meeting.` */
function foundByName(text: string, operation: string | null): Found[] {
  const seen = ERROR_AND_TEXT.exec(text);
  if (seen === null) return [];
  const [, word = '', message = ''] = seen;
  const name = answerName(word);
  if (name !== null && isAnybodys(word, text)) return [];
  if (name !== null) {
    const answer = { name, text: message, said: message === '' ? null : text };
    return foundByNameAndText(answer, operation ?? operationIn(message));
  }
  const ofSma = message === '' ? [] : foundByMessage(text).filter(({ entry }) => OF_SMA.test(entry.id));
  const byWords = foundByWords(word).map((one) => ({ ...one, said: message === '' ? null : text }));
  return message === '' || byWords.length === 0
    ? byWords
    : [...inEvent({ code: word, message }, text, ofSma), ...byWords];
}

/** An answer of which the name and the words are known: what both stand for, else whatever the name does. */
export function foundByNameAndText(
  { name, text, said }: { name: string; text: string; said: string | null },
  operation: string | null,
): Found[] {
  const messages = text === '' ? [] : foundByMessage(text);
  const answers = foundByAnswer({ name, text }, operation, said);
  const named = answers.filter(({ entry }) => messages.some((one) => one.entry === entry));
  return [...messages.filter(({ entry }) => OF_SMA.test(entry.id)), ...(named.length > 0 ? named : answers)];
}

/** The same words of an event may mean more than the code alone does. */
function inEvent(error: EventError, said: string, messages: Found[]): Found[] {
  const entry = entryOfFailure('ACTION_FAILED', error);
  if (entry === undefined || entry.id === 'join.failed') return messages;
  return GENERAL_JOINS.includes(entry.id)
    ? [...messages, found(entry, null, said)]
    : [found(entry, null, said), ...messages];
}

/** `connect ECONNREFUSED 127.0.0.1:443` */
function foundByCode(text: string, operation: string | null): Found[] {
  const code = wordsOf(text)
    .map(systemCode)
    .find((known) => known !== null);
  return code === undefined || code === null ? [] : foundByAnswer({ code, text, ...systemCall(text) }, operation, text);
}

/** `connect ETIMEDOUT …`: which call failed tells whether anything can have been sent. */
function systemCall(text: string): { syscall: string } | Record<string, never> {
  const syscall = /\b(connect|getaddrinfo|read|write) E[A-Z_]{3,}/.exec(text)?.[1];
  return syscall === undefined ? {} : { syscall };
}

/** A name of AWS's or a system's code among other words: only such as nobody writes by chance. */
function foundInWords(text: string, operation: string | null): Found[] {
  for (const word of wordsOf(text)) {
    const name = /(?:Exception|Error|Limit|Signature|TokenId)$/.test(word) ? answerName(word) : null;
    if (name !== null && name !== 'Error' && !isAnybodys(word, text)) {
      return foundByAnswer({ name, text }, operation, text);
    }
    const code = /^[A-Z][A-Z0-9_]{4,}$/.test(word) ? systemCode(word) : null;
    if (code !== null) return foundByAnswer({ code, text, ...systemCall(text) }, operation, text);
  }
  return [];
}

function wordsOf(text: string): string[] {
  return (
    text
      .slice(0, 4_000)
      .match(/[A-Za-z][\w.#]{3,80}/g)
      ?.slice(0, 200) ?? []
  );
}
