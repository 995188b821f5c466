import { failed } from '../catalogue/failed.js';
import type { CallEvent } from '../evidence/call-event.js';
import { legA } from '../evidence/legs.js';
import type { SeenEvent } from '../evidence/seen.js';
import { EXIT_CODES } from '../exit-codes.js';
import { isGuid, sameId } from '../facts/ids.js';
import type { Failure } from '../failure.js';
import { namesWholeCall } from '../run/plan.js';
import type { BridgeRequest, CallName } from '../run/request.js';
import { latestEvent, stateProblem } from './call-state.js';

/** A call with all the ids the update needs. */
export interface WholeCall extends CallName {
  transactionId: string;
  sipMediaApplicationId: string;
}

type Groups = ReadonlyMap<string, string | null>;

/** Those events in which the id is that of a leg, or of the call, and that show the ids that an update needs. */
export function eventsNaming(id: string, events: SeenEvent[], groups: Groups): SeenEvent[] {
  return events.filter((seen) => {
    const { event } = seen;
    return isNamedBy(event, id) && isGuid(event.transactionId) && smaOf(seen, groups) !== null;
  });
}

/**
 * The call that the events show, and what the operator should know of its name. There is at least one event, one of them
 * names an SMA, and `call` has a CallId. Throws what the call's state forbids, and CALL_NOT_FOUND where it is another one
 * than was named beside the id.
 */
export function namedCall(
  events: SeenEvent[],
  call: CallName,
  groups: Groups,
): { call: WholeCall; note: string | null } {
  const id = call.callId as string;
  const latest = latestEvent(events) as CallEvent;
  const { transactionId } = latest;
  const isTransaction = sameId(transactionId, id);
  const seen = events.find(({ event }) => event === latest) as SeenEvent;
  const sipMediaApplicationId = smaOf(seen, groups) as string;
  if (call.transactionId !== null) {
    const fits = isTransaction ? namesLeg(latest, call.transactionId) : sameId(call.transactionId, transactionId);
    if (!fits) throw otherCall(id, call.transactionId, { transactionId, sipMediaApplicationId });
  }
  if (call.sipMediaApplicationId !== null && !sameId(call.sipMediaApplicationId, sipMediaApplicationId))
    throw otherApplication(transactionId, sipMediaApplicationId, call.sipMediaApplicationId);
  const problem = stateProblem(events);
  if (problem !== null) throw problem;
  const leg = latest.legs.find(({ callId }) => sameId(callId, id));
  if (leg?.tag === 'LEG-B') throw leg.status === 'Connected' ? failed('CALL_BRIDGED.leg') : goneLeg();
  const callId = leg?.callId ?? legA(latest)?.callId ?? (isTransaction ? null : id);
  const note = isTransaction ? `${id} is the TransactionId of the call, not a CallId${itsCallId(callId)}.` : null;
  return { call: { callId, transactionId, sipMediaApplicationId }, note };
}

function itsCallId(callId: string | null): string {
  return callId === null ? '' : `; its CallId is ${callId}`;
}

/** The id is the call's own, or that of a leg. */
export function isNamedBy(event: CallEvent, id: string): boolean {
  return namesLeg(event, id) || sameId(event.transactionId, id);
}

function namesLeg({ legs }: CallEvent, id: string): boolean {
  return legs.some(({ callId }) => sameId(callId, id));
}

/** A handler may log a masked id. */
function smaOf({ event: { sipMediaApplicationId }, group }: SeenEvent, groups: Groups): string | null {
  const isId = sipMediaApplicationId !== null && isGuid(sipMediaApplicationId);
  return isId ? sipMediaApplicationId : (groups.get(group) ?? null);
}

/** Known from what was read, so it is not a usage error: reads were sent. */
function goneLeg(): Failure {
  return failed('LEG_NOT_JOINABLE', {}, { exitCode: EXIT_CODES.forbidden.code });
}

function otherCall(id: string, named: string, actual: Omit<WholeCall, 'callId'>): Failure {
  const { transactionId, sipMediaApplicationId } = actual;
  const facts = { id, named, transactionId, sipMediaApplicationId };
  return failed('CALL_NOT_FOUND.other-call', facts, { delivery: 'refused' });
}

/** The SMA's id is in each of the call's events. */
export function otherApplication(transactionId: string, actual: string, named: string): Failure {
  const facts = { named, transactionId, sipMediaApplicationId: actual };
  return failed('CALL_NOT_FOUND.other-application', facts, { delivery: 'refused' });
}

/** The SMA's id was, or is to be, read in the call's own records, or in an event of it: it cannot be a slip of the keyboard. */
export function isSmaKnown(request: BridgeRequest): boolean {
  const { event, call } = request;
  return !namesWholeCall(request) || sameId(event?.sipMediaApplicationId, call.sipMediaApplicationId);
}
