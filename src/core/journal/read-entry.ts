import { STEP_IDS } from '../run/plan.js';
import type { Entry } from './entry.js';
import { failureCode, guid, id, instant, isoTime, ordinal } from './field-shapes.js';
import {
  asked,
  asOf,
  call,
  evidence,
  failure,
  leftovers,
  likely,
  made,
  marks,
  requestIds,
  result,
  undone,
  verdict,
} from './part-shapes.js';
import { inShape, listOf, membersOf, number, oneOf, orNull, type Shape, taggedBy, text } from './shape.js';

/** Longer lines are none of ours. In characters. */
const LONGEST_LINE = 512 * 1024;

/** One line of a journal; null where it is torn, foreign, or of a version that writes other entries. Never throws. */
export function readEntry(line: string): Entry | null {
  if (line.length > LONGEST_LINE) return null;
  try {
    return inShape(entry, JSON.parse(line));
  } catch {
    return null;
  }
}

const entry: Shape<Entry> = (value) => {
  const { time } = membersOf({ time: isoTime })(value);
  return { time, ...body(value) };
};

const body = taggedBy('type', {
  claimed: membersOf({
    claim: text(64),
    purpose: oneOf(['bridge', 'check', 'cleanup']),
    by: membersOf({ host: text(1_024), pid: number, started: orNull(text(256)) }),
    who: orNull(text(256)),
    version: text(64),
    lastsMs: number,
  }),
  released: membersOf({ claim: text(64) }),
  begun: membersOf({ attempt: ordinal, salt: text(64), asked, reason: orNull(text()), plan: listOf(oneOf(STEP_IDS)) }),
  'call-found': membersOf({ call }),
  'step-started': membersOf({ step: oneOf(STEP_IDS) }),
  'step-finished': membersOf({
    step: oneOf(STEP_IDS),
    outcome: oneOf(['done', 'failed', 'skipped']),
    ms: number,
    requestIds,
  }),
  adopted: membersOf({ meetingId: guid, fromRun: id, attendeeIds: listOf(id) }),
  made: membersOf({ made }),
  'file-written': membersOf({ path: text() }),
  'update-sending': membersOf({ marks }),
  'update-sent': membersOf({
    delivery: oneOf(['accepted', 'unknown', 'not-sent', 'refused']),
    at: instant,
    requestId: orNull(text(256)),
  }),
  interrupted: membersOf({}),
  verdict: membersOf({
    verdict,
    asOf,
    likely,
    evidence,
    failure: orNull(membersOf({ code: failureCode, message: text() })),
  }),
  undone: membersOf({ attempt: ordinal, undone, leftovers }),
  ended: membersOf({ result, failure: orNull(failure), warnings: listOf(text()), requestIds }),
});
