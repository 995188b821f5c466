/** What follows from a look: a table over the pure machine, without a clock. */
import { describe, expect, it } from 'vitest';
import { beginWatch, type Looked, next, type Watch } from '../../../src/core/proof/watch.js';
import type { Judgement } from '../../../src/core/verdict/judge.js';
import { T0 } from '../samples.js';

const JOINED: Judgement = { kind: 'joined', at: T0, leftAt: null, evidence: [] };
const failedAt = (decidedAt: number): Judgement => ({
  kind: 'not-joined',
  code: 'ACTION_FAILED',
  error: null,
  decidedAt,
  evidence: [],
});
const open = (more: Partial<Extract<Judgement, { kind: 'open' }>> = {}): Judgement => ({
  kind: 'open',
  likely: null,
  why: 'nothing-followed',
  isOver: false,
  evidence: [],
  ...more,
});
/** The look took no time. */
const AT_ITS_END = -1;
const looked = (judgement: Judgement, more: Partial<Looked> = {}): Looked => ({
  judgement,
  ...{
    begunAt: AT_ITS_END,
    withContext: true,
    whole: true,
    denied: false,
    readAt: null,
    logDelayMs: null,
    aborted: false,
  },
  ...more,
});

const WAIT = 60_000;
/** The watch as a row of looks leaves it: how many ms after its begin each was, and what it came to. */
function watched(looks: [ms: number, look: Looked][], waitMs = WAIT): ReturnType<typeof next> {
  let watch: Watch = beginWatch(T0, waitMs);
  for (const [index, [ms, look]] of looks.entries()) {
    const begunAt = look.begunAt === AT_ITS_END ? T0 + ms : look.begunAt;
    const step = next(watch, { ...look, begunAt }, T0 + ms);
    if (index === looks.length - 1) return step;
    if (step.do === 'end') throw new Error(`it ended after ${ms} ms`);
    watch = step.watch;
  }
  throw new Error('nothing was looked at');
}
const PROVED = { do: 'end', proved: true, wouldTakeMs: null };
const UNPROVED = { do: 'end', proved: false, wouldTakeMs: null };
const FAILED = failedAt(T0);

describe('a join ends the watching at once', () => {
  it.each<[string, Partial<Looked>]>([
    ['in a whole look', {}],
    ['in a look that was cut', { whole: false }],
    ['without what stands around it', { withContext: false }],
    ['as the operator interrupts', { aborted: true }],
  ])('%s', (_, more) => expect(watched([[250, looked(JOINED, more)]])).toEqual(PROVED));
});

describe('what speaks against the join', () => {
  it('is not believed because one answer took long: nothing was seen of that time', () => {
    const slow = looked(FAILED, { begunAt: T0 + 2_000 });
    expect(
      watched([
        [1_000, looked(FAILED)],
        [9_000, slow],
      ]),
    ).toMatchObject({ do: 'look' });
    expect(
      watched([
        [1_000, looked(FAILED)],
        [9_000, slow],
        [9_500, looked(FAILED)],
      ]),
    ).toEqual(PROVED);
  });

  it.each<[string, [number, Looked][], object]>([
    ['is looked at again', [[1_000, looked(FAILED)]], { do: 'look' }],
    [
      'is not believed before six seconds',
      [
        [1_000, looked(FAILED)],
        [6_999, looked(FAILED)],
      ],
      { do: 'look' },
    ],
    [
      'is believed after six seconds of silence',
      [
        [1_000, looked(FAILED)],
        [7_000, looked(FAILED)],
      ],
      PROVED,
    ],
    [
      'is not where the look was cut',
      [
        [1_000, looked(FAILED)],
        [7_000, looked(FAILED, { whole: false })],
      ],
      { do: 'look' },
    ],
    [
      'is not where the requests around it were not read',
      [
        [1_000, looked(FAILED)],
        [7_000, looked(FAILED, { withContext: false })],
      ],
      { do: 'look', withContext: true },
    ],
    [
      'begins anew with each thing that comes',
      [
        [1_000, looked(FAILED)],
        [6_000, looked(failedAt(T0 + 5_000))],
        [11_999, looked(failedAt(T0 + 5_000))],
      ],
      { do: 'look' },
    ],
    [
      'is believed six seconds after that',
      [
        [1_000, looked(FAILED)],
        [6_000, looked(failedAt(T0 + 5_000))],
        [12_000, looked(failedAt(T0 + 5_000))],
      ],
      PROVED,
    ],
    [
      'begins anew where it was doubted between',
      [
        [1_000, looked(FAILED)],
        [5_000, looked(open())],
        [6_000, looked(FAILED)],
        [11_000, looked(FAILED)],
      ],
      { do: 'look' },
    ],
    [
      'waits twice the log delay that was measured',
      [
        [1_000, looked(FAILED, { logDelayMs: 5_000 })],
        [10_999, looked(FAILED, { logDelayMs: 5_000 })],
      ],
      { do: 'look' },
    ],
    [
      'and no longer',
      [
        [1_000, looked(FAILED, { logDelayMs: 5_000 })],
        [11_000, looked(FAILED, { logDelayMs: 5_000 })],
      ],
      PROVED,
    ],
    [
      'is believed at once where the log tells of the silence',
      [[250, looked(FAILED, { readAt: T0 + 7_000, logDelayMs: 1_000 })]],
      PROVED,
    ],
    [
      'is not where the log tells of a shorter one',
      [[250, looked(FAILED, { readAt: T0 + 6_900, logDelayMs: 1_000 })]],
      { do: 'look' },
    ],
    ['is not where the log does not tell its delay', [[250, looked(FAILED, { readAt: T0 + 60_000 })]], { do: 'look' }],
    [
      'is unproved where the operator interrupts',
      [
        [1_000, looked(FAILED)],
        [8_000, looked(FAILED, { aborted: true })],
      ],
      UNPROVED,
    ],
  ])('%s', (_, looks, step) => expect(watched(looks)).toMatchObject(step));

  it.each<[string, number, [number, Looked][], number]>([
    ['of which nothing had passed', 1_000, [[1_000, looked(FAILED)]], 7_000],
    [
      'of which a part had passed',
      4_000,
      [
        [1_000, looked(FAILED)],
        [4_000, looked(FAILED)],
      ],
      7_000,
    ],
    [
      'that a slow log makes longer',
      4_000,
      [
        [1_000, looked(FAILED, { logDelayMs: 8_000 })],
        [4_000, looked(FAILED, { logDelayMs: 8_000 })],
      ],
      17_000,
    ],
  ])(
    'a wait that is over before the silence, %s, is told how long it should have been',
    (_, waitMs, looks, wouldTakeMs) => {
      expect(watched(looks, waitMs)).toEqual({ do: 'end', proved: false, wouldTakeMs });
    },
  );

  it('a wait as long as was told decides', () => {
    expect(
      watched(
        [
          [1_000, looked(FAILED)],
          [7_000, looked(FAILED)],
        ],
        7_000,
      ),
    ).toEqual(PROVED);
  });
});

describe('what decides nothing', () => {
  it.each<[string, [number, Looked][], object]>([
    ['is looked at to the end of the wait', [[59_999, looked(open())]], { do: 'look', pauseMs: 20 }],
    ['and ends there', [[60_000, looked(open())]], UNPROVED],
    [
      'of a call that is over ends after the quiet time',
      [
        [1_000, looked(open({ isOver: true }))],
        [7_000, looked(open({ isOver: true }))],
      ],
      UNPROVED,
    ],
    [
      'but not before',
      [
        [1_000, looked(open({ isOver: true }))],
        [6_999, looked(open({ isOver: true }))],
      ],
      { do: 'look' },
    ],
    [
      'of a call that was over by mistake goes on',
      [
        [1_000, looked(open({ isOver: true }))],
        [3_000, looked(open())],
        [7_000, looked(open({ isOver: true }))],
      ],
      { do: 'look' },
    ],
    [
      'in a log that nobody may read ends after two seconds',
      [
        [250, looked(open(), { denied: true })],
        [2_250, looked(open(), { denied: true })],
      ],
      UNPROVED,
    ],
    [
      'but not for one refusal',
      [
        [250, looked(open(), { denied: true })],
        [500, looked(open())],
        [2_600, looked(open(), { denied: true })],
      ],
      { do: 'look' },
    ],
    ['ends where the operator interrupts', [[250, looked(open(), { aborted: true })]], UNPROVED],
  ])('%s', (_, looks, step) => expect(watched(looks)).toMatchObject(step));
});

describe('the next look', () => {
  const pauseAfter = (ms: number, judgement = open()) => {
    const step = watched([[ms, looked(judgement)]]);
    return step.do === 'look' ? step.pauseMs : null;
  };

  it('comes quickly at first, then each second, then every other', () => {
    let watch = beginWatch(T0, WAIT);
    const pauses: number[] = [];
    for (let now = T0 + 250; now < T0 + 22_000; ) {
      const step = next(watch, looked(open()), now);
      if (step.do === 'end') break;
      pauses.push(step.pauseMs);
      now += step.pauseMs;
      watch = step.watch;
    }
    expect(pauses.slice(0, 5)).toEqual([250, 400, 700, 1_000, 1_000]);
    expect(pauses.at(-1)).toBe(2_000);
  });

  it.each<[string, number, Judgement, number]>([
    ['when the wait ends', 59_300, open(), 700],
    ['twenty milliseconds later at the least', 59_990, open(), 20],
  ])('comes %s', (_, ms, judgement, pauseMs) => expect(pauseAfter(ms, judgement)).toBe(pauseMs));

  it('comes just when a failure has stood the quiet time', () => {
    expect(
      watched([
        [20_000, looked(FAILED)],
        [25_500, looked(FAILED)],
      ]),
    ).toMatchObject({ do: 'look', pauseMs: 500 });
  });

  it.each<[string, number, Judgement, boolean]>([
    ['what speaks against the join', 500, FAILED, true],
    ['a join that is not named', 500, open({ likely: 'joined', why: 'join-unnamed' }), true],
    ['another attempt', 500, open({ why: 'attempt-under-way' }), true],
    ['a handler that has said nothing yet', 500, open(), false],
    ['a handler that has said nothing for two seconds', 2_000, open(), true],
    ['an update that is not seen', 5_000, open({ why: 'update-not-seen' }), false],
    ['an update that is not seen, at the last look', 59_500, open({ why: 'update-not-seen' }), true],
  ])('reads what stands around %s: %i ms', (_, ms, judgement, withContext) => {
    expect(watched([[ms, looked(judgement, { withContext: false })]])).toMatchObject({ do: 'look', withContext });
  });
});
