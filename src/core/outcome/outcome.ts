import type { Failure } from '../failure.js';

/** One step of a run, in words and in AWS's operations. `--dry-run` prints it, the run performs it, progress names it. */
export interface Step {
  /** Stable: scripts find a step's time by it. */
  id: string;
  title: string;
  /** The AWS operations it may send. */
  operations: string[];
  /** `reads` changes nothing; `creates` is undone after a definite failure; `updates` reaches the live call, once; `removes` undoes. */
  effect: 'reads' | 'creates' | 'updates' | 'removes';
  /** What takes its effect back; null where nothing is to be taken back, or nothing can. */
  undo: string | null;
}

export interface StepTiming {
  step: string;
  ms: number;
}

/** How a run ended: its result, and the failure where it did not do what was asked. */
export interface Outcome<Result> {
  result: Result | null;
  failure: Failure | null;
  warnings: string[];
  timing: { totalMs: number; steps: StepTiming[] };
  requestIds: string[];
}

/** A request that is sent again. */
export interface Retry {
  operation: string;
  /** Which attempt failed, from 1. */
  attempt: number;
  /** What became of it, in words for people. */
  reason: string;
  /** How long is waited before the next one. */
  delayMs: number;
}

export type StepEnd = 'done' | 'failed' | 'skipped';

/** What a run tells while it goes on. The terminal is one listener. */
export type RunEvent =
  | { type: 'step-started'; step: Step }
  | {
      type: 'step-finished';
      step: Step;
      ms: number;
      /** `skipped`: it ended without having done what it is for. */
      outcome: StepEnd;
      note: string | null;
      /** What AWS called the step's requests. */
      requestIds: string[];
    }
  | { type: 'warning'; message: string }
  | ({ type: 'retry' } & Retry);
