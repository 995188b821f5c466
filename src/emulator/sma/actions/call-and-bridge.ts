import { sipHeadersProblem } from '../../voice/sip-headers.js';
import {
  type ActionFailure,
  type ActionKind,
  invalidOnCall,
  invalidParameter,
  type Parameters,
  type Stage,
  systemError,
} from './action.js';

const DEFAULT_TIMEOUT_S = 30;
/** A telephone that is busy or declines is known to after this long. */
const REFUSED_AFTER_MS = 500;

const notAnswered: ActionFailure = { errorType: 'CallNotAnswered', errorMessage: 'Call not answered' };

/** Calls a telephone, and bridges the call to it once it answers. */
export const callAndBridge: ActionKind = {
  interruptible: false,
  leavesRinging: true,
  takes: (parameters, stage) => outcomeOf(parameters, stage).afterMs,
  problem(parameters, stage) {
    if (stage.call.legB !== undefined) return invalidOnCall;
    if (target(parameters) === undefined) return invalidParameter('Endpoints');
    const headers = sipHeadersProblem(headersOf(parameters));
    if (headers !== undefined) return { errorType: 'InvalidActionParameter', errorMessage: headers };
    return stage.mayCallOut() ? undefined : systemError;
  },
  effect(parameters, stage) {
    if (!outcomeOf(parameters, stage).answered) return notAnswered;
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
