// The kill matrix: the program is struck at every line of its journal in every way, then cleaned up after and asked again;
// each step is held against the emulator's truth.
// npm run proof:kill -- [--case 'NAME']... [--only 'TEXT']... [--sample N] [--seed N] [--at-once 6] [--seconds N] [--list] [--whole]
//   --case performs the one of that name, --only those whose names hold all of the texts; --sample draws N of them; after
//   --seconds no more are begun.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomOf } from '../../test/proof/random/random.js';
import { openScene } from './kill/case.js';
import { allCases } from './kill/cases.js';
import { entriesOf } from './kill/ground.js';
import { performCase } from './kill/perform.js';
import { runProgram } from './kill/process.js';
import { SCENARIOS } from './kill/scenarios.js';
import { openStages } from './stages.js';
import { STATE } from './state-folder.js';

const { values } = parseArgs({
  options: {
    case: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '6' },
    seconds: { type: 'string' },
    list: { type: 'boolean', default: false },
    whole: { type: 'boolean', default: false },
  },
});

const PROGRESS_MS = 60_000;
const stages = openStages();
const startedAt = Date.now();
const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
const random = randomOf(Number(values.seed));
const atOnce = Number(values['at-once']);

let scenes = 0;
/** A place of its own for one case: an emulator, a folder, an id. */
function placed(scenario, work) {
  scenes += 1;
  const runId = `kill-${scenes}`;
  const place = { runId, folder: join(STATE, runId) };
  return stages.on({ handler: scenario.handler, logDelayMs: 0 }, (stage) => work({ ...place, stage }));
}

/** Does all the work, so much of it at once. */
async function side(list, work) {
  const waiting = list.slice();
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Every scenario once, struck nowhere: how many lines its journal has. */
async function countLines() {
  const lines = new Map();
  const named = SCENARIOS.filter(({ name }) =>
    [...values.case, ...values.only].some((text) => text.startsWith(`${name}/`)),
  );
  await side(named.length > 0 ? named : SCENARIOS, (scenario) =>
    placed(scenario, async (place) => {
      const scene = await openScene(scenario, place);
      const { document } = await runProgram(scene.words, { env: scene.env });
      const verdict = document?.result?.verdict;
      if (!scenario.ends.includes(verdict))
        throw new Error(`${scenario.name} ends ${verdict}: ${document?.error?.message}`);
      lines.set(scenario.name, entriesOf(scene.folder, scene.runId).length);
    }),
  );
  return lines;
}

function isAskedFor({ name }) {
  return values.case.length > 0 ? values.case.includes(name) : values.only.every((text) => name.includes(text));
}

function drawn(cases) {
  if (values.sample === undefined) return cases;
  const left = cases.slice();
  const count = Math.min(Number(values.sample), left.length);
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)[0]);
}

const tally = new Map();
let begun = 0;
const totals = {
  cases: 0,
  failed: 0,
  notReached: 0,
  programs: 0,
  mostDeliveries: 0,
  mostJoins: 0,
  again: {},
  notes: {},
};

function add(one, done) {
  const { problems, notes, programs, reached, verdicts, deliveries, joins } = done;
  const row = tally.get(one.kind) ?? { kind: one.kind, cases: 0, struck: 0, joined: 0, failed: 0 };
  tally.set(one.kind, row);
  row.cases += 1;
  totals.cases += 1;
  totals.programs += programs.length;
  if (reached) row.struck += 1;
  else totals.notReached += 1;
  if (joins > 0) row.joined += 1;
  if (problems.length > 0) {
    row.failed += 1;
    totals.failed += 1;
  }
  totals.mostDeliveries = Math.max(totals.mostDeliveries, deliveries);
  totals.mostJoins = Math.max(totals.mostJoins, joins);
  totals.again[verdicts.again] = (totals.again[verdicts.again] ?? 0) + 1;
  for (const note of notes) totals.notes[note] = (totals.notes[note] ?? 0) + 1;
  if (problems.length > 0) {
    console.log(`WRONG ${one.name}\n  ${[...new Set(problems)].join('\n  ')}`);
    console.log(`  again: npm run proof:kill -- --whole --case '${one.name}'`);
  }
  if (values.whole) console.log(JSON.stringify({ name: one.name, ...done }, null, 2));
}

try {
  const lines = await countLines();
  const all = allCases((name) => lines.get(name) ?? 0).filter(isAskedFor);
  const chosen = drawn(all);
  console.log(
    `${SCENARIOS.length} scenarios of ${Math.min(...lines.values())} to ${Math.max(...lines.values())} lines`,
  );
  console.log(`${chosen.length} of ${all.length} cases`);
  if (values.list) for (const { name } of chosen) console.log(name);
  else {
    const tell = () =>
      console.log(`${seconds()} s: ${totals.cases} of ${chosen.length}, ${totals.failed} with problems`);
    const progress = setInterval(tell, PROGRESS_MS);
    const until = values.seconds === undefined ? Number.POSITIVE_INFINITY : Number(values.seconds);
    await side(chosen, async (one) => {
      if (seconds() > until) return;
      try {
        begun += 1;
        const numbered = { ...one, number: begun };
        add(one, await placed(one.scenario, (place) => performCase(numbered, place)));
      } catch (error) {
        throw new Error(one.name, { cause: error });
      }
    });
    clearInterval(progress);
  }
} finally {
  await stages.close();
}

if (!values.list) {
  console.table([...tally.values()]);
  const { cases, failed, notReached, programs, mostDeliveries, mostJoins, again, notes } = totals;
  console.log(
    `${cases} cases, ${programs} programs in ${seconds()} s; ${notReached} ended before the line was reached`,
  );
  console.log(
    `the update was delivered at most ${mostDeliveries} times in a case, the caller joined at most ${mostJoins} times`,
  );
  console.log(`asked again: ${JSON.stringify(again)}`);
  for (const [note, count] of Object.entries(notes)) console.log(`${count} times: ${note}`);
  console.log(`${cases - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && cases > 0 ? 0 : 1;
}
