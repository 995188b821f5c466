// JoinToken and MeetingId, as the reference handler takes them, in the old callback style.
const pause = { Type: 'Pause', Parameters: { DurationInMilliseconds: '10000' } };

/** @param {any} event @param {any} _context @param {any} callback */
export const handler = (event, _context, callback) => {
  console.log(`Lambda is invoked with calldetails:${JSON.stringify(event)}`);
  const isHold = ['NEW_INBOUND_CALL', 'ACTION_FAILED'].includes(event.InvocationEventType);
  if (isHold || event.ActionData?.Type === 'Pause') {
    callback(null, { SchemaVersion: '1.0', Actions: [pause] });
    return;
  }
  if (event.InvocationEventType !== 'CALL_UPDATE_REQUESTED') {
    callback(null, { SchemaVersion: '1.0' });
    return;
  }
  const { JoinToken, MeetingId } = event.ActionData.Parameters.Arguments;
  if (!JoinToken || !MeetingId) {
    callback(null, { SchemaVersion: '1.0' });
    return;
  }
  const Parameters = { JoinToken, MeetingId, ParticipantTag: 'LEG-A' };
  callback(null, { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters }] });
};
