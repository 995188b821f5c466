// After the shape of AWS's workshop "call-and-bridge": voice focus, then every call goes to a telephone.
/** @param {any} event */
exports.handler = async (event) => {
  console.log(JSON.stringify(event));
  if (event.InvocationEventType !== 'NEW_INBOUND_CALL') return { SchemaVersion: '1.0', Actions: [] };
  const [{ CallId, From }] = event.CallDetails.Participants;
  return {
    SchemaVersion: '1.0',
    Actions: [
      { Type: 'VoiceFocus', Parameters: { Enable: true, CallId } },
      {
        Type: 'CallAndBridge',
        Parameters: {
          CallTimeoutSeconds: 30,
          CallerIdNumber: From,
          Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550177' }],
        },
      },
    ],
  };
};
