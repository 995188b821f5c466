// As the sample that AWS's JoinChimeMeeting page names: it knows updates, and no update that joins.
/** @param {any} event */
function updateAction(event) {
  const participant = event.CallDetails.Participants[0];
  switch (event.ActionData.Parameters.Arguments.action) {
    case 'PlayAudio':
      return [
        {
          Type: 'PlayAudio',
          Parameters: {
            CallId: participant.CallId,
            AudioSource: { Type: 'S3', BucketName: 'bucket', Key: 'updated.wav' },
          },
        },
      ];
    case 'DisconnectAttendee':
      return [{ Type: 'Hangup', Parameters: { SipResponseCode: '0' } }];
    case 'MuteAttendee':
      return [{ Type: 'ModifyChimeMeetingAttendees', Parameters: { Operation: 'Mute', CallId: participant.CallId } }];
  }
  return undefined;
}

/** @param {any} event */
export const handler = async (event) => {
  console.log(`Lambda is invoked with calldetails:${JSON.stringify(event)}`);
  /** @type {any} */
  let actions;
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      actions = [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '30000' } }];
      break;
    case 'CALL_UPDATE_REQUESTED':
      actions = updateAction(event);
      break;
    default:
      actions = [];
  }
  return { SchemaVersion: '1.0', Actions: actions };
};
