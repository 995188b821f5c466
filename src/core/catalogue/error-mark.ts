import type { Subject } from './operations.js';

/** What is known of an error when an entry is looked for. */
export interface Sighting {
  /** AWS's word for it as it came, or the error's class. */
  said: string;
  /** The same without namespace, `Exception` and whatever follows a colon. */
  name: string;
  /** Node's or OpenSSL's code. */
  code: string;
  /** The system call that failed; the one of the connection where an AggregateError holds several. */
  syscall: string;
  /** HTTP; 0 where there was no answer. */
  status: number;
  text: string;
  /** The answer is not JSON that could be AWS's. */
  garbled: boolean;
  /** The answer bears AWS's mark: a request id, or an error type of AWS's. */
  marked: boolean;
  /** The clocks differ by more than a signature allows. */
  skewed: boolean;
  /** It never came to a request: credentials, profile, endpoint. */
  unsent: boolean;
  profileKnown: boolean;
}

/** Identified by any of its names, codes and statuses (none: by everything), if every further condition holds. */
export interface ErrorMark {
  names?: readonly string[];
  codes?: readonly string[];
  /** One status, or a range, both ends included. */
  statuses?: readonly (number | readonly [number, number])[];
  says?: RegExp;
  syscalls?: readonly string[];
  subjects?: readonly Subject[];
  garbled?: boolean;
  marked?: boolean;
  skewed?: boolean;
  unsent?: boolean;
  profileKnown?: boolean;
}

export function matchesError(mark: ErrorMark, seen: Sighting, subject: Subject): boolean {
  const { names, codes, statuses, says, syscalls, subjects, garbled, marked, skewed, unsent, profileKnown } = mark;
  const identified =
    (names === undefined && codes === undefined && statuses === undefined) ||
    names?.includes(seen.name) === true ||
    codes?.includes(seen.code) === true ||
    statuses?.some((status) => within(seen.status, status)) === true;
  return (
    identified &&
    (says === undefined || says.test(seen.text)) &&
    (syscalls === undefined || syscalls.includes(seen.syscall)) &&
    (subjects === undefined || subjects.includes(subject)) &&
    (garbled === undefined || garbled === seen.garbled) &&
    (marked === undefined || marked === seen.marked) &&
    (skewed === undefined || skewed === seen.skewed) &&
    (unsent === undefined || unsent === seen.unsent) &&
    (profileKnown === undefined || profileKnown === seen.profileKnown)
  );
}

function within(status: number, expected: number | readonly [number, number]): boolean {
  return typeof expected === 'number' ? status === expected : status >= expected[0] && status <= expected[1];
}

/** AWS's word without what varies: `com.amazonaws#NotFoundException:http://…` and `NotFound` are the same. */
export function plainName(name: string): string {
  return name
    .replace(/:.*$/s, '')
    .replace(/^.*#/s, '')
    .replace(/Exception$/, '');
}
