import type { HandlerAction, InvocationEvent } from '../../../src/core/facts/event.js';
import type { StartSandbox } from '../../../src/emulator/sma/sandbox.js';
import { PAUSE, type Rig, type RigParts, startRig } from './rig.js';

/** What a handler answers to an event: actions, a whole response, or nothing that changes the call. */
export type Answers = (event: InvocationEvent) => HandlerAction[] | object | undefined;

export interface InProcessRig extends Rig {
  /** Moves the clock, and waits until the handler has answered all that came of it. */
  pass(ms: number): Promise<void>;
  update(): Promise<void>;
  press(digits: string): Promise<void>;
  last(): InvocationEvent;
  transactionId: string;
  callId: string;
}

/** A handler in this process, and one call that it holds with a Pause unless it says otherwise. */
export async function answeringHere(answers: Answers, more: RigParts = {}) {
  const rig = await rigHere(answers, more);
  const { transactionId, callId } = await rig.call();
  Object.assign(rig, { transactionId, callId });
  await rig.pass(0);
  return rig;
}

/** The same without a call. */
export async function rigHere(answers: Answers, more: RigParts = {}): Promise<InProcessRig> {
  const rig = await startRig('handler.mjs', { handler: { file: 'handler.mjs', start: runs(answers) }, ...more });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const pass = async (ms: number) => {
    rig.clock.advance(ms);
    for (let turns = 0; turns < 12; turns += 1) await turn();
  };
  const here: InProcessRig = Object.assign(rig, {
    pass,
    transactionId: '',
    callId: '',
    async update() {
      rig.sma.update(here.transactionId, {});
      await pass(0);
    },
    async press(digits: string) {
      if (!rig.sma.press(here.transactionId, digits)) throw new Error('nobody is there to press a key');
      await pass(0);
    },
    last() {
      const event = rig.events().at(-1);
      if (event === undefined) throw new Error('no event yet');
      return event;
    },
  });
  return here;
}

function runs(answers: Answers): StartSandbox {
  const usual: Answers = ({ InvocationEventType: type }) =>
    type === 'NEW_INBOUND_CALL' || type === 'CALL_ANSWERED' ? [PAUSE] : undefined;
  return async () => ({
    logStreamName: 'here',
    alive: true,
    async invoke({ event }) {
      const answer = answers(event as InvocationEvent) ?? usual(event as InvocationEvent) ?? {};
      const response = Array.isArray(answer) ? { Actions: answer } : answer;
      const text = JSON.stringify({ SchemaVersion: '1.0', ...response });
      return { kind: 'answer', text, durationMs: 1, memoryMb: 1 };
    },
    kill() {},
  });
}

/** Answers by the event's type, and the action that it is about where that is named: `ACTION_FAILED:Pause`. */
export function by(table: Record<string, HandlerAction[] | object>): Answers {
  return ({ InvocationEventType: type, ActionData }) => table[`${type}:${ActionData?.Type}`] ?? table[type];
}

/** The statuses of the legs, as the newest event has them. */
export function legsIn({ CallDetails }: InvocationEvent): Record<string, string | undefined> {
  return Object.fromEntries(CallDetails.Participants.map(({ ParticipantTag, Status }) => [ParticipantTag, Status]));
}
