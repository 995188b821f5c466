import { type ActionKind, legProblem, namedLeg } from './action.js';

export const hangup: ActionKind = {
  takes: () => 20,
  problem: legProblem,
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
