// Names of its own, read through destructuring; the whole map has to be there.
const hold = { Type: 'PlayAudio', Parameters: { AudioSource: { Type: 'S3', BucketName: 'b', Key: 'hold.wav' } } };

/** @param {any} event */
export const handler = async (event) => {
  console.log('event', JSON.stringify(event));
  const { InvocationEventType: type } = event;
  if (type === 'CALL_UPDATE_REQUESTED') {
    const { command, chimeMeetingId, attendeeJoinToken } = event.ActionData.Parameters.Arguments;
    if (command !== 'connectToMeeting') return { SchemaVersion: '1.0' };
    if (!chimeMeetingId || !attendeeJoinToken) throw new Error('incomplete');
    const Parameters = { JoinToken: attendeeJoinToken, MeetingId: chimeMeetingId };
    return { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters }] };
  }
  const holding = ['NEW_INBOUND_CALL', 'ACTION_FAILED'].includes(type) || event.ActionData?.Type === 'PlayAudio';
  return { SchemaVersion: '1.0', Actions: holding ? [hold] : undefined };
};
