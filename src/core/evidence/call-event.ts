import { EVENT_TYPES, type EventType } from '../facts/event.js';
import { isObject } from '../facts/json-object.js';
import { wasShortened } from './shortened.js';

/** One leg as an event shows it. */
export interface Leg {
  callId: string | null;
  /** Upper case, as AWS mostly writes it; some of its pages say `Leg-A`. */
  tag: string | null;
  to: string | null;
  from: string | null;
  /** Null where the event has none: AWS leaves it out of some events of live legs. */
  status: string | null;
  /** When the leg began, ms since the epoch; null where the event does not say. */
  startedAt: number | null;
}

/** What failed, in AWS's words, whichever of the documented places they stood in. */
export interface EventError {
  code: string;
  message: string;
}

/** An invocation event as it was logged, in one spelling. Texts are as hostile as the log they came from. */
export interface CallEvent {
  type: EventType;
  sequence: number | null;
  transactionId: string;
  sipMediaApplicationId: string | null;
  region: string | null;
  actionType: string | null;
  /** The action's or request's Parameters; empty where there are none. */
  parameters: Record<string, unknown>;
  /** Arguments of a CALL_UPDATE_REQUESTED; null for other events. */
  arguments: Record<string, unknown> | null;
  error: EventError | null;
  legs: Leg[];
  /** The log shows its parameters, or its arguments alone, shortened: what is missing in them need not have been absent. */
  unread?: 'parameters' | 'arguments';
}

/** The object as an event, or null where it is none: an event has a known type and names its transaction. */
export function asCallEvent(object: Record<string, unknown>): CallEvent | null {
  const type = eventType(object['InvocationEventType'] ?? object['InvocationEvent']);
  const details = object['CallDetails'];
  if (type === null || !isObject(details)) return null;
  const transactionId = text(details['TransactionId']);
  if (transactionId === null) return null;
  const action = isObject(object['ActionData']) ? object['ActionData'] : {};
  const parameters = isObject(action['Parameters']) ? action['Parameters'] : {};
  const unread = unreadOf(object, action, parameters);
  return {
    type,
    sequence: number(object['Sequence']),
    transactionId,
    sipMediaApplicationId: text(details['SipMediaApplicationId']) ?? text(details['SipApplicationId']),
    region: text(details['AwsRegion']),
    actionType: text(action['Type']),
    parameters,
    arguments:
      type !== 'CALL_UPDATE_REQUESTED' ? null : isObject(parameters['Arguments']) ? parameters['Arguments'] : {},
    error: errorOf(action) ?? errorOf(object),
    legs: (Array.isArray(details['Participants']) ? details['Participants'] : []).filter(isObject).map(asLeg),
    ...(unread === null ? {} : { unread }),
  };
}

function unreadOf(
  event: Record<string, unknown>,
  action: Record<string, unknown>,
  parameters: Record<string, unknown>,
): CallEvent['unread'] | null {
  const hidden = [event['ActionData'], action['Parameters']].some(wasShortened);
  // A cut event may have lost its ActionData as a whole.
  if (hidden || (wasShortened(event) && !('ActionData' in event))) return 'parameters';
  return wasShortened(parameters['Arguments']) ? 'arguments' : null;
}

/** `ACTION_FAILED`; older revisions of AWS's page write `ActionFailed`. */
function eventType(value: unknown): EventType | null {
  if (typeof value !== 'string') return null;
  const spelled = value.includes('_') ? value : value.replace(/([a-z])([A-Z])/g, '$1_$2');
  return EVENT_TYPES.find((type) => type === spelled.toUpperCase()) ?? null;
}

/** The four forms of chapter "Error handling" and its sisters: ErrorType/ErrorMessage, `Error: "Code: text"`, ErrorList. */
function errorOf(holder: Record<string, unknown>): EventError | null {
  const code = text(holder['ErrorType']);
  const message = text(holder['ErrorMessage']);
  if (code !== null || message !== null) return { code: trimmedCode(code ?? ''), message: message ?? '' };
  const single = text(holder['Error']);
  if (single !== null) return splitError(single);
  const list = holder['ErrorList'];
  if (Array.isArray(list) && list.length > 0) {
    const first: unknown = list[0];
    if (typeof first === 'string') return splitError(first);
    if (isObject(first))
      return errorOf(first) ?? { code: text(first['Code']) ?? '', message: text(first['Message']) ?? '' };
  }
  return null;
}

function splitError(single: string): EventError {
  const colon = single.indexOf(':');
  if (colon === -1) return { code: trimmedCode(single), message: '' };
  return { code: trimmedCode(single.slice(0, colon)), message: single.slice(colon + 1).trim() };
}

/** AWS's troubleshooting page prints `InvalidActionParameter.`, with a stray dot. */
function trimmedCode(code: string): string {
  return code.trim().replace(/\.+$/, '');
}

function asLeg(participant: Record<string, unknown>): Leg {
  return {
    callId: text(participant['CallId']),
    tag: text(participant['ParticipantTag'])?.toUpperCase() ?? null,
    to: text(participant['To']),
    from: text(participant['From']),
    status: text(participant['Status']),
    startedAt: number(participant['StartTimeInMilliseconds']),
  };
}

/** A text that is not empty. */
export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function number(value: unknown): number | null {
  const read = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof read === 'number' && Number.isSafeInteger(read) ? read : null;
}
