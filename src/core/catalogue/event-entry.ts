import type { CallEvent, EventError } from '../evidence/call-event.js';
import { mayLeadToMeeting } from '../evidence/legs.js';
import { CATALOGUE } from './catalogue.js';
import type { Entry, EventMark, Recognised } from './entry.js';

/** What of an event decides which entry is its. */
export type MarkedEvent = Pick<CallEvent, 'type' | 'actionType' | 'error'> & {
  sip: string | null;
  meetingLeg: boolean;
};

/** The entry that explains the event; undefined for one that is no trouble. */
export function entryOfEvent(event: CallEvent): Entry | undefined {
  const { type, actionType, error, parameters } = event;
  const code = parameters['SipResponseCode'];
  const sip = typeof code === 'number' || typeof code === 'string' ? String(code).slice(0, 8) : null;
  return entryOfMarks({ type, actionType, error, sip, meetingLeg: isOfMeetingLeg(event) });
}

/** The event says that it is about LEG-B, and that LEG-B does not lead to another telephone. */
function isOfMeetingLeg({ parameters, legs }: CallEvent): boolean {
  const { ParticipantTag: tag, CallId: callId } = parameters;
  const legB = legs.find((leg) => leg.tag === 'LEG-B');
  const named = typeof tag === 'string' ? tag.toUpperCase() === 'LEG-B' : legB?.callId === callId;
  if (!named || legB === undefined) return named && typeof tag === 'string';
  return mayLeadToMeeting(legB);
}

/** The same, for a run that kept no more of the event. */
export function entryOfFailure(
  type: 'ACTION_FAILED' | 'INVALID_LAMBDA_RESPONSE',
  error: EventError | null,
): Entry | undefined {
  const actionType = type === 'ACTION_FAILED' ? 'JoinChimeMeeting' : null;
  return entryOfMarks({ type, actionType, error, sip: null, meetingLeg: false });
}

function entryOfMarks(event: MarkedEvent): Entry | undefined {
  return CATALOGUE.find(({ recognised }) => marksOf(recognised).some((mark) => matches(mark, event)));
}

function marksOf({ event = [] }: Recognised): readonly EventMark[] {
  return 'types' in event ? [event] : event;
}

function matches({ types, actions, codes, says, sip, meetingLeg }: EventMark, event: MarkedEvent): boolean {
  return (
    types.includes(event.type) &&
    (actions === undefined || (event.actionType !== null && actions.includes(event.actionType))) &&
    (codes === undefined || (event.error !== null && codes.includes(event.error.code))) &&
    (says === undefined || says.test(event.error?.message ?? '')) &&
    (sip === undefined || (event.sip !== null && sip.includes(event.sip))) &&
    (meetingLeg === undefined || meetingLeg === event.meetingLeg)
  );
}
