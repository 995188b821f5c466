import { type ActionKind, legProblem, namedLeg } from './action.js';

/** Switches the leg's voice focus on or off; nothing is heard of it. */
export const voiceFocus: ActionKind = {
  problem: legProblem,
  takes: () => 20,
  effect(parameters, { call }) {
    const leg = namedLeg(parameters, call);
    if (leg !== undefined) leg.voiceFocus = parameters['Enable'] === true;
    return undefined;
  },
};
