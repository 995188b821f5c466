import { showDuration } from '../duration.js';
import { Failure } from '../failure.js';
import type { Searched } from './search-records.js';

/** A lookup that found nothing, and what was searched. */
export interface Vain {
  id: string;
  /** How many log groups. */
  groups: number;
  backMs: number;
  /** What is searched first. */
  recentMs: number;
  /** First the recent part, then the rest. */
  searched: Searched[];
}

/** Never the command that has just failed. */
export const BY_IDS =
  'Give --transaction-id and --sma-id; that skips the lookup: chime-join bridge --transaction-id ID --sma-id ID';

/** Why a lookup found nothing. Only what was searched to its end proves that there is nothing. */
export function notFound({ searched, ...vain }: Vain): Failure {
  const unreadable = searched.flatMap((part) => part.unreadable);
  const denied = unreadable.find(({ failure }) => failure.code !== 'LOG_GROUP_NOT_FOUND');
  if (denied !== undefined) return notReadable(vain.id, denied.failure);
  const isCut = searched.some((part) => !part.complete && part.unreadable.length === 0);
  if (isCut) return timeIsUp({ searched, ...vain });
  const [missing] = unreadable;
  const cause =
    missing === undefined
      ? `no record of the last ${span(vain.backMs)} in ${count(vain.groups, 'log group')} holds it`
      : `the log group ${missing.group} does not exist`;
  return new Failure('CALL_NOT_FOUND', `No call with the CallId ${vain.id} is in the handler's logs.`, {
    cause,
    delivery: 'refused',
    tryThis: [
      ...(missing === undefined ? [searchFurther(vain)] : []),
      BY_IDS,
      'Name the log group with --log-group, or another region with --region',
      'A handler that does not log its events cannot be searched',
    ],
  });
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** A day, where less was searched; else twice as far. */
function searchFurther({ id, backMs }: Omit<Vain, 'searched'>): string {
  const hours = backMs < DAY_MS ? 24 : Math.ceil((2 * backMs) / HOUR_MS);
  return `Search further back: chime-join bridge --call-id ${id} --since ${hours}h`;
}

function notReadable(id: string, failure: Failure): Failure {
  const { code, retryable, tryThis } = failure;
  const why = code === 'THROTTLED' ? 'AWS throttled FilterLogEvents' : 'The logs could not be read';
  return failure.retold(code, `${why}, so the call ${id} could not be looked up.`, {
    tryThis: [BY_IDS, ...(retryable ? ['Run it again'] : tryThis)],
  });
}

function timeIsUp({ id, groups, recentMs, searched }: Vain): Failure {
  const pages = searched.reduce((sum, { requestIds }) => sum + requestIds.length, 0);
  const reach = searched.length > 1 ? `the last ${span(recentMs)} in full, older records only in part` : 'only in part';
  return new Failure('TIMED_OUT', `The time was up before the logs were searched for the call ${id}.`, {
    cause: `${count(pages, 'page')} of ${count(groups, 'log group')} read, newest first: ${reach}`,
    tryThis: [BY_IDS, 'Run it again with a longer --timeout', 'Narrow the search with --since or --log-group'],
  });
}

export function noApplication(id: string): Failure {
  return new Failure('APPLICATION_NOT_FOUND', `There is no SIP media application ${id} in this region.`, {
    cause: '--sma-id names none of those that ListSipMediaApplications lists',
    delivery: 'refused',
    tryThis: ['aws chime-sdk-voice list-sip-media-applications', 'Check --region: it is the region of the SMA'],
  });
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
