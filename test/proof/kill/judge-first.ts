/** What is wrong with the run that was struck, by the way in which it was. */
import { standingOf } from '../stage/things.js';
import type { Bridged } from './bridge.js';
import type { Case } from './case.js';
import { entriesOf, groundOf } from './ground.js';
import type { Scene } from './scene.js';
import { judgeSignal } from './signal.js';

export async function judgeFirst({ kind, secondAfterMs }: Case, scene: Scene, first: Bridged): Promise<void> {
  const { wrong } = scene;
  if (kind === 'signal') judgeSignal(scene, first, 1);
  if (kind === 'two signals') judgeSignal(scene, first, 2);
  const [blow] = first.blows;
  if (secondAfterMs !== undefined && blow !== undefined) {
    const tookMs = first.exitedAt - blow.at;
    if (tookMs > secondAfterMs + 1_000) wrong(`the second signal left after ${tookMs} ms`);
  }
  if (kind === 'nobody reads' && first.signal !== null) wrong(`ended by ${first.signal}`);
  if (kind === 'journal full' && blow !== undefined) await judgeFull(scene, first);
}

/** Before the update a full disk ends it, and what it made is gone; afterwards it goes on, and says so. */
async function judgeFull(scene: Scene, { delivered, verdict, document }: Bridged): Promise<void> {
  const { wrong, scenario } = scene;
  const ground = await groundOf(scene);
  if (delivered === 0 && verdict === 'FAILED') {
    const kept = scenario.words.includes('--keep-meeting');
    if (standingOf(ground).length > 0 && !kept) wrong('the disk was full, and something was left');
  } else if (delivered > 0) {
    if (!scenario.ends.some((end) => end === verdict))
      wrong(`the disk was full after the update, and it ends ${verdict}`);
    const toldAll = entriesOf(scene).some(({ type }) => type === 'verdict');
    if (!toldAll && !document?.warnings.some((warning) => /journal/.test(warning)))
      wrong('the journal was lost without a warning');
  }
}
