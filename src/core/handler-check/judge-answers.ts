import { HANDLER_RETRY_AFTER_MS, MAX_ACTIONS } from '../facts/limits.js';
import { nameOf } from './events.js';
import type { Judge } from './observed.js';
import { finding, listed, ok } from './sayings.js';
import type { Seen, Walk } from './walk.js';

const entriesOf = (walk: Walk) => Object.entries(walk) as [keyof Walk, Seen][];
const named = (entries: [keyof Walk, Seen][]) => listed(entries.map(([moment]) => nameOf(moment)));

const inTime: Judge = ({ walk, search }) => {
  const all = entriesOf(walk);
  const late = all.filter(([, { kind }]) => kind === 'timed-out');
  if (late.length > 0 || search.hung) {
    const events = listed([
      ...late.map(([moment]) => nameOf(moment)),
      ...(search.hung ? ['CALL_UPDATE_REQUESTED'] : []),
    ]);
    return finding(
      `No answer within ${HANDLER_RETRY_AFTER_MS / 1000} s to ${events}. The SMA then invokes it again, and hangs up after 20 s.`,
      'Answer at once; leave slow work to another function. Await whatever is begun, and nothing that never ends.',
    );
  }
  const thrown = all.filter(([, { kind }]) => kind === 'threw');
  const [first] = thrown;
  if (first === undefined) return ok(`It answers each of the ${all.length} events.`);
  return finding(
    `It throws on ${named(thrown)}: ${first[1].text.slice(0, 300)}. After an unhandled error AWS tries again, and may end the call.`,
    'Catch what goes wrong, and answer {"SchemaVersion":"1.0"}: the call then goes on as it is.',
  );
};

const valid: Judge = ({ walk, search }) => {
  const answers = entriesOf(walk).flatMap(([moment, { answer }]) => (answer === null ? [] : [{ moment, answer }]));
  const wrong = answers.filter(({ answer }) => answer.problem !== null && answer.count <= MAX_ACTIONS);
  const [first] = wrong;
  const update = search.unusable;
  if (first === undefined && update === null) return ok('Each answer is one that the SMA can read.');
  const events = [...wrong.map(({ moment }) => nameOf(moment)), ...(update === null ? [] : ['CALL_UPDATE_REQUESTED'])];
  return finding(
    `The SMA cannot use its answer to ${listed(events)}: ${first?.answer.problem ?? update}.`,
    'Answer {"SchemaVersion":"1.0"}, with "Actions" a list of at most ten actions where something is to be done.',
  );
};

const atMostTen: Judge = ({ walk, search }) => {
  const counts = entriesOf(walk).map(([, { answer }]) => answer?.count ?? 0);
  const most = Math.max(0, search.mostActions, ...counts);
  if (most <= MAX_ACTIONS) return ok(`At most ${most} action${most === 1 ? '' : 's'} in an answer.`);
  return finding(
    `An answer has ${most} actions; AWS takes ${MAX_ACTIONS}.`,
    'Return fewer, and the rest on the ACTION_SUCCESSFUL that follows.',
  );
};

/** Does it answer, and so that the SMA can use it? */
export const ANSWER_JUDGES = {
  'answers-in-time': inTime,
  'answers-are-valid': valid,
  'at-most-ten-actions': atMostTen,
} satisfies Record<string, Judge>;
