import { type ActionKind, invalidParameter, legProblem, namedLeg } from './action.js';

/** "480", "486" and "0" are the codes AWS allows (developer guide, "Hangup"). */
const CODES = ['0', '480', '486'];

export const hangup: ActionKind = {
  interruptible: false,
  takes: () => 20,
  problem(parameters, stage) {
    const code = parameters['SipResponseCode'] ?? '0';
    if (!CODES.includes(String(code))) return invalidParameter('SipResponseCode');
    return legProblem(parameters, stage);
  },
  effect(parameters, { call, endCall }) {
    const leg = namedLeg(parameters, call);
    if (leg?.tag !== 'LEG-B') {
      endCall(Number(parameters['SipResponseCode'] ?? 0));
      return undefined;
    }
    leg.status = 'Disconnected';
    leg.meeting?.leave();
    return undefined;
  },
};
