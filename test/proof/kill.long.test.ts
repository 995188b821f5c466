/** A short share of what `npm run proof:kill` performs: the program struck at lines of its journal, and what comes after. */
import { expect, test } from 'vitest';
import { type Performing, performAll } from './kill/perform-all.js';

const LIMIT_MS = 240_000;

/** Of a run that joins and of one that is refused and undone: each way of dying, at the lines where most is at stake. */
const CASES = [
  // Its create is written down, and may have been sent.
  'new/SIGKILL after 5/again',
  'new/SIGKILL torn 6/cleanup',
  // Its update is written down, and may have been sent.
  'new/SIGKILL before 10/again',
  'new/SIGKILL after 10/cleanup',
  'new/killed twice after 11, then after 2/again',
  'new/cleanup killed after 6, then before 2/again',
  'new/signal SIGTERM after 6/again',
  'new/signal SIGINT after 4/cleanup',
  'new/journal full ENOSPC torn 6/again',
  'new/journal full ENOSPC before 13/again',
  'new/race 3',
  'new/its meeting ends after 7/again',
  'new/caller moved after 7/again',
  'new/another run after 12/again',
  'new/journal forgets after 7/again',
  'update refused/SIGKILL after 12/again',
  'update refused/two signals SIGINT after 5, before 6/again',
];

const asked = (named: string[], say: Performing['say']): Performing => ({
  ...{ named, holding: [], sample: null, seed: 1, atOnce: 4, seconds: Number.POSITIVE_INFINITY },
  ...{ list: false, whole: false, say },
});

test(
  'struck at any line, nothing is lost: no caller is dropped, nothing joins twice, whatever was made is found again',
  async () => {
    const lines: string[] = [];
    const { tally } = await performAll(asked(CASES, (line) => lines.push(line)));
    expect(tally.totals, lines.join('\n')).toMatchObject({ cases: CASES.length, failed: 0, mostJoins: 1 });
    expect(tally.report(1)).toContain(`${CASES.length} passed, 0 failed`);
  },
  LIMIT_MS,
);

test(
  'a case that there is not is not performed',
  async () => {
    const { tally } = await performAll(asked(['new/nothing of that name'], () => {}));
    expect(tally.totals.cases).toBe(0);
  },
  LIMIT_MS,
);
