/**
 * The matrix of faults: every AWS operation of `bridge`, every kind of fault, first, second and every time; every fault of
 * events at each event; pairs of faults; the program itself. Each run is held against the emulator's truth.
 * npm run proof:faults -- [--long] [--part single|event|program|pair] [--sample N] [--seed N] [--at-once 24] [--only 'NAME']
 *   --long performs every pair; else a hundred of them are drawn. --sample draws N cells of all its parts.
 */
import { parseArgs } from 'node:util';
import { chosenCells } from './faults/chosen.js';
import { performAll } from './faults/perform.js';
import { randomOf } from './random/random.js';

const { values } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '24' },
    part: { type: 'string' },
    only: { type: 'string' },
  },
});
const { long, only, part } = values;
const sample = values.sample === undefined ? undefined : Number(values.sample);
const cells = chosenCells({ long, only, part, sample }, randomOf(Number(values.seed)));
console.log(`${cells.length} cells of the matrix`);
const atOnce = Number(values['at-once']);
const { counts } = await performAll(cells, { atOnce, whole: only !== undefined, say: console.log });
process.exitCode = counts.lies === 0 && counts.runs > 0 ? 0 : 1;
