/**
 * Loaded before anything else in a handler's process, and in its worker threads: whatever would leave this machine's process
 * is reported and, unless the operator allows it, refused. It keeps honest code in; code that wants out finds a way.
 */
const childProcess = require('node:child_process');
const dgram = require('node:dgram');
const dns = require('node:dns');
const { writeSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const workerThreads = require('node:worker_threads');
const { getEnvironmentData, isMainThread, setEnvironmentData } = workerThreads;

/** The report pipe's descriptor, as in handler-host.mjs. */
const REPORT_FD = 4;
const KEY = 'chime-join-network';
// What the main thread was started with, its workers inherit.
if (isMainThread) setEnvironmentData(KEY, process.argv[8] ?? '');
const { allowed = false, reachable = [] } = /** @type {{allowed?: boolean, reachable?: string[]}} */ (
  JSON.parse(String(getEnvironmentData(KEY) || '{}'))
);

/** @typedef {Error & {code: string, errno: number, syscall: string}} SystemError */

/** @param {string} reached */
function report(reached) {
  try {
    writeSync(REPORT_FD, `${JSON.stringify({ reached: reached.slice(0, 300) })}\n`);
  } catch {
    // A full pipe: the attempt is refused all the same.
  }
}

/** EACCES, because no client takes it for a passing fault and tries again. @param {string} syscall @param {string} what */
function refusal(syscall, what) {
  const message = `${syscall} EACCES ${what} (blocked: a handler reaches nothing without --allow-network)`;
  const error = /** @type {SystemError} */ (new Error(message));
  return Object.assign(error, { code: 'EACCES', errno: -13, syscall });
}

/** Whether it may go on. @param {string} what */
function mayReach(what) {
  if (reachable.includes(what)) return true;
  report(what);
  return allowed;
}

/** @param {any[]} words as net.Socket.connect takes them, normalized or not */
function targetOf([first, second]) {
  const options = Array.isArray(first) ? first[0] : first;
  if (typeof options === 'object' && options !== null) {
    return options.path === undefined || options.path === null
      ? `${options.host ?? 'localhost'}:${options.port}`
      : String(options.path);
  }
  if (typeof options === 'string' && !/^\d+$/.test(options)) return options;
  return `${typeof second === 'string' ? second : 'localhost'}:${options}`;
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = /** @this {net.Socket} @param {any[]} words */ function guarded(...words) {
  const target = targetOf(words);
  if (mayReach(target)) return /** @type {any} */ (connect).apply(this, words);
  // What is written meanwhile waits for the connection, as it would for a real one.
  /** @type {any} */ (this).connecting = true;
  process.nextTick(() => this.destroy(refusal('connect', target)));
  return this;
};

/** @type {WeakSet<dgram.Socket>} */
const refused = new WeakSet();
for (const method of /** @type {const} */ (['send', 'connect'])) {
  const original = /** @type {any} */ (dgram.Socket.prototype)[method];
  /** @type {any} */ (dgram.Socket.prototype)[method] =
    /** @this {dgram.Socket} @param {any[]} words */ function guarded(...words) {
      // Of what is sent the first word is the message; before the port may stand its offset and length.
      const where = method === 'send' ? words.slice(1) : words;
      const host = where.findLast((word) => typeof word === 'string') ?? 'localhost';
      const port = where.findLast((word) => typeof word === 'number');
      const isConnected = method === 'send' && port === undefined;
      if (isConnected ? !refused.has(this) : mayReach(`${host}:${port}`)) return original.apply(this, words);
      refused.add(this);
      fail(words, refusal(method, host), (error) => this.emit('error', error));
      return undefined;
    };
}

/** @param {unknown[]} words @param {Error} error @param {(error: Error) => void} otherwise */
function fail(words, error, otherwise) {
  const callback = words.at(-1);
  process.nextTick(() => (typeof callback === 'function' ? callback(error) : otherwise(error)));
}

/** An address is no question to anybody. @param {unknown} name */
const isLocal = (name) => typeof name !== 'string' || net.isIP(name) !== 0 || name === 'localhost' || name === '';
const isQuestion = (/** @type {string} */ name) =>
  name === 'lookup' || name === 'lookupService' || name.startsWith('resolve') || name === 'reverse';
/** Whose address it is, a server is asked. @param {string} question @param {unknown} name */
const isAnswered = (question, name) =>
  question === 'reverse' || question === 'lookupService' ? /^(?:127\.|::1$)/.test(String(name)) : isLocal(name);

for (const owner of [dns, dns.Resolver.prototype]) {
  for (const name of Object.getOwnPropertyNames(owner).filter(isQuestion)) {
    const original = /** @type {any} */ (owner)[name];
    if (typeof original !== 'function') continue;
    /** @type {any} */ (owner)[name] = /** @this {any} @param {any[]} words */ function guarded(...words) {
      if (isAnswered(name, words[0]) || mayReach(`${words[0]}`)) return original.apply(this, words);
      fail(words, refusal(name, String(words[0])), () => {});
      return undefined;
    };
  }
}
for (const owner of [dns.promises, dns.promises.Resolver.prototype]) {
  for (const name of Object.getOwnPropertyNames(owner).filter(isQuestion)) {
    const original = /** @type {any} */ (owner)[name];
    if (typeof original !== 'function') continue;
    /** @type {any} */ (owner)[name] = /** @this {any} @param {any[]} words */ async function guarded(...words) {
      if (isAnswered(name, words[0]) || mayReach(`${words[0]}`)) return original.apply(this, words);
      throw refusal(name, String(words[0]));
    };
  }
}

/** Another program could reach anything. @param {unknown} file */
function assertMayRun(file) {
  const what = `the program ${String(file)}`;
  if (!mayReach(what)) throw refusal('spawn', what);
}

const { spawn } = /** @type {any} */ (childProcess.ChildProcess.prototype);
/** @type {any} */ (childProcess.ChildProcess.prototype).spawn =
  /** @this {any} @param {any} options */ function guarded(options) {
    assertMayRun(options?.file);
    return spawn.call(this, options);
  };
for (const name of /** @type {const} */ (['spawnSync', 'execSync', 'execFileSync'])) {
  const original = /** @type {any} */ (childProcess)[name];
  /** @type {any} */ (childProcess)[name] = (/** @type {any[]} */ ...words) => {
    assertMayRun(words[0]);
    return original(...words);
  };
}

/** A worker that brings its own options is guarded too. */
const { Worker } = workerThreads;
/** @type {any} */ (workerThreads).Worker = class extends Worker {
  /** @param {string | URL} file @param {any} [options] */
  constructor(file, options) {
    const { execArgv } = options ?? {};
    super(file, Array.isArray(execArgv) ? { ...options, execArgv: ['--require', __filename, ...execArgv] } : options);
  }
};

/** What lies beneath net, dgram, dns and child_process. */
const BENEATH = /^(?:tcp_wrap|udp_wrap|pipe_wrap|cares_wrap|process_wrap|spawn_sync)$/;
const { binding } = /** @type {any} */ (process);
/** @type {any} */ (process).binding = (/** @type {string} */ name) => {
  if (BENEATH.test(name) && !mayReach(`process.binding(${name})`)) throw refusal('binding', name);
  return binding.call(process, name);
};
syncBuiltinESMExports();
