import { isObject } from '../facts/json-object.js';
import { isMeetingEvent } from './check-meeting-event.js';
import { isGatewayAnswer } from './gateway-answer.js';

/** What a document can be. */
export const DOCUMENT_KINDS = ['action', 'response', 'event', 'arguments'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

const has =
  (...names: string[]) =>
  (document: Record<string, unknown>) =>
    names.some((name) => Object.hasOwn(document, name));

/** The first that fits; what only a flat map of values fits is a map of arguments. */
const SIGNS: readonly [DocumentKind, (document: Record<string, unknown>) => boolean][] = [
  ['event', has('InvocationEventType', 'InvocationEvent', 'CallDetails')],
  ['event', isMeetingEvent],
  ['response', has('Actions')],
  ['response', isGatewayAnswer],
  ['action', (document) => typeof document['Type'] === 'string' && Object.hasOwn(document, 'Parameters')],
  ['response', has('SchemaVersion', 'TransactionAttributes')],
  ['event', has('ActionData')],
  ['arguments', (document) => isObject(document['Arguments'])],
  ['response', (document) => Array.isArray(document['Statement']) && document['Statement'].some(isAction)],
  ['action', (document) => typeof document['Type'] === 'string' && Object.keys(document).length === 1],
  ['arguments', (document) => Object.values(document).every((value) => !isObject(value) && !Array.isArray(value))],
];

/** What the document looks like; null where it looks like nothing that is known here. */
export function guessKind(document: unknown): DocumentKind | null {
  if (Array.isArray(document)) return document.some(isAction) ? 'response' : null;
  if (!isObject(document)) return null;
  return SIGNS.find(([, fits]) => fits(document))?.[0] ?? null;
}

function isAction(item: unknown): boolean {
  return isObject(item) && typeof item['Type'] === 'string' && !Object.hasOwn(item, 'Effect');
}
