import { expect, it } from 'vitest';
import { outsideLines } from '../../../src/emulator/sma/outside.js';

const reached = (...places: string[]) => ({ reached: places, variables: [] });

it('each thing that a handler tried to reach is told once, however often it tries', () => {
  const lines = outsideLines('h.mjs', false);
  expect(lines(reached('a:443', '/etc/passwd'))).toEqual([
    'h.mjs tried to reach a:443: blocked (--allow-network lets it)',
    'h.mjs tried to reach /etc/passwd: blocked (--allow-network lets it)',
  ]);
  expect(lines(reached('a:443', 'b:443'))).toEqual(['h.mjs tried to reach b:443: blocked (--allow-network lets it)']);
});

it('what is allowed is told in other words, and what it read of the environment not at all', () => {
  const lines = outsideLines('h.mjs', true);
  expect(lines({ reached: ['a:443'], variables: ['TABLE_NAME'] })).toEqual(['h.mjs reached out to a:443']);
});
