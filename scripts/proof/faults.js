// The matrix of faults: every AWS operation of `bridge`, every kind of fault, first, second and every time; every fault of
// events at each event; pairs of faults; the program itself. Each run is held against the emulator's truth.
// npm run proof:faults -- [--long] [--part single|event|program|pair] [--sample N] [--seed N] [--at-once 24] [--only 'NAME']
//   --long performs every pair; else a hundred of them are drawn. --sample draws N cells of all its parts.
import { parseArgs } from 'node:util';
import { randomOf } from '../../test/proof/random/random.js';
import { eventFaults, pairsOfFaults, programRuns, singleFaults } from './matrix.js';
import { performAll } from './perform.js';

const PAIRS = 100;
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
const random = randomOf(Number(values.seed));

/** So many of them, each at most once, in the order they stand in. */
function drawn(cells, count) {
  const left = cells.map((_, at) => at);
  const chosen = Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(random.below(left.length), 1)[0],
  );
  return chosen.sort((one, other) => one - other).map((at) => cells[at]);
}

/** Of each part of the matrix a share; what a sample of so many cells is made of. */
const SAMPLED = { single: 0.5, event: 0.2, program: 0.1, pair: 0.2 };

function chosen() {
  const parts = { single: singleFaults(), event: eventFaults(), program: programRuns(), pair: pairsOfFaults() };
  if (values.only !== undefined) return Object.values(parts).flatMap((cells) => cells.filter(isAskedFor));
  if (values.part !== undefined) return drawn(parts[values.part], Number(values.sample ?? Number.POSITIVE_INFINITY));
  if (values.sample !== undefined) {
    const count = Number(values.sample);
    return Object.entries(parts).flatMap(([part, cells]) => drawn(cells, Math.ceil(count * SAMPLED[part])));
  }
  return Object.entries(parts).flatMap(([part, cells]) =>
    part === 'pair' && !values.long ? drawn(cells, PAIRS) : cells,
  );
}

function isAskedFor({ name }) {
  return name === values.only;
}

/** Ids that AWS takes have no spaces, and at most 64 characters. */
const runs = chosen().map(({ name, plan }, at) => ({ name, runId: `proof-${at}`, plan }));
console.log(`${runs.length} cells of the matrix`);
const tally = await performAll(runs, {
  atOnce: Number(values['at-once']),
  repeat: (name) => `npm run proof:faults -- --only '${name}'`,
  whole: values.only !== undefined,
});
process.exitCode = tally.counts.lies === 0 && tally.counts.runs > 0 ? 0 : 1;
