// After the shape of AWS's "update call" and "voice translator": each call joins a meeting of the handler's own at once.
// @ts-nocheck: written without types, as such handlers are
const meetings = new Map();
let n = 0;
const createMeeting = async () => {
  n += 1;
  return { MeetingId: `5c1f9a3e-2b7d-4e64-8a90-b1f6d2c3${String(n).padStart(4, '0')}`, JoinToken: 'QUJD'.repeat(24) };
};
exports.handler = async (event) => {
  console.log(JSON.stringify(event));
  const { TransactionId, Participants } = event.CallDetails;
  const legA = Participants[0].CallId;
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL': {
      const meeting = await createMeeting();
      meetings.set(TransactionId, meeting);
      return {
        SchemaVersion: '1.0',
        Actions: [{ Type: 'JoinChimeMeeting', Parameters: { ...meeting, CallId: legA } }],
      };
    }
    case 'ACTION_SUCCESSFUL':
      if (event.ActionData.Type === 'JoinChimeMeeting') {
        const legB = Participants[1].CallId;
        return { SchemaVersion: '1.0', Actions: [{ Type: 'Speak', Parameters: { Text: 'connected', CallId: legB } }] };
      }
      return { SchemaVersion: '1.0', Actions: [] };
    case 'CALL_UPDATE_REQUESTED':
      return {
        SchemaVersion: '1.0',
        Actions: [
          { Type: 'Speak', Parameters: { Text: event.ActionData.Parameters.Arguments.Text ?? 'sorry', CallId: legA } },
        ],
      };
    default:
      return { SchemaVersion: '1.0', Actions: [] };
  }
};
