/** Runs one after the other; what is wrong with one is told at once, with what is needed to repeat it. */
import type { Problem } from './deeds.js';
import { problemsOf } from './judge.js';
import { performPlan } from './one-run.js';
import type { Performed } from './performed.js';
import type { Plan } from './plan.js';
import { prepare } from './prepare.js';
import { BEYOND, count, emptyTally, type Tally } from './tally.js';
import { timelineOf } from './timeline.js';

export interface Asked {
  seed: number;
  numbers: readonly number[];
  planOf(seed: number, number: number): Plan;
  /** Tell all that is known of each, whether it went wrong or not. */
  whole: boolean;
  /** No other one is begun once this time has come, ms since the epoch. */
  until?: number;
}

/** One plan that was performed. */
export interface Seen {
  /** What to print; null where nothing is wrong. */
  wrong: string | null;
  tally: Tally;
}

export async function performRuns(
  { seed, numbers, planOf, whole, until = Number.POSITIVE_INFINITY }: Asked,
  see: (seen: Seen) => void,
): Promise<void> {
  await prepare();
  for (const number of numbers) {
    if (Date.now() >= until) return;
    see(await seenOf(planOf(seed, number), { seed, number, whole }));
  }
}

async function seenOf(plan: Plan, which: { seed: number; number: number; whole: boolean }): Promise<Seen> {
  const tally = emptyTally();
  const again = `npm run soak -- --seed ${which.seed} --only ${which.number}`;
  try {
    const performed = await performPlan(plan, which);
    const problems = problemsOf(performed);
    count(tally, which.number, performed, problems);
    const isWrong = problems.some(({ kind }) => kind !== BEYOND);
    return { tally, wrong: isWrong || which.whole ? told(performed, problems, again, which.whole) : null };
  } catch (error) {
    Object.assign(tally, { plans: 1, failed: 1, problems: { crashed: 1 } });
    return { tally, wrong: `CRASHED: ${(error as Error).stack}\n  ${JSON.stringify(plan)}\n  again: ${again}` };
  }
}

function told(performed: Performed, problems: readonly Problem[], again: string, whole: boolean): string {
  return [
    ...problems.map(({ kind, text }) => `WRONG (${kind}): ${text}`),
    `  plan: ${JSON.stringify(performed.plan)}`,
    ...timelineOf(performed, whole).map((line) => `  ${line}`),
    `  again: ${again}`,
    '',
  ].join('\n');
}
