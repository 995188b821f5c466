import { QUOTED_TOKEN, WHOLE_ANSWER } from '../catalogue/remarks.js';
import { JOIN_TOKEN_LENGTH } from '../facts/limits.js';
import { MASK } from '../secret.js';

/** Spaces, line ends, controls and what is not seen: paste leaves them behind, and no token has them. */
const NO_PART_OF_A_TOKEN = /[\s\p{Cc}\p{Cf}]/u;

/** Why this is no join token, or null. The text is a secret: no answer repeats any of it. */
export function joinTokenProblem(text: string): string | null {
  const { min, max } = JOIN_TOKEN_LENGTH;
  if (text.length < min || text.length > max) return `it has ${text.length} characters, AWS's have ${min} to ${max}`;
  if (text === MASK) return 'it is masked';
  if (NO_PART_OF_A_TOKEN.test(text)) return 'it has a space, a line end or a character that is not seen inside';
  if (text.startsWith('{') || text.startsWith('[')) return WHOLE_ANSWER;
  if (text.startsWith('"')) return QUOTED_TOKEN;
  return null;
}
