/** `runs cleanup --yes`, and what it says against what stands. */
import type { KeptItem, RunsCleanupResult } from '../../../src/core/runs/result.js';
import { pause } from '../stage/side-by-side.js';
import { ourLegs, type Thing } from '../stage/things.js';
import type { Blow } from './blow.js';
import { callersDropped, entriesOf, groundOf, unnamed } from './ground.js';
import { program, type Scene } from './scene.js';

const SETTLE_MS = 350;
const LATER_MS = 3 * 60_000;

/** Gives what was kept. */
export async function cleanUp(scene: Scene, blows: readonly Blow[] = []): Promise<KeptItem[]> {
  const { runId, wrong, scenario } = scene;
  const legsBefore = ourLegs(await groundOf(scene)).filter(({ status }) => status !== 'Disconnected');
  const ended = await program<RunsCleanupResult>(scene, ['runs', 'cleanup', runId, '--yes', '--json'], { blows });
  if (ended.signal === 'SIGKILL') return [];
  if (ended.delivered > 0) wrong('a cleanup updated the call');
  const { document, ground } = ended;
  if (document === null) {
    wrong(`cleanup: stdout is not one document: ${ended.stdout.slice(0, 300)}`);
    return [];
  }
  const { removed, kept, failed } = document.result ?? { removed: [], kept: [], failed: [] };
  // A run that never was, or that its user keeps, has nothing to clean up.
  if (document.result === null && entriesOf(scene).some(({ type }) => type === 'begun'))
    wrong(`cleanup: no result: ${document.error?.code} ${document.error?.message}`);
  const named = [...kept, ...failed];
  const isNamed = (thing: Thing) =>
    named.some((one) => one.meetingId === thing.meetingId || one.meetingId === null) ||
    scenario.words.includes('--keep-meeting');
  wrong(...unnamed(ground, isNamed));
  for (const { meetingId } of removed) {
    if (legsBefore.some((leg) => leg.meetingId === meetingId) && callersDropped(ground).length > 0)
      wrong(`cleanup ended the meeting of a live caller: ${meetingId}`);
  }
  return kept;
}

/** Time alone makes nothing removable: what the first cleanup kept, the next one keeps three minutes later, or it has ended. */
export async function cleanUpLater(scene: Scene): Promise<void> {
  if ((await cleanUp(scene)).length === 0) return;
  await scene.control.advance(LATER_MS);
  await pause(SETTLE_MS);
  await cleanUp(scene);
}
