import { failed, reworded } from '../catalogue/failed.js';
import { showDuration } from '../duration.js';
import type { Failure } from '../failure.js';
import type { Searched } from './search-records.js';

/** A lookup that found nothing, and what was searched. */
export interface Vain {
  id: string;
  groups: number;
  backMs: number;
  /** What is searched first. */
  recentMs: number;
  /** First the recent part, then the rest. */
  searched: Searched[];
}

/** Why a lookup found nothing. Only what was searched to its end proves that there is nothing. */
export function notFound({ searched, ...vain }: Vain): Failure {
  const unreadable = searched.flatMap((part) => part.unreadable);
  const denied = unreadable.find(({ failure }) => failure.code !== 'LOG_GROUP_NOT_FOUND');
  if (denied !== undefined) return notReadable(vain.id, denied.failure);
  const isCut = searched.some((part) => !part.complete && part.unreadable.length === 0);
  if (isCut) return timeIsUp({ searched, ...vain });
  const { id, backMs, groups } = vain;
  const [missing] = unreadable;
  if (missing !== undefined) {
    return failed('CALL_NOT_FOUND.no-log-group', { id, group: missing.group }, { delivery: 'refused' });
  }
  const facts = { id, span: span(backMs), groups: count(groups, 'log group'), hours: hoursFurther(backMs) };
  return failed('CALL_NOT_FOUND.no-record', facts, { delivery: 'refused' });
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** How far back to search next: a day, where less was searched; else twice as far. */
function hoursFurther(backMs: number): number {
  return backMs < DAY_MS ? 24 : Math.ceil((2 * backMs) / HOUR_MS);
}

function notReadable(id: string, failure: Failure): Failure {
  const theirs = failure.retryable ? ['Run it again'] : failure.tryThis;
  return reworded(failure, failure.code === 'THROTTLED' ? 'THROTTLED.lookup' : '*.lookup', { id, theirs });
}

function timeIsUp({ id, groups, recentMs, searched }: Vain): Failure {
  const pages = searched.reduce((sum, { requestIds }) => sum + requestIds.length, 0);
  const reach = searched.length > 1 ? `the last ${span(recentMs)} in full, older records only in part` : 'only in part';
  return failed('TIMED_OUT.lookup', { id, pages: count(pages, 'page'), groups: count(groups, 'log group'), reach });
}

/** `24 h`, `15 m`; else as every duration is shown. */
function span(ms: number): string {
  const minutes = ms / 60_000;
  if (!Number.isInteger(minutes)) return showDuration(ms);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} m`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
