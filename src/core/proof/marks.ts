import type { UpdateMarks } from '../journal/entry.js';
import type { Prepared } from '../run/prepared.js';
import type { RunMarks } from '../verdict/ours.js';
import { argumentsInClear, byDigest, type Digest, digested, secretInClear } from '../verdict/sent-text.js';
import type { WholeCall } from './find-call.js';

/** What tells this run's records from everybody else's, while its texts are known. `at`: when the update was answered. */
export function marksOf(
  runId: string,
  { meeting, phone, meetingCreated, earlierAttendees }: Prepared,
  { transactionId }: WholeCall,
  { args, at, sequence }: { args: Record<string, string>; at: number; sequence: number | null },
): RunMarks {
  const { meetingId } = meeting;
  const { attendeeId, joinToken: secret } = phone;
  if (secret === null) throw new Error('an attendee without a token was refused before');
  const joinToken = secretInClear(secret);
  const own = [secret.reveal(), runId, attendeeId, ...(meetingCreated ? [meetingId] : [])];
  const sent = { joinToken, arguments: argumentsInClear(args, own) };
  const ids = { transactionId, meetingId, meetingCreated, attendeeId, earlierAttendees, runId };
  return { ...ids, ...sent, updatedAt: at, sequenceBefore: sequence };
}

/** The marks as the journal keeps them: no secret is in them. */
export function journaledMarks(marks: RunMarks, call: WholeCall, logGroups: string[], digest: Digest): UpdateMarks {
  const { meetingId, attendeeId, earlierAttendees, sequenceBefore, updatedAt } = marks;
  const { callId, transactionId, sipMediaApplicationId } = call;
  const sent = Object.entries(marks.arguments).map(
    ([key, argument]) => [key, { ...digested(argument, digest), unique: argument.unique }] as const,
  );
  return {
    call: { callId, transactionId, sipMediaApplicationId },
    meetingId,
    attendeeId,
    earlierAttendees: [...earlierAttendees],
    joinToken: digested(marks.joinToken, digest),
    arguments: Object.fromEntries(sent),
    sequenceBefore,
    logGroups,
    sendingAt: Math.round(updatedAt),
  };
}

/** The marks of an update that an earlier process sent; `at`: when it was answered, or sent. */
export function recalledMarks(
  runId: string,
  marks: UpdateMarks,
  { at, meetingCreated }: { at: number; meetingCreated: boolean },
  digest: Digest,
): RunMarks {
  const { call, meetingId, attendeeId, earlierAttendees, sequenceBefore } = marks;
  const sent = Object.entries(marks.arguments).map(
    ([key, argument]) => [key, { ...byDigest(argument, digest), unique: argument.unique }] as const,
  );
  return {
    transactionId: call.transactionId,
    joinToken: byDigest(marks.joinToken, digest),
    meetingId,
    meetingCreated,
    attendeeId,
    earlierAttendees,
    runId,
    arguments: Object.fromEntries(sent),
    updatedAt: at,
    sequenceBefore,
  };
}
