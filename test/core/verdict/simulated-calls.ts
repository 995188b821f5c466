/** Calls as an SMA and a handler bring them about: their events follow from the answers, and what really happened is known. */
import fc from 'fast-check';
import {
  ARGUMENTS,
  event,
  failed,
  hangUp,
  type Json,
  meetingLeg,
  OTHER_ATTENDEE,
  OTHER_MEETING,
  OTHER_TOKEN,
  OUR_JOIN,
  phone,
  succeeded,
  THEIR_JOIN,
  update,
} from '../samples.js';
import { does, done, GOES_ON, interrupted, join, type Turn, telephoneLeg, wentWrong } from './handler-logs.js';

export interface SimulatedCall {
  turns: Turn[];
  /** The call was in our meeting once our update had come. */
  joined: boolean;
}

export const THEIR_ARGUMENTS = {
  ...ARGUMENTS,
  JoinToken: OTHER_TOKEN,
  MeetingId: OTHER_MEETING,
  AttendeeId: OTHER_ATTENDEE,
  RunId: 'run-theirs',
};

type Action = 'Pause' | 'Speak' | 'Hangup' | 'CallAndBridge' | 'our join' | 'their join';
/** What the handler answers; null keeps what the call is doing. */
type Answer = Action[] | null;
type Choice = { happens: 'ends' | 'fails' | 'update' | 'their update' | 'hang-up'; answer: Answer };

const answers = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Answer>(['our join']) },
  fc.constantFrom<Answer>(
    null,
    [],
    ['Pause'],
    ['Speak'],
    ['Speak', 'our join'],
    ['their join'],
    ['Hangup'],
    ['CallAndBridge'],
  ),
);
const choices = fc.record({
  happens: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('ends' as const, 'fails' as const) },
    { weight: 1, arbitrary: fc.constantFrom('their update' as const, 'hang-up' as const) },
  ),
  answer: answers,
});

/** Held at first, then given our update, then whatever may happen to it. */
export const simulatedCalls: fc.Arbitrary<SimulatedCall> = fc
  .tuple(fc.array(choices, { maxLength: 2 }), answers, fc.array(choices, { maxLength: 5 }))
  .map(([before, answer, after]) => {
    const call = new Call();
    call.happen({ happens: 'ends', answer: ['Pause'] });
    // Nobody has our token before our update.
    for (const choice of before)
      call.happen({
        ...choice,
        answer: choice.answer?.map((one) => (one === 'our join' ? 'their join' : one)) ?? null,
      });
    call.happen({ happens: 'update', answer });
    for (const choice of after) call.happen(choice);
    return { turns: call.turns, joined: call.joined };
  });

const actionOf = (action: Action): string | Json =>
  action === 'our join' ? join() : action === 'their join' ? join(THEIR_JOIN) : action;

class Call {
  readonly turns: Turn[] = [];
  joined = false;
  #waiting: Action[] = [];
  #leg: Json | null = null;
  #isOver = false;
  #updated = false;

  constructor() {
    this.#tell((at) => event('NEW_INBOUND_CALL', at), ['Pause']);
  }

  happen({ happens, answer }: Choice): void {
    if (this.#isOver) return;
    if (happens === 'hang-up') this.#end();
    else if (happens === 'update') this.#update(ARGUMENTS, answer);
    else if (happens === 'their update') this.#update(THEIR_ARGUMENTS, answer);
    else this.#act(happens === 'fails', answer);
  }

  #details(): Json {
    return { Participants: [phone(), ...(this.#leg === null ? [] : [this.#leg])] };
  }

  #tell(made: (sequence: number, details: Json) => Json, answer: Answer): void {
    const told = made(this.turns.length + 1, this.#details());
    this.turns.push({ event: told, answer: answer === null ? GOES_ON : does(...answer.map(actionOf)) });
    if (answer !== null) this.#waiting = [...answer];
  }

  /** The SMA cuts a pause or a prompt short where the answer brings a list, and tells of it; a join or a bridge runs on. */
  #update(args: Json, answer: Answer): void {
    if (args === ARGUMENTS) this.#updated = true;
    const [running] = this.#waiting;
    const waiting = this.#waiting;
    this.#tell((at, details) => update(at, args, details), answer);
    if (answer === null || running === undefined) return;
    if (running !== 'Pause' && running !== 'Speak') this.#waiting = [running, ...answer];
    else if (waiting.length > 0) {
      const told = interrupted(this.turns.length + 1, running, this.#details());
      this.turns.push({ event: told, answer: GOES_ON });
    }
  }

  /** One success is told of a list, its last action's; a failure ends the list. */
  #act(fails: boolean, answer: Answer): void {
    const [action, ...rest] = this.#waiting;
    if (action === undefined) return;
    this.#waiting = rest;
    if (action === 'Hangup') this.#end();
    else if (action === 'our join' || action === 'their join') this.#join(action === 'our join', fails, answer);
    else if (fails) {
      this.#waiting = [];
      this.#tell((at, details) => wentWrong(at, action, details), answer);
    } else {
      if (action === 'CallAndBridge') this.#leg ??= telephoneLeg();
      if (rest.length > 0) return;
      this.#tell((at, details) => done(at, action, details), answer);
    }
  }

  #join(ours: boolean, fails: boolean, answer: Answer): void {
    const parameters = ours ? OUR_JOIN : THEIR_JOIN;
    // No join runs on a call that has a second leg.
    if (fails || this.#leg !== null) {
      this.#waiting = [];
      this.#tell((at, details) => failed(at, parameters, details), answer);
      return;
    }
    this.#leg = meetingLeg();
    this.joined ||= ours && this.#updated;
    this.#tell((at, details) => succeeded(at, parameters, details), answer);
  }

  #end(): void {
    this.#isOver = true;
    const legs = [
      phone({ Status: 'Disconnected' }),
      ...(this.#leg === null ? [] : [{ ...this.#leg, Status: 'Disconnected' }]),
    ];
    this.#tell((at) => hangUp(at, 'LEG-A', { Participants: legs }), null);
  }
}
