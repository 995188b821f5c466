/** What is wrong with what was written down, and what was shown that should not be. */
import type { Made } from '../../../src/core/run/made.js';
import { parseJournal } from '../../../src/journal/journal-file.js';
import { standingOf } from '../stage/things.js';
import type { Run } from './run.js';

/** What was sent is written down, ends with what was said, and names what stands. */
export function journalProblems(run: Run): string[] {
  const { journal, told, truth, phones } = run;
  const problems: string[] = [];
  if (truth.secrets.some((secret) => journal.includes(secret))) problems.push('a join token is in the journal');
  if (phones.some((number) => journal.includes(number.slice(1)))) problems.push('a phone number is in the journal');
  const creations = truth.requests.filter(({ operation }) => /^(?:Batch)?Create|^Update/.test(operation));
  const { entries } = parseJournal(journal);
  if (creations.length > 0 && entries.length === 0) return [...problems, 'something was sent, and there is no journal'];
  const ended = entries.findLast((entry) => entry.type === 'ended');
  const said = (run.again ?? told).result?.verdict;
  if (entries.length > 0 && said !== undefined && ended?.result.verdict !== said)
    problems.push(`the journal ends with ${ended?.result.verdict}, the run said ${said}`);
  const isAsked = entries.some((entry) => entry.type === 'made' && asksStill(entry.made));
  const missing = standingOf(run)
    .map(({ attendeeId, meetingId }) => attendeeId ?? meetingId)
    .filter((id) => !journal.includes(id) && !isAsked);
  return [...problems, ...missing.map((id) => `it stands, and is not in the journal: ${id}`)];
}

/** Something was asked for whose id was never learnt. */
function asksStill({ meeting, attendees, asked, doubtful }: Made): boolean {
  return meeting.state === 'asked' || (attendees.length === 0 && asked.length + doubtful.length > 0);
}

/** Join tokens and phone numbers are never said; external user ids are masked in what --debug says. */
export function secretsShown({ told, truth, phones, plan, request }: Run): string[] {
  const shown: string[] = [];
  if (truth.secrets.some((secret) => told.said.includes(secret))) shown.push('a join token is shown');
  if (phones.some((number) => told.said.includes(number.slice(1)))) shown.push('a phone number is shown');
  if (plan.asProgram === 'debug') {
    const debug = told.said.split('\n').filter((line) => line.startsWith('debug:'));
    if (debug.some((line) => line.includes(request.externalUserId))) shown.push('--debug shows an external user id');
  }
  return shown;
}
