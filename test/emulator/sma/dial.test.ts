import { describe, expect, it } from 'vitest';
import { callMeeting, callTelephone } from '../../../src/emulator/sma/dial.js';
import type { Telephone } from '../../../src/emulator/telephones.js';
import { fakeClock } from './rig.js';

/** A line that notes what happens on it, and after how many milliseconds. */
function noting() {
  const clock = fakeClock(0);
  const happened: [number, string][] = [];
  const note = (what: string) => void happened.push([clock.now(), what]);
  const line = {
    after: (ms: number, happens: () => void) => void clock.after(ms, happens),
    rings: () => note('rings'),
    answered: () => note('answered'),
    failed: (code: number) => note(`failed ${code}`),
  };
  return { clock, happened, line };
}

function calling(telephone: Telephone) {
  const { clock, happened, line } = noting();
  callTelephone(telephone, line);
  clock.advance(10 * 60_000);
  return happened;
}

describe('a telephone that is called', () => {
  it.each<[string, Telephone, [number, string][]]>([
    [
      'answers after its time, and rings before',
      { answersAfterMs: 4_000 },
      [
        [200, 'rings'],
        [4_000, 'answered'],
      ],
    ],
    ['that is busy does not even ring', 'busy', [[200, 'failed 486']]],
    [
      'declines after it has rung for a while',
      'declined',
      [
        [200, 'rings'],
        [1_000, 'failed 603'],
      ],
    ],
    [
      'that nobody answers rings for 30 s',
      'never',
      [
        [200, 'rings'],
        [30_000, 'failed 480'],
      ],
    ],
    [
      'that would answer at 30 s is too late',
      { answersAfterMs: 30_000 },
      [
        [200, 'rings'],
        [30_000, 'failed 480'],
      ],
    ],
    [
      'that answers just before 30 s is in time',
      { answersAfterMs: 29_999 },
      [
        [200, 'rings'],
        [29_999, 'answered'],
      ],
    ],
    [
      'that answers sooner than it would ring rings first all the same',
      { answersAfterMs: 50 },
      [
        [50, 'rings'],
        [50, 'answered'],
      ],
    ],
  ])('%s', (_what, telephone, expected) => {
    expect(calling(telephone)).toEqual(expected);
  });
});

describe('the number of the meetings', () => {
  it('is asked to join only when the second is over, and answers then', () => {
    const { clock, happened, line } = noting();
    let joined = 0;
    callMeeting(() => ++joined > 0, line);
    clock.advance(999);
    expect(joined).toBe(0);
    clock.advance(1);
    expect(joined).toBe(1);
    expect(happened).toEqual([
      [200, 'rings'],
      [1_000, 'answered'],
    ]);
  });

  it('is busy where nothing opens the meeting', () => {
    const { clock, happened, line } = noting();
    callMeeting(() => false, line);
    clock.advance(1_000);
    expect(happened.at(-1)).toEqual([1_000, 'failed 486']);
  });
});
