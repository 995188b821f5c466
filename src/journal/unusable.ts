import { Failure } from '../core/failure.js';

const WAYS_OUT = [
  'name a folder that can be written, and run it again: export XDG_STATE_HOME=/tmp/state',
  'is the disk full? df -h',
];

/** Why a journal or its folder cannot be used: which of them, and what the system says. */
export class Unusable extends Error {
  constructor(
    message: string,
    readonly why: string,
    readonly waysOut: string[] = WAYS_OUT,
  ) {
    super(message);
  }
}

/** The work; whatever it throws is JOURNAL_UNUSABLE, of the file at `path` unless it names another. */
export function orUnusable<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw failureOf(
      error instanceof Unusable ? error : new Unusable(`The journal ${path} cannot be used.`, said(error)),
    );
  }
}

function failureOf({ message, why, waysOut }: Unusable): Failure {
  return new Failure('JOURNAL_UNUSABLE', message, { cause: why, tryThis: [...waysOut] });
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
