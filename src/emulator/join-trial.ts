import type { Emulator } from './embedded-aws.js';
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
  /** What the handler logged. */
  records: string[];
}

/** What an update's arguments are made of. */
export type TrialValues = OpenedMeeting & { callId: string; transactionId: string };

const LOOK_EVERY_MS = 25;
/** A join is told to the handler in an event; its record comes with the handler's answer. */
const RECORDS_WITHIN_MS = 1_000;
const AGAIN_WITHIN_MS = 2_000;
const SETTLES_WITHIN_MS = 400;

/** Longer than any Pause. */
const LONGEST_ACTION_MS = 35_000;
const ADVANCES_BY_MS = 500;
const MOST_PRESSES = 5;

/**
 * Places a call, updates it, and looks at the ground truth until the call is in the meeting or cannot be. Where nothing came of the
 * update, it is sent once more after the handler's first actions.
 */
export async function tryJoin(
  emulator: Emulator,
  argumentsFor: (values: TrialValues) => Record<string, string>,
  { direction, keys, withinMs, interrupt }: TrialOptions,
): Promise<JoinTrial> {
  const { callId, transactionId } = await (direction === 'Inbound' ? emulator.placeCall() : emulator.dialOut());
  const meeting = emulator.openMeeting();
  const now = () => emulator.calls().find((call) => call.transactionId === transactionId) as CallState;
  const args = () => argumentsFor({ ...meeting, callId, transactionId });
  if (direction === 'Outbound') await until(() => interrupt.aborted || isHeldOrOver(now()), withinMs);
  let after: JoinTrial['after'] = null;
  if (keys !== null && now().status === 'Connected') {
    // Whether it listens already cannot be seen: keys that nobody waits for are lost.
    for (let tries = 0; tries < MOST_PRESSES && endOf(now()) === null && !interrupt.aborted; tries += 1) {
      emulator.press(transactionId, keys);
      await until(() => interrupt.aborted || endOf(now()) !== null, SETTLES_WITHIN_MS);
    }
    if (endOf(now()) !== null) after = { keys };
  }
  const successes = () =>
    emulator.handlerRecords().filter(({ message }) => message.includes('ACTION_SUCCESSFUL')).length;
  let before = now().events.length;
  let successesBefore = 0;
  const update = async () => {
    before = now().events.length;
    successesBefore = successes();
    if (now().status !== 'Connected') return;
    emulator.updateCall(transactionId, args());
    await until(() => interrupt.aborted || isIn(now(), meeting) || hindranceIn(now(), before) !== null, withinMs);
  };
  await update();
  if (!isIn(now(), meeting) && hindranceIn(now(), 0) === null && after === null) {
    const action = await firstActionsOver(emulator, now, interrupt);
    if (action !== null) {
      after = { action };
      await update();
    }
  }
  const joined = isIn(now(), meeting);
  const records = () => emulator.handlerRecords().map(({ message }) => message);
  if (joined) await until(() => successes() > successesBefore, RECORDS_WITHIN_MS);
  const hindrance = joined
    ? null
    : (hindranceIn(now(), before) ?? hindranceIn(now(), 0) ?? 'nothing happened to the call');
  const seen = records();
  const second = joined ? await updateAgain(emulator, { transactionId, args: args(), now, meeting }) : null;
  return { joined, hindrance, second, after, notSimulated: now().notSimulated, records: seen };
}

/** The action that a success has told of. */
function endOf({ events }: CallState): string | null {
  return events.find(({ InvocationEventType: type }) => type === 'ACTION_SUCCESSFUL')?.ActionData?.Type ?? null;
}

/** Lets the emulator's time pass until the handler is told of the end of an action; the action, or null where it is told of none. */
async function firstActionsOver(
  emulator: Emulator,
  now: () => CallState,
  interrupt: AbortSignal,
): Promise<string | null> {
  for (let passed = 0; passed < LONGEST_ACTION_MS; passed += ADVANCES_BY_MS) {
    if (interrupt.aborted || now().status !== 'Connected' || endOf(now()) !== null) break;
    emulator.advance(ADVANCES_BY_MS);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return endOf(now());
}

interface TrialOptions {
  direction: 'Inbound' | 'Outbound';
  /** Keys that the caller presses first; null for none. */
  keys: string | null;
  withinMs: number;
  interrupt: AbortSignal;
}

/** What the handler did with it is known once it has answered, and what follows from its answer has been answered too. */
async function updateAgain(
  emulator: Emulator,
  call: { transactionId: string; args: Record<string, string>; now: () => CallState; meeting: OpenedMeeting },
): Promise<JoinTrial['second']> {
  const before = call.now().events.length;
  emulator.updateCall(call.transactionId, call.args);
  const isOut = () => !isIn(call.now(), call.meeting);
  await until(() => call.now().events.length > before, AGAIN_WITHIN_MS);
  await until(isOut, SETTLES_WITHIN_MS);
  if (!isOut()) return 'stays';
  return call.now().status === 'Ended' ? 'hung-up' : 'moved';
}

/** An outbound call is held once its answer has been told and answered. */
function isHeldOrOver({ status, events }: CallState): boolean {
  return status === 'Ended' || events.some(({ InvocationEventType: type }) => type === 'CALL_ANSWERED');
}

function isIn({ legs }: CallState, { meetingId }: OpenedMeeting): boolean {
  return legs.some((leg) => leg.meetingId === meetingId && leg.status === 'Connected');
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

async function until(holds: () => boolean, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (!holds() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
