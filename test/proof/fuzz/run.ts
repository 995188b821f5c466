/** Runs inputs through a target, and reports what breaks, what is slow, and what the heap came to. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BrokenExchange, fuzzHttpFace } from './http-face.js';
import { httpInput } from './http-input.js';
import { shrunk } from './shrink.js';
import { sourceOf } from './source.js';
import type { Target, Trial } from './target.js';
import type { Watchdog } from './watchdog.js';

export const HTTP = 'http';
/** One input may take so long, on a machine that others use too. */
const SLOW_MS = 1_000;
/** Heap that is still held after a target; caches of the engine are a few megabytes. */
const MOST_GROWTH_MB = 30;
/** What the engine compiles and caches at first is no growth. */
const WARM_AFTER = 200;
const MOST_SHOWN = 4_000;

export interface Fuzzing {
  seed: number;
  /** The one number that is tried; null: all from 0. */
  at: number | null;
  watchdog: Watchdog;
}

/** How many inputs a target took; null where one of them broke it, which is then reported. */
export type Count = number | null;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

export function fuzzTarget(target: Target, count: number, { seed, at, watchdog }: Fuzzing): Count {
  const { name } = target;
  const first = at ?? 0;
  const last = at === null ? count : at + 1;
  let slowest = { ms: 0, number: first };
  let before = heapMb();
  const started = performance.now();
  for (let number = first; number < last; number += 1) {
    const trial = target.trial(sourceOf(seed, name, number));
    watchdog.at(name, number);
    const { ms, error } = tried(trial);
    if (error !== null) {
      complain({ seed, name, number }, shrunk(trial, error.message).input, error);
      return null;
    }
    if (ms > slowest.ms) slowest = { ms, number };
    if (ms > SLOW_MS) {
      complain({ seed, name, number }, trial.input, new Error(`it takes ${Math.round(ms)} ms`));
      return null;
    }
    if (number - first === WARM_AFTER) before = heapMb();
  }
  const ms = performance.now() - started;
  return report({ name, count: last - first, ms, slowest, growth: heapMb() - before });
}

export async function fuzzHttp(count: number, { seed, at, watchdog }: Fuzzing): Promise<Count> {
  let slowest = { ms: 0, number: 0 };
  const before = heapMb();
  const started = performance.now();
  const total = at === null ? count : 1;
  try {
    await fuzzHttpFace(
      total,
      (number, port) => httpInput(sourceOf(seed, HTTP, at ?? number), port),
      (number, ms) => {
        watchdog.at(HTTP, number);
        if (ms > slowest.ms) slowest = { ms, number };
      },
    );
  } catch (error) {
    const { number, input } = error instanceof BrokenExchange ? error : { number: 0, input: null };
    complain({ seed, name: HTTP, number }, input, error);
    return null;
  }
  return report({ name: HTTP, count: total, ms: performance.now() - started, slowest, growth: heapMb() - before });
}

function tried(trial: Trial): { ms: number; error: Error | null } {
  const begun = performance.now();
  try {
    trial.check();
  } catch (error) {
    return { ms: 0, error: error instanceof Error ? error : new Error(String(error)) };
  }
  const ms = performance.now() - begun;
  // Others may have had the processor: what is slow by itself is slow twice.
  return { ms: ms > SLOW_MS ? Math.min(ms, timeOf(trial.check)) : ms, error: null };
}

function timeOf(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function heapMb(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

interface Which {
  seed: number;
  name: string;
  number: number;
}

function complain({ seed, name, number }: Which, input: unknown, error: unknown): void {
  const again = `npm run fuzz -- --seed ${seed} --only ${name} --at ${number}`;
  const what = error instanceof Error ? (error.stack ?? error) : error;
  console.error(`\n${name}: input ${number}: ${what}\n${shown(input).slice(0, MOST_SHOWN)}\nAgain: ${again}`);
}

const isBytes = (part: unknown): part is { data: number[] } =>
  typeof part === 'object' && part !== null && 'type' in part && part.type === 'Buffer' && 'data' in part;

/** As JSON, in characters that every terminal shows. */
function shown(input: unknown): string {
  const text = JSON.stringify(input, (_, part: unknown) =>
    isBytes(part) ? Buffer.from(part.data).toString('latin1') : part,
  );
  return text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

interface Done {
  name: string;
  count: number;
  ms: number;
  slowest: { ms: number; number: number };
  growth: number;
}

/** Null where the heap grew too much. */
function report({ name, count, ms, slowest, growth }: Done): Count {
  const cells = [name.padEnd(10), String(count).padStart(8), `${Math.round(count / (ms / 1_000))}/s`.padStart(9)];
  const least = `slowest ${slowest.ms.toFixed(0).padStart(4)} ms (${slowest.number})`;
  console.log(`${cells.join(' ')}  ${least}  heap ${growth >= 0 ? '+' : ''}${growth.toFixed(1)} MB`);
  if (growth <= MOST_GROWTH_MB) return count;
  console.error(`${name}: the heap grew by ${growth.toFixed(1)} MB`);
  return null;
}
