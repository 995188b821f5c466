import { guide, OURS, type Row } from './row.js';

/** How the handler is invoked, and what becomes of its answer. */
export const ANSWER_RULES: readonly Row[] = [
  [
    'response.shape',
    'documented',
    'A response holds at least SchemaVersion, the same as the event; the message log tells what was wrong.',
    guide('unexpected-hangups'),
  ],
  ['response.ten-actions', 'documented', 'At most ten actions.', guide('invoke-on-call-leg')],
  [
    'response.null-or-empty',
    'documented',
    'Actions null or absent keeps the present actions; a list, also an empty one, takes their place.',
    guide('invoke-on-call-leg'),
  ],
  [
    'response.unusable-again',
    'assumed',
    'An unusable answer is told with INVALID_LAMBDA_RESPONSE and the call goes on; to that event, or to a new inbound call, it ends the call with 480.',
    OURS,
  ],
  [
    'response.error-types',
    'assumed',
    'The ErrorType of INVALID_LAMBDA_RESPONSE, except TransactionAttributesInvalidMapSize; the page shows no other.',
    guide('attribute-trans-invalid'),
  ],
  [
    'response.top-level-error',
    'documented',
    'INVALID_LAMBDA_RESPONSE has ErrorType and ErrorMessage at the top level.',
    guide('attribute-trans-invalid'),
  ],
  ['response.size', 'assumed', 'An answer above 256 KB or nested deeper than 32 is not readable.', OURS],
  [
    'attributes.limits',
    'documented',
    'TransactionAttributes: 100 pairs, 20 KB. An example of the same guide says 10 pairs.',
    guide('transaction-attributes'),
  ],
  [
    'attributes.keep',
    'documented',
    '{} clears them, null or absent keeps them, another map replaces them.',
    guide('transaction-attributes'),
  ],
  [
    'invoke.retry',
    'documented',
    'No answer in 5 s: the handler is invoked again. No answer in 20 s: the call ends.',
    guide('timeouts'),
  ],
  [
    'invoke.first-answer',
    'assumed',
    'An event is tried again once, with the same Sequence; of two invocations that run the first answer counts.',
    OURS,
  ],
  [
    'invoke.error-retry',
    'documented',
    'An invocation that ends in an error is tried again once, then the call ends with 480.',
    guide('timeouts'),
  ],
  [
    'invoke.error-retry-at-once',
    'assumed',
    'The second try after an error follows at once; a handler that throws or exits is treated as an error of the 4xx kind.',
    OURS,
  ],
  [
    'messages.texts',
    'documented',
    'The texts of the message log when a handler misbehaves.',
    guide('unexpected-hangups'),
  ],
  [
    'messages.attributes',
    'assumed',
    'The texts about TransactionAttributes: AWS shows one, with the older limit of 10.',
    guide('attribute-trans-invalid'),
  ],
  [
    'messages.format',
    'assumed',
    'A record of the message log is a line of text with the time and the transaction id; read it as opaque text.',
    OURS,
  ],
  [
    'fault.drop-event',
    'assumed',
    'drop-event: the handler is not invoked, and the call goes on as if it had said nothing.',
    OURS,
  ],
  [
    'fault.double-event',
    'assumed',
    'double-event: two invocations one after the other, as when an answer is lost; the second answer counts.',
    OURS,
  ],
];
