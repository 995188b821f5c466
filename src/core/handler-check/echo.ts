import { actionFacts, isActionType } from '../facts/actions/table.js';
import type { ActionData } from '../facts/event.js';
import { isObject } from '../facts/json-object.js';
import { CHECKED_CALL } from './events.js';
import { terminatorsOf } from './presses.js';

/** One that begins with each digit, for whoever wants a certain one. */
const BEGINNINGS = [...'023456789'].map((first) => `${first}234567890`);
const DIGITS = ['1234567890', '0000000000', '5', '1#', '*1', '12065550100', '100', ...BEGINNINGS];

/** What the event of an action's success tells of it: the action as the handler answered it, with what AWS adds. */
export function echoOf(action: Record<string, unknown>): ActionData {
  const type = String(action['Type']);
  const parameters = isObject(action['Parameters']) ? action['Parameters'] : {};
  return {
    Type: type,
    Parameters: { CallId: CHECKED_CALL.callId, ...parameters },
    ...addedTo(type, parameters),
  };
}

/** What AWS adds to the event of this action's success, by the table of actions. */
function addedTo(type: string, parameters: Record<string, unknown>): Record<string, unknown> {
  const members = isActionType(type) ? Object.keys(actionFacts(type).success) : [];
  const made: Record<string, unknown> = {
    ReceivedDigits: digitsFor(parameters),
    CallId: CHECKED_CALL.callId,
    IntentResult: INTENT_RESULT,
  };
  return Object.fromEntries(members.filter((name) => name in made).map((name) => [name, made[name]]));
}

/** What this bot would have found out nobody knows here; that a conversation was had and ended, every handler may rely on. */
const INTENT = { Name: 'FallbackIntent', Slots: {}, State: 'Fulfilled', ConfirmationState: 'None' };
const INTENT_RESULT = {
  SessionId: CHECKED_CALL.callId,
  SessionState: { SessionAttributes: {}, Intent: INTENT },
  Interpretations: [{ Intent: INTENT, NluConfidence: { Score: 0.9 } }],
};

/** Whether the event of this action's success holds what only the real call would tell. */
export function isMadeUp(type: string | undefined): boolean {
  return type === 'StartBotConversation';
}

/** What an event holds that only the real call would tell, in words; null for nothing. */
export function madeUpIn(action: ActionData | undefined): string | null {
  if (action === undefined) return null;
  const { Type: type, ReceivedDigits: digits } = action;
  if (type === 'StartBotConversation') return `the bot's ${INTENT.Name}`;
  return typeof digits === 'string' && digits !== '' ? `the keys ${digits}` : null;
}

/** Digits that the action would have taken, alone or with the key that ends them: AWS's pattern `^\d{2}#$` has that key in it. */
function digitsFor(parameters: Record<string, unknown>): string {
  const { InputDigitsRegex, MinNumberOfDigits, MaxNumberOfDigits } = parameters;
  const least = Number(MinNumberOfDigits ?? 1);
  const most = Number(MaxNumberOfDigits ?? 128);
  const lengths = [least, most, 4, 6, 10].filter((length) => length >= 1 && length >= least && length <= most);
  const fitting = lengths.flatMap((length) => DIGITS.map((digits) => digits.padEnd(length, '1').slice(0, length)));
  const matches = matcherOf(InputDigitsRegex);
  const ends = terminatorsOf(parameters);
  // A key that ends the digits is none of them.
  const whole = [...fitting, ...DIGITS].filter((digits) => ![...digits].some((key) => ends.includes(key)));
  const found = whole.find((digits) => matches(digits) || ends.some((key) => matches(`${digits}${key}`)));
  return found ?? whole[0] ?? '1';
}

/** Regular expressions of strangers may take for ever: those that are not plain are tried on short texts alone. */
const SHORT = 12;
const PLAIN = /^\^?(?:\\d|\[[^\]]*\]|[\d#*.])(?:\{\d+(?:,\d*)?\}|[+*?])?(?:[\d#*])?\$?$/;

function matcherOf(pattern: unknown): (digits: string) => boolean {
  if (typeof pattern !== 'string') return () => true;
  const longest = PLAIN.test(pattern) ? Number.POSITIVE_INFINITY : SHORT;
  try {
    const compiled = new RegExp(pattern);
    return (digits) => digits.length <= longest && compiled.test(digits);
  } catch {
    return () => true;
  }
}
