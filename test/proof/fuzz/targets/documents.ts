/** What reads documents that an operator gives. */
import { explain } from '../../../../src/core/explain/explain.js';
import { boundedJson, JsonMeter } from '../../../../src/core/json/bounded-json.js';
import { repairJson } from '../../../../src/core/json/repair.js';
import { syntaxErrorAt } from '../../../../src/core/json/syntax.js';
import { openProgress } from '../../../../src/core/outcome/progress.js';
import { MASK } from '../../../../src/core/secret.js';
import type { DocumentKind } from '../../../../src/core/validate/kind.js';
import { validate } from '../../../../src/core/validate/validate.js';
import { readAttendeeFile } from '../../../../src/input/attendee-file.js';
import { eventIn } from '../../../../src/input/event-file.js';
import { EXPLAIN_VIEW } from '../../../../src/output/views/explain.js';
import { PROBLEMS_VIEW } from '../../../../src/output/views/validate.js';
import { depthOf, hold, outcomeOf, shownSafely } from '../hold.js';
import { LINES, TOKEN } from '../samples.js';
import { type Target, target } from '../target.js';

const QUIET = openProgress({ now: () => 0, sleep: async () => {} }, () => {});
const KINDS: readonly (DocumentKind | null)[] = [null, 'action', 'response', 'event', 'arguments'];
const OPERATIONS = [null, null, 'GetMeeting', 'UpdateSipMediaApplicationCall', 'no such'];

export const JSON_TEXT: Target = target({
  name: 'json',
  share: 10,
  input: ({ text, document, mutated, chance }) => (chance(0.5) ? mutated(document()) : text()),
  check(text) {
    const problem = syntaxErrorAt(text);
    const read = boundedJson(text, { length: 1e6, depth: 100, members: 1e6 });
    hold((problem === null) === 'value' in read, 'the two readers of JSON agree');
    hold(problem === null || (problem.at >= 0 && problem.at <= text.length), 'a problem stands in the text');
    const repair = repairJson(text);
    hold((problem === null) === (repair.slips.length === 0), 'what is no JSON has a slip');
    if (repair.text !== null) {
      JSON.parse(repair.text);
      hold(syntaxErrorAt(repair.text) === null, 'what is repaired is JSON');
      for (const at of [0, repair.text.length >> 1, repair.text.length]) {
        const old = repair.toOriginal(at);
        hold(old >= 0 && old <= text.length, 'a place of the repaired text stands in the old one');
      }
    }
    hold(
      repair.slips.every(({ at }) => at >= 0 && at <= text.length),
      'a slip stands in the text',
    );
    if ('value' in read) {
      const depth = depthOf(read.value);
      const within = { length: 1e6, depth, members: 1e6 };
      hold(new JsonMeter(within).take(text) === null, 'what is within its bounds is read');
      hold(depth === 0 || new JsonMeter({ ...within, depth: depth - 1 }).take(text) !== null, 'what is deeper is not');
    }
    const half = text.length >> 1;
    const meter = new JsonMeter({ length: 1e6, depth: 20, members: 50 });
    const whole = new JsonMeter({ length: 1e6, depth: 20, members: 50 }).take(text);
    hold(
      (meter.take(text.slice(0, half)) ?? meter.take(text.slice(half))) === whole,
      'parts are measured as the whole',
    );
  },
});

export const VALIDATE: Target = target({
  name: 'validate',
  share: 3,
  input: ({ text, document, oneOf, chance }) => ({
    text: chance(0.6) ? document() : text(),
    as: oneOf(KINDS),
  }),
  check({ text, as }) {
    const told = outcomeOf(() => validate({ text, as, fix: true }));
    if (told.result === null) return hold(false, 'there is always a result');
    const { kind, problems, valid, fixed } = told.result;
    hold(valid === (problems.length === 0), 'valid is without problems');
    const lines = text.split(/\r\n|\r|\n/).length;
    hold(
      problems.every(({ line, column }) => line >= 1 && line <= lines && column >= 1),
      'a problem has its place',
    );
    if (fixed !== null) {
      const again = outcomeOf(() => validate({ text: fixed, as: kind, fix: true }));
      hold(again.result?.fixed === fixed, 'what is repaired needs no repair');
    }
    shownSafely(told, PROBLEMS_VIEW, 'validate');
  },
});

export const EXPLAIN: Target = target({
  name: 'explain',
  share: 3,
  input: ({ text, document, mutated, oneOf, below, chance }) => ({
    text: chance(0.5)
      ? text()
      : Array.from({ length: 1 + below(6) }, () => (chance(0.5) ? document() : mutated(oneOf(LINES)))).join('\n'),
    operation: oneOf(OPERATIONS),
  }),
  check(request) {
    const told = outcomeOf(() => explain(request, QUIET));
    hold(told.result !== null, 'there is always a result');
    hold(!JSON.stringify(told).includes(TOKEN), 'no join token is shown');
    shownSafely(told, EXPLAIN_VIEW, 'explain');
  },
});

export const DOCUMENT: Target = target({
  name: 'document',
  share: 2,
  input: ({ text, document, chance }) => (chance(0.6) ? document() : text()),
  check(text) {
    const attendee = outcomeOf(() => readAttendeeFile(text));
    const tokens = (attendee.result?.attendees ?? []).map(({ joinToken }) => joinToken);
    hold(
      tokens.every((token) => token === null || `${token}` === MASK),
      'a join token is a secret',
    );
    hold(!JSON.stringify(attendee.failure).includes(TOKEN), 'no failure shows a join token');
    if (attendee.failure !== null) shownSafely(attendee, null, 'a document');
    const event = outcomeOf(() => eventIn(text));
    hold(
      event.failure === null || ['FILE_INVALID', 'IDS_CONTRADICT'].includes(event.failure.code),
      'no event is told as such',
    );
  },
});
