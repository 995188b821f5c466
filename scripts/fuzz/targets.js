// What is fuzzed, and what must hold whatever comes in. A target makes its input of randomness, and checks what becomes of
// it; it throws what must not be. Adding one is adding a row.
import { presentable, secretsIn } from '../../dist/aws/mask.js';
import { readLiteral } from '../../dist/core/evidence/literal.js';
import { objectsIn } from '../../dist/core/evidence/objects.js';
import { readTimeline } from '../../dist/core/evidence/timeline.js';
import { explain } from '../../dist/core/explain/explain.js';
import { MAX_UPDATE_ARGUMENTS } from '../../dist/core/facts/limits.js';
import { Failure } from '../../dist/core/failure.js';
import { gradeJoin, readAnswer } from '../../dist/core/handler-check/answer.js';
import { nextOf } from '../../dist/core/journal/again.js';
import { readEntry } from '../../dist/core/journal/read-entry.js';
import { recordOf } from '../../dist/core/journal/record.js';
import { boundedJson, JsonMeter } from '../../dist/core/json/bounded-json.js';
import { repairJson } from '../../dist/core/json/repair.js';
import { syntaxErrorAt } from '../../dist/core/json/syntax.js';
import { LeftBehind } from '../../dist/core/outcome/use-case.js';
import { argumentTemplates, maskArguments, renderArguments } from '../../dist/core/run/arguments.js';
import { MASK, Secret } from '../../dist/core/secret.js';
import { validate } from '../../dist/core/validate/validate.js';
import { veil } from '../../dist/core/veil.js';
import { judge } from '../../dist/core/verdict/judge.js';
import { argumentsInClear, inClear } from '../../dist/core/verdict/sent-text.js';
import { compileFilterPattern } from '../../dist/emulator/logs/filter-pattern.js';
import { readResponse } from '../../dist/emulator/sma/response.js';
import { readAttendeeFile } from '../../dist/input/attendee-file.js';
import { eventIn } from '../../dist/input/event-file.js';
import { PLAIN } from '../../dist/output/palette.js';
import { EXPLAIN_VIEW } from '../../dist/output/views/explain.js';
import { failureText } from '../../dist/output/views/failure.js';
import { PROBLEMS_VIEW } from '../../dist/output/views/validate.js';
import { visible, visibleBelow, visibleJson, visibleLine, visibleWhole } from '../../dist/output/visible.js';
import { ARGUMENTS, ENTRIES, LINES, MEETING, TOKEN, TRANSACTION, VALUES } from './texts.js';

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const KEPT = /[\n\t]/g;

function hold(condition, what) {
  if (!condition) throw new Error(`broken: ${what}`);
}

const same = (one, other, what) => hold(JSON.stringify(one) === JSON.stringify(other), what);
const nothingUnseen = (text, what) => hold(!UNSEEN.test(text.replace(KEPT, '')), `${what} shows what is not seen`);

/** Whether 16 characters of the secret, or all of a shorter one, stand in the text. */
function tells(text, secret, length = 16) {
  const size = Math.min(length, secret.length);
  for (let at = 0; at + size <= secret.length; at += 1) if (text.includes(secret.slice(at, at + size))) return true;
  return false;
}

/** What a use case gives, or the failure and the result that it leaves behind; anything else that is thrown is a defect. */
function outcomeOf(work) {
  try {
    return { result: work(), failure: null };
  } catch (error) {
    if (error instanceof LeftBehind) return { result: error.result, failure: error.failure };
    if (error instanceof Failure) return { result: null, failure: error };
    throw error;
  }
}

const ended = (told) => ({ ...told, warnings: [], timing: { totalMs: 0, steps: [] }, requestIds: [] });

function shownSafely({ result, failure }, view, what) {
  if (failure !== null) nothingUnseen(failureText(failure, PLAIN), what);
  if (result !== null && view !== null) nothingUnseen(view.text(ended({ result, failure }), PLAIN), what);
  nothingUnseen(visibleJson(JSON.stringify({ result, failure })), what);
}

const OWN = [TOKEN, MEETING];
const RUN = {
  ...{ transactionId: TRANSACTION, joinToken: inClear(TOKEN), meetingId: MEETING, meetingCreated: true },
  ...{ attendeeId: MEETING.replace('1', '2'), runId: 'run-20261123', arguments: argumentsInClear(ARGUMENTS, OWN) },
  ...{ updatedAt: 1_000, sequenceBefore: 1, earlierAttendees: [] },
};

const readable = (timeline) => ({ ...timeline, requests: [...timeline.requests].sort() });

/** A success that may be ours: of this call, and its token is not plainly another's. */
function mayBeOurs({ event }) {
  if (event.transactionId.toLowerCase() !== TRANSACTION) return false;
  return event.type === 'ACTION_SUCCESSFUL' && event.actionType === 'JoinChimeMeeting';
}

const REQUESTS = [1, 2, 3].map((at) => `00000000-0000-4000-8000-00000000000${at}`);

const QUIET = { warn() {}, start() {}, step: async (_, work) => work() };

/** In the order in which they are told; `share` of all inputs. */
export const TARGETS = [
  {
    name: 'event',
    share: 14,
    input: ({ text, below }) => ({ text: text(), at: below(1_000) }),
    check({ text, at }) {
      const start = text.length === 0 ? 0 : at % text.length;
      const found = readLiteral(text, start);
      hold(found.end >= start && found.end <= text.length, 'a literal ends in its text');
      same(found, readLiteral(text, start), 'a literal is read the same twice');
      const { objects, unfinishedAt, work } = objectsIn(text);
      hold(objects.length <= text.length / 2, 'no more objects than braces');
      hold(unfinishedAt === null || text[unfinishedAt] === '{', 'what is unfinished began');
      hold(work <= text.length * 22 + 100, 'the work is bounded');
      hold({}.polluted === undefined, 'nothing is polluted');
    },
  },
  {
    name: 'timeline',
    share: 10,
    input: ({ text, mutated, below, oneOf, chance }) =>
      Array.from({ length: 1 + below(7) }, (_, index) => ({
        id: chance(0.1) ? '' : `id-${index}`,
        group: 'g',
        stream: oneOf(['one', 'two']),
        time: chance(0.02) ? oneOf([0, -1, 8.64e15]) : 1_000 + below(5),
        message: chance(0.4) ? JSON.stringify(oneOf(VALUES)) : chance(0.5) ? mutated(oneOf(LINES)) : text(),
      })),
    check(records) {
      const timeline = readTimeline(records);
      same(readable(timeline), readable(readTimeline(records)), 'records are read the same twice');
      const named = records.filter(({ id }) => id !== '');
      const backwards = readable(readTimeline([...named].reverse().concat(named)));
      same(readable(readTimeline(named)), backwards, 'neither order nor repetition matters');
      const judgement = judge(timeline, RUN);
      hold(judgement.kind !== 'joined' || timeline.events.some(mayBeOurs), 'joined is said only where a join is seen');
      hold(
        judgement.kind !== 'not-joined' || !timeline.events.some(({ event }) => succeeded(event)),
        'a join outranks everything else',
      );
      nothingUnseen(visibleJson(JSON.stringify(judgement)), 'a judgement');
    },
  },
  {
    name: 'verdict',
    share: 8,
    input: ({ below, oneOf, chance, leaf }) =>
      Array.from({ length: 2 + below(6) }, (_, index) => {
        const value = structuredClone(index === 0 ? VALUES[1] : oneOf(VALUES.slice(0, 10)));
        const details = value.CallDetails;
        const parameters = value.ActionData?.Parameters;
        if (details !== undefined) value.Sequence = chance(0.8) ? 2 + index : chance(0.5) ? below(6) : leaf();
        if (details !== undefined && chance(0.1)) details.Participants = leaf();
        if (parameters !== undefined && chance(0.3))
          parameters.JoinToken = oneOf([TOKEN, TOKEN.slice(9), '***', 'x', leaf()]);
        if (parameters !== undefined && chance(0.2)) parameters.MeetingId = oneOf([MEETING, TRANSACTION, '', leaf()]);
        const record = { id: `id-${index}`, group: 'g', stream: oneOf(['one', 'two']), time: 1_000 + below(9) };
        return {
          ...record,
          message: `2026-11-23T14:29:10.000Z\t${REQUESTS[below(3)]}\tINFO\t${JSON.stringify(value)}`,
        };
      }),
    check(records) {
      const timeline = readTimeline(records);
      const judgement = judge(timeline, RUN);
      const ours = timeline.events.some(({ event }) => succeeded(event));
      hold(!ours || judgement.kind === 'joined', 'the success of our own token is a join');
      hold(judgement.kind !== 'joined' || timeline.events.some(mayBeOurs), 'joined is said only where a join is seen');
      same(judgement, judge(readTimeline([...records].reverse()), RUN), 'the order of arrival does not matter');
    },
  },
  {
    name: 'journal',
    share: 6,
    input: ({ mutated, changedValue, oneOf, below, chance }) =>
      Array.from({ length: 1 + below(8) }, (_, index) => {
        const entry = chance(0.6) ? ENTRIES[index + (index > 1 ? below(6) : 0)] : oneOf(ENTRIES);
        const line = JSON.stringify(chance(0.3) ? changedValue(entry) : entry);
        return chance(0.15) ? mutated(line) : line;
      }),
    check(lines) {
      const entries = lines.map(readEntry).filter((entry) => entry !== null);
      for (const entry of entries)
        same(readEntry(JSON.stringify(entry)), entry, 'what was read is read again the same');
      const record = recordOf('run-1', { entries });
      same(record, recordOf('run-1', { entries }), 'a record is the same twice');
      const { failure } = outcomeOf(() => nextOf(record, 5));
      if (failure !== null) nothingUnseen(failureText(failure, PLAIN), 'a failure');
      if (record !== null) nothingUnseen(visibleJson(JSON.stringify(record)), 'a record');
    },
  },
  {
    name: 'templates',
    share: 14,
    input: ({ pieces, mutated, oneOf, below, chance }) => ({
      preset: oneOf(['standard', 'join_meeting', 'snake_case', 'action_json', 'none']),
      typed: Array.from({ length: below(chance(0.05) ? 30 : 4) }, () =>
        chance(0.5)
          ? mutated(oneOf(['a={{JoinToken}}', 'b=x{{ Action }}y', 'c={{CallId}}{{RunId}}', 'd=plain']))
          : `k=${pieces()}`,
      ),
      callId: chance(0.5) ? 'call-id' : null,
    }),
    check({ preset, typed, callId }) {
      const { result: templates, failure } = outcomeOf(() => argumentTemplates(preset, typed));
      if (failure !== null) return hold(failure.code === 'ARGUMENT_INVALID', 'a wrong argument is told as such');
      const values = {
        JoinToken: TOKEN,
        MeetingId: 'm',
        AttendeeId: 'a',
        ExternalUserId: 'e',
        CallId: callId,
        TransactionId: 't',
        RunId: 'r',
      };
      const rendered = renderArguments(templates, values);
      const keys = templates.map(({ key }) => key);
      hold(keys.length <= MAX_UPDATE_ARGUMENTS, 'no more arguments than AWS takes');
      hold(
        Object.keys(rendered).every((key) => keys.includes(key)),
        'no key that nobody gave',
      );
      for (const { key, template } of templates) {
        const names = template.match(/\{\{[^{}]*\}\}/g) ?? [];
        const most = template.length + names.length * 300;
        hold((rendered[key] ?? '').length <= most, 'no more than was given');
        hold(names.length > 0 || !(key in rendered) || rendered[key] === template, 'a plain text stays as it is');
      }
      hold(
        !Object.values(maskArguments(templates, values)).some((value) => tells(value, TOKEN)) ||
          typed.some((one) => tells(one, TOKEN)),
        'the token is masked',
      );
    },
  },
  {
    name: 'shown',
    share: 16,
    input: ({ text, nasty, bytes, chance }) => (chance(0.4) ? `${nasty()}${bytes()}${nasty()}` : text()),
    check(text) {
      const shown = visible(text);
      nothingUnseen(shown, 'visible');
      nothingUnseen(visibleWhole(text), 'visibleWhole');
      hold(shown.length <= 2_001 * 10, 'what is shown is bounded');
      const line = visibleLine(text);
      hold(!KEPT.test(line) && !UNSEEN.test(line), 'a line is one line');
      hold(!/\n(?! {4})/.test(visibleBelow(text, '    ')), 'further lines stand below');
      const json = visibleJson(JSON.stringify({ text, [text]: [text] }));
      nothingUnseen(json, 'visibleJson');
      same(JSON.parse(json), { text, [text]: [text] }, 'JSON means the same');
      KEPT.lastIndex = 0;
    },
  },
  {
    name: 'veil',
    share: 10,
    input: ({ text, below, chance, nasty }) => {
      const secret = chance(0.8) ? TOKEN : 'aaaaaaaaaaaaaaaaaaaaaaaab';
      const parts = Array.from({ length: below(6) }, () => {
        const from = below(secret.length);
        return chance(0.6)
          ? secret.slice(from, from + below(secret.length))
          : chance(0.5)
            ? nasty()
            : text().slice(0, 50);
      });
      return { secret, text: parts.join('') };
    },
    check({ secret, text }) {
      const value = {
        text,
        list: [text, { deep: text }],
        bare: Object.assign(Object.create(null), { text }),
        number: 1,
      };
      const veiled = veil(value, [new Secret(secret)]);
      // In JSON the digits of an escape may stand before 15 characters of it.
      const left = [veiled.text, veiled.list[0], veiled.list[1].deep, veiled.bare.text];
      hold(!left.some((part) => tells(part, secret)), 'no stretch of the secret is left');
      same(veil(veiled, [new Secret(secret)]), veiled, 'what is veiled stays so');
      if (!tells(text, secret)) hold(veiled.text === text, 'what tells nothing is left alone');
      const cause = presentable(text, secretsIn({ JoinToken: secret }));
      hold(
        !cause.includes(secret) && cause.length <= 501 && !/\s{2}|\n/.test(cause),
        'a cause is one line without the secret',
      );
      hold(!text.includes(secret) || cause.includes(MASK) || cause.length > 500, 'what is masked shows its mask');
    },
  },
  {
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
        hold(
          depth === 0 || new JsonMeter({ ...within, depth: depth - 1 }).take(text) !== null,
          'what is deeper is not',
        );
      }
      const half = text.length >> 1;
      const meter = new JsonMeter({ length: 1e6, depth: 20, members: 50 });
      const whole = new JsonMeter({ length: 1e6, depth: 20, members: 50 }).take(text);
      hold(
        (meter.take(text.slice(0, half)) ?? meter.take(text.slice(half))) === whole,
        'parts are measured as the whole',
      );
    },
  },
  {
    name: 'validate',
    share: 3,
    input: ({ text, document, oneOf, chance }) => ({
      text: chance(0.6) ? document() : text(),
      as: oneOf([null, 'action', 'response', 'event', 'arguments']),
    }),
    check({ text, as }) {
      const told = outcomeOf(() => validate({ text, as, fix: true }));
      hold(told.result !== null, 'there is always a result');
      const { problems, valid, fixed } = told.result;
      hold(valid === (problems.length === 0), 'valid is without problems');
      const lines = text.split(/\r\n|\r|\n/).length;
      hold(
        problems.every(({ line, column }) => line >= 1 && line <= lines && column >= 1),
        'a problem has its place',
      );
      if (fixed !== null) {
        const again = outcomeOf(() => validate({ text: fixed, as: told.result.kind, fix: true }));
        hold(again.result.fixed === fixed, 'what is repaired needs no repair');
      }
      shownSafely(told, PROBLEMS_VIEW, 'validate');
    },
  },
  {
    name: 'explain',
    share: 3,
    input: ({ text, document, mutated, oneOf, below, chance }) => ({
      text: chance(0.5)
        ? text()
        : Array.from({ length: 1 + below(6) }, () => (chance(0.5) ? document() : mutated(oneOf(LINES)))).join('\n'),
      operation: oneOf([null, null, 'GetMeeting', 'UpdateSipMediaApplicationCall', 'no such']),
    }),
    check(request) {
      const told = outcomeOf(() => explain(request, QUIET));
      hold(told.result !== null, 'there is always a result');
      hold(!JSON.stringify(told).includes(TOKEN), 'no join token is shown');
      shownSafely(told, EXPLAIN_VIEW, 'explain');
    },
  },
  {
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
  },
  {
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
  },
  {
    name: 'pattern',
    share: 1,
    input: ({ text, mutated, chance }) => ({
      pattern: (chance(0.8) ? mutated('{ $.a.b[0] = "x*" && ($.n > 2 || $.gone NOT EXISTS) }') : text()).slice(
        0,
        1_024,
      ),
      message: text(),
    }),
    check({ pattern, message }) {
      let matches;
      try {
        matches = compileFilterPattern(pattern);
      } catch (error) {
        return hold(
          error instanceof Error && !(error instanceof RangeError || error instanceof TypeError),
          String(error),
        );
      }
      hold(typeof matches(message) === 'boolean', 'a record matches or not');
    },
  },
];

function succeeded({ type, actionType, transactionId, parameters, sequence }) {
  const ofCall = transactionId.toLowerCase() === TRANSACTION && sequence !== null;
  return ofCall && type === 'ACTION_SUCCESSFUL' && actionType === 'JoinChimeMeeting' && parameters.JoinToken === TOKEN;
}

function depthOf(value) {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce((most, part) => Math.max(most, depthOf(part)), 0);
}
