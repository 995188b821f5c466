import type { Moment } from './events.js';
import { ANSWER_JUDGES } from './judge-answers.js';
import { CALL_JUDGES } from './judge-call.js';
import { JOIN_JUDGES } from './judge-join.js';
import { LOG_JUDGES } from './judge-logs.js';
import { RUNTIME_JUDGES } from './judge-runtime.js';
import { excused } from './lacking.js';
import type { Judge, Observed } from './observed.js';
import { isLacking, lackedInTrial } from './outside.js';
import type { Outside } from './ports.js';
import { HANDLER_CHECKS, type HandlerCheck, type HandlerCheckName } from './result.js';
import type { Seen } from './walk.js';

const JUDGES: Record<HandlerCheckName, Judge> = {
  ...ANSWER_JUDGES,
  ...CALL_JUDGES,
  ...JOIN_JUDGES,
  ...LOG_JUDGES,
  ...RUNTIME_JUDGES,
};

/** Every question that arises, in the order in which they are worth reading. Pure. */
export function judgeHandler(observed: Observed): HandlerCheck[] {
  return HANDLER_CHECKS.flatMap((check) => {
    const judged = JUDGES[check](observed);
    if (judged === null) return [];
    const lacked = BASED_ON[check]?.(observed);
    const isCharge = judged.status === 'finding' || judged.status === 'warning';
    const isExcused = isCharge && lacked !== undefined && isLacking(lacked);
    return [{ check, ...(isExcused ? excused(judged, lacked) : judged) }];
  });
}

/** An error that names an argument which it read and did not get has its reason there. */
function hasOwnReason({ kind, text, reads }: Seen): boolean {
  return kind === 'threw' && reads !== null && reads.names.some((name) => name.length > 1 && text.includes(name));
}

const at =
  (...moments: Moment[]) =>
  ({ walk }: Observed): Outside | undefined =>
    moments.map((moment) => walk[moment]).find((seen) => seen !== undefined && !hasOwnReason(seen))?.lacked;
const inSearch = ({ search }: Observed) => search.lacked;
const inTrial = ({ trial, search, handler }: Observed) =>
  trial === null ? undefined : lackedInTrial(trial, search, handler);

/** What the handler may have lacked when it did what a judgement rests on; the others look at each event themselves. */
const BASED_ON: Partial<Record<HandlerCheckName, (observed: Observed) => Outside | undefined>> = {
  'holds-caller': at('new-call'),
  'keeps-holding': at('hold-over'),
  'knows-update': inSearch,
  'arguments-found': inSearch,
  'join-token': inSearch,
  'meeting-id': inSearch,
  'leg-a': inSearch,
  joins: inTrial,
  'other-updates': at('other-update'),
  'after-join': at('joined'),
  'second-update': at('second-update'),
  'after-failed-join': at('join-failed'),
  'after-meeting': at('meeting-over'),
  'logs-events': inSearch,
};
