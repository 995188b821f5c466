// After the shape of AWS's sample "sma-update-call": updates play, mute and end, and none of them joins.
const pause = { Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } };
const muting = (/** @type {any} */ event, /** @type {string} */ operation) => ({
  Type: 'ModifyChimeMeetingAttendees',
  Parameters: { Operation: operation, CallId: event.CallDetails.Participants.at(-1).CallId, AttendeeList: [] },
});
/** @param {any} event */
async function onUpdate(event) {
  const wanted = event.ActionData.Parameters.Arguments.action;
  if (wanted === 'PlayAudio') return [{ Type: 'Speak', Parameters: { Text: 'updated' } }];
  if (wanted === 'DisconnectAttendee') return [{ Type: 'Hangup', Parameters: { SipResponseCode: '0' } }];
  if (wanted === 'MuteAttendee') return [muting(event, 'Mute')];
  if (wanted === 'UnmuteAttendee') return [muting(event, 'Unmute')];
  return undefined;
}
/** @param {any} event @param {unknown} _context @param {(error: unknown, answer: unknown) => void} callback */
exports.handler = async (event, _context, callback) => {
  console.log(`invoked with ${JSON.stringify(event)}`);
  const type = event.InvocationEventType;
  const Actions = type === 'NEW_INBOUND_CALL' ? [pause] : type === 'CALL_UPDATE_REQUESTED' ? await onUpdate(event) : [];
  callback(null, { SchemaVersion: '1.0', Actions });
};
