import type { JoinChimeMeetingAction } from '../facts/action.js';
import type { HandlerResponse } from '../facts/event.js';

/** `action`: the join token in it is masked unless the operator said `--print`. */
export interface ActionResult {
  action: JoinChimeMeetingAction;
  /** The handler's whole response around it; there where it was asked for. */
  response?: HandlerResponse;
}
