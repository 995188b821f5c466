/** A short share of what `npm run soak` performs, always the same one; and that the proof sees what it is there to see. */
import { describe, expect, test } from 'vitest';
import { performRuns } from './random/perform.js';
import { addTally, emptyTally } from './random/tally.js';

const RUNS = 100;

describe('random runs over generated handlers', () => {
  test('no verdict lies, no caller is dropped, nothing is left unnamed', { timeout: 240_000 }, async () => {
    const tally = emptyTally();
    const wrong: string[] = [];
    const numbers = Array.from({ length: RUNS }, (_, at) => at);
    await performRuns({ seed: 20, numbers, whole: false }, (seen) => {
      addTally(tally, seen.tally);
      if (seen.wrong !== null) wrong.push(seen.wrong);
    });
    expect(wrong).toEqual([]);
    expect(tally).toMatchObject({ plans: RUNS, failed: 0, mostUpdates: 1 });
    // A proof that sees no verdict of a kind proves nothing about it.
    for (const verdict of ['JOINED', 'NOT_JOINED', 'UNCONFIRMED', 'FAILED', 'ACCEPTED']) {
      expect(tally.verdicts[verdict]).toBeGreaterThan(0);
    }
  });
});
