import { CATALOGUE } from '../catalogue/catalogue.js';
import { failed } from '../catalogue/failed.js';
import { OPERATION_NAMES } from '../catalogue/operations.js';
import { nearestEntries } from '../catalogue/recognise/nearest.js';
import { recogniseText } from '../catalogue/recognise/text.js';
import { UNKNOWN_OPERATION } from '../catalogue/remarks.js';
import type { Progress } from '../outcome/progress.js';
import { FailedWith } from '../outcome/use-case.js';
import { explanationOf } from './explanation.js';
import { type Reading, readDocument } from './log/document.js';
import { maskFor } from './log/masked.js';
import type { ExplainListResult, ExplainResult } from './result.js';

/** What is to be explained. */
export interface ExplainRequest {
  text: string;
  /** The AWS operation an answer came from, as the operator named it. */
  operation: string | null;
  /** The call that is to be explained, of several in the text. */
  transactionId?: string | null;
  /** The words, as a shell takes them, where they are the path of a file that is there. */
  file?: string | null;
  /** It was typed: a text without this call is then not what was meant. */
  mustHoldCall?: boolean;
}

/** No more than these: the first is the likeliest. */
const AT_MOST = 8;

/** Explains a code, a message, an event or a log. Throws where it is not known, with the entries that look alike. */
export function explain(request: ExplainRequest, progress: Progress): ExplainResult {
  const { text, operation } = request;
  if (operation !== null && !OPERATION_NAMES.includes(operation)) {
    progress.warn(UNKNOWN_OPERATION);
  }
  const { all, call, masked, missed } = isDocument(text) ? readWhole(request) : readShort(text, operation);
  if (missed !== undefined) throw callMissed(missed);
  const explanations = all.slice(0, AT_MOST).map((one) => explanationOf(one, masked));
  if (explanations.length > 0) return { known: true, explanations, call, nearest: [] };
  // In what the text shows of the call nothing went wrong: that is known, and nothing is near it.
  if (call !== null) return { known: true, explanations: [], call, nearest: [] };
  const nearest = nearestEntries(text).map(({ id, title }) => ({ id, title }));
  const file = request.file ?? null;
  const failure = file === null ? failed('NOT_KNOWN.text') : failed('NOT_KNOWN.file-name', { file });
  throw new FailedWith<ExplainResult>(failure, { known: false, explanations: [], call, nearest });
}

function readWhole({ text, operation, transactionId = null, mustHoldCall = false }: ExplainRequest): Reading {
  const reading = readDocument({ text, operation, transactionId });
  if (reading.missed === undefined || mustHoldCall) return reading;
  return readDocument({ text, operation, transactionId: null });
}

function callMissed(calls: string[]): FailedWith<ExplainResult> {
  return new FailedWith(failed('NOT_KNOWN.call', { calls }), {
    known: false,
    explanations: [],
    call: null,
    nearest: [],
  });
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
  return { all: recogniseText(text, operation), call: null, masked: maskFor([], text) };
}
