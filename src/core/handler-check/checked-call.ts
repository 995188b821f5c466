import type { ActionData, InvocationEvent } from '../facts/event.js';
import { type Answer, readAnswer } from './answer.js';
import { type CallSoFar, eventAt, type Moment, nameOf } from './events.js';
import { bothLacked, NOTHING_LACKED, outsideOf } from './outside.js';
import { OwnIds } from './own-ids.js';
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

/** What all calls of one check share. */
export interface CallsMade {
  count: number;
}

/** An event of a call's story, for a branch to tell again. `hung`: once it was not answered it is left out. */
interface Step {
  moment: Moment;
  action: ActionData | undefined;
  bridged: boolean;
  hung: boolean;
}

/** What a call begins with; `ahead`: the story that it is to have before anything else is sent. */
interface Before {
  direction: Direction;
  ahead?: Step[];
  bridged?: boolean;
  lacked?: Outside;
}

/**
 * A call as the SMA would hold it: each event brings the attributes that the handler last answered, starting with none. A
 * branch is another call with the same story and with ids of its own: a handler that remembers its calls has seen that one
 * come this far, and no further.
 */
export class CheckedCall {
  readonly #handler: HandlerUnderCheck;
  readonly #made: CallsMade;
  readonly #ids: OwnIds;
  readonly #direction: Direction;
  readonly #story: Step[] = [];
  #ahead: Step[];
  #bridged: boolean;
  #so: Pick<CallSoFar, 'sequence' | 'attributes'> = { sequence: 0, attributes: undefined };
  #lacked: Outside;
  #tellingMs = 0;

  constructor(handler: HandlerUnderCheck, made: CallsMade, from: Before) {
    this.#handler = handler;
    this.#made = made;
    this.#ids = new OwnIds(made.count);
    made.count += 1;
    const { direction, ahead = [], bridged = false, lacked = NOTHING_LACKED } = from;
    this.#direction = direction;
    this.#ahead = ahead;
    this.#bridged = bridged;
    this.#lacked = lacked;
  }

  get direction(): Direction {
    return this.#direction;
  }

  /** How long the handler took over events that only brought the call to where it was branched. */
  get tellingMs(): number {
    return this.#tellingMs;
  }

  branch({ bridged = this.#bridged }: { bridged?: boolean } = {}): CheckedCall {
    const ahead = [...this.#story, ...this.#ahead].filter(({ hung }) => !hung);
    return new CheckedCall(this.#handler, this.#made, {
      direction: this.#direction,
      ahead,
      bridged,
      // A lack may be reported only once.
      lacked: this.#lacked,
    });
  }

  /** Sends one event; what its answer keeps is kept. */
  async send(moment: Moment, action?: ActionData, watch = false): Promise<Seen> {
    await this.#tellStory();
    return this.#take({ moment, action, bridged: this.#bridged, hung: false }, watch);
  }

  async #tellStory(): Promise<void> {
    const ahead = this.#ahead;
    this.#ahead = [];
    for (const step of ahead) {
      if (!step.hung) this.#tellingMs += (await this.#take(step, false)).durationMs;
    }
  }

  async #take(step: Step, watch: boolean): Promise<Seen> {
    this.#so.sequence += 1;
    const { moment, action, bridged } = step;
    const event = eventAt(moment, { ...this.#so, direction: this.#direction, bridged }, action);
    const invoked = this.#known(await this.#handler.invoke(this.#ids.outbound(event), watch));
    this.#lacked = bothLacked(this.#lacked, outsideOf(invoked, this.#handler));
    step.hung ||= invoked.kind === 'timed-out';
    this.#story.push(step);
    const answer = invoked.kind === 'answered' ? readAnswer(invoked.text) : null;
    if (answer?.problem === null && answer.attributes !== undefined) this.#so.attributes = answer.attributes;
    return { ...invoked, event, name: nameOf(event), answer, lacked: this.#lacked };
  }

  /** What was seen, in the ids that all events here are written with. */
  #known(invoked: Invoked): Invoked {
    const { text, records } = invoked;
    return {
      ...invoked,
      text: this.#ids.inbound(text),
      records: records?.map((record) => this.#ids.inbound(record)) ?? null,
    };
  }
}
