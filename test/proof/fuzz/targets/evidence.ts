/** What reads log records, and what is concluded from them. */
import type { CallEvent } from '../../../../src/core/evidence/call-event.js';
import { readLiteral } from '../../../../src/core/evidence/literal.js';
import { objectsIn } from '../../../../src/core/evidence/objects.js';
import type { SeenEvent, Timeline } from '../../../../src/core/evidence/seen.js';
import { readTimeline } from '../../../../src/core/evidence/timeline.js';
import type { LogRecord } from '../../../../src/core/ports/records.js';
import { judge } from '../../../../src/core/verdict/judge.js';
import type { RunMarks } from '../../../../src/core/verdict/ours.js';
import { argumentsInClear, inClear } from '../../../../src/core/verdict/sent-text.js';
import { visibleJson } from '../../../../src/output/visible.js';
import { hold, nothingUnseen, same } from '../hold.js';
import { ARGUMENTS, LINES, MEETING, TOKEN, TRANSACTION, VALUES } from '../samples.js';
import { type Target, target } from '../target.js';
import type { Source } from '../texts.js';

const OWN = [TOKEN, MEETING];
const RUN: RunMarks = {
  ...{ transactionId: TRANSACTION, joinToken: inClear(TOKEN), meetingId: MEETING, meetingCreated: true },
  ...{ attendeeId: MEETING.replace('1', '2'), runId: 'run-20261123', arguments: argumentsInClear(ARGUMENTS, OWN) },
  ...{ updatedAt: 1_000, sequenceBefore: 1, earlierAttendees: [] },
};
const REQUESTS = [1, 2, 3].map((at) => `00000000-0000-4000-8000-00000000000${at}`);

type Fuzzed = Omit<LogRecord, 'ingestedAt'>;

/** When it was taken in is not known of any. */
const recordsOf = (fuzzed: readonly Fuzzed[]): LogRecord[] => fuzzed.map((one) => ({ ...one, ingestedAt: null }));

const readable = (timeline: Timeline) => ({ ...timeline, requests: [...timeline.requests].sort() });

/** A success that may be ours: of this call, and its token is not plainly another's. */
function mayBeOurs({ event }: SeenEvent): boolean {
  if (event.transactionId.toLowerCase() !== TRANSACTION) return false;
  return event.type === 'ACTION_SUCCESSFUL' && event.actionType === 'JoinChimeMeeting';
}

function succeeded({ type, actionType, transactionId, parameters, sequence }: CallEvent): boolean {
  const ofCall = transactionId.toLowerCase() === TRANSACTION && sequence !== null;
  const ofType = type === 'ACTION_SUCCESSFUL' && actionType === 'JoinChimeMeeting';
  return ofCall && ofType && parameters['JoinToken'] === TOKEN;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** An event of a call whose places are perhaps not what they should be. */
function spoiltEvent({ below, oneOf, chance, leaf }: Source, index: number): unknown {
  const value = structuredClone(index === 0 ? VALUES[1]! : oneOf(VALUES.slice(0, 10)));
  const details = value['CallDetails'];
  const action = value['ActionData'];
  const parameters = isObject(action) ? action['Parameters'] : undefined;
  if (isObject(details)) value['Sequence'] = chance(0.8) ? 2 + index : chance(0.5) ? below(6) : leaf();
  if (isObject(details) && chance(0.1)) details['Participants'] = leaf();
  if (isObject(parameters) && chance(0.3)) parameters['JoinToken'] = oneOf([TOKEN, TOKEN.slice(9), '***', 'x', leaf()]);
  if (isObject(parameters) && chance(0.2)) parameters['MeetingId'] = oneOf([MEETING, TRANSACTION, '', leaf()]);
  return value;
}

export const EVENT: Target = target({
  name: 'event',
  share: 14,
  input: ({ text, below }) => ({ text: text(), at: below(1_000) }),
  check({ text, at }) {
    const start = text.length === 0 ? 0 : at % text.length;
    const found = readLiteral(text, start);
    hold(found.end >= start && found.end <= text.length, 'a literal ends in its text');
    same(found, readLiteral(text, start), 'a literal is read the same twice');
    const { objects, unfinishedAt, work } = objectsIn(text);
    hold(objects.length <= text.length / 2, 'no more objects than braces');
    hold(unfinishedAt === null || text[unfinishedAt] === '{', 'what is unfinished began');
    hold(work <= text.length * 22 + 100, 'the work is bounded');
    hold(!('polluted' in {}), 'nothing is polluted');
  },
});

export const TIMELINE: Target = target({
  name: 'timeline',
  share: 10,
  input: ({ text, mutated, below, oneOf, chance }) =>
    Array.from({ length: 1 + below(7) }, (_, index) => ({
      id: chance(0.1) ? '' : `id-${index}`,
      group: 'g',
      stream: oneOf(['one', 'two']),
      time: chance(0.02) ? oneOf([0, -1, 8.64e15]) : 1_000 + below(5),
      message: chance(0.4) ? JSON.stringify(oneOf(VALUES)) : chance(0.5) ? mutated(oneOf(LINES)) : text(),
    })),
  check(fuzzed) {
    const records = recordsOf(fuzzed);
    const timeline = readTimeline(records);
    same(readable(timeline), readable(readTimeline(records)), 'records are read the same twice');
    const named = records.filter(({ id }) => id !== '');
    const backwards = readable(readTimeline([...named].reverse().concat(named)));
    same(readable(readTimeline(named)), backwards, 'neither order nor repetition matters');
    const judgement = judge(timeline, RUN);
    hold(judgement.kind !== 'joined' || timeline.events.some(mayBeOurs), 'joined is said only where a join is seen');
    hold(
      judgement.kind !== 'not-joined' || !timeline.events.some(({ event }) => succeeded(event)),
      'a join outranks everything else',
    );
    nothingUnseen(visibleJson(JSON.stringify(judgement)), 'a judgement');
  },
});

export const VERDICT: Target = target({
  name: 'verdict',
  share: 8,
  input: (source) => {
    const { below, oneOf } = source;
    return Array.from({ length: 2 + below(6) }, (_, index) => {
      const value = spoiltEvent(source, index);
      const record = { id: `id-${index}`, group: 'g', stream: oneOf(['one', 'two']), time: 1_000 + below(9) };
      const request = REQUESTS[below(3)];
      return { ...record, message: `2026-11-23T14:29:10.000Z\t${request}\tINFO\t${JSON.stringify(value)}` };
    });
  },
  check(fuzzed) {
    const records = recordsOf(fuzzed);
    const timeline = readTimeline(records);
    const judgement = judge(timeline, RUN);
    const ours = timeline.events.some(({ event }) => succeeded(event));
    hold(!ours || judgement.kind === 'joined', 'the success of our own token is a join');
    hold(judgement.kind !== 'joined' || timeline.events.some(mayBeOurs), 'joined is said only where a join is seen');
    same(judgement, judge(readTimeline([...records].reverse()), RUN), 'the order of arrival does not matter');
  },
});
