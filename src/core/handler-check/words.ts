import { EVENT_TYPES } from '../facts/event.js';
import { MEETING_NUMBER } from '../facts/limits.js';

/** What a handler's source is read of; a bundle may be long. */
const MAX_SOURCE = 2_000_000;
const MAX_WORDS = 40;
const LONGEST_WORD = 60;

const QUOTED = /(['"`])([^'"`\n]{1,60})\1/g;
const COMPARED = /(?:[!=]==?\s*|\bcase\s+|\bin\s*[([]\s*)(['"`])([^'"`\n]{1,60})\1/g;
const JOINING_WORD = /\b\w*(?:join|bridge|conference)\w*\b/gi;
/** A property or a key that sounds like one of the values a join needs. */
const TELLING_NAME = /(?:\.|\[?['"])(\w*(?:token|meeting_?id|attendee_?id|action|command)\w*)\b/gi;

/** Words of AWS's events and answers, which no operator sends. */
const AWS_WORDS: ReadonlySet<string> = new Set([
  ...EVENT_TYPES,
  MEETING_NUMBER,
  ...['LEG-A', 'LEG-B', '1.0', 'Connected', 'Disconnected', 'Inbound', 'Outbound', 'utf8', 'utf-8', 'use strict'],
]);

/** Words a handler may compare an argument with, the likeliest first: those it compares something with, and those about joining. */
export function comparableWords(source: string): string[] {
  const text = source.slice(0, MAX_SOURCE);
  const compared = wordsIn(text, COMPARED, 2);
  const joining = wordsIn(text, JOINING_WORD, 0);
  const quoted = wordsIn(text, QUOTED, 2).filter((word) => /^\w+$/.test(word) && /join|meet/i.test(word));
  const all = [...compared.filter(speaksOfJoining), ...quoted, ...joining.filter(isPlain), ...compared];
  return unique(all.filter((word) => !AWS_WORDS.has(word))).slice(0, MAX_WORDS);
}

/** Names that the source reads of something, where it cannot be seen what it reads of an event. */
export function tellingNames(source: string): string[] {
  const names = wordsIn(source.slice(0, MAX_SOURCE), TELLING_NAME, 1);
  return unique(names.filter((name) => !NOT_ARGUMENTS.has(name))).slice(0, MAX_WORDS);
}

/** `JoinToken: a.jt`, `JoinToken=args["jt"]`, `"JoinToken": tok`; the last name of the path is what an argument may be called. */
const JOINED_WITH = /\b(?:JoinToken|MeetingId)['"]?\]?\s*[:=]\s*(?:[\w$]+(?:\?\.|\.|\??\[['"]))*([A-Za-z_$][\w$]*)/g;

/** `getattr(a, "verb", None) !=`, `args.pop("cmd"`, `a.verb ===`: a name whose value decides something. */
const DECIDING = [
  /\bgetattr\(\s*[\w$]+\s*,\s*['"](\w{1,60})['"]/g,
  /\.(?:pop|get)\(\s*['"](\w{1,60})['"]/g,
  /\.([A-Za-z_$][\w$]{0,60})\s*[!=]==?\s*['"]/g,
];
const MOST_COPIED = 5;

/** What an update's arguments may be called where the handler copies them: as what its source joins with, or decides by, is called. */
export function copiedNames(source: string): string[] {
  const text = source.slice(0, MAX_SOURCE);
  const isName = (name: string) => !/^(?:str|String|None|null|undefined)$/.test(name) && !OF_EVENTS.has(name);
  const joined = unique(wordsIn(text, JOINED_WITH, 1).filter(isName));
  const deciding = unique(DECIDING.flatMap((pattern) => wordsIn(text, pattern, 1)).filter(isName));
  const values = joined.length > 0 ? joined.slice(0, MOST_COPIED) : ['JoinToken', 'MeetingId'];
  return unique([...values, ...deciding]).slice(0, Math.max(values.length, MOST_COPIED));
}

/** Members of AWS's events, which are read on the way to the arguments. */
const OF_EVENTS: ReadonlySet<string> = new Set(
  'InvocationEventType ActionData Parameters Arguments CallDetails Participants ParticipantTag TransactionAttributes TransactionId Type CallId'.split(
    ' ',
  ),
);

/** Members of AWS's own events and actions. */
const NOT_ARGUMENTS: ReadonlySet<string> = new Set(['ActionData', 'Actions', 'actions', 'MeetingIds']);

const speaksOfJoining = (word: string) => /join|bridge|conference|meeting/i.test(word);
/** Not the action's own name nor a variable made of many words. */
const isPlain = (word: string) => word.length <= 24;

function wordsIn(text: string, pattern: RegExp, group: number): string[] {
  const words: string[] = [];
  for (const match of text.matchAll(pattern)) {
    const word = match[group] ?? '';
    if (word !== '' && word.length <= LONGEST_WORD) words.push(word);
    if (words.length >= 2_000) break;
  }
  return words;
}

function unique(words: string[]): string[] {
  return [...new Set(words)];
}

/** A sample's comments may speak of what it does not do. */
export function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]{0,5000}?\*\/|(?:^|\s)(?:\/\/|#)[^\n]*/g, '');
}
