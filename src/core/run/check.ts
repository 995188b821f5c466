import type { Field } from '../catalogue/command-line.js';
import { failed } from '../catalogue/failed.js';
import { connectedLegB, dialledMeeting, hangsUpLegA, legA } from '../evidence/legs.js';
import { isGuid, isRunId, sameId } from '../facts/ids.js';
import { externalIdProblem, MAX_ATTENDEES_WITH_MEETING } from '../facts/limits.js';
import {
  isKnownMediaRegion,
  isMeetingsRegion,
  isVoiceRegion,
  looksLikeRegion,
  MEETINGS_REGIONS,
  mediaRegionProblem,
  VOICE_REGIONS,
} from '../facts/regions.js';
import { requireKnownValues } from './arguments.js';
import type { BridgeRequest } from './request.js';

/**
 * Everything about a request that can be known without asking AWS. Throws the first problem as a Failure (exit 2; 4 and 5
 * where the given event shows that the call is over or bridged); returns what is worth a warning.
 */
export function checkRequest(request: BridgeRequest): string[] {
  checkIds(request);
  checkEvent(request);
  checkAttendees(request);
  requireKnownValues(request.arguments, { callId: request.call.callId !== null });
  return checkRegions(request);
}

function checkIds({ call, meetingId, runId }: BridgeRequest): void {
  const { callId, transactionId, sipMediaApplicationId } = call;
  requireGuid('callId', callId);
  requireGuid('transactionId', transactionId);
  requireGuid('sipMediaApplicationId', sipMediaApplicationId);
  requireGuid('meetingId', meetingId);
  if (callId === null && (transactionId === null || sipMediaApplicationId === null)) {
    const field =
      transactionId !== null ? 'sipMediaApplicationId' : sipMediaApplicationId !== null ? 'transactionId' : 'callId';
    throw failed('ID_MISSING.call', { field });
  }
  if (callId !== null && sameId(callId, transactionId)) throw failed('IDS_CONTRADICT.one-call');
  if (!isRunId(runId)) throw failed('ID_INVALID.new-run');
}

/** A typed id that is no GUID is never sent: an empty TransactionId would even reach another operation of AWS's. */
export function requireGuid(field: Field, id: string | null): void {
  if (id === null || isGuid(id)) return;
  if (id === '') throw failed('ID_INVALID.empty', { field });
  throw failed('ID_INVALID.form', { field, given: JSON.stringify(id.slice(0, 60)) });
}

function checkEvent({ event, call }: BridgeRequest): void {
  if (event === null) return;
  const phone = legA(event);
  const pairs = [
    ['transactionId', call.transactionId, event.transactionId],
    ['sipMediaApplicationId', call.sipMediaApplicationId, event.sipMediaApplicationId],
  ] as const;
  for (const [field, typed, seen] of pairs) {
    if (typed !== null && seen !== null && !sameId(typed, seen)) {
      throw failed('IDS_CONTRADICT.event', { field, seen });
    }
  }
  const leg = event.legs.find(({ callId }) => sameId(callId, call.callId));
  if (call.callId !== null && leg === undefined && phone?.callId) {
    throw failed('IDS_CONTRADICT.leg', { seen: phone.callId });
  }
  if (hangsUpLegA(event)) throw failed('CALL_ENDED.event');
  if (connectedLegB(event) !== undefined) {
    throw failed(dialledMeeting(event) ? 'CALL_BRIDGED.dialled' : 'CALL_BRIDGED.event');
  }
  if (leg?.tag === 'LEG-B') throw failed('LEG_NOT_JOINABLE');
}

function checkAttendees(request: BridgeRequest): void {
  requireExternalId('externalUserId', request.externalUserId);
  if (request.meetingId === null) requireExternalId('externalMeetingId', request.externalMeetingId);
  const users = [request.externalUserId, ...request.addAttendees];
  for (const id of request.addAttendees) requireExternalId('addAttendees', id);
  if (new Set(users).size !== users.length) throw failed('USAGE.same-attendee-as-phone');
  if (users.length > MAX_ATTENDEES_WITH_MEETING) {
    throw failed('USAGE.attendees-of-run', { limit: MAX_ATTENDEES_WITH_MEETING });
  }
}

export function requireExternalId(field: Field, id: string): void {
  const problem = externalIdProblem(id);
  if (problem !== null) throw failed('ID_INVALID.external', { field, problem });
}

function checkRegions({ region, meetingsRegion, mediaRegion, meetingId }: BridgeRequest): string[] {
  requireVoiceRegion(region);
  requireMeetingsRegion(meetingsRegion);
  return meetingId === null ? checkMediaRegion(meetingsRegion, mediaRegion) : [];
}

export function requireVoiceRegion(region: string): void {
  if (isVoiceRegion(region)) return;
  throw failed('REGION_INVALID.voice', { field: 'region', given: shown(region), known: VOICE_REGIONS.join(', ') });
}

export function requireMeetingsRegion(region: string): void {
  if (isMeetingsRegion(region)) return;
  const known = MEETINGS_REGIONS.join(', ');
  throw failed('REGION_INVALID.meetings', { field: 'meetingsRegion', given: shown(region), known });
}

function shown(region: string): string {
  return JSON.stringify(region.slice(0, 40));
}

/** Throws where AWS's pages forbid the pair; an unknown but well-formed media region is worth a warning only. */
export function checkMediaRegion(meetingsRegion: string, mediaRegion: string): string[] {
  if (!looksLikeRegion(mediaRegion)) {
    throw failed('REGION_INVALID.form', { field: 'mediaRegion', given: shown(mediaRegion) });
  }
  const problem = mediaRegionProblem(meetingsRegion, mediaRegion);
  if (problem !== null) throw failed('REGION_INVALID.pair', { field: 'mediaRegion', given: mediaRegion, problem });
  return isKnownMediaRegion(mediaRegion)
    ? []
    : [`${mediaRegion} is not a media region this program knows; AWS decides.`];
}
