/**
 * The process a handler runs in: what the Lambda runtime for Node.js is to a function. Forked by handler-process.ts.
 * Invocations come over IPC. Everything it says goes through one blocking pipe, so that records and the answer stay in
 * order, survive process.exit, and a handler that prints without end waits instead of filling memory.
 */
import { writeSync } from 'node:fs';
import { register } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { Worker } from 'node:worker_threads';
import { assertTaken, callHandler } from './handler-host-call.mjs';
import { findHandler } from './handler-host-exports.mjs';
import { asError, asLambdaError, jsonMessage } from './handler-host-format.mjs';
import { watchVariables } from './handler-host-variables.mjs';
import { watchArguments } from './handler-host-watch.mjs';

/** The report pipe's descriptor: 0 to 2 are the standard ones, 3 is IPC. */
const REPORT_FD = 4;
/** CloudWatch Logs takes 256 KB a record; the platform cuts what is longer. */
const MAX_RECORD = 256 * 1024;
/** Lambda's limit for a synchronous answer, in bytes: 6 MB on its quotas page, this number in its error message. */
const MAX_ANSWER = 6_291_556;

const [, , file = '', clock = '0', functionArn = '', exportName = '', runtime = '', emulatorPid = ''] = process.argv;
const env = { ...process.env };
const asJson = env['AWS_LAMBDA_LOG_FORMAT'] === 'JSON';
/** @type {string | undefined} */
let requestId;
let clockOffset = 0;

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

/** What the handler leaves to wait for keeps the process alive; when nothing is left, Lambda takes notice. */
/** @type {(() => void)[]} */
let whenEmpty = [];
process.on('beforeExit', () => {
  const [latest] = whenEmpty.splice(0).reverse();
  latest?.();
  keepAlive(true);
});

/** Between two invocations the process waits for the next one. @param {boolean} waiting */
function keepAlive(waiting) {
  if (waiting) {
    process.channel?.ref();
    heartbeat.ref();
  } else {
    process.channel?.unref();
    heartbeat.unref();
  }
}

/** @param {number} deadline */
function contextOf(deadline) {
  return {
    functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    awsRequestId: requestId,
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** @param {import('./handler-host-call.mjs').Handler} handler @param {Invocation} invocation */
async function answerOf(handler, { event, limitMs }) {
  whenEmpty = [];
  const onEmptyLoop = (/** @type {() => void} */ callback) => whenEmpty.push(callback);
  keepAlive(false);
  try {
    const context = contextOf(Date.now() + limitMs);
    const { value, by } = await callHandler(handler, event, { base: context, runtime, onEmptyLoop });
    const answer = JSON.stringify(value ?? null);
    if (answer === undefined) throw new TypeError('The answer cannot be written as JSON');
    const size = Buffer.byteLength(answer);
    if (size > MAX_ANSWER) throw tooLarge(size);
    return { answer, by };
  } finally {
    keepAlive(true);
  }
}

/** @param {number} size */
function tooLarge(size) {
  const message = `Response payload size (${size} bytes) exceeded maximum allowed payload size (${MAX_ANSWER} bytes).`;
  return Object.assign(new RangeError(message), { name: 'Function.ResponseSizeTooLarge' });
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
    outcome = await answerOf(handler, invocation);
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

/**
 * A handler that never yields cannot notice that the emulator was killed: another thread does, and ends the process.
 * The parent is a shell that waits for us, so the emulator itself is asked for.
 */
const WATCH_EMULATOR = `const emulator = ${Number(emulatorPid)};
  setInterval(() => {
    try { process.kill(emulator, 0); } catch (error) { if (error.code === 'ESRCH') process.kill(process.pid, 'SIGKILL'); }
  }, 1000);`;

clockOffset = Number(clock);
// A handler that waits for nothing must not end the process between two invocations.
const heartbeat = setInterval(() => {}, 2 ** 30);
watchVariables(dirname(file), (variable) => report({ variable }));
try {
  if (/\.[cm]?tsx?$/.test(file)) register('./handler-host-typescript.mjs', import.meta.url);
  const handler = findHandler(await import(pathToFileURL(file).href), exportName);
  assertTaken(handler, runtime);
  process.on('message', (/** @type {Invocation} */ invocation) => invoke(handler, invocation));
  report({ ready: true, parameters: handler.length });
  if (Number(emulatorPid) > 0) new Worker(WATCH_EMULATOR, { eval: true, stdout: true, stderr: true }).unref();
} catch (thrown) {
  const { errorType, errorMessage } = asLambdaError(thrown);
  report({ unloadable: `${errorType}: ${errorMessage}`.slice(0, 2000) });
  process.exit(1);
}
