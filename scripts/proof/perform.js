// Many runs side by side, for they mostly wait; what is wrong with one is told at once, with what is needed to repeat it.
import { performRun } from './one-run.js';
import { unusual } from './plan.js';
import { openPulse } from './pulse.js';
import { isBeyondTheLog } from './readable.js';
import { openStages } from './stages.js';
import { openTally } from './tally.js';
import { problemsOf } from './truth.js';

const PROGRESS_MS = 60_000;

/**
 * Performs `runs`, each `{name, runId, plan}`, `atOnce` at a time; `repeat` gives the words that perform one of them again.
 * `whole` prints all that is known of each.
 */
export async function performAll(runs, { atOnce, repeat, whole = false }) {
  const tally = openTally();
  const stages = openStages();
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
  const waiting = runs.slice();
  // Whoever has seen enough is told what there was to see.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => waiting.splice(0));
  const tell = () => {
    const { runs: done, lies, verdicts } = tally.counts;
    console.log(`${seconds()} s: ${done} of ${runs.length}, ${lies} with problems, ${JSON.stringify(verdicts)}`);
  };
  const progress = setInterval(tell, PROGRESS_MS);
  const pulse = openPulse();

  async function worker() {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { runId, plan } = next;
      const run = await stages.on(plan, (stage) => performRun(plan, runId, stage, pulse));
      const found = problemsOf(run);
      const isBeyond = found.length > 0 && isBeyondTheLog(run);
      const problems = isBeyond ? [] : found;
      const unread = tally.add(run, problems, isBeyond);
      if (isBeyond) console.log(toldOf('BEYOND THE LOG', found, next, run, repeat));
      if (whole) console.log(JSON.stringify({ ...run, problems, unread }, null, 2));
      if (unread !== null) console.log(toldOf('UNCONFIRMED, and readable', [unread], next, run, repeat));
      if (problems.length > 0) console.log(toldOf('WRONG', problems, next, run, repeat));
    }
  }

  try {
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    clearInterval(progress);
    pulse.close();
    await stages.close();
  }
  console.log([`${tally.counts.runs} runs in ${seconds()} s`, ...tally.report()].join('\n'));
  console.log(`${tally.counts.runs - tally.counts.lies} passed, ${tally.counts.lies} failed`);
  return tally;
}

function toldOf(what, problems, { name, plan }, { told }, repeat) {
  const ended = `${told.result?.verdict ?? 'no verdict'}, exit ${told.exit}, ${told.code}: ${told.cause}`;
  return `${what}: ${problems.join('; ')}\n  ${name}: ${ended}\n  ${JSON.stringify(unusual(plan))}\n  again: ${repeat(name)}`;
}
