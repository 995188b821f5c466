import type { DigitListener, Leg } from '../call.js';
import { type ActionKind, legProblem, namedLeg, type Parameters, type Stage } from './action.js';
import { milliseconds } from './collect-digits.js';
import { patternOf } from './digit-pattern.js';

/** Listens from now on; the call goes on with its other actions meanwhile. */
export const receiveDigits: ActionKind = {
  takes: () => 10,
  problem: legProblem,
  effect(parameters, stage) {
    const { call } = stage;
    const leg = namedLeg(parameters, call);
    call.listener?.cancel();
    call.listener = leg === undefined ? undefined : listen(parameters, stage, leg);
    return { ReceivedDigits: '' };
  },
};

function listen(parameters: Parameters, stage: Stage, own: Leg): DigitListener {
  const between = milliseconds(parameters['InBetweenDigitsDurationInMilliseconds'], 1_000);
  const flushes = milliseconds(parameters['FlushDigitsDurationInMilliseconds'], 10_000);
  const pattern = patternOf(parameters);
  const none = { cancel() {} };
  let pressed = '';
  let check = none;
  let flush = none;

  function forget(): void {
    check.cancel();
    flush.cancel();
    pressed = '';
  }

  function look(): void {
    if (pattern !== undefined && !pattern.test(pressed)) return;
    const ReceivedDigits = pressed;
    forget();
    const Parameters = { ...parameters, CallId: own.callId };
    stage.digitsReceived({ ReceivedDigits, Type: 'ReceiveDigits', Parameters });
  }

  return {
    press(digit, leg) {
      if (leg !== own) return;
      if (pressed === '') flush = stage.clock.after(flushes, forget);
      pressed += digit;
      check.cancel();
      check = stage.clock.after(between, look);
    },
    cancel: forget,
  };
}
