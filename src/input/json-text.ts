import { failed } from '../core/catalogue/failed.js';
import { syntaxErrorAt } from '../core/json/syntax.js';

/**
 * A JSON document of a file, which AWS answered or somebody wrote for us. Throws FILE_INVALID that names the flag and the
 * place: the engine's own message would quote what stands around it, and that may be a join token.
 */
export function parseJson(flag: string, text: string, whose: 'aws' | 'ours' = 'aws'): unknown {
  const problem = syntaxErrorAt(text);
  if (problem === null) return JSON.parse(text);
  const before = text.slice(0, problem.at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const situation = whose === 'aws' ? 'FILE_INVALID.json-of-aws' : 'FILE_INVALID.json';
  throw failed(situation, { flag: `--${flag}`, line: before.length, column, problem: problem.what });
}
