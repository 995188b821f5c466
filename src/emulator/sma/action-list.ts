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

interface Running {
  action: HandlerAction;
  kind: ActionKind;
  performance: Performance;
  /** The leg it runs on, for the echo: it may be gone when the action ends. */
  leg: Leg | undefined;
  /** A newer list waits for this one to finish: only an action that reports alone still says how it ended. */
  superseded: boolean;
}

/** The actions of one call: the present one, and those that wait. */
export class ActionList {
  readonly #stage: Stage;
  readonly #failureForm: FailureForm;
  readonly #report: (type: ActionReport, data: ActionData) => void;
  #running: Running | undefined;
  #waiting: HandlerAction[] = [];
  #generation = 0;

  constructor(stage: Stage, failureForm: FailureForm, report: (type: ActionReport, data: ActionData) => void) {
    this.#stage = stage;
    this.#failureForm = failureForm;
    this.#report = report;
  }

  /** Changes with every new list: an answer to an event of an older list has been overtaken. */
  get generation(): number {
    return this.#generation;
  }

  /** Something is going on. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** The handler's new list takes the place of what has not begun; an interruptible present action is stopped. */
  replace(actions: HandlerAction[]): void {
    this.#generation += 1;
    this.#waiting = [...actions];
    const running = this.#running;
    if (running !== undefined && !actionFacts(typeOf(running.action)).interruptible.is) {
      running.superseded = true;
      return;
    }
    if (running !== undefined) {
      const { action, leg, performance } = running;
      this.#running = undefined;
      performance.cancel();
      this.#report('ACTION_INTERRUPTED', echo(action, leg));
    }
    this.#begin();
  }

  /** Goes on after an action that reported alone, when the handler left the list as it was. */
  resume(): void {
    if (this.#running === undefined) this.#begin();
  }

  /** A key is pressed; false where the present action takes no notice of it. */
  press(digit: string, leg: Leg): boolean {
    return this.#running?.performance.press?.(digit, leg) ?? false;
  }

  /** What runs on this leg ends with it, and so does the list. */
  legGone(leg: Leg): void {
    if (this.#running?.leg === leg) this.stop();
  }

  stop(): void {
    const { performance } = this.#running ?? {};
    this.#running = undefined;
    this.#waiting = [];
    performance?.cancel();
  }

  #begin(): void {
    const action = this.#waiting.shift();
    const { call } = this.#stage;
    if (action === undefined || call.ended) return;
    const kind = actionKind(action.Type);
    if (!isSimulated(typeOf(action))) call.notSimulated.add(action.Type);
    const leg = namedLeg(parametersOf(action), call);
    if (!kind.leavesRinging && call.direction === 'Inbound' && call.legA.status === 'Ringing') {
      call.legA.status = 'Connected';
    }
    const problem = this.#problem(action, kind);
    if (problem === undefined) this.#run({ action, kind, leg, superseded: false, performance: { cancel() {} } });
    else this.#fail(action, leg, problem);
  }

  #problem(action: HandlerAction, kind: ActionKind): ActionFailure | undefined {
    if (!this.#stage.mayAct()) return TOO_MANY_ACTIONS;
    const parameters = parametersOf(action);
    const wrong = kind.checksLate === true ? undefined : parameterFailure(typeOf(action), parameters);
    return wrong ?? kind.problem?.(parameters, this.#stage);
  }

  #run(mine: Running): void {
    const { kind } = mine;
    const parameters = parametersOf(mine.action);
    this.#running = mine;
    const done = (outcome: () => ActionOutcome) => {
      if (this.#running !== mine) return;
      this.#running = undefined;
      this.#finish(mine, outcome());
    };
    const stage = this.#stage;
    mine.performance =
      kind.perform?.(parameters, stage, (outcome) => done(() => outcome)) ??
      stage.clock.after(kind.takes(parameters, stage), () => done(() => kind.effect?.(parameters, stage)));
  }

  #finish(ended: Running, outcome: ActionOutcome): void {
    if (this.#stage.call.ended) return;
    const { kind, superseded } = ended;
    if (isFailure(outcome)) this.#failed(ended, outcome);
    else if (outcome !== 'told-by-hangup') this.#succeeded(ended, outcome);
    // After a report the answer decides what comes next, unless a newer list is there already.
    if (superseded || !kind.reportsAlone) this.#begin();
  }

  #failed({ action, kind, leg, superseded }: Running, failure: ActionFailure): void {
    if (!superseded) this.#fail(action, leg, failure);
    else if (kind.reportsAlone) this.#report('ACTION_FAILED', this.#failureOf(action, leg, failure));
  }

  #succeeded(
    { action, kind, leg, superseded }: Running,
    outcome: Exclude<ActionOutcome, ActionFailure | string>,
  ): void {
    const isLast = this.#waiting.length === 0;
    if (kind.reportsAlone || (isLast && !superseded)) {
      this.#report('ACTION_SUCCESSFUL', { ...echo(action, leg), ...outcome });
    }
    kind.afterwards?.(parametersOf(action), this.#stage, leg);
  }

  /** "If one action fails, the rest of the list is not run" (developer guide, "Case 2"). */
  #fail(action: HandlerAction, leg: Leg | undefined, failure: ActionFailure): void {
    this.#waiting = [];
    this.#report('ACTION_FAILED', this.#failureOf(action, leg, failure));
  }

  #failureOf(action: HandlerAction, leg: Leg | undefined, failure: ActionFailure): ActionData {
    const { errorType, errorMessage } = failure;
    if (this.#failureForm === 'error-string') return { ...echo(action, leg), Error: `${errorType}: ${errorMessage}` };
    return { ...echo(action, leg), ErrorType: errorType, ErrorMessage: errorMessage };
  }
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
