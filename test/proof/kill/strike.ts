/** The first program of a case: struck, in whichever way the case says. */
import type { ChildProcess } from 'node:child_process';
import type { Fell } from './blow.js';
import { type Bridged, bridge } from './bridge.js';
import type { Case } from './case.js';
import { type Ended, runProgram } from './process.js';
import { joinIn, race } from './race.js';
import type { Scene } from './scene.js';

export async function strike(one: Case, scene: Scene): Promise<Bridged> {
  const { blows, racers, secondAfterMs, besides, closes } = one;
  if (racers !== undefined) return race(racers, scene);
  if (one.joinsIn) return joinIn(one, scene);
  if (secondAfterMs !== undefined) return strikeTwice(one, scene, secondAfterMs);
  if (besides !== undefined) return strikeBeside(one, scene, besides);
  if (closes === undefined) return bridge(scene, { blows });
  const told = (_blow: Fell, child: ChildProcess) => {
    for (const name of closes) child[name]?.destroy();
  };
  return bridge(scene, { blows, told, deaf: true });
}

/** A second signal follows the first. */
async function strikeTwice({ blows }: Case, scene: Scene, afterMs: number): Promise<Bridged> {
  let due: NodeJS.Timeout | undefined;
  const told = (_blow: Fell, child: ChildProcess) => {
    due ??= setTimeout(() => child.kill('SIGTERM'), afterMs);
  };
  const ended = await bridge(scene, { blows, told, deaf: true });
  clearTimeout(due);
  return ended;
}

/** Another command beside the run, from that line on: it must leave a run alone that is under way. */
async function strikeBeside({ blows }: Case, scene: Scene, words: string[]): Promise<Bridged> {
  const { env, wrong, scenario } = scene;
  const begun: Promise<Ended<unknown>>[] = [];
  const told = () => {
    if (begun.length === 0) begun.push(runProgram(words, { env }));
  };
  const first = await bridge(scene, { blows, told, settle: 300 });
  const [ended] = await Promise.all(begun);
  if (ended === undefined) return first;
  if (ended.document === null) wrong(`${words.join(' ')}: stdout is not one document: ${ended.stderr.slice(0, 300)}`);
  if (!scenario.ends.some((verdict) => verdict === first.verdict))
    wrong(`with a command beside it ends ${first.verdict}`);
  return first;
}
