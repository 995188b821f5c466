import { TOO_MANY_ACTIONS } from '../../core/facts/actions/failures.js';
import { parameterFailure } from '../../core/facts/actions/parameter-failure.js';
import { type ActionType, actionFacts } from '../../core/facts/actions/table.js';
import type { ActionData, HandlerAction } from '../../core/facts/event.js';
import {
  type ActionFailure,
  type ActionKind,
  type ActionOutcome,
  isFailure,
  namedLeg,
  type Parameters,
  type Performance,
  type Stage,
} from './actions/action.js';
import { actionKind, isSimulated } from './actions/registry.js';
import type { Leg } from './call.js';

export type ActionReport = 'ACTION_SUCCESSFUL' | 'ACTION_FAILED' | 'ACTION_INTERRUPTED';

/** Which of the documented shapes a failure's words take; two pages have the string. */
export type FailureForm = 'type-and-message' | 'error-string';

/** The actions of one call: the present one, and those that wait. */
export interface ActionList {
  /** Changes with every new list: an answer to an event of an older list has been overtaken. */
  readonly generation: number;
  /** Something is going on. */
  readonly busy: boolean;
  /** The handler's new list takes the place of what has not begun; an interruptible present action is stopped. */
  replace(actions: HandlerAction[]): void;
  /** Goes on after an action that reported alone, when the handler left the list as it was. */
  resume(): void;
  /** A key is pressed; false where the present action takes no notice of it. */
  press(digit: string, leg: Leg): boolean;
  /** What runs on this leg ends with it, and so does the list. */
  legGone(leg: Leg): void;
  stop(): void;
}

interface Running {
  action: HandlerAction;
  kind: ActionKind;
  performance: Performance;
  /** The leg it runs on, for the echo: it may be gone when the action ends. */
  leg: Leg | undefined;
  /** A newer list waits for this one to finish: only an action that reports alone still says how it ended. */
  superseded: boolean;
}

export function createActionList(
  stage: Stage,
  failureForm: FailureForm,
  report: (type: ActionReport, data: ActionData) => void,
): ActionList {
  let running: Running | undefined;
  let waiting: HandlerAction[] = [];
  let generation = 0;

  function begin(): void {
    const action = waiting.shift();
    const { call } = stage;
    if (action === undefined || call.ended) return;
    const kind = actionKind(action.Type);
    if (!isSimulated(typeOf(action))) call.notSimulated.add(action.Type);
    const parameters = parametersOf(action);
    const leg = namedLeg(parameters, call);
    if (!kind.leavesRinging && call.direction === 'Inbound' && call.legA.status === 'Ringing') {
      call.legA.status = 'Connected';
    }
    const wrong = kind.checksLate === true ? undefined : parameterFailure(typeOf(action), parameters);
    const problem = stage.mayAct() ? (wrong ?? kind.problem?.(parameters, stage)) : TOO_MANY_ACTIONS;
    if (problem !== undefined) {
      fail(action, leg, problem);
      return;
    }
    const mine: Running = { action, kind, leg, superseded: false, performance: { cancel() {} } };
    running = mine;
    const done = (outcome: () => ActionOutcome) => {
      if (running !== mine) return;
      running = undefined;
      finish(mine, outcome());
    };
    mine.performance =
      kind.perform?.(parameters, stage, (outcome) => done(() => outcome)) ??
      stage.clock.after(kind.takes(parameters, stage), () => done(() => kind.effect?.(parameters, stage)));
  }

  function finish({ action, kind, leg, superseded }: Running, outcome: ActionOutcome): void {
    if (stage.call.ended) return;
    const alone = kind.reportsAlone === true;
    if (isFailure(outcome)) {
      if (!superseded) fail(action, leg, outcome);
      else if (alone) report('ACTION_FAILED', failed(action, leg, outcome));
    } else if (outcome !== 'told-by-hangup') {
      const last = waiting.length === 0;
      if (alone || (last && !superseded)) report('ACTION_SUCCESSFUL', { ...echo(action, leg), ...outcome });
      kind.afterwards?.(parametersOf(action), stage, leg);
    }
    // After a report the answer decides what comes next, unless a newer list is there already.
    if (superseded || !alone) begin();
  }

  /** "If one action fails, the rest of the list is not run" (developer guide, "Case 2"). */
  function fail(action: HandlerAction, leg: Leg | undefined, failure: ActionFailure): void {
    waiting = [];
    report('ACTION_FAILED', failed(action, leg, failure));
  }

  function failed(action: HandlerAction, leg: Leg | undefined, failure: ActionFailure): ActionData {
    const { errorType, errorMessage } = failure;
    if (failureForm === 'error-string') return { ...echo(action, leg), Error: `${errorType}: ${errorMessage}` };
    return { ...echo(action, leg), ErrorType: errorType, ErrorMessage: errorMessage };
  }

  return {
    get generation() {
      return generation;
    },
    get busy() {
      return running !== undefined;
    },
    replace(actions) {
      generation += 1;
      waiting = [...actions];
      if (running !== undefined && !actionFacts(typeOf(running.action)).interruptible.is) {
        running.superseded = true;
        return;
      }
      if (running !== undefined) {
        const { action, leg, performance } = running;
        running = undefined;
        performance.cancel();
        report('ACTION_INTERRUPTED', echo(action, leg));
      }
      begin();
    },
    resume() {
      if (running === undefined) begin();
    },
    press: (digit, leg) => running?.performance.press?.(digit, leg) ?? false,
    legGone(leg) {
      if (running?.leg === leg) this.stop();
    },
    stop() {
      const { performance } = running ?? {};
      running = undefined;
      waiting = [];
      performance?.cancel();
    },
  };
}

/** A response that names any other is refused before its list comes here. */
const typeOf = ({ Type }: HandlerAction) => Type as ActionType;

const parametersOf = (action: HandlerAction): Parameters => action.Parameters ?? {};

/** The action as the handler gave it, and the CallId of the leg that it ran on. */
function echo({ Type, Parameters }: HandlerAction, leg: Leg | undefined): ActionData {
  const { CallId } = Parameters ?? {};
  const given = leg === undefined || CallId !== undefined ? {} : { CallId: leg.callId };
  const all = { ...Parameters, ...given };
  return { Type, ...(Object.keys(all).length === 0 ? {} : { Parameters: all }) };
}
