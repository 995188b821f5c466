import { hold, isUpdate, respond } from './hold.mjs';

const toTelephone = {
  Type: 'CallAndBridge',
  Parameters: {
    CallTimeoutSeconds: 30,
    CallerIdNumber: '+12065550100',
    Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550123' }],
  },
};
/** @param {string} key @param {unknown} value */
const masked = (key, value) => (/^(?:To|From|JoinToken)$/.test(key) ? '***' : value);

/** Bridges the caller to a telephone when it is updated, and hides all numbers. @param {any} event */
export const handler = async (event) => {
  console.log(JSON.stringify(event, masked));
  return isUpdate(event) ? respond([toTelephone]) : hold(event);
};
