/** Whether an answer names each thing that the run made as what became of it. */
import type { Standing } from '../../../src/core/run/result.js';
import { inWords, isSame, standingOf } from '../stage/things.js';
import type { Run, Said } from './run.js';

/** An empty meeting ends after so long (FAQ), and clocks tell of its making a little later than it was. */
const MEETING_ENDS_MS = 5 * 60_000;
const SLACK_MS = 15_000;

/**
 * Each thing that stands after the run is named, in `standing` or `leftovers`, by its id or as one whose id was never learnt;
 * each is said only where the verdict allows it, and nothing is said to stand, or to be gone, that is not so.
 */
export function untrueRest(run: Run, said: Said): string[] {
  const { verdict, standing, undone, leftovers } = said.result;
  const things = standingOf(run);
  const meetings = things.filter(({ kind }) => kind === 'meeting');
  const problems = meetings.length > 1 ? [`${meetings.length} meetings were made`] : [];
  if (verdict !== 'FAILED') {
    if (undone.length > 0) problems.push(`${verdict}, and ${undone.length} undone`);
    if (leftovers.length > 0) problems.push(`${verdict}, and ${leftovers.length} leftovers`);
  }
  if (verdict === 'FAILED' && standing.length > 0 && !run.plan.keepMeeting)
    problems.push('FAILED, and something is left in place');
  if (verdict === 'JOINED')
    return standing.length > 0 ? [...problems, 'JOINED, and something is left in place'] : problems;
  const unnamed = things.filter((thing) => ![...standing, ...leftovers].some((left) => isSame(left, thing)));
  const gone = standing.filter((left) => !things.some((thing) => isSame(left, thing)));
  const back = undone.filter((left) => things.some((thing) => isSame(left, thing)));
  return [
    ...problems,
    ...unnamed.map((thing) => `left behind and not named: ${inWords(thing)}`),
    ...gone.map((thing) => `said to be left in place, and is gone: ${inWords(thing)}`),
    ...back.map((thing) => `said to be undone, and stands: ${inWords(thing)}`),
    ...standing.flatMap((left) => untrueStanding(run, said, left)),
  ];
}

/** Its own meeting ends five minutes after it was made, if nobody was given a seat in it; of all else that cannot be said. */
function untrueStanding(run: Run, { result }: Said, { kind, meetingId, endsBy, command }: Standing): string[] {
  const { plan, truth, request } = run;
  const problems: string[] = [];
  if (command !== `chime-join runs cleanup ${result.runId}`) problems.push(`${meetingId} is left to: ${command}`);
  const ends = kind === 'meeting' && request.addAttendees.length === 0;
  if (!ends) return endsBy === null ? problems : [...problems, `${kind} ${meetingId} ends by ${endsBy}`];
  const [create] = truth.requests.filter(
    ({ operation, delivered }) => operation === 'CreateMeetingWithAttendees' && delivered,
  );
  const madeAt = Date.parse(create?.time ?? '');
  const end = Date.parse(endsBy ?? '') - MEETING_ENDS_MS;
  const isSo = end >= madeAt - SLACK_MS && end <= madeAt + plan.timeoutMs + SLACK_MS;
  return isSo ? problems : [...problems, `${meetingId} ends by ${endsBy}, and was made at ${create?.time}`];
}
