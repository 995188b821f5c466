/** Sandboxes that run a handler of a plan in this process, and keep what really happened in them. */
import type { EventType, InvocationEvent } from '../../../src/core/facts/event.js';
import type { SandboxOutcome } from '../../../src/emulator/sma/frames.js';
import { newLogStreamName, type Sandbox, type StartSandbox } from '../../../src/emulator/sma/sandbox.js';
import { answerTo, argumentsOf, HandlerError, type OwnMeeting } from './answering.js';
import type { HandlerPlan } from './handler.js';
import { answerLines, eventLines, linesBefore, recordOfError, recordsOf } from './logging.js';

/** One invocation of the handler, as it really was. */
export interface Invoked {
  stream: string;
  requestId: string;
  event: InvocationEvent;
  startedAt: number;
  endedAt: number | null;
  /** What it answered, or null where it threw or was stopped. */
  answer: string | null;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export interface Sandboxes {
  start: StartSandbox;
  invoked: Invoked[];
  /** Their log streams, in the order they began. */
  streams: string[];
  /** What went wrong in the handler that is not in its plan: a mistake of the proof. */
  mistakes: string[];
}

/** `own` gives the handler's own meeting. */
export function sandboxesOf(plan: HandlerPlan, own: () => OwnMeeting): Sandboxes {
  const invoked: Invoked[] = [];
  const streams: string[] = [];
  const mistakes: string[] = [];
  let thrown = 0;
  let unusable = 0;
  let lastUpdate: Record<string, string> | null = null;

  function timesSeen({ Sequence }: InvocationEvent): number {
    return invoked.filter(({ event }) => event.Sequence === Sequence).length;
  }

  function takes(event: InvocationEvent, again: boolean): number {
    const { takes: times } = plan;
    const place = again ? 1 : 0;
    switch (event.InvocationEventType) {
      case 'CALL_UPDATE_REQUESTED':
        return times.update[place];
      case 'ACTION_FAILED':
        return times.failure[place];
      case 'ACTION_SUCCESSFUL':
        return times.success[place];
      default:
        return times.usual;
    }
  }

  function answerFor(event: InvocationEvent): string {
    const { throws, unusable: spoilt } = plan.acts;
    const type: EventType = event.InvocationEventType;
    if (type === 'CALL_UPDATE_REQUESTED') lastUpdate = argumentsOf(event);
    if (throws !== null && throws.at === type && (throws.how === 'always' || thrown === 0)) {
      thrown += 1;
      const token = JSON.stringify(event).match(/"JoinToken":"([^"]+)"/)?.[1] ?? 'none';
      throw new HandlerError(throws.saysToken ? `no such token: ${token}` : 'the table did not answer');
    }
    if (spoilt !== null && type === 'CALL_UPDATE_REQUESTED' && unusable === 0) {
      unusable += 1;
      return spoilt.answer;
    }
    return JSON.stringify(answerTo(plan.acts, event, { own: own(), lastUpdate }));
  }

  const start: StartSandbox = async (_options, now, onRecord) => {
    const stream = newLogStreamName(now());
    streams.push(stream);
    let alive = true;
    let settle: (outcome: SandboxOutcome) => void = () => {};
    if (invoked.length > 0) await wait(plan.takes.cold);

    async function handle(entry: Invoked): Promise<SandboxOutcome> {
      const { logs } = plan;
      const { event, requestId } = entry;
      const again = timesSeen(event) > 1;
      const log = (lines: ReturnType<typeof eventLines>) => {
        if (!alive) return;
        for (const line of lines) for (const text of recordsOf(logs, requestId, 'INFO', line)) onRecord(stream, text);
      };
      if (!logs.events.late) log(eventLines(logs, event));
      log(linesBefore(logs));
      await wait(takes(event, again));
      if (logs.events.late) log(eventLines(logs, event));
      const spent = () => ({ durationMs: now() - entry.startedAt, memoryMb: 70 });
      try {
        const text = answerFor(event);
        if (alive) entry.answer = text;
        log(answerLines(logs, event.InvocationEventType, JSON.parse(text)));
        return { kind: 'answer', text, ...spent() };
      } catch (error) {
        if (!(error instanceof HandlerError)) throw error;
        if (alive) onRecord(stream, recordOfError(logs, requestId, error));
        return { kind: 'error', errorType: error.name, errorMessage: error.message, ...spent() };
      }
    }

    const sandbox: Sandbox = {
      logStreamName: stream,
      get alive() {
        return alive;
      },
      invoke: ({ requestId, event }) =>
        new Promise((resolve) => {
          const copy = structuredClone(event) as InvocationEvent;
          const entry: Invoked = { stream, requestId, event: copy, startedAt: now(), endedAt: null, answer: null };
          invoked.push(entry);
          settle = (outcome) => {
            entry.endedAt ??= now();
            resolve(outcome);
          };
          handle(entry).then(
            (outcome) => settle(outcome),
            (error: Error) => {
              mistakes.push(error.stack ?? error.message);
              settle({ kind: 'exit', status: 'exit status 1' });
            },
          );
        }),
      kill() {
        alive = false;
        settle({ kind: 'exit', status: 'signal: killed' });
      },
    };
    return sandbox;
  };
  return { start, invoked, streams, mistakes };
}
