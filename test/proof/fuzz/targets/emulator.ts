/** What the emulator and `handler check` read of a handler's and a client's. */
import { gradeJoin, readAnswer } from '../../../../src/core/handler-check/answer.js';
import { compileFilterPattern, type Matches } from '../../../../src/emulator/logs/filter-pattern.js';
import { readResponse } from '../../../../src/emulator/sma/response.js';
import { depthOf, hold, same } from '../hold.js';
import { type Target, target } from '../target.js';

export const ANSWER: Target = target({
  name: 'answer',
  share: 3,
  input: ({ text, document, chance }) => (chance(0.7) ? document() : text()),
  check(text) {
    const answer = readAnswer(text);
    same(answer, readAnswer(text), 'an answer is read the same twice');
    hold((answer.problem?.length ?? 0) < 300, 'a problem is a sentence');
    gradeJoin(answer);
    hold(depthOf(answer) <= 36, 'no answer is deep');
    const response = readResponse(text);
    hold(depthOf(response) <= 36, 'no response is deep');
    hold(
      'problem' in response || response.actions === undefined || response.actions.length <= 10,
      'no more actions than AWS takes',
    );
  },
});

export const PATTERN: Target = target({
  name: 'pattern',
  share: 1,
  input: ({ text, mutated, chance }) => ({
    pattern: (chance(0.8) ? mutated('{ $.a.b[0] = "x*" && ($.n > 2 || $.gone NOT EXISTS) }') : text()).slice(0, 1_024),
    message: text(),
  }),
  check({ pattern, message }) {
    const matches = compiled(pattern);
    if (matches === null) return;
    hold(typeof matches(message) === 'boolean', 'a record matches or not');
  },
});

/** Null where the pattern is refused; it must be refused as such. */
function compiled(pattern: string): Matches | null {
  try {
    return compileFilterPattern(pattern);
  } catch (error) {
    hold(error instanceof Error && !(error instanceof RangeError || error instanceof TypeError), String(error));
    return null;
  }
}
