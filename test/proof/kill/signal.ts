/** A signal: the verdict in time, the code of the signal, and a word at once. */
import { exitOf, type Fell, interruptsIn } from './blow.js';
import type { Bridged } from './bridge.js';
import { entriesOf } from './ground.js';
import type { Scene } from './scene.js';

/** Undoing has five seconds; starting, stopping and a busy machine have the rest. */
const LEAVES_WITHIN_MS = 6_500;
const AT_ONCE_MS = 1_500;
const TOGETHER_MS = 1_000;
/** From the verdict on a run writes so many lines. */
const LAST_LINES = 4;

export function judgeSignal(scene: Scene, ended: Bridged, signals: number): void {
  const { wrong } = scene;
  const fell = interruptsIn(ended.blows);
  const last = fell.at(-1);
  if (last === undefined) return;
  const tookMs = ended.exitedAt - last.at;
  const isLate = ended.verdict === 'JOINED' || ended.verdict === 'ACCEPTED';
  const isTooLate = cameTooLate(scene, ended);
  if (ended.code !== exitOf(last.does) && !(isLate && ended.code === 0) && !isTooLate)
    wrong(`${last.does} at line ${last.line} of ${ended.wrote}: exit ${ended.code}, ${ended.verdict}`);
  if (!/^Interrupted/m.test(ended.stderr) && !isTooLate)
    wrong(`${last.does}: nothing was said at once: ${ended.stderr}`);
  if (signals > 1 && fell.length > 1) {
    if (tookMs > AT_ONCE_MS) wrong(`the second signal left after ${tookMs} ms`);
  } else if (tookMs > LEAVES_WITHIN_MS) wrong(`${last.does} left after ${tookMs} ms`);
}

/**
 * A signal that comes together with what the run last waited for is heard after its end: from the verdict on, nothing else
 * is waited for. It was never noted then, and the end is near.
 */
function cameTooLate(scene: Scene, { blows, wrote, exitedAt }: Bridged): boolean {
  const { line, at } = blows.at(-1) as Fell;
  if (line >= wrote - LAST_LINES) return true;
  const noted = entriesOf(scene).some(({ type }) => type === 'interrupted');
  return !noted && exitedAt - at < TOGETHER_MS;
}
