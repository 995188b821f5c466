import type { Clock } from '../ports/clock.js';
import type { Retry, RunEvent, Step, StepEnd, StepTiming } from './outcome.js';

/** What a run gathers beside its result. */
export interface Progress {
  warn(message: string): void;
  retry(retry: Retry): void;
  /** Keeps the ids an operator may be asked for. */
  sent(...requestIds: (string | null)[]): void;
  /**
   * Performs a step and reports its begin, its end, and how long it took. `note` is for people, of the result; `isDone` says of
   * it whether the step did what it is for. What `work` reports through the progress that it is given counts as the step's.
   */
  perform<T>(
    step: Step,
    work: (progress: Progress) => Promise<T>,
    note?: (value: T) => string | null,
    isDone?: (value: T) => boolean,
  ): Promise<T>;
  summary(): { warnings: string[]; timing: { totalMs: number; steps: StepTiming[] }; requestIds: string[] };
}

const KEPT_FIRST = 50;
const KEPT_LAST = 50;

export function openProgress(clock: Clock, emit: (event: RunEvent) => void): Progress {
  const startedAt = clock.now();
  const warnings: string[] = [];
  const steps: StepTiming[] = [];
  const requestIds = new Set<string>();

  const progress: Progress = {
    warn(message) {
      if (warnings.includes(message)) return;
      warnings.push(message);
      emit({ type: 'warning', message });
    },
    retry(retry) {
      emit({ type: 'retry', ...retry });
    },
    sent(...ids) {
      for (const id of ids) if (id !== null) requestIds.add(id);
      // A long wait reads often: what came last, and what came first, is what anybody asks for.
      for (const id of [...requestIds].slice(KEPT_FIRST, -KEPT_LAST)) requestIds.delete(id);
    },
    async perform(step, work, note = () => null, isDone = () => true) {
      const from = clock.now();
      const own = new Set<string>();
      const scoped: Progress = {
        ...progress,
        sent(...ids) {
          for (const id of ids) if (id !== null) own.add(id);
          progress.sent(...ids);
        },
      };
      emit({ type: 'step-started', step });
      const finish = (outcome: StepEnd, told: string | null) => {
        const ms = clock.now() - from;
        steps.push({ step: step.id, ms });
        const sent = [...own].slice(-KEPT_LAST);
        emit({ type: 'step-finished', step, ms, outcome, note: told, requestIds: sent });
      };
      try {
        const value = await work(scoped);
        finish(isDone(value) ? 'done' : 'skipped', note(value));
        return value;
      } catch (error) {
        finish('failed', null);
        throw error;
      }
    },
    summary() {
      return { warnings, timing: { totalMs: clock.now() - startedAt, steps }, requestIds: [...requestIds] };
    },
  };
  return progress;
}
