// After the shape of handlers that go on after a failure: its first action fails, and the hold begins with the ACTION_FAILED.
// @ts-nocheck: written without types, as such handlers are
const music = [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } }];
const R = (Actions) => ({ SchemaVersion: '1.0', ...(Actions && { Actions }) });
export const handler = async (event) => {
  console.log(event.InvocationEventType, JSON.stringify(event));
  const args = event.ActionData?.Parameters?.Arguments;
  if (event.InvocationEventType === 'NEW_INBOUND_CALL')
    return R([{ Type: 'SendDigits', Parameters: { Digits: 'xyz', CallId: event.CallDetails.Participants[0].CallId } }]);
  if (
    ['ACTION_FAILED', 'ACTION_SUCCESSFUL'].includes(event.InvocationEventType) &&
    event.ActionData.Type !== 'JoinChimeMeeting'
  )
    return R(music);
  if (event.InvocationEventType === 'ACTION_FAILED') return R(music);
  if (args?.meeting_id && args.token)
    return R([{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: args.token, MeetingId: args.meeting_id } }]);
  return R();
};
