import type { Entry } from '../../core/journal/entry.js';
import type { CleanupItem } from '../../core/runs/result.js';
import { visibleLine } from '../visible.js';

export function tellEntry(entry: Entry): string {
  switch (entry.type) {
    case 'claimed':
      return `${entry.purpose} began, pid ${entry.by.pid}${entry.who === null ? '' : `, as ${entry.who}`}`;
    case 'released':
      return 'done with it';
    case 'begun':
      return `attempt ${entry.attempt}: ${entry.plan.join(', ')}`;
    case 'call-found':
      return `the call is transaction ${entry.call.transactionId}`;
    case 'step-started':
      return `${entry.step}…`;
    case 'step-finished':
      return `${entry.step}: ${[entry.outcome, `${Math.round(entry.ms)} ms`, ...entry.requestIds].join(', ')}`;
    case 'adopted':
      return `goes into meeting ${entry.meetingId}, which run ${entry.fromRun} left in place`;
    case 'made':
      return `made or asked for: ${tellMade(entry.made)}`;
    case 'file-written':
      return `the attendees file ${entry.path}`;
    case 'update-sending':
      return `sending the update for meeting ${entry.marks.meetingId}`;
    case 'update-sent':
      return `the update: ${entry.delivery}${entry.requestId === null ? '' : `, ${entry.requestId}`}`;
    case 'interrupted':
      return 'interrupted';
    case 'verdict':
      return `${entry.verdict}${entry.failure === null ? '' : `: ${entry.failure.message}`}`;
    case 'undone':
      return `removed: ${listOf(entry.undone)}; left: ${listOf(entry.leftovers)}`;
    case 'ended':
      return `ended: ${entry.result.verdict}, exit ${entry.failure?.exitCode ?? 0}`;
  }
}

function tellMade({ meeting, strays, asked, doubtful, attendees }: Extract<Entry, { type: 'made' }>['made']): string {
  const parts = [
    ...(meeting.state === 'asked' ? ['a meeting, whose id is not known yet'] : []),
    ...(meeting.state === 'made' ? [`meeting ${meeting.meetingId}`] : []),
    ...strays.map((meetingId) => `meeting ${meetingId}`),
    ...attendees.map(({ attendeeId }) => `attendee ${attendeeId}`),
    ...(attendees.length === 0 ? [...asked, ...doubtful].map((id) => `an attendee as ${id}`) : []),
  ];
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function listOf(items: readonly Pick<CleanupItem, 'kind' | 'meetingId' | 'attendeeId'>[]): string {
  return items.length === 0 ? 'nothing' : items.map(nameOf).join(', ');
}

export function nameOf({
  kind,
  meetingId,
  attendeeId,
}: Pick<CleanupItem, 'kind' | 'meetingId' | 'attendeeId'>): string {
  if (kind === 'meeting') return `meeting ${meetingId ?? 'of unknown id'}`;
  return `attendee ${visibleLine(attendeeId ?? 'of unknown id')} of meeting ${meetingId}`;
}
