// After the shape of a public consultation line: it tells its own service of each call, and goes on without it.
const SERVICE = process.env['APP_URL'] || 'https://consultation.example';
/** @type {Map<string, string>} */
const started = new Map();
/** @param {string} path @param {object} body */
async function tell(path, body) {
  try {
    await fetch(`${SERVICE}${path}`, { method: 'POST', body: JSON.stringify(body), signal: AbortSignal.timeout(1500) });
  } catch (error) {
    console.error('service not told', String(error));
  }
}
/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const {
    InvocationEventType: type,
    CallDetails: { TransactionId },
  } = event;
  if (type === 'NEW_INBOUND_CALL') {
    started.set(TransactionId, new Date().toISOString());
    await tell('/calls', { TransactionId });
    return { SchemaVersion: '1.0', Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } }] };
  }
  if (type === 'CALL_UPDATE_REQUESTED') {
    const given = event.ActionData.Parameters.Arguments;
    if (given.action === 'bridge' && given.token) {
      return {
        SchemaVersion: '1.0',
        Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: given.token, MeetingId: given.conference } }],
      };
    }
  }
  return { SchemaVersion: '1.0' };
};
