import { isObject } from '../../core/facts/json-object.js';
import { parseJson } from './json.js';
import type { Operation } from './operation.js';
import { Refusal, SPELLING } from './refusal.js';
import type { Destination } from './route.js';

/** A request that has found its operation. */
export type Target = Extract<Destination, { operation: string }>;

/** The operation's input put together from path, query and body, or a Refusal thrown. */
export function checkedInput(operation: Operation, target: Target, body: Buffer): unknown {
  const { badInput, unreadable } = SPELLING[operation.service];
  let sent: unknown;
  try {
    sent = parseJson(body);
  } catch (error) {
    throw new Refusal(unreadable, (error as Error).message);
  }
  if (!isObject(sent)) throw new Refusal(unreadable, 'the body is not a JSON object');
  const input = { ...sent, ...numbersIn(target.query), ...target.labels };
  const problem = operation.problem(input);
  if (problem !== undefined) throw new Refusal(badInput, `1 validation error detected: ${problem}`);
  return input;
}

/** In a query everything is text; MaxResults is the one number there. Text that is none fails its check. */
function numbersIn(query: Record<string, string>): Record<string, unknown> {
  const { MaxResults, ...texts } = query;
  if (MaxResults === undefined) return texts;
  return { ...texts, MaxResults: /^\d{1,9}$/.test(MaxResults) ? Number(MaxResults) : MaxResults };
}
