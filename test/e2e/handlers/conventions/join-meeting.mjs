// A convention in use: action=join_meeting, meetingId, joinToken.
const hold = { Type: 'Pause', Parameters: { DurationInMilliseconds: '30000' } };

/** @param {any} event */
export async function handler(event) {
  console.log('SMA event:', JSON.stringify(event));
  const callId = event.CallDetails.Participants[0].CallId;
  let actions = /** @type {any[]} */ ([]);
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
    case 'ACTION_FAILED':
      actions = [hold];
      break;
    case 'ACTION_SUCCESSFUL':
      if (event.ActionData.Type === 'Pause') actions = [hold];
      break;
    case 'CALL_UPDATE_REQUESTED': {
      const args = event.ActionData.Parameters.Arguments;
      if (args.action === 'join_meeting') {
        actions = [
          {
            Type: 'JoinChimeMeeting',
            Parameters: { JoinToken: args.joinToken, CallId: callId, MeetingId: args.meetingId },
          },
        ];
      } else if (args.action === 'cancel_ring') {
        actions = [{ Type: 'Hangup', Parameters: { SipResponseCode: '480', ParticipantTag: 'LEG-B' } }];
      }
      break;
    }
  }
  return { SchemaVersion: '1.0', Actions: actions };
}
