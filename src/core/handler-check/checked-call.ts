import type { ActionData, InvocationEvent } from '../facts/event.js';
import { type Answer, readAnswer } from './answer.js';
import { type CallSoFar, eventAt, type Moment, nameOf } from './events.js';
import { outsideOf } from './outside.js';
import type { Direction, HandlerUnderCheck, Invoked, Outside } from './ports.js';

/** What the handler made of one event. `answer` null: it gave none. */
export interface Seen extends Invoked {
  event: InvocationEvent;
  /** What AWS calls the event, and what it is about. */
  name: string;
  answer: Answer | null;
  /** What it looked for outside, in this event or in an earlier one: what it does may follow from that. */
  lacked: Outside;
}

/**
 * A call as the SMA would hold it: each event brings the attributes that the handler last answered, starting with none. A
 * branch of it goes its own way from there.
 */
export class CheckedCall {
  readonly #handler: HandlerUnderCheck;
  readonly #so: CallSoFar;
  #lacked: Outside;

  constructor(
    handler: HandlerUnderCheck,
    so: Partial<CallSoFar> & { direction: Direction },
    lacked: Outside = NOTHING,
  ) {
    this.#handler = handler;
    this.#so = { bridged: false, sequence: 0, attributes: undefined, ...so };
    this.#lacked = lacked;
  }

  get direction(): Direction {
    return this.#so.direction;
  }

  branch(change: Partial<CallSoFar> = {}): CheckedCall {
    return new CheckedCall(this.#handler, { ...this.#so, ...change }, this.#lacked);
  }

  /** Sends one event; what its answer keeps is kept. */
  async send(moment: Moment, action?: ActionData, watch = false): Promise<Seen> {
    this.#so.sequence += 1;
    const event = eventAt(moment, this.#so, action);
    const invoked = await this.#handler.invoke(event, watch);
    this.#lacked = joined(this.#lacked, outsideOf(invoked, this.#handler));
    const answer = invoked.kind === 'answered' ? readAnswer(invoked.text) : null;
    if (answer?.problem === null && answer.attributes !== undefined) this.#so.attributes = answer.attributes;
    return { ...invoked, event, name: nameOf(event), answer, lacked: this.#lacked };
  }
}

const NOTHING: Outside = { reached: [], variables: [] };

function joined(one: Outside, other: Outside): Outside {
  return {
    reached: [...new Set([...one.reached, ...other.reached])],
    variables: [...new Set([...one.variables, ...other.variables])],
  };
}
