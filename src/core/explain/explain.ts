import { CATALOGUE } from '../catalogue/catalogue.js';
import { OPERATION_NAMES } from '../catalogue/operations.js';
import { nearestEntries } from '../catalogue/recognise/nearest.js';
import { recogniseText } from '../catalogue/recognise/text.js';
import { Failure } from '../failure.js';
import type { Progress } from '../outcome/progress.js';
import { LeftBehind } from '../outcome/use-case.js';
import { explanationOf } from './explanation.js';
import { type Reading, readDocument } from './log/document.js';
import { maskFor } from './log/masked.js';
import type { ExplainListResult, ExplainResult } from './result.js';

/** What is to be explained. */
export interface ExplainRequest {
  text: string;
  /** The AWS operation an answer came from, as the operator named it. */
  operation: string | null;
}

/** No more than these: the first is the likeliest. */
const AT_MOST = 8;

/** Explains a code, a message, an event or a log. Throws where it is not known, with the entries that look alike. */
export function explain({ text, operation }: ExplainRequest, progress: Progress): ExplainResult {
  if (operation !== null && !OPERATION_NAMES.includes(operation)) {
    progress.warn('--operation is none that the catalogue knows: told in general.');
  }
  const { all, call, events } = isDocument(text) ? readDocument(text, operation) : readShort(text, operation);
  const masked = maskFor(events);
  const explanations = all.slice(0, AT_MOST).map((one) => explanationOf(one, masked));
  if (explanations.length > 0) return { known: true, explanations, call, nearest: [] };
  const nearest = nearestEntries(text).map(({ id, title }) => ({ id, title }));
  throw new LeftBehind<ExplainResult>(notKnown(call !== null), { known: false, explanations: [], call, nearest });
}

/** Every entry, in the order of the catalogue. */
export function listCatalogue(): ExplainListResult {
  return {
    entries: CATALOGUE.map(({ id, title, certainty, sources }) => ({ id, title, certainty, sources: [...sources] })),
  };
}

function isDocument(text: string): boolean {
  return text.trim().includes('\n') || text.includes('{');
}

function readShort(text: string, operation: string | null): Reading {
  return { all: recogniseText(text, operation), call: null, events: [] };
}

function notKnown(hasCall: boolean): Failure {
  return hasCall
    ? new Failure('NOT_KNOWN', 'There is an event of a call in it, and nothing that went wrong.', {
        tryThis: ['give more of the log: aws logs tail LOG_GROUP --since 15m | chime-join explain --file -'],
      })
    : new Failure('NOT_KNOWN', 'This is not known: no entry of the catalogue is recognised in it.', {
        tryThis: ['every entry: chime-join explain --list', 'give the whole line, or the event as it was logged'],
      });
}
