import { REHEARSE_CALL } from '../catalogue/remarks.js';
import { HANDLER_RETRY_AFTER_MS, MAX_ACTIONS } from '../facts/limits.js';
import { isMadeUp } from './echo.js';
import type { Moment } from './events.js';
import { finding, listed, ok, unknown } from './judged.js';
import { lackedWords, remedyFor } from './lacking.js';
import type { Judge } from './observed.js';
import { isLacking } from './outside.js';
import type { Search } from './search-result.js';
import type { Seen, Walk } from './walk.js';

const entriesOf = (walk: Walk) => Object.entries(walk) as [Moment, Seen][];
const named = (all: Seen[]) => listed([...new Set(all.map(({ name }) => name))]);

/** Judged as questions of their own: what an update that it does not know does to the caller. */
const ASKED_ELSEWHERE: readonly Moment[] = ['other-update', 'second-update'];

const inTime: Judge = ({ walk, search }) => {
  const all = entriesOf(walk);
  const late = all.filter(([, { kind }]) => kind === 'timed-out').map(([, seen]) => seen);
  if (late.length > 0 || search.hung) return judgeLate(late, search.hung);
  const thrown = all.filter(([moment, { kind }]) => kind === 'threw' && !ASKED_ELSEWHERE.includes(moment));
  const charged = thrown.flatMap(([moment, seen]) =>
    isExcused(seen) || isOfCreator(moment, walk, search) ? [] : [seen],
  );
  if (charged.length > 0) {
    return finding(
      `It throws on ${reasonsOf(charged)}. After an unhandled error AWS tries again, and may end the call.`,
      'Catch what goes wrong, and answer {"SchemaVersion":"1.0"}: the call then goes on as it is.',
    );
  }
  if (thrown.length === 0) return ok(`It answers each of the ${all.length} events.`);
  const told = `it throws on ${reasonsOf(thrown.map(([, seen]) => seen))}`;
  const lacking = thrown.map(([, { lacked }]) => lacked).find(isLacking);
  if (lacking !== undefined) return unknown(`${lackedWords(lacking)}: ${told}.`, remedyFor(lacking));
  return unknown(`What these events hold only a real call tells: ${told}.`, REHEARSE_CALL);
};

const OUTBOUND: readonly Moment[] = ['dialed', 'ringing', 'answered'];

/** Whoever creates a call brings arguments of their own, and what a handler keeps of them it needs later. */
function isOfCreator(moment: Moment, walk: Walk, { direction }: Search): boolean {
  return walk.dialed?.kind === 'threw' && (direction === 'Outbound' || OUTBOUND.includes(moment));
}

function judgeLate(late: Seen[], inSearch: boolean): ReturnType<Judge> {
  const lacking = late.find((seen) => isLacking(seen.lacked));
  const events = listed([...late.map(({ name }) => name), ...(inSearch ? ['CALL_UPDATE_REQUESTED'] : [])]);
  const seen = `No answer within ${HANDLER_RETRY_AFTER_MS / 1000} s to ${events}. The SMA then invokes it again, and hangs up after 20 s.`;
  if (lacking !== undefined) return unknown(`${lackedWords(lacking.lacked)}: ${seen}`, remedyFor(lacking.lacked));
  return finding(
    seen,
    'Answer at once; leave slow work to another function. Await whatever is begun, and nothing that never ends.',
  );
}

/** What it lacked may be why it throws; what an event holds that only the real call would tell, may be too. */
function isExcused({ lacked, event }: Seen): boolean {
  return isLacking(lacked) || isMadeUp(event.ActionData?.Type);
}

/** Each event with its own reason; events with the same one together. */
function reasonsOf(thrown: Seen[]): string {
  const byReason = new Map<string, Seen[]>();
  for (const seen of thrown) byReason.set(seen.text, [...(byReason.get(seen.text) ?? []), seen]);
  const told = [...byReason].map(([text, all]) => `${named(all)}: ${text.slice(0, 300)}`);
  return told.slice(0, 6).join('; on ');
}

const valid: Judge = ({ walk, search }) => {
  const answers = entriesOf(walk).flatMap(([, seen]) => (seen.answer === null ? [] : [{ seen, answer: seen.answer }]));
  const wrong = answers.filter(({ answer }) => answer.problem !== null && answer.count <= MAX_ACTIONS);
  const charged = wrong.filter(({ seen }) => !isLacking(seen.lacked));
  const update = search.unusable;
  const isUpdateExcused = isLacking(search.lacked);
  const [first] = wrong;
  if (first === undefined && update === null) return ok('Each answer is one that the SMA can read.');
  const byProblem = new Map<string, string[]>();
  for (const { seen, answer } of wrong) add(byProblem, String(answer.problem), seen.name);
  if (update !== null) add(byProblem, update, 'CALL_UPDATE_REQUESTED');
  const isEach = wrong.length === answers.length && byProblem.size === 1 && first !== undefined;
  const each = `each event: ${first?.answer.problem}`;
  const told = isEach ? [each] : [...byProblem].map(([problem, names]) => `${listed([...new Set(names)])}: ${problem}`);
  const seen = `The SMA cannot use its answer to ${told.slice(0, 6).join('; to ')}.`;
  if (charged.length === 0 && (update === null || isUpdateExcused)) {
    const lacked = first?.seen.lacked ?? search.lacked;
    return unknown(`${lackedWords(lacked)}, so this may not be so in AWS: ${seen}`, remedyFor(lacked));
  }
  return finding(
    seen,
    'Answer {"SchemaVersion":"1.0"}, with "Actions" a list of at most ten actions where something is to be done.',
  );
};

function add(groups: Map<string, string[]>, key: string, name: string): void {
  groups.set(key, [...(groups.get(key) ?? []), name]);
}

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
