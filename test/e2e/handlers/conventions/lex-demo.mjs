// As the Lex demo: nextPlayFile, bucketName, endCall; without nextPlayFile it hangs up.
/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const callId = event.CallDetails.Participants[0].CallId;
  /** @param {any[]} Actions */
  const respond = (Actions) => ({ SchemaVersion: '1.0', Actions });
  const hangup = { Type: 'Hangup', Parameters: { CallId: callId, SipResponseCode: '0' } };
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      return respond([{ Type: 'Pause', Parameters: { DurationInMilliseconds: '30000' } }]);
    case 'CALL_UPDATE_REQUESTED': {
      const { nextPlayFile, bucketName, endCall } = event.ActionData.Parameters.Arguments;
      if (!nextPlayFile || endCall === 'true') return respond([hangup]);
      return respond([
        { Type: 'PlayAudio', Parameters: { AudioSource: { Type: 'S3', BucketName: bucketName, Key: nextPlayFile } } },
      ]);
    }
    default:
      return respond([]);
  }
};
