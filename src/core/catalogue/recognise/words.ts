import { EXIT_CODES } from '../../exit-codes.js';
import { CATALOGUE } from '../catalogue.js';
import type { Entry } from '../entry.js';
import { type Found, found } from './found.js';

/** `NOT_JOINED`, `not joined` and `not-joined.` are one. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s_\-"'`]+/g, '')
    .replace(/[.:!]+$/, '');
}

/** What an entry is called, in words of its own. */
export function namesOf({ id, recognised }: Entry): string[] {
  const { words = [], verdict, failure } = recognised;
  return [id, ...words, ...[verdict, failure].filter((name) => name !== undefined)];
}

/** The entries that are called exactly so: verdicts and the entry's own words before error codes. */
export function foundByWords(text: string): Found[] {
  const wanted = plainWords(text);
  const called = CATALOGUE.filter((entry) => namesOf(entry).some((name) => plainWords(name) === wanted));
  const first = (entry: Entry) => Number(isVerdict(entry)) + Number(LEADS.includes(entry.id));
  return called.toSorted((one, other) => first(other) - first(one)).map((entry) => found(entry));
}

/** Where several entries share one of our codes, the one that it mostly stands for. */
const LEADS: readonly string[] = [
  'connection.refused',
  'aws.unavailable',
  'access.denied',
  'aws.invalid-request',
  'endpoint.no-url',
];

function isVerdict({ recognised }: Entry): boolean {
  return recognised.verdict !== undefined;
}

/** `7`: an exit code of ours. */
export function foundByExitCode(code: number): Found[] {
  return CATALOGUE.filter(({ recognised: { exit } }) => exit !== undefined && EXIT_CODES[exit].code === code).map(
    (entry) => found(entry),
  );
}

/** The entries whose message stands somewhere in the text. */
export function foundByMessage(text: string): Found[] {
  return CATALOGUE.filter(({ recognised: { says } }) => says?.test(text) === true).map((entry) =>
    found(entry, null, text),
  );
}
