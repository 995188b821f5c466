import { isObject } from '../../core/facts/json-object.js';
import { type Shape, structure, text } from '../http/shape.js';
import { type PostedTelephone, readAnswers } from '../telephones.js';

const MAX_TELEPHONES = 10_000;

const TELEPHONE: Shape<PostedTelephone> = structure({
  number: text({ pattern: /^\+?[1-9]\d{1,14}$/ }),
  answers: text({ min: 1, max: 40 }),
});

/** The telephones that were posted, or what is wrong with them. */
export function readTelephones(posted: unknown): PostedTelephone[] | { problem: string } {
  if (!Array.isArray(posted)) return { problem: 'the telephones must be a list' };
  if (posted.length > MAX_TELEPHONES) return { problem: `at most ${MAX_TELEPHONES} telephones` };
  for (const [index, telephone] of posted.entries()) {
    const problem = isObject(telephone) ? problemOf(telephone) : 'a telephone must be a JSON object';
    if (problem !== undefined) return { problem: `[${index}]: ${problem}` };
  }
  return posted as PostedTelephone[];
}

function problemOf(telephone: Record<string, unknown>): string | undefined {
  const problem = TELEPHONE.problem(telephone, '');
  if (problem !== undefined) return problem;
  const { answers } = telephone as unknown as PostedTelephone;
  if (readAnswers(answers) !== undefined) return undefined;
  return "'answers' is 'after 1s' (any time), 'busy', 'declined' or 'never'";
}
