import type { UpdateMarks } from '../journal/entry.js';
import type { Prepared } from '../run/prepared.js';
import type { BridgeRequest } from '../run/request.js';
import type { RunMarks } from '../verdict/ours.js';
import { argumentsInClear, byDigest, type Digest, digested, secretInClear } from '../verdict/sent-text.js';
import type { WholeCall } from './find-call.js';

/** What tells this run's records from everybody else's, while its texts are known. `at`: when the update was answered. */
export function marksOf(
  request: Pick<BridgeRequest, 'runId' | 'meetingId'>,
  { meeting, phone }: Prepared,
  { transactionId }: WholeCall,
  args: Record<string, string>,
  { at, sequence }: { at: number; sequence: number | null },
): RunMarks {
  const { runId } = request;
  const { meetingId } = meeting;
  const { attendeeId, joinToken: secret } = phone;
  if (secret === null) throw new Error('an attendee without a token was refused before');
  const joinToken = secretInClear(secret);
  const meetingCreated = request.meetingId === null;
  const own = [secret.reveal(), runId, attendeeId, ...(meetingCreated ? [meetingId] : [])];
  const sent = { joinToken, arguments: argumentsInClear(args, own) };
  const ids = { transactionId, meetingId, meetingCreated, attendeeId, runId };
  return { ...ids, ...sent, updatedAt: at, sequenceBefore: sequence };
}

/** The marks as the journal keeps them: no secret is in them. */
export function journaledMarks(marks: RunMarks, call: WholeCall, logGroups: string[], digest: Digest): UpdateMarks {
  const { meetingId, attendeeId, sequenceBefore, updatedAt } = marks;
  const { callId, transactionId, sipMediaApplicationId } = call;
  const sent = Object.entries(marks.arguments).map(
    ([key, argument]) => [key, { ...digested(argument, digest), unique: argument.unique }] as const,
  );
  return {
    call: { callId, transactionId, sipMediaApplicationId },
    meetingId,
    attendeeId,
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
  const { call, meetingId, attendeeId, sequenceBefore } = marks;
  const sent = Object.entries(marks.arguments).map(
    ([key, argument]) => [key, { ...byDigest(argument, digest), unique: argument.unique }] as const,
  );
  return {
    transactionId: call.transactionId,
    joinToken: byDigest(marks.joinToken, digest),
    meetingId,
    meetingCreated,
    attendeeId,
    runId,
    arguments: Object.fromEntries(sent),
    updatedAt: at,
    sequenceBefore,
  };
}
