/**
 * The kill matrix: the program is struck at every line of its journal in every way, then cleaned up after and asked again;
 * each step is held against the emulator's truth.
 * npm run proof:kill -- [--case 'NAME']... [--only 'TEXT']... [--sample N] [--seed N] [--at-once 6] [--seconds N] [--list] [--whole]
 *   --case performs the one of that name, --only those whose names hold all of the texts; --sample draws N of them; after
 *   --seconds no more are begun.
 */
import { parseArgs } from 'node:util';
import { performAll } from './kill/perform-all.js';

const { values } = parseArgs({
  options: {
    case: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '6' },
    seconds: { type: 'string', default: 'Infinity' },
    list: { type: 'boolean', default: false },
    whole: { type: 'boolean', default: false },
  },
});

const { list, whole } = values;
const { tally, seconds } = await performAll({
  named: values.case,
  holding: values.only,
  sample: values.sample === undefined ? null : Number(values.sample),
  seed: Number(values.seed),
  atOnce: Number(values['at-once']),
  seconds: Number(values.seconds),
  list,
  whole,
  say: console.log,
});
if (!list) {
  console.table(tally.rows());
  for (const line of tally.report(seconds)) console.log(line);
  process.exitCode = tally.totals.failed === 0 && tally.totals.cases > 0 ? 0 : 1;
}
