/** Performs one case: struck, then what its user does, then once more, then after the caller has hung up. */
import type { Verdict } from '../../../src/core/verdict/verdict.js';
import { conductOf } from '../stage/handlers.js';
import { pause } from '../stage/side-by-side.js';
import { isMeetingLeg, ourLegs, standingOf } from '../stage/things.js';
import { type Bridged, bridge } from './bridge.js';
import type { Case } from './case.js';
import { cleanUp, cleanUpLater } from './cleanup.js';
import { deliveredIn, entriesOf, groundOf, harmDone } from './ground.js';
import { judgeAgain } from './judge-again.js';
import { judgeFirst } from './judge-first.js';
import { MEANWHILE } from './meanwhile.js';
import type { Ended } from './process.js';
import { openScene, type PlayedAt, program, type Scene } from './scene.js';
import { strike } from './strike.js';

/** What is still under way comes about. */
const SETTLE_MS = 350;
const HUNG_UP_MS = 200;
const LATER_MS = 60_000;
/** So many of the cases are asked for a third time. */
const ONE_IN = 3;
const ANSWERS: readonly (Verdict | null)[] = ['JOINED', 'ACCEPTED', 'NOT_JOINED'];

/** All that came of a case. */
export interface Done {
  /** Lies and harm. */
  problems: string[];
  /** What is worth a look. */
  notes: string[];
  programs: ReturnType<typeof shortly>[];
  /** Whether the blow fell. */
  reached: boolean;
  verdicts: { first: Verdict | NodeJS.Signals | null; again: Verdict | null };
  deliveries: number;
  joins: number;
  folder: string;
}

/** `number`: which of all cases it is. */
export async function performCase(one: Case, number: number, place: PlayedAt): Promise<Done> {
  const scene = await openScene(one.scenario, place);
  const { control } = scene;
  if (one.faults !== undefined) await control.faults([...one.scenario.faults, ...one.faults]);
  const first = await strike(one, scene);
  await judgeFirst(one, scene, first);
  if (one.faults !== undefined) await control.faults(one.scenario.faults);
  await follow(one, scene);
  const known = entriesOf(scene).map(({ type }) => type);
  if (one.meanwhile !== undefined) await MEANWHILE[one.meanwhile](one, scene, first);
  const delivered = deliveredIn(await groundOf(scene));
  const again = await bridge(scene);
  const legs = (await groundOf(scene)).truth.calls.flatMap((call) => call.legs);
  const isInMeeting = legs.some((leg) => isMeetingLeg(leg) && leg.status === 'Connected');
  judgeAgain(one, scene, again, { known, delivered, isInMeeting });
  if (number % ONE_IN === 0) await askOnceMore(scene, again);
  await judgeEnd(one, scene);
  const ground = await groundOf(scene);
  return {
    problems: scene.problems,
    notes: scene.seen.notes,
    programs: scene.seen.programs.map(shortly),
    reached: first.blows.length > 0 || one.blows.length === 0,
    verdicts: { first: first.verdict ?? first.signal, again: again.verdict },
    deliveries: deliveredIn(ground),
    joins: ourLegs(ground).length,
    folder: scene.folder,
  };
}

/** What its user does next, perhaps struck too. */
async function follow(one: Case, scene: Scene): Promise<void> {
  if (one.check !== undefined)
    await program(scene, ['runs', 'check', scene.runId, '--json', '--wait', '1s'], { blows: one.check });
  if (one.cleanup !== undefined) await cleanUp(scene, one.cleanup);
  if (one.follows === 'cleanup') await cleanUpLater(scene);
  if (one.again !== undefined) await bridge(scene, { blows: one.again });
}

/** What has its answer gives it again, and sends nothing. */
async function askOnceMore(scene: Scene, { verdict }: Bridged): Promise<void> {
  const once = await bridge(scene);
  if (!ANSWERS.includes(verdict)) return;
  if (once.verdict !== verdict) scene.wrong(`${verdict}, and asked again: ${once.verdict}`);
  if (once.delivered > 0) scene.wrong('it was sent again');
}

function shortly({ words, code, signal, blows, stdout, stderr }: Ended<unknown>) {
  return {
    words: words.join(' '),
    code,
    signal,
    blows,
    stdout: stdout.slice(0, 3_000),
    stderr: stderr.slice(0, 2_000),
  };
}

/** Once the caller has hung up and the log says so, a cleanup removes all that the run left. */
async function judgeEnd({ kind }: Case, scene: Scene): Promise<void> {
  const { wrong, seen, scenario, call, control } = scene;
  await pause(SETTLE_MS);
  const ground = await groundOf(scene);
  wrong(...harmDone(ground));
  const most = kind === 'journal forgets' || kind === 'another run' ? 2 : 1;
  if (deliveredIn(ground) > most) wrong(`${deliveredIn(ground)} updates were delivered`);
  const logs = conductOf(scenario.handler).logsEvents;
  if (seen.isUnconfirmed && ourLegs(ground).length > 0 && logs)
    seen.notes.push(`${scenario.name}: UNCONFIRMED, though it joined`);
  await control.faults([]);
  await control.hangUp(call.transactionId);
  await control.advance(LATER_MS);
  await pause(HUNG_UP_MS);
  if (entriesOf(scene).length === 0 || standingOf(await groundOf(scene)).length === 0) return;
  const kept = await cleanUp(scene);
  const left = standingOf(await groundOf(scene));
  if (left.length === 0 || scenario.words.includes('--keep-meeting')) return;
  const reasons = kept.map(({ reason }) => reason).join('; ');
  // Who was given a seat cannot be seen, nor what a handler that logs nothing did.
  const mayStay = scenario.words.includes('--add-attendee') || !logs;
  if (mayStay) seen.notes.push(`${scenario.name}: kept at the very end: ${reasons}`);
  else wrong(`the call is over, and after a cleanup it stands: ${reasons}`);
}
