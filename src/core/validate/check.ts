import { SAY_WHICH_DOCUMENT } from '../catalogue/remarks.js';
import { isObject } from '../facts/json-object.js';
import { type Checked, checkAction } from './check-action.js';
import { checkArguments } from './check-arguments.js';
import { checkEvent } from './check-event.js';
import { checkResponse } from './check-response.js';
import { type DocumentKind, guessKind } from './kind.js';
import { broken, type Rule } from './problem.js';
import { guide } from './sources.js';

const KIND: Rule = {
  rule: 'kind',
  limit: 'an action, a response, an event, or a map of arguments',
  source: guide('pstn-invocations'),
  certainty: 'documented',
  severity: 'error',
};
const NAMES = {
  action: 'an action',
  response: 'a response',
  event: 'an event',
  arguments: 'a map of arguments',
} as const;

const CHECKS: Readonly<Record<DocumentKind, (document: unknown) => Checked>> = {
  action: (document) => checkAction(document, []),
  response: checkResponse,
  event: checkEvent,
  arguments: (document) =>
    isObject(document) && isObject(document['Arguments'])
      ? checkArguments(document['Arguments'], ['Arguments'])
      : checkArguments(document, []),
};

export interface CheckedDocument extends Checked {
  kind: DocumentKind | null;
}

/** Holds a document against the rules of what it is, or of what the operator says it is. */
export function checkDocument(document: unknown, as: DocumentKind | null): CheckedDocument {
  const guessed = guessKind(document);
  const kind = as ?? guessed;
  if (kind === null) {
    const encoded = typeof document === 'string' && /^\s*[{[]/.test(document);
    const message = encoded ? 'this is a text that holds a document: it was encoded twice' : SAY_WHICH_DOCUMENT;
    return { kind, findings: [broken(KIND, [], message)], notes: [] };
  }
  if (as !== null && guessed !== null && guessed !== as && isSure(guessed)) {
    return { kind: as, findings: [broken(KIND, [], `this is ${NAMES[guessed]}, not ${NAMES[as]}`)], notes: [] };
  }
  return { kind, ...CHECKS[kind](document) };
}

/** Any flat object may be a map of arguments, so that it may as well be something else. */
function isSure(kind: DocumentKind): boolean {
  return kind !== 'arguments';
}
