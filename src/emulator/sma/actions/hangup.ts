import { type ActionKind, legProblem, namedLeg, type Parameters } from './action.js';

const codeOf = ({ SipResponseCode = '0' }: Parameters) => Number(SipResponseCode);

export const hangup: ActionKind = {
  leavesRinging: true,
  takes: () => 20,
  problem: legProblem,
  /** LEG-A, or whatever is left: its HANGUP says all. LEG-B: ACTION_SUCCESSFUL, and for a telephone's a HANGUP after it. */
  effect(parameters, { call, legLeft }) {
    const leg = namedLeg(parameters, call);
    if (leg === undefined) return undefined;
    if (leg.tag === 'LEG-A' || call.live.length === 1) {
      legLeft(leg, codeOf(parameters));
      return 'told-by-hangup';
    }
    leg.status = 'Disconnected';
    leg.meeting?.leave();
    return undefined;
  },
  afterwards(parameters, { tellHangup }, leg) {
    if (leg !== undefined && leg.meeting === undefined) tellHangup(leg, codeOf(parameters));
  },
};
