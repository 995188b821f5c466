import { reworded } from '../catalogue/failed.js';
import { asFailure } from '../failure.js';
import type { Clock } from '../ports/clock.js';

const PAUSE_MS = 300;

const GONE: readonly string[] = ['MEETING_NOT_FOUND', 'ATTENDEE_NOT_FOUND'];

/** Something that AWS has. */
interface Removable {
  remove(): Promise<unknown>;
  isThere(): Promise<boolean>;
}

/** Whether it is gone in the end. */
export async function untilGone(what: Removable, clock: Clock, signal: AbortSignal): Promise<boolean> {
  return (await untilDone(() => removeOnce(what).then(() => true), clock, signal)) ?? false;
}

/** AWS can answer "not found" for something created seconds ago. Check before believing it. */
async function removeOnce({ remove, isThere }: Removable): Promise<void> {
  try {
    await remove();
  } catch (error) {
    const failure = asFailure(error);
    if (!GONE.includes(failure.code)) throw error;
    const found = await isThere().catch(() => false);
    if (found) throw reworded(failure, 'UNAVAILABLE.still-there', {}, { delivery: 'not-sent' });
  }
}

/** Tries until it works, is refused for good, or the time is up (null). */
export async function untilDone<T>(work: () => Promise<T>, clock: Clock, signal: AbortSignal): Promise<T | null> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch (error) {
      if (asFailure(error).delivery === 'refused') return null;
    }
    await clock.sleep(PAUSE_MS, signal);
  }
  return null;
}
