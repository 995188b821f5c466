/** A short share of what `npm run proof:model` performs, always the same sequences. */
import { expect, test } from 'vitest';
import { performAll } from './model/perform-all.js';

const LIMIT_MS = 120_000;

test(
  'whatever operators, callers and crashes do, no promise is broken',
  async () => {
    const lines: string[] = [];
    const { failed, sequences } = await performAll({
      ...{ runs: 24, seed: 11, commands: 8, atOnce: 8, path: null, replayPath: null },
      say: (line) => lines.push(line),
    });
    expect(failed, lines.join('\n')).toBe(0);
    expect(sequences).toBe(24);
  },
  LIMIT_MS,
);
