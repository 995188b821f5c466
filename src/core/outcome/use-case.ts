import { reworded } from '../catalogue/failed.js';
import { leftByRequest, withWhatIsLeft } from '../catalogue/what-is-left.js';
import { asFailure, type Failure } from '../failure.js';
import type { Clock } from '../ports/clock.js';
import { openDeadline } from './deadline.js';
import type { Outcome, RunEvent } from './outcome.js';
import { openProgress, type Progress } from './progress.js';

/** Thrown by a use case that failed and has something to show all the same: what it left behind. */
export class FailedWith<Result> extends Error {
  constructor(
    readonly failure: Failure,
    readonly result: Result,
  ) {
    super(failure.message);
  }
}

/**
 * A use case that either has a result or fails: its outcome, whatever happens. `work` gets a signal that aborts at the
 * operator's interrupt or when `timeoutMs` is up (null: no limit).
 */
export async function runUseCase<Result>(
  options: { clock: Clock; emit: (event: RunEvent) => void; interrupt: AbortSignal; timeoutMs: number | null },
  work: (progress: Progress, signal: AbortSignal) => Promise<Result>,
): Promise<Outcome<Result>> {
  const { clock, emit, interrupt, timeoutMs } = options;
  const progress = openProgress(clock, emit);
  const deadline = timeoutMs === null ? null : openDeadline(timeoutMs, clock, interrupt);
  try {
    const result = await work(progress, deadline?.signal ?? interrupt);
    return { result, failure: null, ...progress.summary() };
  } catch (error) {
    if (error instanceof FailedWith) return { result: error.result, failure: error.failure, ...progress.summary() };
    const failure = asFailure(error);
    // What may have taken effect must be told, whatever cut it short.
    if (failure.code === 'UNCONFIRMED') return { result: null, failure, ...progress.summary() };
    const told = interrupt.aborted
      ? reworded(failure, 'INTERRUPTED.command')
      : deadline?.expired() === true
        ? reworded(failure, 'TIMED_OUT.command')
        : failure;
    return { result: null, failure: withWhatIsLeft(told, leftByRequest(told)), ...progress.summary() };
  } finally {
    deadline?.close();
  }
}
