import type { Failure } from '../core/failure.js';
import type { Outcome, Retry } from '../core/outcome/outcome.js';
import { visibleJson } from './visible.js';

/** The failure as scripts read it. */
export interface ErrorDocument {
  code: string;
  message: string;
  cause: string | null;
  tryThis: string[];
  retryable: boolean;
  retryAfterSeconds: number | null;
  requestId: string | null;
  attempts: number;
  exitCode: number;
}

/** The one document that `--json` writes to stdout, for every ending. `ok` is true exactly when the exit code is 0. */
export interface Envelope<Result> {
  schemaVersion: 1;
  command: string;
  ok: boolean;
  error?: ErrorDocument;
  result: Result | null;
  warnings: string[];
  timing: { totalMs: number; steps: { step: string; ms: number }[]; retries: Retry[] };
  requestIds: string[];
}

const LONGEST_TEXT = 4_000;

/** `command` with spaces, as it is typed; `retries` is what the run sent again, in the order of it. */
export function envelope<Result>(
  command: string,
  outcome: Outcome<Result>,
  retries: readonly Retry[] = [],
): Envelope<Result> {
  const { result, failure, warnings, requestIds } = outcome;
  const timing = { ...outcome.timing, retries: retries.map(retryDocument) };
  const head = { schemaVersion: 1, command } as const;
  const rest = { result, warnings: warnings.map(bounded), timing, requestIds };
  return failure === null
    ? { ...head, ok: true, ...rest }
    : { ...head, ok: false, error: errorDocument(failure), ...rest };
}

function retryDocument({ operation, attempt, reason, delayMs }: Retry): Retry {
  return { operation, attempt, reason: bounded(reason), delayMs };
}

function errorDocument(failure: Failure): ErrorDocument {
  const { code, message, cause, tryThis, retryable, retryAfterSeconds, requestId, attempts, exitCode } = failure;
  return {
    code,
    message: bounded(message),
    cause: cause === null ? null : bounded(cause),
    tryThis: [...tryThis],
    retryable,
    retryAfterSeconds,
    requestId,
    attempts,
    exitCode,
  };
}

function bounded(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** One line, whatever it holds. */
export function jsonLine(document: unknown): string {
  return `${visibleJson(JSON.stringify(document))}\n`;
}

/** Several lines, for people who read JSON. */
export function jsonText(document: unknown): string {
  return `${visibleJson(JSON.stringify(document, null, 2))}\n`;
}
