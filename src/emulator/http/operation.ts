import type { Quota } from '../quotas.js';
import type { Service } from './refusal.js';
import type { Shape } from './shape.js';

/** What an operation is told about the request, beside its input. */
export interface Caller {
  /** The region the request was signed for. */
  region: string;
}

/** What an operation answers: a body, or none; it may take its time. */
export type Result = object | undefined | Promise<object | undefined>;

/** One AWS operation. `run` returns the answer's body (undefined for none) or throws a Refusal. */
export interface Operation {
  readonly name: string;
  readonly service: Service;
  readonly success: number;
  readonly quota?: Quota;
  /** What is wrong with the input by AWS's model, or undefined. */
  problem(input: unknown): string | undefined;
  /** Runs on an input without a problem. */
  run(input: unknown, caller: Caller): Result;
}

/** Ties an operation's input shape to the code that runs on it. */
export function operation<I>(declared: {
  name: string;
  service: Service;
  success?: number;
  quota?: Quota;
  input: Shape<I>;
  run(input: I, caller: Caller): Result;
}): Operation {
  const { name, service, success = 200, quota, input, run } = declared;
  return {
    name,
    service,
    success,
    ...(quota === undefined ? {} : { quota }),
    problem: (value) => input.problem(value, ''),
    run: (value, caller) => run(value as I, caller),
  };
}
