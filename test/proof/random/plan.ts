/** One run as data, drawn from a seed: the handler, the call, what is asked for, and everything that happens meanwhile. */
import type { Fault } from '../../../src/emulator/faults.js';
import type { Acts, HandlerPlan, UpdateAct } from './handler.js';
import { type Random, randomOf } from './random.js';
import { randomEventFault, randomRequestFault } from './random-fault.js';
import { randomHandler } from './random-handler.js';

/** What an operator asks of one run. */
export interface Asked {
  existingMeeting: boolean;
  /** The phone's external user id is the operator's own choice; `taken`: somebody is in the meeting under it. */
  userId: 'made' | 'given' | 'taken';
  addAttendees: number;
  preset: 'standard' | 'none';
  /** The call's TransactionId and SMA are looked up. */
  findsCall: boolean;
  namesLogGroup: boolean;
  keepMeeting: boolean;
  /** No meeting that an earlier run left is used again. */
  newMeeting: boolean;
  /** Null is --no-wait. */
  waitMs: number | null;
  timeoutMs: number;
  debug: boolean;
}

export interface Plan {
  handler: HandlerPlan;
  /** How long records take until they can be read: by log stream, in the order the streams begin, the last for all others. */
  logDelaysMs: number[];
  /** The records of this invocation, counted from the call's first, are lost for good: all of them, or the handler's own. */
  lost: { invocation: number; which: 'all' | 'own' } | null;
  faults: Fault[];
  asked: Asked;
  /** Milliseconds from the run's beginning; null: it does not happen. */
  hangsUpAfter: number | null;
  interruptAfter: number | null;
  /** Somebody else updates the call, to bring it into a meeting of theirs. */
  othersUpdateAfter: number[];
  /** A second run of ours for the same call; `once`: when the first has ended. */
  secondRun: { asked: Asked; after: number | 'once-ended' } | null;
  /** The same run is asked for once more when it has ended. */
  asksAgain: boolean;
  /** The caller hangs up after everything, and cleanup is asked for again. */
  hangsUpLate: boolean;
}

function several<T>(random: Random, shares: readonly number[], one: (random: Random) => T): T[] {
  const count = random.weighted(shares.map((share, index) => [share, index] as const));
  return Array.from({ length: count }, () => one(random));
}

function randomAsked(random: Random): Asked {
  const existingMeeting = random.chance(0.3);
  const waitMs = random.weighted<number | null>([
    [5, null],
    [15, 5_000],
    [42, 15_000],
    [30, 30_000],
    [8, 60_000],
  ]);
  return {
    existingMeeting,
    userId: random.chance(0.7) ? 'made' : existingMeeting && random.chance(0.1) ? 'taken' : 'given',
    addAttendees: random.oneOf([0, 0, 0, 1, 2]),
    preset: random.oneOf(['standard', 'standard', 'none']),
    findsCall: random.chance(0.1),
    namesLogGroup: random.chance(0.15),
    keepMeeting: random.chance(0.05),
    newMeeting: random.chance(0.2),
    waitMs,
    timeoutMs: random.chance(0.08) ? random.between(300, 30_000) : (waitMs ?? 0) + 60_000,
    debug: random.chance(0.1),
  };
}

function randomDelays(random: Random): number[] {
  const usual = random.weighted([
    [35, 0],
    [20, 500],
    [15, 2_000],
    [12, 5_000],
    [10, 9_000],
    [8, 15_000],
  ]);
  if (random.chance(0.75)) return [usual];
  return [usual, random.oneOf([0, 500, 3_000, 15_000]), usual];
}

/**
 * The run of this number under this seed, always the same one. Every other one is calm: a usual log, and one thing at most
 * that happens meanwhile, so that the verdict should be definite. In the rest everything may happen at once.
 */
export function randomPlan(seed: number, number: number): Plan {
  const random = randomOf(seed * 7_919 + number * 104_729);
  const isCalm = random.chance(0.5);
  const plan = planOf(random, randomHandler(random, random.chance(isCalm ? 0.75 : 0.3)));
  return isCalm ? calmed(plan, random) : plan;
}

/**
 * Likewise, a run whose handler logs whole events and never gets the call into the meeting, with nothing that gets in the way:
 * among all runs there are too few of these to measure how many are NOT_JOINED.
 */
export function failingPlan(seed: number, number: number): Plan {
  const random = randomOf(seed * 7_919 + number * 104_729);
  const { handler, ...rest } = calm(planOf(random, randomHandler(random, true)), random);
  const update = random.oneOf<UpdateAct>([{ kind: 'join' }, { kind: 'join' }, { kind: 'prompts', ms: [1_000] }]);
  const acts: Acts = { ...handler.acts, update, throws: null, unusable: null };
  const fails: Acts = {
    ...acts,
    firstJoin: 'wrong-token',
    retriesRightly: false,
    hold: { ...acts.hold, renews: false },
  };
  const logs = { ...handler.logs, masks: { ...handler.logs.masks, numbers: false } };
  return { ...rest, handler: { ...handler, acts: fails, logs }, hangsUpLate: false, asksAgain: false };
}

function planOf(random: Random, handler: HandlerPlan): Plan {
  const asked = randomAsked(random);
  const secondRun = (): Plan['secondRun'] => ({
    asked: { ...randomAsked(random), existingMeeting: random.chance(0.15), userId: 'made' },
    after: random.chance(0.5) ? 'once-ended' : random.oneOf([0, 400, 2_000, 8_000, 20_000]),
  });
  const moments = [200, 1_000, 2_500, 6_000, 12_000, 25_000];
  return {
    handler,
    logDelaysMs: randomDelays(random),
    lost: random.chance(0.05) ? { invocation: random.between(1, 6), which: random.oneOf(['all', 'own']) } : null,
    faults: [...several(random, [60, 30, 10], randomRequestFault), ...several(random, [50, 36, 14], randomEventFault)],
    asked,
    hangsUpAfter: random.chance(0.15) ? random.oneOf(moments) + random.below(500) : null,
    interruptAfter: random.chance(0.08) ? random.oneOf(moments) + random.below(500) : null,
    othersUpdateAfter: several(random, [72, 22, 6], () => random.oneOf(moments) + random.below(500)),
    secondRun: random.chance(0.25) ? secondRun() : null,
    asksAgain: random.chance(0.15),
    hangsUpLate: random.chance(0.3),
  };
}

/** Of all that could happen one thing is left, or nothing. */
function calmed(plan: Plan, random: Random): Plan {
  const { faults, hangsUpAfter, secondRun } = plan;
  const quiet = calm(plan, random);
  return random.weighted<Plan>([
    [60, quiet],
    [12, { ...quiet, hangsUpAfter: hangsUpAfter ?? random.between(500, 9_000) }],
    [14, { ...quiet, faults: faults.slice(0, 1) }],
    [14, { ...quiet, secondRun }],
  ]);
}

function calm(plan: Plan, random: Random): Plan {
  const { asked, handler } = plan;
  return {
    ...plan,
    handler: { ...handler, logs: { ...handler.logs, system: 'INFO' } },
    asked: { ...asked, waitMs: random.oneOf([15_000, 20_000, 30_000, 45_000]), timeoutMs: 120_000 },
    lost: null,
    faults: [],
    hangsUpAfter: null,
    interruptAfter: null,
    othersUpdateAfter: [],
    secondRun: null,
  };
}
