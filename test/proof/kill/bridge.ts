/** One run of `bridge` that ended by itself: exit code, document and verdict, against the truth. */
import type { BridgeResult } from '../../../src/core/run/result.js';
import type { Verdict } from '../../../src/core/verdict/verdict.js';
import type { Envelope } from '../../../src/output/envelope.js';
import { EXITS, LEFT_BEHIND, UNAVAILABLE } from '../stage/exits.js';
import { pause } from '../stage/side-by-side.js';
import { inWords, isSame, ourLegs, standingOf, type Thing } from '../stage/things.js';
import { exitOf, interruptsIn } from './blow.js';
import { type Ground, groundOf, unnamed } from './ground.js';
import type { Striking } from './process.js';
import { program, type Ran, type Scene } from './scene.js';

export type Bridged = Ran<BridgeResult> & { verdict: Verdict | null };

export interface Asking extends Omit<Striking, 'env'> {
  /** It may end without a document: nobody reads it, or a second signal cuts it off. */
  deaf?: boolean;
  /** Milliseconds before the truth is looked at. */
  settle?: number;
}

export async function bridge(scene: Scene, { deaf = false, settle = 0, ...striking }: Asking = {}): Promise<Bridged> {
  const ended = await program<BridgeResult>(scene, scene.words, striking);
  const { wrong } = scene;
  if (ended.signal === 'SIGKILL' && ended.blows.some(({ does }) => does === 'SIGKILL'))
    return { ...ended, verdict: null };
  const interrupts = interruptsIn(ended.blows).map(({ does }) => exitOf(does));
  const isTwice = interrupts.length > 1;
  const { document, code } = ended;
  if (document === null) {
    if (!isTwice && !deaf) wrong(`stdout is not one document: ${JSON.stringify(ended.stdout.slice(0, 300))}`);
    return { ...ended, verdict: null };
  }
  const exit = document.ok ? 0 : (document.error?.exitCode ?? null);
  if (!document.ok && document.error?.retryable !== (exit === UNAVAILABLE))
    wrong(`exit ${exit}, and retryable is ${document.error?.retryable}`);
  if (code !== exit && !isTwice) wrong(`exit ${code}, and the document says ${exit}`);
  if (document.result === null) {
    if (code !== 2) wrong(`no result: ${document.error?.code}, exit ${code}`);
    return { ...ended, verdict: null };
  }
  const { verdict } = document.result;
  const isExpected = code !== null && (EXITS[verdict].includes(code) || interrupts.includes(code));
  if (!isExpected) wrong(`${verdict} with exit code ${code}`);
  await pause(settle);
  wrong(...untrue(document.result, { document, ended, ground: await groundOf(scene), scene }));
  return { ...ended, verdict };
}

interface Answered {
  document: Envelope<BridgeResult>;
  ended: Ran<BridgeResult>;
  ground: Ground;
  scene: Scene;
}

function untrue(result: BridgeResult, answered: Answered): string[] {
  const { meeting } = result;
  const { existing } = answered.scene;
  const isAnother = meeting !== null && existing !== null && meeting.meetingId !== existing.meetingId;
  return [
    ...untrueVerdict(result, answered),
    ...untrueRest(result, answered),
    ...untrueThings(result, answered),
    ...(isAnother ? ['another meeting'] : []),
  ];
}

function untrueVerdict({ verdict, meeting }: BridgeResult, { ended, ground, scene }: Answered): string[] {
  const problems: string[] = [];
  const { delivered } = ended;
  const joined = ourLegs(ground).some((leg) => meeting === null || leg.meetingId === meeting.meetingId);
  if (verdict === 'JOINED' && !joined) problems.push('JOINED, and no leg ever led there');
  if (verdict === 'NOT_JOINED' && joined) problems.push(`${verdict}, and a leg led there`);
  // A run whose journal forgot the update finds its caller bridged: it fails, and takes nothing back.
  if (verdict === 'FAILED' && joined && !scene.isForgotten) problems.push('FAILED, and a leg led there');
  if (verdict === 'FAILED' && delivered > 0) problems.push('FAILED, and the update was delivered');
  if (delivered > 1) problems.push(`it delivered the update ${delivered} times`);
  return problems;
}

function untrueRest({ verdict, standing, leftovers, undone }: BridgeResult, { ended, scene }: Answered): string[] {
  const problems: string[] = [];
  const { code } = ended;
  if (verdict !== 'FAILED' && undone.length + leftovers.length > 0)
    problems.push(`${verdict}, with ${undone.length} undone and ${leftovers.length} leftovers`);
  if (leftovers.length > 0 !== (code === LEFT_BEHIND)) problems.push(`${leftovers.length} leftovers, and exit ${code}`);
  const foreign = standing.find(({ command }) => command !== `chime-join runs cleanup ${scene.runId}`);
  if (foreign !== undefined) problems.push(`left in place: ${foreign.command}`);
  if (verdict === 'JOINED' && standing.length > 0) problems.push('JOINED, and something is left in place');
  return problems;
}

function untrueThings(result: BridgeResult, { document, ground, scene }: Answered): string[] {
  const { verdict, meeting, standing, leftovers, undone } = result;
  const keeps = scene.scenario.words.includes('--keep-meeting');
  const things = standingOf(ground);
  // An earlier attempt's is left in place, and named, where it could not be seen that nobody is in it.
  const isInWarning = ({ meetingId }: Thing) => document.warnings.some((warning) => warning.includes(meetingId));
  const own = things.filter((thing) => thing.kind === 'meeting' && !isInWarning(thing));
  const problems = own.length > 1 && !keeps ? [`${own.length} meetings stand`] : [];
  if (verdict !== 'JOINED') {
    // What an earlier attempt was to keep was said then; nothing else excuses what is not named.
    const isKept = (thing: Thing) => keeps && thing.meetingId !== meeting?.meetingId;
    const isNamed = (thing: Thing) =>
      [...standing, ...leftovers].some((left) => isSame(left, thing)) || isInWarning(thing);
    problems.push(...unnamed(ground, (thing) => isNamed(thing) || isKept(thing)));
  }
  const back = undone.filter(({ kind, meetingId, attendeeId }) =>
    things.some((thing) => thing.kind === kind && thing.meetingId === meetingId && thing.attendeeId === attendeeId),
  );
  return [...problems, ...back.map((thing) => `said to be undone, and stands: ${inWords(thing)}`)];
}
