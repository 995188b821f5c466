/** Many runs side by side, for they mostly wait; what is wrong with one is told at once, with what is needed to repeat it. */
import { everyMinute, sideBySide } from '../stage/side-by-side.js';
import { openStages } from '../stage/stages.js';
import { performRun } from './one-run.js';
import { type Cell, unusual } from './plan.js';
import { openPulse } from './pulse.js';
import { isBeyondTheLog } from './readable.js';
import type { Run } from './run.js';
import { openTally, type Tally } from './tally.js';
import { problemsOf } from './truth.js';

export interface Performing {
  atOnce: number;
  /** Print all that is known of each. */
  whole?: boolean;
  say(line: string): void;
}

export async function performAll(cells: readonly Cell[], { atOnce, whole = false, say }: Performing): Promise<Tally> {
  const tally = openTally();
  const stages = openStages();
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
  // Ids that AWS takes have no spaces, and at most 64 characters.
  const waiting = cells.map((cell, at) => ({ ...cell, runId: `proof-${at}` }));
  // Whoever has seen enough is told what there was to see.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => waiting.splice(0));
  const stopProgress = everyMinute(() => {
    const { runs: done, lies, verdicts } = tally.counts;
    say(`${seconds()} s: ${done} of ${cells.length}, ${lies} with problems, ${JSON.stringify(verdicts)}`);
  });
  const pulse = openPulse();
  try {
    await sideBySide(waiting, atOnce, async ({ name, plan, runId }) => {
      const run = await stages.on(plan, (stage) => performRun(plan, runId, stage, pulse));
      const found = problemsOf(run);
      const isBeyond = found.length > 0 && isBeyondTheLog(run);
      const problems = isBeyond ? [] : found;
      const unread = tally.add(run, problems, isBeyond);
      if (isBeyond) say(inWords('BEYOND THE LOG', found, name, run));
      if (whole) say(JSON.stringify({ ...run, problems, unread }, null, 2));
      if (unread !== null) say(inWords('UNCONFIRMED, and readable', [unread], name, run));
      if (problems.length > 0) say(inWords('WRONG', problems, name, run));
    });
  } finally {
    stopProgress();
    pulse.close();
    await stages.close();
  }
  for (const line of [`${tally.counts.runs} runs in ${seconds()} s`, ...tally.report()]) say(line);
  say(`${tally.counts.runs - tally.counts.lies} passed, ${tally.counts.lies} failed`);
  return tally;
}

function inWords(what: string, problems: readonly string[], name: string, { plan, told }: Run): string {
  const ended = `${told.result?.verdict ?? 'no verdict'}, exit ${told.exit}, ${told.code}: ${told.cause}`;
  return [
    `${what}: ${problems.join('; ')}`,
    `  ${name}: ${ended}`,
    `  ${JSON.stringify(unusual(plan))}`,
    `  again: npm run proof:faults -- --only '${name}'`,
  ].join('\n');
}
