import type { Delivery } from '../../failure.js';
import type { AnswerEntry } from '../entry.js';
import { matchesError, type Sighting } from '../error-mark.js';
import type { Subject } from '../operations.js';
import { ANSWER_ENTRIES } from './answers.js';
import { CREDENTIAL_ENTRIES, SIGN_IN_ENTRIES } from './credentials.js';
import { IDENTITY_ENTRIES } from './identity.js';
import { LIMIT_ENTRIES } from './limits.js';
import { NETWORK_ENTRIES } from './network.js';
import { NOT_AWS_ENTRIES } from './not-aws.js';
import { NOT_FOUND_ENTRIES } from './not-found.js';
import { PROFILE_ENTRIES } from './profile.js';
import { PROXY_ENTRIES } from './proxy.js';
import { REGION_ENTRIES } from './region.js';

/**
 * In the order they are read: from before the request to its answer, names of their own before mere statuses. What a
 * stranger's page says comes first, because no name or code in it means anything.
 */
export const ANSWERS: readonly AnswerEntry[] = [
  ...NOT_AWS_ENTRIES,
  ...PROXY_ENTRIES,
  ...PROFILE_ENTRIES,
  ...CREDENTIAL_ENTRIES,
  ...REGION_ENTRIES,
  ...SIGN_IN_ENTRIES,
  ...NETWORK_ENTRIES,
  ...LIMIT_ENTRIES,
  ...IDENTITY_ENTRIES,
  ...NOT_FOUND_ENTRIES,
  ...ANSWER_ENTRIES,
];

/** The names of errors that AWS's services answer with. */
export const NAMES_OF_AWS: ReadonlySet<string> = new Set(
  [LIMIT_ENTRIES, IDENTITY_ENTRIES, NOT_FOUND_ENTRIES, ANSWER_ENTRIES]
    .flat()
    .flatMap((entry) => entry.recognised.error.names ?? []),
);

/** The entry for what was thrown or answered; undefined where the catalogue knows none. */
export function answerEntry(seen: Sighting, subject: Subject): AnswerEntry | undefined {
  return ANSWERS.find(({ recognised }) => matchesError(recognised.error, seen, subject));
}

/** What became of one attempt that ended without an answer. */
export function deliveryWithoutAnswer(seen: Sighting): Delivery {
  const entry = [...PROXY_ENTRIES, ...NETWORK_ENTRIES].find(({ recognised }) =>
    matchesError(recognised.error, seen, 'other'),
  );
  return entry?.delivery ?? 'unknown';
}
