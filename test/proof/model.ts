/**
 * Random sequences of what operators, callers and crashes do, each step held against a model of what is promised.
 * npm run proof:model -- [--runs 200] [--seed N] [--commands 20] [--at-once 8] [--path P --replay-path R]
 */
import { parseArgs } from 'node:util';
import { performAll } from './model/perform-all.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    commands: { type: 'string', default: '20' },
    'at-once': { type: 'string', default: '8' },
    path: { type: 'string' },
    'replay-path': { type: 'string' },
  },
});
const { failed } = await performAll({
  runs: Number(values.runs),
  seed: Number(values.seed),
  commands: Number(values.commands),
  atOnce: Number(values['at-once']),
  path: values.path ?? null,
  replayPath: values['replay-path'] ?? null,
  say: console.log,
});
process.exitCode = failed === 0 ? 0 : 1;
