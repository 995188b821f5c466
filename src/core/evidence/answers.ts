import { isObject } from '../facts/json-object.js';
import { objectsIn } from './objects.js';

/** A handler's response, or one action of it, as the handler logged it. */
export interface LoggedAnswer {
  /** The types of its actions; null where it named none, which keeps the call's present ones. */
  actions: string[] | null;
  /** Parameters of its JoinChimeMeeting actions. */
  joins: Record<string, unknown>[];
  /** Its TransactionAttributes; null where it named none. */
  attributes: Record<string, unknown> | null;
  /**
   * `top`: it is what the record says, once Lambda's envelope and one logger's are taken off. `nested`: it stands deeper, in
   * settings for example, and may be anything. `lone`: an action without a response around it.
   */
  place: 'top' | 'nested' | 'lone';
  /** It was printed shortened, or its line was cut: what it does not show was not absent. */
  cut: boolean;
}

/** A response's own members, and what the reference handler adds so that a search for the call finds it. */
const ANSWER_KEYS = ['SchemaVersion', 'Actions', 'TransactionAttributes', 'TransactionId', 'Sequence'];

/** The object as a response or a lone JoinChimeMeeting action; null for anything else. */
export function asAnswer(object: Record<string, unknown>): Omit<LoggedAnswer, 'place' | 'cut'> | null {
  const { Actions: actions, SchemaVersion: version, Type: type } = object;
  const versioned = typeof version === 'string';
  const attributes = isObject(object['TransactionAttributes']) ? object['TransactionAttributes'] : null;
  if (Array.isArray(actions)) return { actions: actions.map(typeOf), joins: actions.flatMap(joinIn), attributes };
  if (versioned && Object.keys(object).every((key) => ANSWER_KEYS.includes(key))) {
    return { actions: null, joins: [], attributes };
  }
  const lone = type === 'JoinChimeMeeting' && isObject(object['Parameters']);
  return lone ? { actions: ['JoinChimeMeeting'], joins: joinIn(object), attributes: null } : null;
}

/** What a list shows of an action that was not printed. */
const UNSHOWN = 'unknown';

function typeOf(action: unknown): string {
  return isObject(action) && typeof action['Type'] === 'string' ? action['Type'].slice(0, 100) : UNSHOWN;
}

function joinIn(action: unknown): Record<string, unknown>[] {
  if (!isObject(action) || action['Type'] !== 'JoinChimeMeeting') return [];
  return [isObject(action['Parameters']) ? action['Parameters'] : {}];
}

/** Whether the answer shows each of its actions. */
export function showsActions({ actions, cut }: Pick<LoggedAnswer, 'actions' | 'cut'>): boolean {
  return !cut && actions?.includes(UNSHOWN) !== true;
}

/** What a record says once its envelopes are taken off. */
export interface Unwrapped {
  /** Its outermost objects. */
  top: Record<string, unknown>[];
  /** The envelopes taken off, and the member of each that held what was inside. */
  envelopes: Map<Record<string, unknown>, string>;
}

/** Takes off Lambda's JSON envelope (timestamp, level, requestId, message) and one logger's (message or msg beside a level). */
export function unwrap(objects: Record<string, unknown>[], cut: Set<object>): Unwrapped {
  const envelopes = new Map<Record<string, unknown>, string>();
  const open = (inside: Record<string, unknown>[], keyOf: (holder: Record<string, unknown>) => string | undefined) => {
    const [holder] = inside;
    const key = holder === undefined || inside.length > 1 ? undefined : keyOf(holder);
    if (holder === undefined || key === undefined) return inside;
    envelopes.set(holder, key);
    return contentOf(holder, key, cut);
  };
  const inLambda = open(objects, (holder) => (ENVELOPE.every((key) => key in holder) ? 'message' : undefined));
  const top = open(inLambda, (holder) =>
    'level' in holder ? ['message', 'msg'].find((key) => key in holder) : undefined,
  );
  return { top, envelopes };
}

/** Lambda's JSON log format (developer guide, "Log and filter events"). */
const ENVELOPE = ['timestamp', 'level', 'requestId', 'message'];

function contentOf(holder: Record<string, unknown>, key: string, cut: Set<object>): Record<string, unknown>[] {
  const content = holder[key];
  if (isObject(content)) {
    // What was shortened anywhere in the envelope may have been shortened here.
    if (cut.has(holder)) cut.add(content);
    return [content];
  }
  if (typeof content !== 'string') return [];
  const found = objectsIn(content);
  for (const object of found.cut) cut.add(object);
  return found.objects;
}

/** The text goes on to look like a response, and breaks off: what was answered is not known. */
export function looksLikeCutAnswer(text: string): boolean {
  return /["']?SchemaVersion["']?\s*:|["']?Actions["']?\s*:\s*\[/.test(text) && !/InvocationEvent/.test(text);
}
