import { type ActionKind, namedLeg } from './action.js';
import { firstProblem, needs } from './sound.js';

/** Switches the leg's voice focus on or off; `True` and `False` are how AWS's page spells them. */
export const voiceFocus: ActionKind = {
  interruptible: false,
  problem: firstProblem(
    needs('Enable', (value) => typeof value === 'boolean' || /^(?:true|false)$/i.test(String(value))),
  ),
  takes: () => 20,
  effect(parameters, { call }) {
    const leg = namedLeg(parameters, call);
    if (leg !== undefined) leg.voiceFocus = /^true$/i.test(String(parameters['Enable']));
    return undefined;
  },
};
