/** Several programs of one run at once, all of the same words. */
import type { BridgeResult } from '../../../src/core/run/result.js';
import { ourLegs } from '../stage/things.js';
import type { Bridged } from './bridge.js';
import type { Case } from './case.js';
import { deliveredIn, entriesOf, type Ground, groundOf, harmDone, wronglyRemoved } from './ground.js';
import { type Ended, runProgram } from './process.js';
import type { Scene } from './scene.js';

type Racer = Ended<BridgeResult>;

export async function race(racers: number, scene: Scene): Promise<Bridged> {
  const { words, env } = scene;
  const begun = Array.from({ length: racers - 1 }, () => runProgram<BridgeResult>(words, { env }));
  const [first, ...others] = await Promise.all([runProgram<BridgeResult>(words, { env }), ...begun]);
  return judgeRace(scene, first, others);
}

/** A second one begins when the first is at that line. */
export async function joinIn({ blows }: Case, scene: Scene): Promise<Bridged> {
  const { words, env } = scene;
  const begun: Promise<Racer>[] = [];
  const told = () => {
    if (begun.length === 0) begun.push(runProgram<BridgeResult>(words, { env }));
  };
  const first = await runProgram<BridgeResult>(words, { env, blows, told });
  return judgeRace(scene, first, await Promise.all(begun));
}

const isUnderWay = ({ document }: Racer) => document?.error?.code === 'RUN_UNDER_WAY';

/** The racer that did not give way, with the blows that fell on all of them. */
async function judgeRace(scene: Scene, first: Racer, others: readonly Racer[]): Promise<Bridged> {
  const { wrong, seen } = scene;
  const all = [first, ...others];
  seen.programs.push(...all);
  const ground = await groundOf(scene);
  const delivered = deliveredIn(ground);
  wrong(...harmDone(ground), ...wronglyRemoved(ground, 0, { cleanup: false, another: false }));
  if (delivered > 1) wrong(`the race delivered ${delivered} updates`);
  wrong(...all.flatMap((racer) => problemsOf(racer, ground)));
  const winner = all.find((racer) => !isUnderWay(racer));
  if (winner === undefined) wrong('all the racers gave way');
  const verdict = winner?.document?.result?.verdict ?? null;
  const blows = all.flatMap((racer) => racer.blows);
  return { ...(winner ?? first), verdict, blows, ground, delivered, wrote: entriesOf(scene).length };
}

function problemsOf(racer: Racer, ground: Ground): string[] {
  const { document, code, stdout, stderr } = racer;
  if (document === null)
    return [`a racer's stdout is not one document: ${stdout.slice(0, 200)} ${stderr.slice(0, 300)}`];
  const problems: string[] = [];
  const { result } = document;
  if (isUnderWay(racer) && (code !== 7 || result?.verdict !== 'UNCONFIRMED'))
    problems.push(`RUN_UNDER_WAY, and exit ${code}, ${result?.verdict}`);
  const legs = ourLegs(ground);
  if (result?.verdict === 'JOINED' && legs.length === 0) problems.push('a racer says JOINED, and no leg led there');
  // One that failed and was undone gives the run free for the next racer, whose meeting is another one.
  const isIn = legs.some(({ meetingId }) => meetingId === result?.meeting?.meetingId);
  if ((result?.verdict === 'FAILED' || result?.verdict === 'NOT_JOINED') && isIn)
    problems.push(`a racer says ${result.verdict}, and it joined`);
  if (!document.ok && result === null) problems.push(`a racer ends with ${document.error?.code}, exit ${code}`);
  return problems;
}
