import { parameterFailure } from '../../core/facts/actions/parameter-failure.js';
import { type ActionType, actionFacts } from '../../core/facts/actions/table.js';
import type { ActionData, HandlerAction } from '../../core/facts/event.js';
import { type ActionFailure, type ActionKind, isFailure, type Parameters, type Stage } from './actions/action.js';
import { actionKind, isSimulated } from './actions/registry.js';

export type ActionReport = 'ACTION_SUCCESSFUL' | 'ACTION_FAILED' | 'ACTION_INTERRUPTED';

/** Which of the documented shapes a failure's words take; the JoinChimeMeeting page alone has the string. */
export type FailureForm = 'type-and-message' | 'error-string';

/** The actions of one call: the present one, and those that wait. */
export interface ActionList {
  /** Changes with every new list: an answer to an event of an older list has been overtaken. */
  readonly generation: number;
  /** The handler's new list takes the place of what has not begun; an interruptible present action is stopped. */
  replace(actions: HandlerAction[]): void;
  /** Goes on after an action that reported alone, when the handler left the list as it was. */
  resume(): void;
  stop(): void;
}

interface Running {
  action: HandlerAction;
  kind: ActionKind;
  timer: { cancel(): void };
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
    if (action === undefined || stage.call.ended) return;
    const kind = actionKind(action.Type);
    if (!isSimulated(typeOf(action))) stage.call.notSimulated.add(action.Type);
    const parameters = parametersOf(action);
    const wrong = kind.checksLate === true ? undefined : parameterFailure(typeOf(action), parameters);
    const problem = wrong ?? kind.problem?.(parameters, stage);
    if (problem !== undefined) {
      fail(action, problem);
      return;
    }
    const timer = stage.clock.after(kind.takes(parameters), finish);
    running = { action, kind, timer, superseded: false };
  }

  function finish(): void {
    if (running === undefined) return;
    const { action, kind, superseded } = running;
    running = undefined;
    const outcome = kind.effect?.(parametersOf(action), stage);
    if (stage.call.ended) return;
    const alone = kind.reportsAlone === true;
    if (isFailure(outcome)) {
      if (!superseded) fail(action, outcome);
      else if (alone) report('ACTION_FAILED', failed(action, outcome));
    } else {
      const last = waiting.length === 0;
      if (alone || (last && !superseded)) report('ACTION_SUCCESSFUL', { ...echo(action), ...outcome });
    }
    // After a report the answer decides what comes next, unless a newer list is there already.
    if (superseded || !alone) begin();
  }

  /** "If one action fails, the rest of the list is not run" (developer guide, "Case 2"). */
  function fail(action: HandlerAction, failure: ActionFailure): void {
    waiting = [];
    report('ACTION_FAILED', failed(action, failure));
  }

  function failed(action: HandlerAction, { errorType, errorMessage }: ActionFailure): ActionData {
    if (failureForm === 'error-string') return { ...echo(action), Error: `${errorType}: ${errorMessage}` };
    return { ...echo(action), ErrorType: errorType, ErrorMessage: errorMessage };
  }

  return {
    get generation() {
      return generation;
    },
    replace(actions) {
      generation += 1;
      waiting = [...actions];
      if (running !== undefined && !actionFacts(typeOf(running.action)).interruptible.is) {
        running.superseded = true;
        return;
      }
      if (running !== undefined) {
        running.timer.cancel();
        report('ACTION_INTERRUPTED', echo(running.action));
        running = undefined;
      }
      begin();
    },
    resume() {
      if (running === undefined) begin();
    },
    stop() {
      running?.timer.cancel();
      running = undefined;
      waiting = [];
    },
  };
}

/** A response that names any other is refused before its list comes here. */
const typeOf = ({ Type }: HandlerAction) => Type as ActionType;

const parametersOf = (action: HandlerAction): Parameters => action.Parameters ?? {};

/** The action as the handler gave it. */
const echo = ({ Type, Parameters }: HandlerAction): ActionData => ({ Type, ...(Parameters ? { Parameters } : {}) });
