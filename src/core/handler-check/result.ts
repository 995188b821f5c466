import type { ArgumentPreset } from '../run/arguments.js';

/** What `handler print` writes. */
export interface HandlerPrintResult {
  language: 'node' | 'python' | 'policy';
  /** The whole minimal handler, rather than the part that an existing one lacks. */
  whole: boolean;
  text: string;
}

/** How one question about a handler was answered. `unknown`: it could not be seen. */
export type CheckStatus = 'ok' | 'finding' | 'warning' | 'unknown';

/** One question that `handler check` asks. Names are promises to scripts. */
export const HANDLER_CHECKS = [
  'answers-in-time',
  'answers-are-valid',
  'runtime',
  'holds-caller',
  'keeps-holding',
  'knows-update',
  'arguments-found',
  'join-token',
  'meeting-id',
  'leg-a',
  'at-most-ten-actions',
  'joins',
  'other-updates',
  'after-join',
  'second-update',
  'after-failed-join',
  'after-meeting',
  'logs-events',
  'keeps-tokens-out-of-logs',
  'network',
] as const;
export type HandlerCheckName = (typeof HANDLER_CHECKS)[number];

export interface HandlerCheck {
  check: HandlerCheckName;
  status: CheckStatus;
  /** What was seen, in a sentence or two; remote text in it is made visible where it is shown. */
  seen: string;
  /** What to do; null where there is nothing. */
  advice: string | null;
}

/** The arguments that made the handler join, as `bridge` takes them. */
export interface FoundArguments {
  preset: ArgumentPreset;
  /** `KEY=VALUE`, placeholders in it. */
  arguments: string[];
}

export interface HandlerCheckResult {
  handler: string;
  /** Whether the call joined on the embedded AWS; null where nothing was found that could make it, or it cannot be seen. */
  joined: boolean | null;
  /** The names it reads of an update's Arguments; null where that cannot be seen. */
  reads: string[] | null;
  found: FoundArguments | null;
  /** The very command that joins a call with this handler; null where none was found. */
  command: string | null;
  checks: HandlerCheck[];
}
