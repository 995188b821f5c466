import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import { judge } from '../../../src/core/verdict/judge.js';
import { failed, hangUp, marks, OUR_JOIN, record, succeeded, THEIR_JOIN, update } from '../samples.js';
import { does, done, HELD, interrupted, join, logOf, STYLES, type Turn, turn } from './handler-logs.js';

const EVENTS = 3_000;
/** Comparisons of one event with anything, however long its call. */
const MOST = 30;
const MASKED = { JoinToken: '***', MeetingId: '***' };
const THEIRS = { JoinToken: 'theirs', MeetingId: '***' };

const many = (one: (sequence: number) => Turn): Turn[] => Array.from({ length: EVENTS }, (_, index) => one(index + 4));
const started = [...HELD, turn(update(3), does(join()))];

const CALLS: Record<string, Turn[]> = {
  'held on and on': [...HELD, turn(update(3)), ...many((at) => turn(done(at), does('Pause')))],
  'held on and on before our update': [
    ...HELD,
    ...many((at) => turn(done(at - 1), does('Pause'))),
    turn(update(EVENTS + 3), does()),
  ],
  'failing and trying again': [...started, ...many((at) => turn(failed(at), does(join())))],
  'failing by whoever': [...started, ...many((at) => turn(failed(at, MASKED), null))],
  'moved by others': [
    ...started,
    ...many((at) =>
      at % 2 === 0 ? turn(update(at, THEIRS), does(join(THEIR_JOIN))) : turn(succeeded(at, THEIR_JOIN)),
    ),
    turn(failed(EVENTS + 4)),
  ],
  'asked by others alone': [...started, ...many((at) => turn(update(at, THEIRS), does(join(THEIR_JOIN))))],
  'joined by somebody, again and again': [...started, ...many((at) => turn(succeeded(at, MASKED)))],
  'joined in the end': [...started, ...many((at) => turn(interrupted(at))), turn(succeeded(EVENTS + 4, OUR_JOIN))],
  'hung up in the end': [
    ...HELD,
    turn(update(3), does()),
    ...many((at) => turn(done(at), does('Pause'))),
    turn(hangUp(EVENTS + 4)),
  ],
};

/** How often the most-read field of an event is read, over all events, while the call is judged. */
function comparisons(turns: Turn[], meetingCreated: boolean): number {
  const timeline = readTimeline(logOf(turns, STYLES.whole).map((message, index) => record(message, index)));
  expect(timeline.events.length).toBe(turns.length);
  const reads = new Map<string | symbol, number>();
  const counted = timeline.events.map((seen) => ({
    ...seen,
    event: new Proxy(seen.event, {
      get(event, field) {
        reads.set(field, (reads.get(field) ?? 0) + 1);
        return Reflect.get(event, field);
      },
    }),
  }));
  judge({ ...timeline, events: counted }, marks({ meetingCreated }));
  return Math.max(...reads.values()) / turns.length;
}

describe(`a call of ${EVENTS} events is judged with at most ${MOST} comparisons an event`, () => {
  it.each(Object.keys(CALLS))('%s', (name) => {
    const turns = CALLS[name] as Turn[];
    expect(comparisons(turns, true)).toBeLessThanOrEqual(MOST);
    expect(comparisons(turns, false)).toBeLessThanOrEqual(MOST);
  });
});
