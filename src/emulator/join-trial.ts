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
  /** What the handler logged. */
  records: string[];
}

/** What an update's arguments are made of. */
export type TrialValues = OpenedMeeting & { callId: string; transactionId: string };

const LOOK_EVERY_MS = 25;
/** A join is told to the handler in an event; its record comes with the handler's answer. */
const RECORDS_WITHIN_MS = 1_000;

/** Places a call, updates it once, and looks at the ground truth until the call is in the meeting or cannot be. */
export async function tryJoin(
  emulator: Emulator,
  argumentsFor: (values: TrialValues) => Record<string, string>,
  { withinMs, interrupt }: { withinMs: number; interrupt: AbortSignal },
): Promise<JoinTrial> {
  const { callId, transactionId } = await emulator.placeCall();
  const meeting = emulator.openMeeting();
  const now = () => emulator.calls().find((call) => call.transactionId === transactionId) as CallState;
  if (now().status === 'Connected') {
    emulator.updateCall(transactionId, argumentsFor({ ...meeting, callId, transactionId }));
    await until(() => interrupt.aborted || isIn(now(), meeting) || hindranceIn(now()) !== null, withinMs);
  }
  const joined = isIn(now(), meeting);
  const records = () => emulator.handlerRecords().map(({ message }) => message);
  if (joined) await until(() => records().some((record) => record.includes('ACTION_SUCCESSFUL')), RECORDS_WITHIN_MS);
  const hindrance = joined ? null : (hindranceIn(now()) ?? 'nothing happened to the call');
  return { joined, hindrance, notSimulated: now().notSimulated, records: records() };
}

function isIn({ legs }: CallState, { meetingId }: OpenedMeeting): boolean {
  return legs.some((leg) => leg.meetingId === meetingId && leg.status === 'Connected');
}

function hindranceIn({ status, events }: CallState): string | null {
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
