// Keeps the first update in TransactionAttributes, and joins with it when the prompt that it plays is over.
/** @param {unknown[]} Actions @param {Record<string, string>} TransactionAttributes */
const respond = (Actions, TransactionAttributes) => ({ SchemaVersion: '1.0', Actions, TransactionAttributes });
/** @param {number} ms */
const pause = (ms) => ({ Type: 'Pause', Parameters: { DurationInMilliseconds: String(ms) } });

/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const { InvocationEventType: type, ActionData, CallDetails } = event;
  const kept = CallDetails.TransactionAttributes ?? {};
  if (type === 'NEW_INBOUND_CALL') return respond([pause(30_000)], {});
  if (type === 'CALL_UPDATE_REQUESTED' && kept.JoinToken === undefined) {
    const { JoinToken, MeetingId } = ActionData.Parameters.Arguments;
    // Without actions what the call does goes on, and its end is an event.
    return { SchemaVersion: '1.0', TransactionAttributes: { JoinToken, MeetingId } };
  }
  if (type === 'ACTION_SUCCESSFUL' && ActionData?.Type === 'Pause' && kept.JoinToken !== undefined) {
    const CallId = CallDetails.Participants[0].CallId;
    return respond([{ Type: 'JoinChimeMeeting', Parameters: { ...kept, CallId } }], kept);
  }
  return { SchemaVersion: '1.0', TransactionAttributes: kept };
};
