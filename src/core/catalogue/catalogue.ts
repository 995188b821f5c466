import { ANSWERS } from './aws/answer.js';
import { CLIENT_ENTRIES } from './aws/clients.js';
import { PAGE_ENTRY } from './aws/not-aws.js';
import { ACTION_ENTRIES, THROTTLED_ACTION } from './call/actions.js';
import { EVENT_ENTRIES } from './call/events.js';
import { HANGUP_ENTRIES } from './call/hangup.js';
import { JOIN_ENTRIES } from './call/join.js';
import { LAMBDA_ENTRIES } from './call/lambda.js';
import { MEETING_ENTRIES } from './call/meeting.js';
import { RESPONSE_ENTRIES } from './call/response.js';
import { UPDATE_ENTRIES } from './call/update.js';
import { DOCUMENT_ENTRIES } from './documents.js';
import type { Entry } from './entry.js';
import { CODE_ENTRIES } from './ours/codes.js';
import { EXIT_ENTRIES } from './ours/exits.js';
import { VERDICT_ENTRIES } from './ours/verdicts.js';

/** Everything that can be met, in the order in which it is looked through: the particular before the general. */
export const CATALOGUE: readonly Entry[] = [
  THROTTLED_ACTION,
  ...JOIN_ENTRIES,
  ...RESPONSE_ENTRIES,
  ...ACTION_ENTRIES,
  ...UPDATE_ENTRIES,
  ...LAMBDA_ENTRIES,
  ...HANGUP_ENTRIES,
  ...MEETING_ENTRIES,
  ...EVENT_ENTRIES,
  PAGE_ENTRY,
  ...ANSWERS,
  ...CLIENT_ENTRIES,
  ...DOCUMENT_ENTRIES,
  ...VERDICT_ENTRIES,
  ...CODE_ENTRIES,
  ...EXIT_ENTRIES,
];

/** The entry with this id. Throws where there is none: ids in the code are ours. */
export function entryNamed(id: string): Entry {
  const entry = CATALOGUE.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`the catalogue has no entry ${id}`);
  return entry;
}
