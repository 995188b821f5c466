/** What a run said, held against what the emulator knows. */
import { changesIn, updatesIn } from '../stage/requests.js';
import { untrueVerdict, wrongExit, wrongRoom } from './answer.js';
import { callersDropped, othersRemoved, untrueCleanups } from './deeds.js';
import { untrueRest } from './rest.js';
import { hasResult, type Run, type Said } from './run.js';
import { journalProblems, secretsShown } from './written.js';

/** Everything that is wrong with what the run said and did; empty where nothing is. */
export function problemsOf(run: Run): string[] {
  const { told, truth, complaints } = run;
  const problems = [...told.problems, ...complaints, ...secretsShown(run), ...journalProblems(run)];
  if (told.code === 'INTERNAL') problems.push(`a defect: ${told.cause}`);
  const delivered = updatesIn(truth.requests).length;
  if (delivered > 1) problems.push(`the update was delivered ${delivered} times`);
  problems.push(...callersDropped(run), ...othersRemoved(run));
  problems.push(...untrueAgain(run), ...untrueCheck(run), ...untrueCleanups(run));
  return hasResult(told)
    ? [...problems, ...untrueAnswer(run, told), ...wrongRoom(run, told)]
    : [...problems, ...withoutResult(run)];
}

function untrueAnswer(run: Run, said: Said): string[] {
  return [...untrueVerdict(run, said), ...wrongExit(run, said), ...untrueRest(run, said)];
}

/** Exit 2 and its like say that nothing was sent. */
function withoutResult({ told, truth }: Run): string[] {
  const sent = truth.requests.length > 0 || told.exit !== 2;
  return sent ? [`no result: ${told.code}, exit ${told.exit}: ${told.cause}`] : [];
}

/** What the run says when it is asked for once more, by the same truth. */
function untrueAgain(run: Run): string[] {
  const { again } = run;
  if (again === null) return [];
  if (!hasResult(again)) return [`asked again: no result: ${again.code}: ${again.cause}`];
  return untrueAnswer(run, again).map((problem) => `asked again: ${problem}`);
}

/** `runs check` reads, and says no more than `bridge` may. */
function untrueCheck(run: Run): string[] {
  const { check, truth } = run;
  if (check === null) return [];
  const problems = changesIn(truth.phases.check).map(({ operation }) => `it sent ${operation}`);
  if (check.code === 'INTERNAL') problems.push(`a defect: ${check.cause}`);
  if (hasResult(check)) problems.push(...untrueVerdict(run, check), ...wrongExit(run, check));
  return problems.map((problem) => `runs check: ${problem}`);
}
