// The voice translator's convention: Function, Text, Language. No update makes it join.
/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  if (event.InvocationEventType === 'NEW_INBOUND_CALL') {
    return { SchemaVersion: '1.0', Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '30000' } }] };
  }
  if (event.InvocationEventType === 'CALL_UPDATE_REQUESTED') {
    const { Function: name, Text } = event.ActionData.Parameters.Arguments;
    if (name === 'Response') return { SchemaVersion: '1.0', Actions: [{ Type: 'Speak', Parameters: { Text } }] };
  }
  return { SchemaVersion: '1.0' };
};
