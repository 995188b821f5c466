// What the handlers of these tests have in common: they log, hold the caller, and differ in what an update makes them do.
const HOLD = { Type: 'Pause', Parameters: { DurationInMilliseconds: '30000' } };

/** @param {any[]} [actions] */
export const respond = (actions) => ({ SchemaVersion: '1.0', Actions: actions });

/** @param {any} event */
export function hold(event) {
  if (event.InvocationEventType === 'NEW_INBOUND_CALL') return respond([HOLD]);
  const { Type } = event.ActionData ?? {};
  if (event.InvocationEventType === 'ACTION_SUCCESSFUL' && Type === 'Pause') return respond([HOLD]);
  return respond([]);
}

/** @param {any} event */
export const isUpdate = (event) => event.InvocationEventType === 'CALL_UPDATE_REQUESTED';

/** @param {any} event @param {Record<string, unknown>} [changed] */
export function join(event, changed = {}) {
  const { JoinToken, MeetingId } = event.ActionData.Parameters.Arguments;
  const CallId = event.CallDetails.Participants[0].CallId;
  return { Type: 'JoinChimeMeeting', Parameters: { JoinToken, MeetingId, CallId, ...changed } };
}

/**
 * A handler that logs its event and its answer as JSON, and answers an update as it is told.
 * @param {(event: any) => any} onUpdate
 */
export function logging(onUpdate) {
  /** @param {any} event */
  return async (event) => {
    console.log(`EVENT ${JSON.stringify(event)}`);
    const answer = isUpdate(event) ? onUpdate(event) : hold(event);
    console.log(`RESPONSE ${JSON.stringify(answer)}`);
    return answer;
  };
}
