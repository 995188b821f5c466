import { Failure } from '../failure.js';

/** Two attendees of one external user id are one attendee, connected twice. */
export function requireDifferent(flag: string, externalUserIds: readonly string[]): void {
  if (new Set(externalUserIds).size === externalUserIds.length) return;
  throw new Failure('USAGE', `${flag} names the same external user id twice.`, {
    cause: 'a second connection of one attendee throws the first out of the meeting',
    tryThis: [`Give every ${flag} an id of its own`],
  });
}
