import { MEETING_NUMBER } from '../facts/limits.js';
import { type CallEvent, type Leg, text } from './call-event.js';

/** The phone's leg; absent where the event does not show it. A leg that is shown alone and without a tag is the phone's. */
export function legA({ legs }: CallEvent): Leg | undefined {
  const alone = legs.length === 1 ? legs.find((leg) => leg.tag === null && !hasMeetingNumber(leg)) : undefined;
  return legs.find(({ tag }) => tag === 'LEG-A') ?? alone;
}

/** Whether a HANGUP is the phone's own: the call is over then. A HANGUP of LEG-B only ends the bridge. */
export function hangsUpLegA(event: CallEvent): boolean {
  if (event.type !== 'HANGUP') return false;
  const gone = hungUpLeg(event);
  if (gone.tag !== null) return gone.tag === 'LEG-A';
  if (gone.callId !== null) return legA(event)?.callId === gone.callId;
  return legA(event)?.status === 'Disconnected';
}

function hungUpLeg(event: CallEvent): { tag: string | null; callId: string | null } {
  const { parameters } = event;
  return { tag: text(parameters['ParticipantTag'])?.toUpperCase() ?? null, callId: text(parameters['CallId']) };
}

/** Not known to be gone: AWS leaves Status out of some events, and its samples then assume `Connected`. */
function isConnected(leg: Leg, event: CallEvent): boolean {
  if (leg.status !== null) return leg.status.toLowerCase() === 'connected';
  if (event.type !== 'HANGUP') return true;
  const gone = hungUpLeg(event);
  return gone.tag !== null ? gone.tag !== leg.tag : gone.callId !== leg.callId;
}

/** A second leg that is up, whatever it leads to: no JoinChimeMeeting runs on such a call. */
export function connectedLegB(event: CallEvent): Leg | undefined {
  return event.legs.find((leg) => (leg.tag === 'LEG-B' || hasMeetingNumber(leg)) && isConnected(leg, event));
}

/** The leg that leads into a meeting, while it is up: by its number alone, as From or To (AWS's pages disagree which). */
export function connectedMeetingLeg(event: CallEvent): Leg | undefined {
  return event.legs.find((leg) => hasMeetingNumber(leg) && isConnected(leg, event));
}

/** The call itself was dialled to a meeting: LEG-A is its leg there, and joins nothing. */
export function dialledMeeting(event: CallEvent): boolean {
  const phone = legA(event);
  return phone !== undefined && phone.to === MEETING_NUMBER;
}

/** A second leg that is up and does not show a telephone's number: it may lead into a meeting. */
export function mayHaveMeetingLeg(event: CallEvent): boolean {
  return event.legs.some((leg) => mayLeadToMeeting(leg) && isConnected(leg, event));
}

/** A leg that leads, or led, into a meeting, or may: whatever its state. */
export function showsMeetingLeg(event: CallEvent): boolean {
  return event.legs.some(mayLeadToMeeting);
}

/** It leads into a meeting, or is LEG-B and does not show that it leads to a telephone. */
export function mayLeadToMeeting(leg: Leg): boolean {
  return hasMeetingNumber(leg) || (leg.tag === 'LEG-B' && !isTelephone(leg.to));
}

/** A leg that certainly leads into a meeting. */
function hasMeetingNumber(leg: Leg): boolean {
  return leg.to === MEETING_NUMBER || leg.from === MEETING_NUMBER;
}

function isTelephone(number: string | null): boolean {
  return number !== null && /^\+?[1-9]\d{6,14}$/.test(number) && number !== MEETING_NUMBER;
}
