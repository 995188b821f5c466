import { typesOf } from './answer.js';
import type { Observed } from './observed.js';
import { isLacking } from './outside.js';
import type { Search } from './search-result.js';
import type { Seen, Walk } from './walk.js';
import { withoutComments } from './words.js';

/**
 * What becomes of a new call: `held` for an update, `bridged` to a telephone, `in-meeting` of the handler's own, or `lost`: hung up,
 * or not answered. Null: that was not seen.
 */
export type Course = 'held' | 'bridged' | 'in-meeting' | 'lost';

/** Of an inbound call, or, where that one is lost, of a call that the SMA makes itself. */
export function courseOf(walk: Walk): Course | null {
  const courses = [walk['new-call'], walk.answered].flatMap((seen) => (seen === undefined ? [] : [courseAfter(seen)]));
  if (courses.includes(null)) return null;
  return (['held', 'in-meeting', 'bridged', 'lost'] as const).find((course) => courses.includes(course)) ?? null;
}

function courseAfter({ answer, lacked }: Seen): Course | null {
  if (answer === null || answer.problem !== null) return null;
  const types = typesOf(answer);
  if (types.length === 0 || types.includes('Hangup')) return isLacking(lacked) ? null : 'lost';
  if (types.includes('CallAndBridge')) return 'bridged';
  return types.includes('JoinChimeMeeting') ? 'in-meeting' : 'held';
}

/** No join of this handler was found, and its source, where it can be read, names none. */
export function neverJoins(source: string, { found }: Search): boolean {
  return found === null && source !== '' && !/join_?chime_?meeting/i.test(withoutComments(source));
}

/** Whether what comes after an update's join may happen at all. */
export function mayJoin({ handler, walk, search }: Pick<Observed, 'handler' | 'walk' | 'search'>): boolean {
  const course = courseOf(walk);
  return search.found !== null || (!neverJoins(handler.source, search) && course !== 'lost' && course !== 'bridged');
}
