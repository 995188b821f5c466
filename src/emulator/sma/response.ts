import { isActionType } from '../../core/facts/actions/table.js';
import type { HandlerAction } from '../../core/facts/event.js';
import { isObject } from '../../core/facts/json-object.js';
import { MAX_ACTIONS } from '../../core/facts/limits.js';
import { boundedJson } from '../../core/json/bounded-json.js';
import type { Allowance } from './allowance.js';
import { SMA_MESSAGES } from './message-log.js';

/** Why the SMA cannot use a response: AWS's message, and the type that INVALID_LAMBDA_RESPONSE names it by. */
export interface ResponseProblem {
  errorType: string;
  message: string;
}

/** A handler's response, understood. `actions` undefined keeps the present ones; `attributes` likewise. */
export type Response =
  | { actions: HandlerAction[] | undefined; attributes: Record<string, string> | undefined }
  | { problem: ResponseProblem };

/** Beyond these the answer is taken as unreadable, so that it can be echoed in events without harm. */
const BOUNDS = { length: 256 * 1024, depth: 32, members: 20_000 };

/** Captured (a blog of 2024-11-19): it comes as INVALID_LAMBDA_RESPONSE, not as ACTION_FAILED. */
const TOO_MANY_BOTS: ResponseProblem = {
  errorType: 'ActionExecutionThrottled',
  message: 'This account has exceeded the number of bot references allowed by the PSTN Audio service',
};

const ANY_BOT = { mayUseBot: () => true };

/** Documented; the same guide's error example says 10 pairs, an older limit. */
const MAX_ATTRIBUTES = 100;
const MAX_ATTRIBUTES_BYTES = 20 * 1024;

/** Reads what the handler answered as the SMA does (developer guide, "Responding to invocations with action lists"). */
export function readResponse(text: string, { mayUseBot }: Pick<Allowance, 'mayUseBot'> = ANY_BOT): Response {
  if (['null', '{}', '""', '[]'].includes(text)) return problem('BlankResponse', SMA_MESSAGES.blank);
  const read = boundedJson(text, BOUNDS);
  if (!('value' in read) || !isObject(read.value)) return unreadable;
  const { SchemaVersion, Actions, TransactionAttributes } = read.value;
  if (SchemaVersion !== '1.0') return problem('SchemaVersionMismatch', SMA_MESSAGES.schemaVersion);

  const wrongAttributes = attributesProblem(TransactionAttributes);
  if (wrongAttributes !== undefined) return { problem: wrongAttributes };
  const attributes = (TransactionAttributes ?? undefined) as Record<string, string> | undefined;
  if (Actions === undefined || Actions === null) return { actions: undefined, attributes };

  if (!Array.isArray(Actions)) return unreadable;
  if (Actions.length > MAX_ACTIONS) return problem('TooManyActions', SMA_MESSAGES.tooManyActions);
  if (!Actions.every(isAction)) return unreadable;
  const unknown = Actions.find(({ Type }) => !isActionType(Type));
  if (unknown !== undefined) return problem('UnsupportedAction', SMA_MESSAGES.unsupportedAction(shown(unknown.Type)));
  const tooManyBots = Actions.some(({ Type, Parameters }) => {
    const bot = Type === 'StartBotConversation' ? Parameters?.['BotAliasArn'] : undefined;
    return typeof bot === 'string' && !mayUseBot(bot);
  });
  return tooManyBots ? { problem: TOO_MANY_BOTS } : { actions: Actions, attributes };
}

const problem = (errorType: string, message: string): Response => ({ problem: { errorType, message } });
const unreadable = problem('InvalidActionList', SMA_MESSAGES.unreadable);

function attributesProblem(attributes: unknown): ResponseProblem | undefined {
  if (attributes === undefined || attributes === null) return undefined;
  if (!isObject(attributes) || !Object.values(attributes).every((value) => typeof value === 'string')) {
    return { errorType: 'TransactionAttributesInvalid', message: SMA_MESSAGES.attributesUnreadable };
  }
  if (Object.keys(attributes).length > MAX_ATTRIBUTES) {
    return { errorType: 'TransactionAttributesInvalidMapSize', message: SMA_MESSAGES.tooManyAttributes };
  }
  if (Buffer.byteLength(JSON.stringify(attributes)) > MAX_ATTRIBUTES_BYTES) {
    return { errorType: 'TransactionAttributesInvalidMapSize', message: SMA_MESSAGES.attributesTooLarge };
  }
  return undefined;
}

function isAction(value: unknown): value is HandlerAction {
  if (!isObject(value) || typeof value['Type'] !== 'string') return false;
  return value['Parameters'] === undefined || value['Parameters'] === null || isObject(value['Parameters']);
}

const shown = (name: string) => name.slice(0, 100);
