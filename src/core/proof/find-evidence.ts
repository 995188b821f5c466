import { withinTime } from '../outcome/deadline.js';
import { awaitLogGroups } from './application.js';
import type { Delivered } from './delivered.js';
import { messagesOf } from './message-log.js';
import type { Watching } from './ports.js';
import type { Proof } from './proof.js';
import { BEFORE_UPDATE_MS, watchCall } from './watch-call.js';

/** Looks for what came of an update; null where no log is known. Sends reads alone. */
export async function findEvidence(
  delivered: Delivered & { waitMs: number },
  watching: Watching,
): Promise<Proof | null> {
  const { call, waitMs } = delivered;
  const { ports, signal } = watching;
  const from = ports.clock.now();
  const groups = delivered.logGroups.length > 0 ? delivered.logGroups : await awaitLogGroups(call, waitMs, watching);
  if (groups.length === 0) return null;
  const leftMs = Math.max(0, waitMs - (ports.clock.now() - from));
  const proof = await watchCall({ ...delivered, logGroups: groups, waitMs: leftMs }, watching);
  if (proof.judgement.kind === 'joined' && proof.proved) return proof;
  return signal.aborted ? proof : { ...proof, messages: await explainingMessages(delivered, watching) };
}

const EXPLANATION_MS = 1_500;
const MAX_MESSAGES = 50;

/** Worth a moment, not more: the operator waits. */
async function explainingMessages({ marks, call }: Delivered, { ports, signal }: Watching): Promise<string[]> {
  const { transactionId } = marks;
  const { sipMediaApplicationId } = call;
  const window = { since: marks.updatedAt - BEFORE_UPDATE_MS, atMost: MAX_MESSAGES };
  return withinTime(EXPLANATION_MS, ports.clock, signal, (within) =>
    messagesOf({ transactionId, sipMediaApplicationId }, window, ports.records, within),
  );
}
