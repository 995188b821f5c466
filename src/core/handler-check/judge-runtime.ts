import { MAKE_ASYNC, reachedOut } from '../catalogue/remarks.js';
import { listed, ok, unknown, warning } from './judged.js';
import { lackedWords, remedyFor } from './lacking.js';
import type { Judge, Observed } from './observed.js';
import { CREDENTIALS, placesIn } from './outside.js';

const INSTEAD = 'Make the handler async with at most two parameters, and return the response.';

/** Lambda guide, "Node.js": from nodejs24.x on callbacks and context.succeed, fail and done are gone. */
const runtime: Judge = ({ handler, walk, search }) => {
  const ways = Object.values(walk).map(({ by }) => by);
  if (search.found !== null) ways.push(search.found.seen.by);
  const seen = ways.filter((by) => by !== null);
  if (seen.length === 0) return null;
  if (seen.includes('callback') || (handler.parameters ?? 0) >= 3) {
    return warning(
      'It takes a callback: Lambda refuses such a handler from nodejs24.x on; it runs on nodejs22.x and earlier only.',
      INSTEAD,
    );
  }
  if (seen.includes('context')) {
    return warning(
      'It answers by context.succeed, fail or done: they are gone from nodejs24.x on; it runs on nodejs22.x and earlier only.',
      INSTEAD,
    );
  }
  if (seen.includes('return') && handler.runtime === null) {
    return warning(
      'It returns its answer without a promise: nodejs22.x and earlier drop that, and the SMA gets a blank response.',
      MAKE_ASYNC,
    );
  }
  return ok(
    handler.runtime === null ? 'Each runtime of Lambda takes its answers.' : `${handler.runtime} takes its answers.`,
  );
};

const network: Judge = (observed) => {
  const reached = allReached(observed);
  if (reached === null) return null;
  if (reached.length === 0) return ok('It reaches for nothing outside of itself.');
  const { allowNetwork } = observed.handler;
  const places = reached.filter((place) => place !== CREDENTIALS);
  if (allowNetwork && places.length > 0) return ok(reachedOut(listed(places.slice(0, 10))));
  const lacked = { reached, variables: [] };
  return unknown(`${lackedWords(lacked)}: what depends on it was not seen.`, remedyFor(lacked));
};

/** Null where it cannot be seen. */
function allReached({ handler, walk, search, trial }: Observed): string[] | null {
  const seen = Object.values(walk);
  if (seen.every(({ outside }) => outside === null)) return null;
  const fromTexts = [...seen.flatMap(({ lacked }) => lacked.reached), ...search.lacked.reached];
  const direct = seen.flatMap(({ outside }) => outside?.reached ?? []);
  return placesIn([...handler.loading.reached, ...direct, ...fromTexts, ...(trial?.outside.reached ?? [])]);
}

/** By whose rules it runs, and what it wants of the world. */
export const RUNTIME_JUDGES = { runtime, network } satisfies Record<string, Judge>;
