/**
 * How Lambda's Node.js runtimes call a handler and which of its answers counts
 * (github.com/aws/aws-lambda-nodejs-runtime-interface-client: Runtime.js and CallbackContext.js up to nodejs22.x, src/runtime
 * from nodejs24.x on).
 */

/** @typedef {(...words: unknown[]) => unknown} Handler */
/** @typedef {'promise' | 'callback' | 'context' | 'return' | 'nothing'} AnsweredBy */
/** @typedef {{value: unknown, by: AnsweredBy}} Answered */

const REFUSED = 'AWS Lambda has removed support for callback-based function handlers from the nodejs24.x runtime on';

/** The first runtime that takes neither callback nor context.succeed, fail and done. */
const WITHOUT_CALLBACKS = 24;

/** @param {string} runtime such as nodejs22.x; empty where none was named */
export function rulesOf(runtime) {
  const major = Number(/^nodejs(\d+)\.x$/.exec(runtime)?.[1] ?? Number.NaN);
  return { callbacks: !(major >= WITHOUT_CALLBACKS), plainReturns: !(major < WITHOUT_CALLBACKS) };
}

/** As the runtime refuses it before it runs any of it. @param {Handler} handler @param {string} runtime */
export function assertTaken(handler, runtime) {
  if (rulesOf(runtime).callbacks || handler.length < 3) return;
  const error = new Error(REFUSED);
  error.name = 'Runtime.CallbackHandlerDeprecated';
  throw error;
}

/**
 * Resolves with the first answer and says by which way it came; rejects with the first error. Later ones are dropped.
 * `base` is what the context holds in any runtime; `onEmptyLoop` calls back once nothing is left to wait for.
 * @param {Handler} handler @param {unknown} event
 * @param {{ base: Record<string, unknown>, runtime: string, onEmptyLoop: (whenEmpty: () => void) => void }} surroundings
 * @returns {Promise<Answered>}
 */
export function callHandler(handler, event, { base, runtime, onEmptyLoop }) {
  const { callbacks, plainReturns } = rulesOf(runtime);
  return new Promise((resolve, reject) => {
    /** @param {unknown} value @param {AnsweredBy} by */
    const answer = (value, by) => resolve({ value, by });
    let called = false;
    const context = callbacks ? withCallbacks() : { ...base };

    /** A callback waits for whatever is still open, unless the handler says not to. @param {unknown} error @param {unknown} value @param {AnsweredBy} by */
    function first(error, value, by) {
      if (called) return;
      called = true;
      if (error !== undefined && error !== null) reject(error);
      else if (context['callbackWaitsForEmptyEventLoop'] === false || by !== 'callback') answer(value, by);
      else onEmptyLoop(() => answer(value, by));
    }

    /** @returns {Record<string, unknown>} */
    function withCallbacks() {
      return {
        callbackWaitsForEmptyEventLoop: true,
        ...base,
        done: (/** @type {unknown} */ error, /** @type {unknown} */ value) => first(error, value, 'context'),
        succeed: (/** @type {unknown} */ value) => first(null, value, 'context'),
        fail: (/** @type {unknown} */ error) => first(error ?? 'handled', undefined, 'context'),
      };
    }

    onEmptyLoop(() => {
      if (called) return;
      called = true;
      if (isAsync(handler)) reject(nodeJsExit());
      else answer(null, 'nothing');
    });
    const callback = (/** @type {unknown} */ error, /** @type {unknown} */ value) => first(error, value, 'callback');
    const returned = callbacks ? handler(event, context, callback) : handler(event, context);
    if (isPromise(returned)) {
      returned.then(
        (value) => first(null, value, 'promise'),
        (thrown) => first(thrown ?? 'handled', undefined, 'promise'),
      );
    } else if (!callbacks || (plainReturns && handler.length < 3)) {
      setImmediate(() => first(null, returned, 'return'));
    }
  });
}

/** @param {Handler} handler */
const isAsync = (handler) => handler.constructor.name === 'AsyncFunction';

function nodeJsExit() {
  const error = new Error('The Lambda runtime client detected an unexpected Node.js exit code.');
  error.name = 'Runtime.NodeJsExit';
  return error;
}

/** @param {unknown} value @returns {value is PromiseLike<unknown>} */
function isPromise(value) {
  return value instanceof Object && 'then' in value && typeof value.then === 'function';
}
