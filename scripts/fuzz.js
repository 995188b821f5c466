// Feeds spoilt and hostile input to everything that reads somebody else's text, and checks what must hold of each.
// npm run fuzz -- [--inputs N] [--seed N] [--only NAME] [--at NUMBER]    A failure prints the seed, the number and the input.

import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { randomOf } from '../test/proof/random/random.js';
import { fuzzHttpFace, httpInput } from './fuzz/http-face.js';
import { TARGETS } from './fuzz/targets.js';
import { textsOf } from './fuzz/texts.js';
import { openWatchdog } from './fuzz/watchdog.js';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string' },
    at: { type: 'string' },
  },
});
const seed = Number(values.seed);
const HTTP = 'http';
/** Of all inputs: each takes a connection. */
const HTTP_SHARE = 0.008;
/** One input may take so long, on a machine that others use too. */
const SLOW_MS = 1_000;
/** Heap that is still held after a target; caches of the engine are a few megabytes. */
const MOST_GROWTH_MB = 30;
const SHRINKING_MS = 5_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const names = [...TARGETS.map(({ name }) => name), HTTP];
if (values.only !== undefined && !names.includes(values.only))
  throw new Error(`--only takes one of ${names.join(', ')}`);
const wanted = (name) => values.only === undefined || values.only === name;
const shares = TARGETS.filter(({ name }) => wanted(name)).reduce((sum, { share }) => sum + share, 0);

/** Everything about an input follows from the seed, its target and its number. */
function sourceOf(name, number) {
  const mixed = [...`${seed} ${name} ${number}`].reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619),
    2_166_136_261,
  );
  const random = randomOf(mixed);
  return { ...random, ...textsOf(random) };
}

const shown = (input) =>
  JSON.stringify(input, (_, part) =>
    part?.type === 'Buffer' ? Buffer.from(part.data).toString('latin1') : part,
  ).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A shorter text that breaks the same: halves, then single characters, are left out. Only texts and objects of texts. */
function shrunk(check, input, message) {
  const until = Date.now() + SHRINKING_MS;
  const breaks = (tried) => {
    try {
      check(tried);
      return false;
    } catch (error) {
      return error.message === message;
    }
  };
  const shorter = (text, put) => {
    let least = text;
    for (let size = least.length >> 1; size >= 1; size >>= 1) {
      for (let at = 0; at < least.length && Date.now() < until; ) {
        const tried = least.slice(0, at) + least.slice(at + size);
        if (breaks(put(tried))) least = tried;
        else at += size;
      }
    }
    return least;
  };
  if (typeof input === 'string') return shorter(input, (text) => text);
  if (typeof input?.text === 'string') return { ...input, text: shorter(input.text, (text) => ({ ...input, text })) };
  return input;
}

function fail(name, number, input, error) {
  const again = `npm run fuzz -- --seed ${seed} --only ${name} --at ${number}`;
  console.error(
    `\n${name}: input ${number}: ${error.stack ?? error}\n${shown(input).slice(0, 4_000)}\nAgain: ${again}`,
  );
  process.exitCode = 1;
}

const heapMb = () => {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

function report(name, count, ms, slowest, growth) {
  const cells = [name.padEnd(10), String(count).padStart(8), `${Math.round(count / (ms / 1_000))}/s`.padStart(9)];
  console.log(
    `${cells.join(' ')}  slowest ${slowest.ms.toFixed(0).padStart(4)} ms (${slowest.number})  heap ${growth >= 0 ? '+' : ''}${growth.toFixed(1)} MB`,
  );
  if (growth <= MOST_GROWTH_MB) return;
  console.error(`${name}: the heap grew by ${growth.toFixed(1)} MB`);
  process.exitCode = 1;
}

function timeOf(work) {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function run({ name, input, check }, count, watchdog) {
  const first = Number(values.at ?? 0);
  const last = values.at === undefined ? count : first + 1;
  let slowest = { ms: 0, number: first };
  let before = heapMb();
  const started = performance.now();
  for (let number = first; number < last; number += 1) {
    const made = input(sourceOf(name, number));
    watchdog.at(name, number);
    const begun = performance.now();
    try {
      check(made);
    } catch (error) {
      fail(name, number, shrunk(check, made, error.message), error);
      return 0;
    }
    let ms = performance.now() - begun;
    // Others may have had the processor: what is slow by itself is slow twice.
    if (ms > SLOW_MS)
      ms = Math.min(
        ms,
        timeOf(() => check(made)),
      );
    if (ms > slowest.ms) slowest = { ms, number };
    if (ms > SLOW_MS) {
      fail(name, number, made, new Error(`it takes ${Math.round(ms)} ms`));
      return 0;
    }
    // What the engine compiles and caches at first is no growth.
    if (number - first === 200) before = heapMb();
  }
  const ms = performance.now() - started;
  report(name, last - first, ms, slowest, heapMb() - before);
  return last - first;
}

async function runHttp(count, watchdog) {
  const only = values.at === undefined ? null : Number(values.at);
  let slowest = { ms: 0, number: 0 };
  const before = heapMb();
  const started = performance.now();
  const total = only === null ? count : 1;
  try {
    await fuzzHttpFace(
      total,
      (number, port) => httpInput(sourceOf(HTTP, only ?? number), port),
      (number, ms) => {
        watchdog.at(HTTP, number);
        if (ms > slowest.ms) slowest = { ms, number };
      },
    );
  } catch (error) {
    fail(HTTP, error.number ?? 0, error.input ?? null, error);
    return 0;
  }
  report(HTTP, total, performance.now() - started, slowest, heapMb() - before);
  return total;
}

const inputs = Number(values.inputs);
const watchdog = openWatchdog(seed, names);
const started = performance.now();
console.log(`seed ${seed}`);
let done = 0;
for (const target of TARGETS.filter(({ name }) => wanted(name))) {
  const all = wanted(HTTP) ? inputs * (1 - HTTP_SHARE) : inputs;
  done += run(target, Math.ceil((all * target.share) / shares), watchdog);
  if (process.exitCode === 1) break;
}
if (process.exitCode !== 1 && wanted(HTTP)) {
  done += await runHttp(Math.ceil(values.only === HTTP ? inputs : inputs * HTTP_SHARE), watchdog);
}
await watchdog.close();
const seconds = (performance.now() - started) / 1_000;
console.log(
  `${done} inputs in ${seconds.toFixed(1)} s${process.exitCode === 1 ? ', and a failure' : ', nothing broken'}`,
);
