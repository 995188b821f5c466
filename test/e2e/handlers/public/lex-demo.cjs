// After the shape of AWS's sample "lex-pstn-demo": an update without a file to play ends the call.
/** @param {any} event */
exports.handler = async (event) => {
  console.log(JSON.stringify(event));
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      return { SchemaVersion: '1.0', Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } }] };
    case 'CALL_UPDATE_REQUESTED': {
      const { nextPlayFile, endCall } = event.ActionData.Parameters.Arguments;
      const hangup = { Type: 'Hangup', Parameters: { SipResponseCode: '0' } };
      if (!nextPlayFile) return { SchemaVersion: '1.0', Actions: [hangup] };
      const play = { Type: 'Speak', Parameters: { Text: nextPlayFile } };
      return { SchemaVersion: '1.0', Actions: endCall === 'true' ? [play, hangup] : [play] };
    }
    default:
      return { SchemaVersion: '1.0' };
  }
};
