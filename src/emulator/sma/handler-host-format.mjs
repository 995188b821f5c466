/** How Lambda's Node.js runtime writes messages and errors (github.com/aws/aws-lambda-nodejs-runtime-interface-client). */
import { format } from 'node:util';

/** @param {unknown} thrown */
export function asError(thrown) {
  return thrown instanceof Error ? thrown : new Error(typeof thrown === 'string' ? thrown : format(thrown));
}

/** @param {unknown} thrown */
export function asLambdaError(thrown) {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: format(thrown), stack: [] };
  return {
    errorType: thrown.name,
    errorMessage: thrown.message,
    .../** @type {Record<string, unknown>} */ (plainMembers(thrown)),
    stack: String(thrown.stack ?? '').split('\n'),
  };
}

/** What a program hung on its error, such as a code; only what surely is JSON. @param {Error} error */
function plainMembers(error) {
  const plain = Object.entries(error).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return Object.fromEntries(plain);
}

/** @param {unknown} error */
function structured(error) {
  if (!(error instanceof Error)) return {};
  const stackTrace = String(error.stack ?? '').split('\n');
  return { errorType: error.constructor.name, errorMessage: error.message, stackTrace };
}

/** @param {string} _key @param {unknown} value */
const errorsAsObjects = (_key, value) => (value instanceof Error ? { ...structured(value), ...value } : value);

/** One console call in Lambda's JSON log format: a lone value stays a value, several become one text.
 * @param {string} timestamp @param {string} level @param {string | undefined} requestId @param {unknown[]} words */
export function jsonMessage(timestamp, level, requestId, words) {
  const head = { timestamp, level, requestId };
  if (words.length > 1) {
    return JSON.stringify({
      ...head,
      message: format(...words),
      ...structured(words.find((word) => word instanceof Error)),
    });
  }
  try {
    return JSON.stringify({ ...head, message: words[0] }, errorsAsObjects);
  } catch {
    return JSON.stringify({ ...head, message: format(words[0]) });
  }
}
