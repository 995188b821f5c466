import { ANSWERS, answerEntry } from '../aws/answer.js';
import type { AnswerEntry, Entry } from '../entry.js';
import { plainName, type Sighting } from '../error-mark.js';
import { operationOf, type Subject } from '../operations.js';
import { eachOnce, type Found, found } from './found.js';

/** For an error of which the operation is not known: one operation for each thing that it may be about. */
const OPERATION_ABOUT: Record<Exclude<Subject, 'other'>, string> = {
  call: 'UpdateSipMediaApplicationCall',
  calls: 'CreateSipMediaApplicationCall',
  application: 'GetSipMediaApplication',
  meetings: 'CreateMeeting',
  meeting: 'GetMeeting',
  attendees: 'CreateAttendee',
  attendee: 'DeleteAttendee',
  logs: 'FilterLogEvents',
};

const spelledOf = (list: (entry: AnswerEntry) => readonly string[] | undefined) =>
  new Map(ANSWERS.flatMap((entry) => list(entry) ?? []).map((name) => [name.toLowerCase(), name]));
const NAMES = spelledOf(({ recognised }) => recognised.error.names);
const CODES = spelledOf(({ recognised }) => recognised.error.codes);

/** The names and codes an entry is recognised by. */
export function answerNames({ recognised: { error } }: Entry): string[] {
  return [...(error?.names ?? []), ...(error?.codes ?? [])];
}

/** AWS's word in any spelling, as the catalogue spells it; null where it is none that is known. */
export function answerName(word: string): string | null {
  return NAMES.get(plainName(word).toLowerCase()) ?? NAMES.get(word.toLowerCase()) ?? nameWithoutSuffix(word);
}

function nameWithoutSuffix(word: string): string | null {
  return (
    NAMES.get(
      word
        .toLowerCase()
        .replace(/:.*$/s, '')
        .replace(/^.*#/s, '')
        .replace(/exception$/, ''),
    ) ?? null
  );
}

/** Node's or OpenSSL's code. */
export function systemCode(word: string): string | null {
  return CODES.get(word.toLowerCase()) ?? null;
}

/** What is known of an answer. */
export type Answer = Partial<Pick<Sighting, 'name' | 'code' | 'status' | 'text' | 'said'>>;

/** The entries that an answer may be, by the operation it came from; all that it may be where that is not known. */
export function foundByAnswer(answer: Answer, operation: string | null, said: string | null): Found[] {
  const seen: Sighting = {
    ...{ said: '', name: '', code: '', syscall: '', status: 0, text: '' },
    ...answer,
    ...{ garbled: false, marked: true, skewed: false, unsent: false, profileKnown: true },
  };
  if (operation !== null) {
    const entry = answerEntry(seen, operationOf(operation).subject);
    return entry === undefined ? [] : [found(entry, operation, said, seen.status)];
  }
  const general = answerEntry(seen, 'other');
  const particular = Object.entries(OPERATION_ABOUT).flatMap(([subject, about]) => {
    const entry = answerEntry(seen, subject as Subject);
    return entry === undefined || entry === general ? [] : [found(entry, about, said, seen.status)];
  });
  return eachOnce([...particular, ...(general === undefined ? [] : [found(general, null, said, seen.status)])]);
}
