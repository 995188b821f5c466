import type { Entry } from '../entry.js';
import { guide } from '../sources.js';
import { CHECK_HANDLER, READ_LOG, SMA_LOG } from './steps.js';

const HANGUPS = guide('unexpected-hangups');
const TYPES = ['INVALID_LAMBDA_RESPONSE'] as const;
const UNUSED: Pick<Entry, 'changed' | 'again'> = {
  changed: "The call did not join: the SMA did not use the handler's answer.",
  again: 'after-mending',
};
const MENDED = (rule: string) => () => [CHECK_HANDLER, rule];

/** A message of the SMA's log, which its INVALID_LAMBDA_RESPONSE may repeat; `code`: the ErrorType that was seen with it. */
const message = (entry: Pick<Entry, 'id' | 'title' | 'meaning' | 'steps'> & { says: RegExp; code?: string }): Entry => {
  const { says, code, ...rest } = entry;
  // An error that was cut out of its event does not show which of the two it was.
  const types = ['INVALID_LAMBDA_RESPONSE', 'ACTION_FAILED'] as const;
  const event = [{ types: TYPES, says }, ...(code === undefined ? [] : [{ types, codes: [code] }])];
  return {
    ...rest,
    recognised: { says, event, ...(code === undefined ? {} : { words: [code] }) },
    certainty: 'documented',
    notKnown: "AWS lists it as a message of the SMA's log; whether an event carries the same words is not documented.",
    sources: [HANGUPS],
    ...UNUSED,
  };
};

/** What the SMA says of a handler's answer that it cannot use. */
export const RESPONSE_ENTRIES: readonly Entry[] = [
  {
    id: 'response.attributes',
    title: 'TransactionAttributesInvalidMapSize',
    recognised: {
      event: { types: ['INVALID_LAMBDA_RESPONSE', 'ACTION_FAILED'], codes: ['TransactionAttributesInvalidMapSize'] },
      says: /Transaction Attributes has too many mappings/i,
      words: ['TransactionAttributesInvalidMapSize'],
    },
    meaning: 'TransactionAttributes of the answer hold too many pairs.',
    certainty: 'documented',
    notKnown: "AWS's pages disagree on the limit: 100 pairs and 20 KB on one, 10 pairs on another. Ten is safe.",
    sources: [guide('attribute-trans-invalid'), guide('transaction-attributes')],
    ...UNUSED,
    steps: MENDED('keep at most ten pairs in TransactionAttributes'),
  },
  message({
    id: 'response.unreadable',
    title: 'Error while reading actions list.',
    says: /Error while reading actions list/i,
    meaning: 'The SMA could not read the action list of the answer.',
    steps: MENDED('answer with JSON: SchemaVersion "1.0" and a list Actions of objects with Type and Parameters'),
  }),
  message({
    id: 'response.schema-version',
    title: 'The schema version of the answer does not match',
    code: 'SchemaVersionMismatch',
    says: /schema version in the (?:invocation )?request does not match|\bSchemaVersionMismatch\b/i,
    meaning:
      'SchemaVersion of the answer is not that of the event, or stands where the SMA does not look: an answer wrapped in {statusCode, body}, as for API Gateway, has none at its top.',
    steps: MENDED('answer with the SchemaVersion of the event at the top of the answer: "1.0"'),
  }),
  message({
    id: 'response.unsupported-action',
    title: 'Unsupported action specified',
    code: 'UnsupportedAction',
    says: /Unsupported action .{0,200}specified/i,
    meaning: "An action's Type is not one that the SMA knows: its name is misspelt.",
    steps: MENDED('spell the Type as AWS does: JoinChimeMeeting'),
  }),
  message({
    id: 'response.empty-list',
    title: 'Actions list is empty.',
    says: /Actions list is empty/i,
    meaning: 'The handler answered a new inbound call with no action.',
    steps: MENDED(
      'answer NEW_INBOUND_CALL with an action that holds the caller, such as Pause: unanswered, the call ends after 30 s',
    ),
  }),
  message({
    id: 'response.too-many-actions',
    title: 'Too many actions specified in a response.',
    says: /Too many actions/i,
    meaning: 'The answer holds more than ten actions.',
    steps: MENDED('answer with at most ten actions'),
  }),
  message({
    id: 'response.blank',
    title: 'Response is blank or empty',
    says: /Response is blank or empty/i,
    meaning: 'The handler answered with nothing; an answer has at least SchemaVersion.',
    steps: MENDED('return { SchemaVersion: "1.0", Actions: [] } where there is nothing to do'),
  }),
  {
    id: 'response.invalid',
    title: "INVALID_LAMBDA_RESPONSE: the handler's answer was not usable",
    recognised: { event: { types: TYPES }, failure: 'INVALID_LAMBDA_RESPONSE', words: ['INVALID_LAMBDA_RESPONSE'] },
    meaning: "The SMA could not use the handler's last answer, and reported that to the handler.",
    certainty: 'documented',
    sources: [guide('pstn-invocations'), guide('attribute-trans-invalid'), HANGUPS],
    ...UNUSED,
    steps: () => [CHECK_HANDLER, 'an answer has SchemaVersion "1.0" and at most ten known actions', READ_LOG, SMA_LOG],
  },
];
