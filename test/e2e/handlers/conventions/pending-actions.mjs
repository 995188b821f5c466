// A convention in use: the whole list of actions as one string, beside a switch that says to interrupt.
const hold = { Type: 'Pause', Parameters: { DurationInMilliseconds: '30000' } };

/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const { InvocationEventType: type, ActionData: about } = event;
  if (type === 'NEW_INBOUND_CALL' || about?.Type === 'Pause') return { SchemaVersion: '1.0', Actions: [hold] };
  if (type === 'CALL_UPDATE_REQUESTED') {
    const args = about.Parameters.Arguments;
    if (args.interruptAction === 'true' && args.pendingAiActions) {
      return { SchemaVersion: '1.0', Actions: JSON.parse(args.pendingAiActions) };
    }
  }
  return { SchemaVersion: '1.0' };
};
