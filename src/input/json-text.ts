import { Failure } from '../core/failure.js';
import { syntaxErrorAt } from '../core/json/syntax.js';

/**
 * A JSON document of a file. Throws FILE_INVALID that names the flag and the place: the engine's own message would quote
 * what stands around it, and that may be a join token.
 */
export function parseJson(
  flag: string,
  text: string,
  tryThis = ["Give AWS's answer as it came: --output json"],
): unknown {
  const problem = syntaxErrorAt(text);
  if (problem === null) return JSON.parse(text);
  const before = text.slice(0, problem.at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  throw new Failure(
    'FILE_INVALID',
    `--${flag}: it is no JSON: line ${before.length}, column ${column}: ${problem.what}.`,
    { tryThis },
  );
}
