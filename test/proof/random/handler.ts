/** A handler as data: everything that tells one apart from another, printed with whatever went wrong. */
import type { EventType } from '../../../src/core/facts/event.js';

export interface HandlerPlan {
  acts: Acts;
  takes: Takes;
  logs: Logs;
}

/** What it answers. */
export interface Acts {
  /** A new call is held for so long; `renews`: again and again. */
  hold: { ms: number; renews: boolean };
  update: UpdateAct;
  /** How it asks for a join the first time. */
  firstJoin: 'right' | 'no-meeting-id' | 'wrong-token';
  /** How often a failed join is tried again. */
  retries: number;
  /** It learns from a failure, and asks rightly then. */
  retriesRightly: boolean;
  /** A retry follows a prompt, and not at once. */
  promptsBeforeRetry: boolean;
  /** What follows a join that failed for good. */
  givesUp: 'nothing' | 'hangs-up' | 'empty' | 'holds';
  /** An update of a call that is bridged already. */
  bridged: 'joins' | 'moves' | 'ignores';
  /** It throws at its first event of this type, or at each one. */
  throws: { at: EventType; how: 'once' | 'always'; saysToken: boolean } | null;
  /** An unusable first answer to the update; the SMA tells it so, and then it answers as it should, or not. */
  unusable: { answer: string; mends: boolean } | null;
  /** Where there is nothing to do: no member, null, or (wrongly) the actions again. */
  nothing: 'left-out' | 'null';
}

export type UpdateAct =
  | { kind: 'join' }
  /** Prompts of so many milliseconds, one answer each, then the join. */
  | { kind: 'prompts'; ms: number[] }
  /** Pauses before and after the join, in one list. */
  | { kind: 'list'; before: number[]; after: number[] }
  /** Keeps the update in TransactionAttributes, answers without actions, and joins when the hold ends. */
  | { kind: 'attributes' }
  /** Joins a meeting of its own, now or when a first hold of the update has ended. */
  | { kind: 'own'; when: 'now' | 'later' }
  | { kind: 'telephone' }
  | { kind: 'hang-up' }
  | { kind: 'empty' }
  | { kind: 'nothing' }
  | { kind: 'hold' };

/** How long it takes, in milliseconds: the first number for an event's first invocation, the second for its repetition. */
export interface Takes {
  usual: number;
  update: [number, number];
  failure: [number, number];
  success: [number, number];
  /** Loading it in a new sandbox. */
  cold: number;
}

export const TEXT_STYLES = ['json', 'pretty', 'lines', 'inspect', 'repr', 'shortened', 'in-string', 'nested'] as const;
export type TextStyle = (typeof TEXT_STYLES)[number];

/** How it logs. */
export interface Logs {
  /** Lambda's log format. */
  format: 'Text' | 'JSON';
  /** WARN: without START, END and REPORT. */
  system: 'INFO' | 'WARN';
  /** How a text comes into the log: by Node's console, Python's print, Python's logger, or as raw lines. */
  through: 'console' | 'print' | 'logger';
  /** A logger's own envelope around it. */
  envelope: 'none' | 'message' | 'msg' | 'message-text' | 'beside';
  events: {
    which: 'all' | 'errors' | 'all-but-successes' | 'updates-and-failures' | 'chosen' | 'none';
    chosen: EventType[];
    /** What is logged of the others. */
    others: 'nothing' | 'slim' | 'prose';
    style: TextStyle;
    /** `shortened`: to so many characters. */
    length: number;
    label: string;
    /** Only once the work is done. */
    late: boolean;
    actionData: 'whole' | 'type' | 'none-of-successes';
  };
  answers: {
    which: 'none' | 'all' | 'sometimes' | 'template' | 'template-and-final' | 'settings' | 'fallback';
    style: TextStyle | 'first-level';
    length: number;
    label: string;
  };
  masks: {
    keys: 'none' | 'token' | 'token-and-meeting' | 'all-ids';
    how: 'stars' | 'word' | 'removed' | 'start' | 'hash';
    /** Where it is masked by cutting it. */
    cutsTokenAfter: number | null;
    numbers: boolean;
  };
}

/** The events that a handler may be choosy about. */
export const CHOSEN_FROM: readonly EventType[] = [
  'NEW_INBOUND_CALL',
  'ACTION_SUCCESSFUL',
  'ACTION_FAILED',
  'ACTION_INTERRUPTED',
  'CALL_UPDATE_REQUESTED',
  'HANGUP',
  'INVALID_LAMBDA_RESPONSE',
];
