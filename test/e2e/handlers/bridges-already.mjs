// Bridges every call to another telephone as soon as it comes in.
import { respond } from './hold.mjs';

const BRIDGE = {
  Type: 'CallAndBridge',
  Parameters: {
    CallTimeoutSeconds: 30,
    CallerIdNumber: '+14155551212',
    Endpoints: [{ Uri: '+12065550100', BridgeEndpointType: 'PSTN' }],
  },
};

/** @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event));
  return respond(event.InvocationEventType === 'NEW_INBOUND_CALL' ? [BRIDGE] : []);
};
