import type { Field } from '../catalogue/command-line.js';
import { failed } from '../catalogue/failed.js';

/** Two attendees of one external user id are one attendee, connected twice. */
export function requireDifferent(field: Field, externalUserIds: readonly string[]): void {
  if (new Set(externalUserIds).size !== externalUserIds.length) throw failed('USAGE.same-attendee', { field });
}
