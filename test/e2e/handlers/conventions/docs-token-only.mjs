// AWS's page "Update a SIP media application call": JoinToken alone, no MeetingId.
const pause = { Type: 'Pause', Parameters: { DurationInMilliseconds: '10000' } };

/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event, null, 2));
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      return { SchemaVersion: '1.0', Actions: [pause] };
    case 'CALL_UPDATE_REQUESTED':
      return {
        SchemaVersion: '1.0',
        Actions: [
          { Type: 'JoinChimeMeeting', Parameters: { JoinToken: event.ActionData.Parameters.Arguments.JoinToken } },
        ],
      };
    case 'ACTION_SUCCESSFUL':
      return { SchemaVersion: '1.0', Actions: event.ActionData.Type === 'Pause' ? [pause] : [] };
    default:
      return { SchemaVersion: '1.0', Actions: [] };
  }
};
