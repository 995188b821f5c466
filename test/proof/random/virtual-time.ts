/**
 * Time that passes only when nothing else can happen. While it is installed, every timer and every clock of this process
 * is virtual, and every UUID comes from the seed, so that a run is the same each time and takes as long as its work.
 */
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { Clock } from '../../../src/core/ports/clock.js';
import { type Random, randomOf } from './random.js';
import { settleNow, settlePatiently } from './settle.js';

export interface VirtualTime {
  now(): number;
  /** For whoever is given a clock. */
  clock: Clock;
  /** Lets time pass until the promise has settled. Rejects where it never would, or not within an hour. */
  until<T>(promise: Promise<T>): Promise<T>;
  /** Lets so much time pass. */
  pass(ms: number): Promise<void>;
  sleep(ms: number): Promise<void>;
  restore(): void;
}

const GIVEN_UP_AFTER_MS = 60 * 60_000;
class Timer {
  constructor(
    readonly callback: () => void,
    public due: number,
    readonly order: number,
    readonly everyMs: number | null,
  ) {}
  ref = () => this;
  unref = () => this;
  hasRef = () => true;
  refresh = () => this;
  [Symbol.toPrimitive] = () => this.order;
}

const real = { Date, performanceNow: performance.now, random: Math.random };
const realGlobals = { setTimeout, clearTimeout, setInterval, clearInterval };
const realCrypto = { randomUUID: crypto.randomUUID, randomBytes: crypto.randomBytes };

export interface VirtualTimeOptions {
  startAt: number;
  seed: number;
  /** Real time is given for modules to load, before each moment of virtual time. */
  patient: boolean;
}

export function installVirtualTime({ startAt, seed, patient }: VirtualTimeOptions): VirtualTime {
  const settle = () => (patient ? settlePatiently() : settleNow());
  const timers = new Set<Timer>();
  let current = startAt;
  let made = 0;

  const add = (callback: () => void, ms: unknown, repeats: boolean) => {
    const delay = Math.max(1, Math.floor(Number(ms) || 0));
    made += 1;
    const timer = new Timer(callback, current + delay, made, repeats ? delay : null);
    timers.add(timer);
    return timer;
  };
  const cancel = (timer: unknown) => {
    if (timer instanceof Timer) timers.delete(timer);
  };
  const sleep = (ms: number) => new Promise<void>((resolve) => void add(resolve, ms, false));

  const earliest = () => {
    let first: Timer | undefined;
    for (const timer of timers) {
      if (first === undefined || timer.due < first.due || (timer.due === first.due && timer.order < first.order)) {
        first = timer;
      }
    }
    return first;
  };

  const fire = (timer: Timer) => {
    current = Math.max(current, timer.due);
    if (timer.everyMs === null) timers.delete(timer);
    else timer.due = current + timer.everyMs;
    timer.callback();
  };

  const clock: Clock = {
    now: () => current,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const done = () => {
          cancel(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = add(done, ms, false);
        signal.addEventListener('abort', done);
      }),
  };

  install({ add, cancel, now: () => current, startAt, random: randomOf(seed) });
  return {
    clock,
    sleep,
    now: () => current,
    async until(promise) {
      let settled = false;
      const noted = promise.finally(() => {
        settled = true;
      });
      noted.catch(() => {});
      const limit = current + GIVEN_UP_AFTER_MS;
      for (await settle(); !settled; await settle()) {
        const next = earliest();
        if (next === undefined) throw new Error('nothing is left that could happen, and the promise has not settled');
        if (next.due > limit) throw new Error('it has not settled within an hour');
        fire(next);
      }
      return noted;
    },
    async pass(ms) {
      const target = current + ms;
      await settle();
      for (let next = earliest(); next !== undefined && next.due <= target; next = earliest()) {
        fire(next);
        await settle();
      }
      current = target;
    },
    restore,
  };
}

interface Parts {
  add(callback: () => void, ms: unknown, repeats: boolean): Timer;
  cancel(timer: unknown): void;
  now(): number;
  startAt: number;
  random: Random;
}

function install({ add, cancel, now, startAt, random }: Parts): void {
  type Words = [callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]];
  Object.assign(globalThis, {
    setTimeout: (...[callback, ms, ...args]: Words) => add(() => callback(...args), ms, false),
    setInterval: (...[callback, ms, ...args]: Words) => add(() => callback(...args), ms, true),
    clearTimeout: cancel,
    clearInterval: cancel,
    Date: class extends real.Date {
      constructor(...given: number[]) {
        super(...((given.length === 0 ? [now()] : given) as [number]));
      }
      static override now = now;
    },
  });
  performance.now = () => now() - startAt;
  Math.random = () => random.next();
  const bytes = (size: number) => Buffer.from(Array.from({ length: size }, () => random.below(256)));
  Object.assign(crypto, {
    randomUUID: () => uuidOf(bytes(16)),
    randomBytes: bytes,
  });
  syncBuiltinESMExports();
}

function uuidOf(bytes: Buffer): string {
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function restore(): void {
  Object.assign(globalThis, { ...realGlobals, Date: real.Date });
  performance.now = real.performanceNow;
  Math.random = real.random;
  Object.assign(crypto, realCrypto);
  syncBuiltinESMExports();
}
