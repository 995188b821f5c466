import type { HandlerAction, InvocationEvent } from '../../../src/core/facts/event.js';
import type { SandboxOutcome } from '../../../src/emulator/sma/frames.js';
import type { StartSandbox } from '../../../src/emulator/sma/sandbox.js';
import { type RigParts, startRig } from './rig.js';
import { turns } from './turns.js';

/** A rig whose handler has been asked, and answers each invocation only when the test says so. */
export async function asked(more: RigParts = {}) {
  const open: { event: InvocationEvent; end: (outcome: SandboxOutcome) => void }[] = [];
  const start: StartSandbox = async () => ({
    logStreamName: 'here',
    alive: true,
    invoke: ({ event }) => new Promise((end) => void open.push({ event: event as InvocationEvent, end })),
    kill() {},
  });
  const rig = await startRig('handler.mjs', { handler: { file: 'handler.mjs', start }, ...more });
  /** Ends the invocation that has waited longest. */
  const end = async (outcome: SandboxOutcome) => {
    open.shift()?.end(outcome);
    await turns();
  };
  const measured = { durationMs: 1, memoryMb: 1 };
  return Object.assign(rig, {
    /** The type of the event that the handler is at work on. */
    working: () => open[0]?.event.InvocationEventType,
    waiting: () => open.length,
    /** Answers with a list, or with what else a response holds; with nothing the call's actions stay. */
    answer: (response: HandlerAction[] | object = {}) => {
      const more = Array.isArray(response) ? { Actions: response } : response;
      return end({ kind: 'answer', text: JSON.stringify({ SchemaVersion: '1.0', ...more }), ...measured });
    },
    answerText: (text: string) => end({ kind: 'answer', text, ...measured }),
    fail: () => end({ kind: 'error', errorType: 'Error', errorMessage: '', ...measured }),
    pass: async (ms: number) => {
      rig.clock.advance(ms);
      await turns();
    },
    /** An inbound call whose first event the handler has not answered yet. */
    ring: async () => {
      void rig.call();
      await turns();
      return rig.sma.calls().at(-1)?.transactionId ?? '';
    },
    dial: async (args: Record<string, string> = {}) => {
      const line = { from: '+12065550100', to: '+12065550142', sipHeaders: {}, arguments: args };
      const { transactionId } = rig.sma.placeOutbound(line);
      await turns();
      return transactionId;
    },
    update: async (transactionId: string, args: Record<string, unknown> = {}) => {
      const outcome = rig.sma.update(transactionId, args);
      await turns();
      return outcome;
    },
    status: () => rig.sma.calls().at(-1)?.status,
    types: () => rig.events().map(({ InvocationEventType: type }) => type),
  });
}
