/** What a run that was struck says when it is asked for again. */
import type { Entry } from '../../../src/core/journal/entry.js';
import type { Verdict } from '../../../src/core/verdict/verdict.js';
import { LEFT_BEHIND } from '../stage/exits.js';
import type { Bridged } from './bridge.js';
import type { Case } from './case.js';
import { entriesOf } from './ground.js';
import type { Scene } from './scene.js';

const FORBIDDEN = 5;

/** What there was before it was asked for again, and whether the caller is in a meeting after it. */
export interface Before {
  /** The types of the journal's entries. */
  known: readonly Entry['type'][];
  /** How many updates had taken effect. */
  delivered: number;
  isInMeeting: boolean;
}

export function judgeAgain({ kind }: Case, scene: Scene, again: Bridged, before: Before): void {
  const { scenario, seen, wrong } = scene;
  const { verdict, code, signal, document, delivered } = again;
  if (verdict === null) {
    if (kind !== 'journal full') wrong(`asked again: no verdict, exit ${code} ${signal}`);
    return;
  }
  // On a busy machine the look before the update may come to nothing, and then nothing forbids to send it.
  const isUnseen = document?.warnings.some((warning) => /its state is not known/.test(warning)) === true;
  if (isUnseen && (scene.isMoved || scene.hadJoined)) return;
  if (isBridged(scene, again, before)) {
    judgeBridged(scene, again, before);
    return;
  }
  if (!allowed(scene, before).includes(verdict)) wrong(`asked again: ${verdict}, exit ${code}`);
  if (before.delivered > 0 && delivered > 0 && !scene.isForgotten && kind !== 'another run')
    wrong('the update was delivered, and sent again');
  if (verdict === 'UNCONFIRMED' && !scenario.ends.includes('UNCONFIRMED')) seen.isUnconfirmed = true;
}

function allowed({ scenario }: Scene, { isInMeeting }: Before): Verdict[] {
  const passes = scenario.faults.some(({ times }) => times !== undefined && times < 100);
  // Who did not wait looks once when they ask again, and the join may have come by then.
  const mayHaveCome = scenario.ends.includes('ACCEPTED') && isInMeeting;
  return [...scenario.ends, 'UNCONFIRMED', ...(passes || mayHaveCome ? (['JOINED'] as const) : [])];
}

/** The call is in a meeting already, and the run does not know that it is its own. */
function isBridged(scene: Scene, { document }: Bridged, { known, isInMeeting }: Before): boolean {
  const { isMoved, mayBeMoved, isForgotten, hadJoined } = scene;
  const isElsewhere = isMoved || (mayBeMoved && isInMeeting && document?.error?.code === 'CALL_BRIDGED');
  return (isElsewhere && !known.includes('update-sending')) || (isForgotten && hadJoined);
}

function judgeBridged(scene: Scene, { verdict, code, document }: Bridged, { known }: Before): void {
  const { wrong } = scene;
  const { standing, undone, leftovers } = document?.result ?? { standing: [], undone: [], leftovers: [] };
  const isSaid = document?.error?.code === 'CALL_BRIDGED' && code === (leftovers.length > 0 ? LEFT_BEHIND : FORBIDDEN);
  if (verdict !== 'FAILED' || !isSaid)
    wrong(`the call is in a meeting, and it ends ${verdict}, ${document?.error?.code}, ${code}`);
  if (undone.length > 0 && known.includes('begun')) wrong('the call is in a meeting, and something was undone');
  if (scene.hadJoined && scene.isForgotten && hasMade(scene) && standing.length + leftovers.length === 0)
    wrong('what the caller is in is not named');
}

/** Its journal knows of something that it made. */
function hasMade(scene: Scene): boolean {
  return entriesOf(scene).some((entry) => entry.type === 'made' && entry.made.meeting.state !== 'none');
}
