// After the shape of AWS's sample "click-to-call": an outbound call, and digits for the second leg.
/** @param {any} event */
export const lambdaHandler = async (event) => {
  console.log('call details:', JSON.stringify(event));
  const { InvocationEventType: type, CallDetails: details } = event;
  if (type === 'CALL_ANSWERED') {
    return { SchemaVersion: '1.0', Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: 10000 } }] };
  }
  if (type === 'CALL_UPDATE_REQUESTED') {
    const { CallId } = details.Participants[1];
    const { digit } = event.ActionData.Parameters.Arguments;
    return {
      SchemaVersion: '1.0',
      Actions: [{ Type: 'SendDigits', Parameters: { CallId, Digits: digit, ToneDurationInMilliseconds: 250 } }],
    };
  }
  return { SchemaVersion: '1.0', Actions: [] };
};
