import { LOOK_WHERE } from '../advice.js';
import { requireKnownValues } from '../arguments.js';
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
import { Failure, type FailureCode } from '../failure.js';
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
  requireGuid('--call-id', callId);
  requireGuid('--transaction-id', transactionId);
  requireGuid('--sma-id', sipMediaApplicationId);
  requireGuid('--meeting-id', meetingId);
  if (callId === null && (transactionId === null || sipMediaApplicationId === null)) {
    const given =
      transactionId !== null ? '--sma-id' : sipMediaApplicationId !== null ? '--transaction-id' : '--call-id';
    throw new Failure('ID_MISSING', `The call is not named: ${given} is missing.`, {
      tryThis: [
        '--call-id ID alone: the rest is looked up in the logs',
        '--transaction-id ID --sma-id ID',
        '--event FILE with any event of the call',
      ],
    });
  }
  if (callId !== null && sameId(callId, transactionId)) {
    throw new Failure('IDS_CONTRADICT', '--call-id and --transaction-id are the same id. They name different things.', {
      tryThis: ['TransactionId is CallDetails.TransactionId of an event, CallId that of a participant'],
    });
  }
  if (!isRunId(runId)) {
    throw new Failure('ID_INVALID', '--run-id takes 2 to 64 letters, digits, hyphens and underscores.');
  }
}

/** A typed id that is no GUID is never sent: an empty TransactionId would even reach another operation of AWS's. */
export function requireGuid(flag: string, id: string | null): void {
  if (id === null || isGuid(id)) return;
  const what = id === '' ? 'is empty' : `is no id: ${JSON.stringify(id.slice(0, 60))}`;
  throw new Failure('ID_INVALID', `${flag} ${what}.`, {
    tryThis: ['Ids look like c5a25427-88f4-4bf6-b4b2-f44659300bdc'],
  });
}

function checkEvent({ event, call }: BridgeRequest): void {
  if (event === null) return;
  const phone = legA(event);
  const pairs = [
    ['--transaction-id', call.transactionId, event.transactionId],
    ['--sma-id', call.sipMediaApplicationId, event.sipMediaApplicationId],
  ] as const;
  for (const [flag, typed, seen] of pairs) {
    if (typed !== null && seen !== null && !sameId(typed, seen)) {
      throw new Failure('IDS_CONTRADICT', `${flag} names another call than the event does.`, {
        cause: `the event says ${seen}`,
      });
    }
  }
  const leg = event.legs.find(({ callId }) => sameId(callId, call.callId));
  if (call.callId !== null && leg === undefined && phone?.callId) {
    throw new Failure('IDS_CONTRADICT', '--call-id names no leg of the event.', {
      cause: `the event says ${phone.callId}`,
    });
  }
  if (hangsUpLegA(event)) throw callEnded('The event says that the caller has hung up.');
  if (connectedLegB(event) !== undefined) {
    throw dialledMeeting(event)
      ? callBridged('The event shows a call that was dialled to a meeting: its LEG-A leads into the meeting.')
      : callBridged('The event shows that the call is bridged already.');
  }
  if (leg?.tag === 'LEG-B') throw legNotJoinable();
}

export function legNotJoinable(): Failure {
  return new Failure('LEG_NOT_JOINABLE', 'The CallId is that of LEG-B. JoinChimeMeeting takes LEG-A alone.', {
    tryThis: ["Give the phone's own CallId: that of the participant LEG-A"],
  });
}

export function callEnded(message: string): Failure {
  return new Failure('CALL_ENDED', message, { tryThis: ['The call is over: nothing is left to join'] });
}

export function callBridged(message: string): Failure {
  return new Failure('CALL_BRIDGED', message, {
    cause: 'JoinChimeMeeting cannot run on a bridged call',
    tryThis: [LOOK_WHERE],
  });
}

export function callRinging(): Failure {
  return new Failure('CALL_RINGING', 'The outbound call is still ringing.', {
    cause: "AWS ignores a handler's actions before CALL_ANSWERED",
    tryThis: ['Run it again once the call is answered'],
  });
}

function checkAttendees(request: BridgeRequest): void {
  requireExternalId('--external-user-id', request.externalUserId);
  if (request.meetingId === null) requireExternalId('--external-meeting-id', request.externalMeetingId);
  const users = [request.externalUserId, ...request.addAttendees];
  for (const id of request.addAttendees) requireExternalId('--add-attendee', id);
  if (new Set(users).size !== users.length) {
    throw new Failure('USAGE', 'Two attendees have the same external user id.', {
      cause: 'a second connection of one attendee throws the first out of the meeting',
      tryThis: ['Give every --add-attendee an id of its own, other than --external-user-id'],
    });
  }
  if (users.length > MAX_ATTENDEES_WITH_MEETING) {
    throw new Failure(
      'USAGE',
      `One run creates at most ${MAX_ATTENDEES_WITH_MEETING} attendees, the phone's included.`,
    );
  }
}

export function requireExternalId(flag: string, id: string): void {
  const problem = externalIdProblem(id);
  if (problem !== null) throw new Failure('ID_INVALID', `${flag} cannot be used: ${problem}.`);
}

function checkRegions({ region, meetingsRegion, mediaRegion, meetingId }: BridgeRequest): string[] {
  requireVoiceRegion(region);
  requireMeetingsRegion(meetingsRegion);
  return meetingId === null ? checkMediaRegion(meetingsRegion, mediaRegion) : [];
}

export function requireVoiceRegion(region: string): void {
  if (!isVoiceRegion(region)) throw notOffered('--region', region, VOICE_REGIONS, 'SIP media applications');
}

export function requireMeetingsRegion(region: string): void {
  if (isMeetingsRegion(region)) return;
  throw notOffered('--meetings-region', region, MEETINGS_REGIONS, 'the meetings service');
}

function notOffered(flag: string, region: string, all: readonly string[], what: string): Failure {
  const code: FailureCode = 'REGION_INVALID';
  return new Failure(code, `${flag} ${JSON.stringify(region.slice(0, 40))}: ${what} are not offered there.`, {
    tryThis: [`Regions with ${what}: ${all.join(', ')}`],
  });
}

/** Throws where AWS's pages forbid the pair; an unknown but well-formed media region is worth a warning only. */
export function checkMediaRegion(meetingsRegion: string, mediaRegion: string): string[] {
  if (!looksLikeRegion(mediaRegion)) {
    throw new Failure('REGION_INVALID', `--media-region ${JSON.stringify(mediaRegion.slice(0, 40))} is no region.`);
  }
  const problem = mediaRegionProblem(meetingsRegion, mediaRegion);
  if (problem !== null)
    throw new Failure('REGION_INVALID', `--media-region ${mediaRegion} cannot be used: ${problem}.`);
  return isKnownMediaRegion(mediaRegion)
    ? []
    : [`${mediaRegion} is not a media region this program knows; AWS decides.`];
}
