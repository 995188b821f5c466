import type { Emulator } from './emulator.js';
import type { OpenedMeeting } from './meetings/opened.js';
import type { CallState } from './world.js';

/** What became of one call whose handler was asked to join it. */
export interface JoinTrial {
  joined: boolean;
  /** What hindered it, in one phrase; null where it joined. */
  hindrance: string | null;
  /** Actions of AWS that the call ran here without their effect. */
  notSimulated: string[];
  /** What the same update once more does to a call that has joined; null where it did not. */
  second: 'stays' | 'hung-up' | 'moved' | null;
  /** The update was taken only once this had happened: keys, or the end of an action. Null: it was taken at once. */
  after: { keys: string } | { action: string } | null;
  /** Keys that no action took; null where there were none, or they were taken. */
  unheard: string | null;
  /** What the handler logged. */
  records: string[];
  /** The update that made it join; null where it did not. */
  sent: (TrialValues & { arguments: Record<string, string> }) | null;
}

/** The ids of a call. */
type Placed = { callId: string; transactionId: string };
/** What an update's arguments are made of. */
export type TrialValues = OpenedMeeting & Placed;

const LOOK_EVERY_MS = 25;
/** Prompts take the emulator's time, which passes so much at each look while the handler is not at work. */
const PASSES_EACH_LOOK_MS = 1_000;
/** What has not happened by then, on the emulator's clock, is not waited for: a meeting without audio would end at 300 s. */
const PASSES_AT_MOST_MS = 60_000;
/** A join is told to the handler in an event; its record comes with the handler's answer. */
const RECORDS_WITHIN_MS = 1_000;
const AGAIN_WITHIN_MS = 2_000;
const SETTLES_WITHIN_MS = 400;
const MOST_PRESSES = 20;

interface TrialOptions {
  direction: 'Inbound' | 'Outbound';
  /** Keys that the caller presses first, and how long after that they may be pressed anew; null for none. */
  presses: { keys: string; againAfterMs: number } | null;
  /** Of real time, for each thing that is waited for. */
  withinMs: number;
  interrupt: AbortSignal;
}

/**
 * Places a call, updates it once, and looks at the ground truth until the call is in the meeting or cannot be. Where nothing came of
 * the update, another call is updated after the handler's first actions: whether an update came too early shows on a call that has
 * had none.
 */
export async function tryJoin(
  emulator: Emulator,
  argumentsFor: (values: TrialValues) => Record<string, string>,
  options: TrialOptions,
): Promise<JoinTrial> {
  const { presses } = options;
  const meeting = emulator.openMeeting();
  const first = await place(emulator, options);
  const areHeard = presses !== null && (await first.press(presses));
  const update = (trial: TrialCall) => trial.update(argumentsFor({ ...meeting, ...trial.placed }), meeting);
  let trial = first;
  let updated = await update(first);
  let after: JoinTrial['after'] = areHeard ? { keys: presses.keys } : null;
  const unheard = presses === null || areHeard ? null : presses.keys;
  if (!first.isIn(meeting) && first.hindrance(0) === null && !areHeard && first.endedAction() !== null) {
    const later = await place(emulator, options);
    await later.until(() => later.endedAction() !== null || later.hindrance(0) !== null);
    const action = later.endedAction();
    if (action !== null) {
      trial = later;
      after = { action };
      updated = await update(later);
    }
  }
  const joined = trial.isIn(meeting);
  if (joined) await trial.until(() => trial.successes() > updated.successes, { withinMs: RECORDS_WITHIN_MS });
  const hindrance = joined
    ? null
    : (trial.hindrance(updated.events) ?? trial.hindrance(0) ?? 'nothing happened to the call');
  const records = trial.records();
  const values = { ...meeting, ...trial.placed };
  const sent = joined ? { ...values, arguments: argumentsFor(values) } : null;
  const second = sent === null ? null : await trial.updateAgain(sent.arguments, meeting);
  return { joined, hindrance, second, after, unheard, notSimulated: trial.state().notSimulated, records, sent };
}

/** A call that the handler has had its say about. */
async function place(emulator: Emulator, options: TrialOptions): Promise<TrialCall> {
  const isInbound = options.direction === 'Inbound';
  const trial = new TrialCall(emulator, await (isInbound ? emulator.placeCall() : emulator.dialOut()), options);
  if (!isInbound) await trial.until(() => isHeldOrOver(trial.state()));
  return trial;
}

/** How many events, and how many records of a success, there were before the update. */
type Before = { events: number; successes: number };

/** One call of a trial, and what can be seen of it. */
class TrialCall {
  readonly placed: Placed;
  readonly #emulator: Emulator;
  readonly #options: TrialOptions;

  constructor(emulator: Emulator, placed: Placed, options: TrialOptions) {
    this.#emulator = emulator;
    this.placed = placed;
    this.#options = options;
  }

  state(): CallState {
    return this.#emulator.calls().find((call) => call.transactionId === this.placed.transactionId) as CallState;
  }

  records(): string[] {
    return this.#emulator.handlerRecords().map(({ message }) => message);
  }

  successes(): number {
    return this.records().filter((record) => record.includes('ACTION_SUCCESSFUL')).length;
  }

  isIn({ meetingId }: OpenedMeeting): boolean {
    return this.state().legs.some((leg) => leg.meetingId === meetingId && leg.status === 'Connected');
  }

  /** The action that a success has reported, null where none has. */
  endedAction(): string | null {
    const { events } = this.state();
    return events.find(({ InvocationEventType: type }) => type === 'ACTION_SUCCESSFUL')?.ActionData?.Type ?? null;
  }

  hindrance(before: number): string | null {
    return hindranceIn(this.state(), before);
  }

  /**
   * Presses keys until an action has taken them. Whether one listens cannot be seen, and unheard keys are lost; pressed anew too early,
   * they would follow the first ones as more digits of the same answer.
   */
  async press({ keys, againAfterMs }: NonNullable<TrialOptions['presses']>): Promise<boolean> {
    const isOver = () => this.hasHeardKeys() || this.state().status !== 'Connected';
    for (let tries = 0; tries < MOST_PRESSES && !isOver() && !this.#options.interrupt.aborted; tries += 1) {
      this.#emulator.press(this.placed.transactionId, keys);
      await this.until(isOver, { passesMs: againAfterMs });
    }
    return this.hasHeardKeys();
  }

  hasHeardKeys(): boolean {
    return this.state().events.some(({ ActionData: action }) => {
      const digits = action?.['ReceivedDigits'];
      return typeof digits === 'string' && digits !== '';
    });
  }

  async update(args: Record<string, string>, meeting: OpenedMeeting): Promise<Before> {
    const before = { events: this.state().events.length, successes: this.successes() };
    if (this.state().status !== 'Connected') return before;
    this.#emulator.updateCall(this.placed.transactionId, args);
    await this.until(() => this.isIn(meeting) || this.hindrance(before.events) !== null);
    return before;
  }

  /** What the handler did with it is known once it has answered, and what follows from its answer has been answered too. */
  async updateAgain(args: Record<string, string>, meeting: OpenedMeeting): Promise<JoinTrial['second']> {
    const before = this.state().events.length;
    this.#emulator.updateCall(this.placed.transactionId, args);
    await this.until(() => this.state().events.length > before, { withinMs: AGAIN_WITHIN_MS });
    await this.until(() => !this.isIn(meeting), { withinMs: SETTLES_WITHIN_MS });
    if (this.isIn(meeting)) return 'stays';
    return this.state().status === 'Ended' ? 'hung-up' : 'moved';
  }

  /** Waits up to so much real time, in which the emulator's time goes faster whenever the handler is not at work. */
  async until(
    holds: () => boolean,
    { withinMs = this.#options.withinMs, passesMs = PASSES_AT_MOST_MS }: { withinMs?: number; passesMs?: number } = {},
  ): Promise<void> {
    const end = performance.now() + withinMs;
    let passed = 0;
    while (!holds() && !this.#options.interrupt.aborted && performance.now() < end && passed < passesMs) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      if (this.#emulator.isHandlerAtWork()) continue;
      this.#emulator.advance(PASSES_EACH_LOOK_MS);
      passed += PASSES_EACH_LOOK_MS;
    }
  }
}

/** An outbound call is held once its answer has been told and answered. */
function isHeldOrOver({ status, events }: CallState): boolean {
  return status === 'Ended' || events.some(({ InvocationEventType: type }) => type === 'CALL_ANSWERED');
}

/** What went wrong since the update; what failed before it need not hinder a join. */
function hindranceIn({ status, events: all }: CallState, before: number): string | null {
  const events = all.slice(before);
  const failed = events.find(({ InvocationEventType: type }) => type === 'ACTION_FAILED');
  if (failed !== undefined) {
    const { Type, ErrorType, ErrorMessage } = failed.ActionData ?? {};
    return `${Type} failed: ${ErrorType}: ${ErrorMessage}`;
  }
  const invalid = events.find(({ InvocationEventType: type }) => type === 'INVALID_LAMBDA_RESPONSE');
  if (invalid !== undefined) return `INVALID_LAMBDA_RESPONSE: ${invalid.ErrorMessage}`;
  if (status === 'Connected') return null;
  return status === 'Ended' ? 'the call ended' : 'the call was not answered';
}
