/** The composition root for what ends a meeting or a connection: whom it affects is said first, and a person is asked. */

import { failed } from '../core/catalogue/failed.js';
import type { Journal } from '../core/journal/port.js';
import {
  type Affected,
  callersSentTo,
  checkTarget,
  lookWhomItAffects,
  type Target,
} from '../core/meetings/affected.js';
import { withinTime } from '../core/outcome/deadline.js';
import type { Aws } from '../core/ports/aws.js';
import type { Clock } from '../core/ports/clock.js';
import type { Confirm } from '../input/ending-request.js';
import { affectedText } from '../output/views/affected.js';

/** A person waits for it. */
const LOOK_MS = 10_000;

export interface Confirming {
  target: Target;
  confirm: Confirm;
  journal: Journal;
  clock: Clock;
  interrupt: AbortSignal;
  say(text: string): void;
  withAws<T>(work: (aws: Aws) => Promise<T>): Promise<T>;
}

/** Throws NOT_CONFIRMED, INTERRUPTED: nothing was changed then. With `--yes` only what is known on this machine is said. */
export async function requireConfirmed(confirming: Confirming): Promise<void> {
  const { target, confirm, interrupt } = confirming;
  checkTarget(target);
  if (confirm === null) {
    tell(confirming, { attendees: null, problem: null, callers: callersSentTo(target, confirming) });
    return;
  }
  const affected = await look(confirming);
  if (interrupt.aborted) throw failed('INTERRUPTED.nothing-changed');
  // Of a meeting that has ended nobody is left to be disconnected.
  if (affected.problem?.code === 'MEETING_NOT_FOUND') return;
  tell(confirming, affected);
  if (await confirm(questionOf(target))) return;
  throw failed('NOT_CONFIRMED.answer');
}

function look({ target, journal, clock, interrupt, withAws }: Confirming): Promise<Affected> {
  return withAws((aws) =>
    withinTime(LOOK_MS, clock, interrupt, (signal) => lookWhomItAffects(target, aws, { journal, clock }, signal)),
  );
}

function tell({ target, say }: Confirming, affected: Affected): void {
  const text = affectedText(target, affected);
  if (text !== '') say(text);
}

function questionOf({ meetingId, meetingsRegion, attendeeId }: Target): string {
  if (attendeeId === null) return `End the meeting ${meetingId} in ${meetingsRegion} for everybody in it?`;
  return `Remove the attendee ${attendeeId} from the meeting ${meetingId} in ${meetingsRegion}?`;
}
