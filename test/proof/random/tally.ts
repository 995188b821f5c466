/** Counts what the runs came to; tallies of several processes add up. */

import type { Problem } from './deeds.js';
import { deliveredUpdates } from './facts.js';
import type { Performed } from './performed.js';
import { shareOf } from './shares.js';

export interface Tally {
  plans: number;
  runs: number;
  failed: number;
  beyondTheLog: number;
  mostUpdates: number;
  requests: number;
  verdicts: Record<string, number>;
  problems: Record<string, number>;
  /** The first plans in which each went wrong. */
  examples: Record<string, number[]>;
  shares: Record<string, { good: number; all: number }>;
}

/** In no share do these count: nothing that the program could have read tells of them. */
export const BEYOND = 'beyond the log';

const MOST_EXAMPLES = 8;

export function emptyTally(): Tally {
  return {
    plans: 0,
    runs: 0,
    failed: 0,
    beyondTheLog: 0,
    mostUpdates: 0,
    requests: 0,
    verdicts: {},
    problems: {},
    examples: {},
    shares: {},
  };
}

export function count(tally: Tally, number: number, performed: Performed, problems: readonly Problem[]): void {
  const wrong = problems.filter(({ kind }) => kind !== BEYOND);
  tally.plans += 1;
  tally.runs += performed.runs.length;
  tally.requests += performed.truth.requests.length;
  if (wrong.length > 0) tally.failed += 1;
  if (wrong.length < problems.length) tally.beyondTheLog += 1;
  for (const kind of new Set(problems.map((problem) => problem.kind))) {
    more(tally.problems, kind, 1);
    tally.examples[kind] = [number];
  }
  for (const run of performed.runs) {
    tally.mostUpdates = Math.max(tally.mostUpdates, deliveredUpdates(performed.truth, run).length);
    more(tally.verdicts, run.first.result?.verdict ?? 'none', 1);
    if (run.check !== null) more(tally.verdicts, `check: ${run.check.result?.verdict ?? 'none'}`, 1);
    const share = shareOf(performed, run);
    if (share === null) continue;
    addShare(tally, share.name, share.isGood ? 1 : 0, 1);
    if (!share.isGood) tally.examples[`not definite: ${share.name}`] = [number];
  }
}

export function addTally(into: Tally, other: Tally): void {
  for (const key of ['plans', 'runs', 'failed', 'beyondTheLog', 'requests'] as const) into[key] += other[key];
  into.mostUpdates = Math.max(into.mostUpdates, other.mostUpdates);
  for (const [key, many] of Object.entries(other.verdicts)) more(into.verdicts, key, many);
  for (const [key, many] of Object.entries(other.problems)) more(into.problems, key, many);
  for (const [key, numbers] of Object.entries(other.examples)) {
    into.examples[key] = [...(into.examples[key] ?? []), ...numbers].slice(0, MOST_EXAMPLES);
  }
  for (const [key, { good, all }] of Object.entries(other.shares)) addShare(into, key, good, all);
}

export function report(tally: Tally): string[] {
  const shares = Object.entries(tally.shares)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { good, all }]) => `  ${((100 * good) / all).toFixed(1)} % of ${all}: ${name}`);
  return [
    `${tally.plans} plans, ${tally.runs} runs of bridge, ${tally.requests} requests`,
    `verdicts: ${JSON.stringify(tally.verdicts)}`,
    `the update was delivered at most ${tally.mostUpdates} times in a run`,
    `what was wrong: ${JSON.stringify(tally.problems)}`,
    ...Object.entries(tally.examples).map(([kind, numbers]) => `  ${kind}: --only ${numbers.join(', ')}`),
    `beyond the log: ${tally.beyondTheLog}`,
    'definite verdicts where they could be had:',
    ...shares,
    `${tally.plans - tally.failed} passed, ${tally.failed} failed`,
  ];
}

function more(table: Record<string, number>, key: string, many: number): void {
  table[key] = (table[key] ?? 0) + many;
}

function addShare(tally: Tally, name: string, good: number, all: number): void {
  const share = tally.shares[name] ?? { good: 0, all: 0 };
  tally.shares[name] = { good: share.good + good, all: share.all + all };
}
