import type { ActionFailure, ActionKind, Parameters, Stage } from './action.js';
import { invalidParameter, legProblem } from './action.js';

/** Sound takes a fixed, short time, so that a demonstration is quick. Nothing is played or recorded. */
export const SOUND_MS = 2_000;

export type Check = (parameters: Parameters) => ActionFailure | undefined;

export function needs(name: string, isRight: (value: unknown) => boolean): Check {
  return (parameters) => (isRight(parameters[name]) ? undefined : invalidParameter(name));
}

export const isObject = (value: unknown): value is Parameters => typeof value === 'object' && value !== null;
export const text: Check = needs('Text', (value) => typeof value === 'string' && value !== '');
export const source: Check = (parameters) =>
  isObject(parameters['AudioSource'])
    ? undefined
    : { errorType: 'InvalidAudioSource', errorMessage: 'Audio Source parameter value is invalid.' };

/** The first thing that is wrong with the action, its leg last. */
export function firstProblem(...checks: Check[]): NonNullable<ActionKind['problem']> {
  return (parameters: Parameters, stage: Stage) => {
    for (const check of checks) {
      const problem = check(parameters);
      if (problem !== undefined) return problem;
    }
    return legProblem(parameters, stage);
  };
}

/** The keys that a list of terminators names. */
export function keysIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((key) => typeof key === 'string') : [];
}
