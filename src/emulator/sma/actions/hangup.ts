import { type ActionKind, invalidParameter, legProblem, namedLeg, type Parameters } from './action.js';

/** "480", "486" and "0" are the codes AWS allows (developer guide, "Hangup"). */
const CODES = ['0', '480', '486'];

const codeOf = ({ SipResponseCode = '0' }: Parameters) => Number(SipResponseCode);

export const hangup: ActionKind = {
  interruptible: false,
  leavesRinging: true,
  takes: () => 20,
  problem(parameters, stage) {
    const code = parameters['SipResponseCode'] ?? '0';
    if (!CODES.includes(String(code))) return invalidParameter('SipResponseCode');
    return legProblem(parameters, stage);
  },
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
