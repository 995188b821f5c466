import { type ActionKind, legProblem, namedLeg } from './action.js';

/** Switches the leg's voice focus on or off; `True` and `False` are how AWS's page spells them. */
export const voiceFocus: ActionKind = {
  problem: legProblem,
  takes: () => 20,
  effect(parameters, { call }) {
    const leg = namedLeg(parameters, call);
    if (leg !== undefined) leg.voiceFocus = /^true$/i.test(String(parameters['Enable']));
    return undefined;
  },
};
