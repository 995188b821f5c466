import { CALL_NOT_ANSWERED, SYSTEM_ERROR, WRONG_CALL } from '../../../core/facts/actions/failures.js';
import type { ActionKind, Parameters, Stage } from './action.js';

const DEFAULT_TIMEOUT_S = 30;
/** A telephone that is busy or declines is known to after this long. */
const REFUSED_AFTER_MS = 500;

/** Calls a telephone, and bridges the call to it once it answers. */
export const callAndBridge: ActionKind = {
  leavesRinging: true,
  takes: (parameters, stage) => outcomeOf(parameters, stage).afterMs,
  problem(_, stage) {
    if (stage.call.legB !== undefined) return WRONG_CALL;
    return stage.mayCallOut() ? undefined : SYSTEM_ERROR;
  },
  effect(parameters, stage) {
    if (!outcomeOf(parameters, stage).answered) return CALL_NOT_ANSWERED;
    const { call, clock } = stage;
    const sipHeaders = headersOf(parameters);
    call.legA.status = 'Connected';
    call.addLeg({
      tag: 'LEG-B',
      to: target(parameters) ?? '',
      from: String(parameters['CallerIdNumber'] ?? call.legA.from),
      direction: 'Outbound',
      startedAt: clock.now(),
      status: 'Connected',
      ...(Object.keys(sipHeaders).length === 0 ? {} : { sipHeaders }),
    });
    return undefined;
  },
};

function outcomeOf(parameters: Parameters, { telephones }: Stage): { answered: boolean; afterMs: number } {
  const timeoutMs = Number(parameters['CallTimeoutSeconds'] ?? DEFAULT_TIMEOUT_S) * 1_000;
  const telephone = telephones.at(target(parameters) ?? '');
  if (telephone === 'never') return { answered: false, afterMs: timeoutMs };
  if (typeof telephone === 'string') return { answered: false, afterMs: REFUSED_AFTER_MS };
  const { answersAfterMs } = telephone;
  return { answered: answersAfterMs < timeoutMs, afterMs: Math.min(answersAfterMs, timeoutMs) };
}

function headersOf({ SipHeaders }: Parameters): Record<string, string> {
  return typeof SipHeaders === 'object' && SipHeaders !== null ? (SipHeaders as Record<string, string>) : {};
}

function target({ Endpoints }: Parameters): string | undefined {
  if (!Array.isArray(Endpoints) || Endpoints.length !== 1) return undefined;
  const { Uri, Arn } = (Endpoints[0] ?? {}) as Parameters;
  return typeof Uri === 'string' ? Uri : typeof Arn === 'string' ? Arn : undefined;
}
