/** A short share of what `npm run proof:faults` performs, always the same one. */
import { describe, expect, test } from 'vitest';
import { chosenCells } from './faults/chosen.js';
import { performAll } from './faults/perform.js';
import { randomOf } from './random/random.js';

const LIMIT_MS = 180_000;

describe('no verdict lies, no caller is dropped, nothing is removed after the update, nothing is left unnamed', () => {
  test(
    'under drawn faults of the matrix',
    async () => {
      const lines: string[] = [];
      const cells = chosenCells({ long: false, sample: 40 }, randomOf(4));
      const { counts } = await performAll(cells, { atOnce: 24, say: (line) => lines.push(line) });
      const said = lines.join('\n');
      expect(counts, said).toMatchObject({ runs: 40, lies: 0, mostUpdates: 1 });
      expect(said).toContain('40 passed, 0 failed');
    },
    LIMIT_MS,
  );
});

test('a cell that there is not is not performed', () => {
  expect(chosenCells({ long: false, only: 'nothing of that name' }, randomOf(1))).toEqual([]);
});
