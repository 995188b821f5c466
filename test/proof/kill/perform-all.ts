/** Many cases side by side; what is wrong with one is told at once, with what is needed to repeat it. */
import { join } from 'node:path';
import type { BridgeResult } from '../../../src/core/run/result.js';
import { drawn, randomOf } from '../random/random.js';
import { everyMinute, sideBySide } from '../stage/side-by-side.js';
import { openStages } from '../stage/stages.js';
import { STATE } from '../stage/state-folder.js';
import type { Case } from './case.js';
import { allCases } from './cases.js';
import { entriesOf } from './ground.js';
import { type Done, performCase } from './perform.js';
import { runProgram } from './process.js';
import { SCENARIOS, type Scenario } from './scenarios.js';
import { openScene, type PlayedAt } from './scene.js';
import { openTally, type Tally } from './tally.js';

export interface Performing {
  /** The cases of these names alone. */
  named: readonly string[];
  /** Else those whose names hold all of these texts. */
  holding: readonly string[];
  /** So many of them, drawn by this seed; null: all. */
  sample: number | null;
  seed: number;
  atOnce: number;
  /** After so many no more are begun. */
  seconds: number;
  /** Print their names, and perform none. */
  list: boolean;
  /** Print all that is known of each. */
  whole: boolean;
  say(line: string): void;
}

export interface Performed {
  tally: Tally;
  seconds: number;
}

type Placed = <T>(scenario: Scenario, work: (place: PlayedAt) => Promise<T>) => Promise<T>;

export async function performAll(asked: Performing): Promise<Performed> {
  const { atOnce, say } = asked;
  const tally = openTally();
  const stages = openStages();
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
  let scenes = 0;
  /** A place of its own for one case: an emulator, a folder, an id. */
  const placed: Placed = (scenario, work) => {
    scenes += 1;
    const runId = `kill-${scenes}`;
    const folder = join(STATE, runId);
    return stages.on({ handler: scenario.handler, logDelayMs: 0 }, (stage) => work({ runId, folder, stage }));
  };
  try {
    const chosen = await choose(asked, placed);
    const total = chosen.length;
    if (asked.list) for (const { name } of chosen) say(name);
    else {
      const stopProgress = everyMinute(() =>
        say(`${seconds()} s: ${tally.totals.cases} of ${total}, ${tally.totals.failed} with problems`),
      );
      let begun = 0;
      await sideBySide(chosen, atOnce, async (one) => {
        if (seconds() > asked.seconds) return;
        begun += 1;
        const number = begun;
        try {
          const done = await placed(one.scenario, (place) => performCase(one, number, place));
          tally.add(one, done);
          report(one, done, asked);
        } catch (error) {
          throw new Error(one.name, { cause: error });
        }
      });
      stopProgress();
    }
  } finally {
    await stages.close();
  }
  return { tally, seconds: seconds() };
}

async function choose(asked: Performing, placed: Placed): Promise<Case[]> {
  const { named, holding, sample, seed, say } = asked;
  const lines = await countLines(asked, placed);
  const all = allCases((name) => lines.get(name) ?? 0).filter(({ name }) =>
    named.length > 0 ? named.includes(name) : holding.every((text) => name.includes(text)),
  );
  const chosen = sample === null ? all.slice() : drawn(randomOf(seed), all, sample);
  const counts = [...lines.values()];
  say(`${SCENARIOS.length} scenarios of ${Math.min(...counts)} to ${Math.max(...counts)} lines`);
  say(`${chosen.length} of ${all.length} cases`);
  return chosen;
}

/** Every scenario once, struck nowhere: how many lines its journal has. */
async function countLines({ named, holding, atOnce }: Performing, placed: Placed): Promise<Map<string, number>> {
  const lines = new Map<string, number>();
  const asked = SCENARIOS.filter(({ name }) => [...named, ...holding].some((text) => text.startsWith(`${name}/`)));
  await sideBySide([...(asked.length > 0 ? asked : SCENARIOS)], atOnce, (scenario) =>
    placed(scenario, async (place) => {
      const scene = await openScene(scenario, place);
      const { document } = await runProgram<BridgeResult>(scene.words, { env: scene.env });
      const verdict = document?.result?.verdict;
      if (verdict === undefined || !scenario.ends.includes(verdict))
        throw new Error(`${scenario.name} ends ${verdict}: ${document?.error?.message}`);
      lines.set(scenario.name, entriesOf(scene).length);
    }),
  );
  return lines;
}

function report({ name }: Case, done: Done, { whole, say }: Performing): void {
  if (done.problems.length > 0) {
    say(`WRONG ${name}\n  ${[...new Set(done.problems)].join('\n  ')}`);
    say(`  again: npm run proof:kill -- --whole --case '${name}'`);
  }
  if (whole) say(JSON.stringify({ name, ...done }, null, 2));
}
