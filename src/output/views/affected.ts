import type { Affected, SentCaller, Target } from '../../core/meetings/affected.js';
import { visibleLine } from '../visible.js';

/** More are counted, not named. */
const MOST_NAMED = 20;

/** Whom the command affects, a line for each thing that is known: part of the conversation before it. */
export function affectedText(target: Target, { attendees, problem, callers }: Affected): string {
  return [
    ...(attendees === null ? [] : [attendeesLine(target, attendees)]),
    ...(problem === null ? [] : [`Who is in the meeting could not be read: ${problem.cause ?? problem.message}`]),
    ...namedCallers(callers),
  ]
    .map(visibleLine)
    .join('\n');
}

function attendeesLine({ attendeeId }: Target, attendees: NonNullable<Affected['attendees']>): string {
  if (attendeeId !== null && attendees.length === 0) return 'AWS lists no such attendee in the meeting.';
  if (attendees.length === 0) return 'The meeting has no attendees.';
  const names = attendees.map((one) => one.externalUserId ?? one.attendeeId);
  const whose = attendeeId === null ? `Attendees (${names.length})` : 'Attendee';
  return `${whose}, connected or not: ${firstOf(names)}`;
}

function namedCallers(callers: SentCaller[]): string[] {
  const lines = callers.slice(0, MOST_NAMED).map(({ runId, verdict }) => {
    if (verdict === 'JOINED') return `The caller of the run ${runId} joined it.`;
    return `The caller of the run ${runId} may be in it (${verdict ?? 'no verdict yet'}).`;
  });
  const more = callers.length - lines.length;
  return more > 0 ? [...lines, `The callers of ${more} more runs may be in it.`] : lines;
}

function firstOf(names: string[]): string {
  const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : '';
  return names.slice(0, MOST_NAMED).join(', ') + more;
}
