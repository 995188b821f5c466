// After the example on AWS's page about updates: the token alone, as meetings of the old namespace took it.
const response = (/** @type {object[]} */ ...Actions) => ({ SchemaVersion: '1.0', Actions });
/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      return response({ Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } });
    case 'CALL_UPDATE_REQUESTED':
      return response({
        Type: 'JoinChimeMeeting',
        Parameters: { JoinToken: event.ActionData.Parameters.Arguments['JoinToken'] },
      });
    default:
      return response();
  }
};
