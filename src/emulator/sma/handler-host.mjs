/**
 * The process a handler runs in: what the Lambda runtime for Node.js is to a function. Forked by handler-process.ts.
 * Invocations come over IPC. Everything it says goes through one blocking pipe, so that records and the answer stay in
 * order, survive process.exit, and a handler that prints without end waits instead of filling memory.
 */
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { Worker } from 'node:worker_threads';
import { asError, asLambdaError, jsonMessage } from './handler-host-format.mjs';
import { watchArguments } from './handler-host-watch.mjs';

/** The report pipe's descriptor: 0 to 2 are the standard ones, 3 is IPC. */
const REPORT_FD = 4;
/** CloudWatch Logs takes 256 KB a record; the platform cuts what is longer. */
const MAX_RECORD = 256 * 1024;
/** Lambda's limit for a synchronous answer (quotas page: 6 MB). */
const MAX_ANSWER = 6 * 1024 * 1024;

const env = process.env;
const asJson = env['AWS_LAMBDA_LOG_FORMAT'] === 'JSON';
/** @type {string | undefined} */
let requestId;
let clockOffset = 0;
let heartbeat = 0;

/** @param {Record<string, unknown>} frame */
function report(frame) {
  let rest = Buffer.from(`${JSON.stringify(frame)}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(REPORT_FD, rest));
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EAGAIN') process.exit(1);
    }
  }
}

/** @param {string} text */
const record = (text) => report({ record: text.length > MAX_RECORD ? text.slice(0, MAX_RECORD) : text });

/** @param {string} level @param {unknown[]} words */
function log(level, words) {
  const time = new Date(Date.now() + clockOffset).toISOString();
  if (asJson) record(jsonMessage(time, level, requestId, words));
  else record(`${time}\t${requestId}\t${level}\t${format(...words)}`);
}

/** @param {string} headline @param {unknown} thrown */
function logError(headline, thrown) {
  if (asJson) log('ERROR', [asError(thrown)]);
  else log('ERROR', [headline, `\t${JSON.stringify(asLambdaError(thrown))}`]);
}

const LEVELS = {
  trace: 'TRACE',
  debug: 'DEBUG',
  info: 'INFO',
  log: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
  fatal: 'FATAL',
};
for (const [method, level] of Object.entries(LEVELS)) {
  Object.assign(console, { [method]: (/** @type {unknown[]} */ ...words) => log(level, words) });
}

let unfinishedLine = '';
function flushLine() {
  if (unfinishedLine !== '') record(unfinishedLine);
  unfinishedLine = '';
}

/** Raw writes are a record a line. @param {unknown} chunk @param {unknown[]} rest */
function write(chunk, ...rest) {
  const text = typeof chunk === 'string' ? chunk : Buffer.from(/** @type {Uint8Array} */ (chunk)).toString('utf8');
  const lines = (unfinishedLine + text).split('\n');
  unfinishedLine = (lines.pop() ?? '').slice(0, MAX_RECORD);
  for (const line of lines) if (line !== '') record(line);
  const done = rest.find((argument) => typeof argument === 'function');
  if (typeof done === 'function') process.nextTick(() => done());
  return true;
}
Object.assign(process.stdout, { write });
Object.assign(process.stderr, { write });

/** @param {string} headline @param {number} code @returns {(thrown: unknown) => void} */
const dieOf = (headline, code) => (thrown) => {
  logError(headline, thrown);
  process.exit(code);
};
process.on('uncaughtException', dieOf('Uncaught Exception', 129));
process.on('unhandledRejection', dieOf('Unhandled Promise Rejection', 128));
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the emulator ends its handlers itself.
process.on('SIGINT', () => {});

/** @param {Record<string, unknown>} exported */
function findHandler(exported) {
  const standard = /** @type {Record<string, unknown> | undefined} */ (exported['default']);
  const found = exported['handler'] ?? standard?.['handler'] ?? standard;
  if (typeof found === 'function') return /** @type {(...words: unknown[]) => unknown} */ (found);
  throw new Error('it exports no function named handler');
}

/** Async, callback-style and plain handlers, as the Node.js runtimes of Lambda took and take them.
 * @param {(...words: unknown[]) => unknown} handler @param {unknown} event @param {number} deadline */
function call(handler, event, deadline) {
  return new Promise((resolve, reject) => {
    /** @param {unknown} error @param {unknown} value */
    const callback = (error, value) => (error ? reject(error) : resolve(value));
    const context = {
      callbackWaitsForEmptyEventLoop: true,
      functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
      functionVersion: '$LATEST',
      invokedFunctionArn: process.argv[4],
      memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
      awsRequestId: requestId,
      logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
      logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
      done: callback,
      succeed: resolve,
      fail: reject,
    };
    const answer = handler(event, context, callback);
    if (answer instanceof Object && 'then' in answer && typeof answer.then === 'function') resolve(answer);
    else if (handler.length < 3) setImmediate(() => resolve(answer));
  });
}

/** @param {(...words: unknown[]) => unknown} handler @param {Invocation} invocation */
async function invoke(handler, invocation) {
  requestId = invocation.requestId;
  clockOffset = invocation.clockOffset;
  const reads = invocation.watch ? watchArguments(invocation.event) : undefined;
  const started = performance.now();
  /** @type {Record<string, unknown>} */
  let outcome;
  try {
    const answer = JSON.stringify((await call(handler, invocation.event, Date.now() + invocation.limitMs)) ?? null);
    if (answer === undefined) throw new TypeError('The answer cannot be written as JSON');
    if (answer.length > MAX_ANSWER) throw new RangeError('Response payload size exceeded maximum allowed payload size');
    outcome = { answer };
  } catch (thrown) {
    logError('Invoke Error', thrown);
    const { errorType, errorMessage } = asLambdaError(thrown);
    outcome = { error: { errorType, errorMessage: errorMessage.slice(0, MAX_RECORD) } };
  }
  flushLine();
  const memoryMb = Math.ceil(process.memoryUsage().rss / 2 ** 20);
  report({ done: { requestId, durationMs: performance.now() - started, memoryMb, reads: reads?.(), ...outcome } });
}

/** @typedef {{requestId: string, event: unknown, limitMs: number, clockOffset: number, watch?: boolean}} Invocation */

/** A handler that never yields cannot notice that the emulator was killed: another thread does, and ends the process. */
const WATCH_PARENT = `const parent = process.ppid;
  setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 1000);`;

const file = process.argv[2] ?? '';
clockOffset = Number(process.argv[3] ?? 0);
// A handler that waits for nothing must not end the process between two invocations.
heartbeat = Number(setInterval(() => heartbeat, 2 ** 30));
try {
  const handler = findHandler(await import(pathToFileURL(file).href));
  process.on('message', (/** @type {Invocation} */ invocation) => invoke(handler, invocation));
  report({ ready: true });
  new Worker(WATCH_PARENT, { eval: true, stdout: true, stderr: true }).unref();
} catch (thrown) {
  const { errorType, errorMessage } = asLambdaError(thrown);
  report({ unloadable: `${errorType}: ${errorMessage}`.slice(0, 2000) });
  process.exit(1);
}
