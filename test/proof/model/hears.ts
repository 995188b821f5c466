/** Hears of every request that changes something before it is sent, and holds it against the truth of that moment. */
import type { Thing } from '../stage/things.js';
import type { Heard, Hears } from './mortal.js';
import { deliveredAttempts, isLive, legsInto, type Model, type ModelAttempt, type ModelRun } from './state.js';
import type { World } from './world.js';

export type By = 'bridge' | 'check' | 'cleanup';

export interface Listener {
  told: Hears;
  /** The attempt whose update the process sent; null: none yet. */
  sent: { attempt: ModelAttempt | null };
}

/** `run`: whose process it is; null for a check and a cleanup. */
export function listener(model: Model, run: ModelRun | null, world: World, by: By): Listener {
  const sent: Listener['sent'] = { attempt: null };
  const told = (heard: Heard) => {
    if (heard.kind === 'removal') model.wrong.push(...wrongRemoval(model, by, world, heard));
    else if (run === null) model.wrong.push('an update is sent by a command that joins nobody');
    else {
      const { transactionId, arguments: args } = heard.update;
      if (sent.attempt === null) {
        const meetingId = args['MeetingId'] ?? '';
        sent.attempt = newAttempt(run, transactionId, meetingId);
        model.wrong.push(...wrongUpdate(run, world));
        run.attempts.push(sent.attempt);
        model.lastSent = sent.attempt;
      }
      sent.attempt.attendeeIds.add(args['AttendeeId'] ?? '');
    }
  };
  return { told, sent };
}

const newAttempt = ({ request, cleaned }: ModelRun, transactionId: string, meetingId: string): ModelAttempt => ({
  runId: request.runId,
  transactionId,
  attendeeIds: new Set(),
  meetingId,
  delivered: 0,
  cleaned,
});

/** Before another update of the run. */
function wrongUpdate(run: ModelRun, { emulator }: World): string[] {
  const { runId } = run.request;
  const problems: string[] = [];
  const before = run.attempts.filter(({ delivered }) => delivered > 0);
  const live = legsInto(emulator.calls()).filter(isLive);
  if (before.some(({ attendeeIds }) => live.some((leg) => attendeeIds.has(leg.attendeeId))))
    problems.push(`${runId} sends an update while a caller of its own is in a meeting`);
  // Only what a cleanup removed, because the call was over, is begun anew.
  if (before.some(({ cleaned }) => cleaned === run.cleaned))
    problems.push(`${runId} sends another update after one that was delivered`);
  return problems;
}

type Removed = Pick<Thing, 'meetingId' | 'attendeeId'>;

function wrongRemoval(model: Model, by: By, world: World, removed: Removed): string[] {
  const { meetingId, attendeeId } = removed;
  const problems: string[] = [];
  if (isProtected(model, by, world, removed))
    problems.push(`${by}: a removal of ${attendeeId ?? meetingId} is sent, which a delivered update names`);
  if (by === 'check') problems.push('runs check sends a removal');
  const live = legsInto(world.emulator.calls()).filter(isLive);
  const under = live.filter((leg) =>
    attendeeId === null ? leg.meetingId === meetingId : leg.attendeeId === attendeeId,
  );
  const what =
    attendeeId === null
      ? `DeleteMeeting of ${meetingId} is sent while a caller is in it`
      : `DeleteAttendee of ${attendeeId} is sent while that caller is in the meeting`;
  return [...problems, ...under.map(() => what)];
}

/**
 * What a delivered update names goes by a cleanup alone, once the call is over or its meeting has ended; and nobody else's seat
 * goes with it.
 */
function isProtected(model: Model, by: By, { emulator, truth }: World, { meetingId, attendeeId }: Removed): boolean {
  const room = truth.meetings().find((meeting) => meeting.meetingId === meetingId);
  const updated = deliveredAttempts(model).filter((one) =>
    attendeeId === null ? one.meetingId === meetingId : one.attendeeIds.has(attendeeId),
  );
  if (updated.length === 0 || room === undefined || room.ended) return false;
  if (by !== 'cleanup') return true;
  const calls = emulator.calls().filter(({ status }) => status !== 'Ended');
  if (updated.some((one) => calls.some(({ transactionId }) => transactionId === one.transactionId))) return true;
  return (
    attendeeId === null &&
    room.attendees.some((one) => model.theirs.has(one.attendeeId) || !one.externalUserId.startsWith('phone-'))
  );
}
