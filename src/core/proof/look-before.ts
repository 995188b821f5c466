import { showDuration } from '../duration.js';
import { asFailure, type Failure } from '../failure.js';
import { withinTime } from '../outcome/deadline.js';
import type { Progress } from '../outcome/progress.js';
import { type Glance, type LookAt, look, type Seen } from './glance.js';
import type { LookPorts } from './ports.js';

export type { LookAt, Seen };

/** A look that goes on. */
export interface Looking {
  /**
   * What is wrong with the SMA's id, as soon as AWS or the records show it: nothing may be created then. Null as soon as one of
   * them bears it out, neither can be read, or the time is up. Never rejects.
   */
  wrongApplication: Promise<Failure | null>;
  /** Rejects only where the step could not be written down. */
  seen: Promise<Seen>;
}

/** The update waits this long for the look, and not longer: records that cannot be read are no obstacle. */
export const LOOK_MS = 2_000;
/**
 * Where nothing is held up by it; and where an earlier process began the run: if its journal was restored from a backup, only the
 * records show that the update was sent before.
 */
export const PATIENT_LOOK_MS = 10_000;

/**
 * Looks once, for `mayTakeMs` at most, whether the call is over, bridged or still ringing, and learns on the way where its
 * handler logs and whether there is such an SMA. What cannot be read is a warning.
 */
export function beginLook(at: LookAt, ports: LookPorts, progress: Progress, signal: AbortSignal): Looking {
  let settle: Glance['settle'] = () => {};
  const wrongApplication = new Promise<Failure | null>((resolve) => {
    settle = resolve;
  });
  if (at.isSmaKnown) settle(null);
  const seen = progress.perform(
    at.step,
    (within) => lookInTime({ at, ports, progress: within, settle, seen: nothingSeen(at) }, signal),
    ({ looked, problem }) => (looked || problem !== null ? null : 'not read'),
    ({ looked, problem }) => looked || problem !== null,
  );
  const end = () => settle(null);
  seen.then(end, end);
  return { wrongApplication, seen };
}

function nothingSeen({ logGroups }: LookAt): Seen {
  return { looked: false, problem: null, sequence: null, logDelayMs: null, sentBefore: false, callId: null, logGroups };
}

async function lookInTime(glance: Glance, signal: AbortSignal): Promise<Seen> {
  const { at, ports, progress, seen } = glance;
  const { mayTakeMs } = at;
  await withinTime(mayTakeMs, ports.clock, signal, async (within) => {
    const timeIsUp = new Promise<void>((resolve) => within.addEventListener('abort', () => resolve(), { once: true }));
    const looked = look(glance, within).catch((error: unknown) => {
      progress.warn(`The call's records could not be read: ${asFailure(error).cause ?? ''}`);
    });
    await Promise.race([looked, timeIsUp]);
    if (within.aborted && !signal.aborted && !seen.looked && seen.problem === null)
      progress.warn(`The call's records could not be read in ${showDuration(mayTakeMs)}; its state is not known.`);
  });
  // A copy: what a read that was given up still brings comes too late.
  return { ...seen };
}
