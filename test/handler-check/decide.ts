/** The text of a handler that does its part, for the handlers of a test to call. */
export const HOLD = `{ SchemaVersion: '1.0', Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } }] }`;
export const KEEP = `{ SchemaVersion: '1.0' }`;
/** What a handler does right, by event; `a` are the arguments of an update. */
export const DECIDE = `
const decide = (event) => {
  if (event.InvocationEventType !== 'CALL_UPDATE_REQUESTED') {
    return ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'ACTION_FAILED'].includes(event.InvocationEventType) ? ${HOLD} : ${KEEP};
  }
  const a = event.ActionData.Parameters.Arguments;
  if (!a.JoinToken || event.CallDetails.Participants.length > 1) return ${KEEP};
  return { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: a.JoinToken, MeetingId: a.MeetingId } }] };
};`;
