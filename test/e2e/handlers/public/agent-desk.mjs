// After the shape of a contact center's public handler: a verb, and another one that ends a call that rings.
/** @param {any} event */
export async function handler(event) {
  console.log('event', JSON.stringify(event));
  const legA = event.CallDetails?.Participants?.find((/** @type {any} */ leg) => leg.ParticipantTag === 'LEG-A');
  const hold = { Type: 'Pause', Parameters: { DurationInMilliseconds: '20000', CallId: legA?.CallId } };
  if (event.InvocationEventType === 'NEW_INBOUND_CALL') return { SchemaVersion: '1.0', Actions: [hold] };
  if (event.InvocationEventType === 'ACTION_SUCCESSFUL' && event.ActionData.Type === 'Pause') {
    return { SchemaVersion: '1.0', Actions: [hold] };
  }
  if (event.InvocationEventType === 'CALL_UPDATE_REQUESTED') {
    const { action, meetingId, joinToken } = event.ActionData?.Parameters?.Arguments ?? {};
    if (action === 'cancel_ring')
      return { SchemaVersion: '1.0', Actions: [{ Type: 'Hangup', Parameters: { SipResponseCode: '480' } }] };
    if (action === 'join_meeting' && meetingId && joinToken) {
      return {
        SchemaVersion: '1.0',
        Actions: [
          { Type: 'JoinChimeMeeting', Parameters: { JoinToken: joinToken, CallId: legA.CallId, MeetingId: meetingId } },
        ],
      };
    }
  }
  return { SchemaVersion: '1.0' };
}
