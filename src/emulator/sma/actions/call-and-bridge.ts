import { WRONG_CALL } from '../../../core/facts/actions/failures.js';
import type { ActionKind, Parameters } from './action.js';

const DIAL_MS = 1_000;

/** Only as far as it makes a call bridged: whoever is dialled answers after a second. */
export const callAndBridge: ActionKind = {
  takes: () => DIAL_MS,
  problem: (_, { call }) => (call.legB === undefined ? undefined : WRONG_CALL),
  effect(parameters, { call, clock }) {
    call.addLeg({
      tag: 'LEG-B',
      to: target(parameters) ?? '',
      from: String(parameters['CallerIdNumber'] ?? call.legA.from),
      direction: 'Outbound',
      startedAt: clock.now(),
      status: 'Connected',
    });
    return undefined;
  },
};

function target({ Endpoints }: Parameters): string | undefined {
  if (!Array.isArray(Endpoints) || Endpoints.length !== 1) return undefined;
  const { Uri, Arn } = (Endpoints[0] ?? {}) as Parameters;
  return typeof Uri === 'string' ? Uri : typeof Arn === 'string' ? Arn : undefined;
}
