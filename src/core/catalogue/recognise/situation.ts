import { CATALOGUE } from '../catalogue.js';
import type { Entry } from '../entry.js';
import { codeOf, inGeneral, messagePattern } from '../failed.js';
import type { Situation } from '../situations/situation.js';
import { SITUATIONS } from '../situations/situations.js';
import { ERRORS_PAGE } from '../sources.js';
import { type Found, found } from './found.js';
import { plainWords } from './words.js';

/** Longer than this is no message of ours, facts included. */
const LONGEST = 500;
/** A message of little else than facts would be found in anything. */
const FEWEST_LETTERS = 9;

const ALL: readonly [string, Situation][] = Object.entries(SITUATIONS);
const PATTERNS = ALL.filter(
  ([, { message }]) => lettersOf(message) >= FEWEST_LETTERS && !message.startsWith('{said}'),
).map(([id, { message }]) => ({ id, pattern: messagePattern(message) }));

/** A failure of ours by its message, or by the name that docs/errors.md gives its situation. */
export function foundBySituation(text: string): Found[] {
  if (text.length > LONGEST) return [];
  const wanted = plainWords(text);
  const said = text.replace(/^error: */i, '');
  const ids = [
    ...ALL.filter(([id]) => id.includes('.') && plainWords(id) === wanted).map(([id]) => id),
    ...PATTERNS.filter(({ pattern }) => pattern.test(said)).map(({ id }) => id),
  ];
  return ids.flatMap((id) => entryOf(id) ?? []).map((entry) => found(entry));
}

/** What its code is explained by, in the words of the situation. */
function entryOf(id: string): Entry | undefined {
  const { message, cause, steps }: Situation = SITUATIONS[id as keyof typeof SITUATIONS];
  const code = codeOf(id);
  const entries = CATALOGUE.filter(({ recognised }) => recognised.failure === code);
  const general = entries.find((entry) => entry.id === `code.${code}`) ?? entries[0];
  if (general === undefined) return undefined;
  return {
    ...general,
    id,
    title: inGeneral(message).replace(/\.$/, ''),
    meaning: cause === undefined || cause === '{said}' ? general.meaning : sentence(inGeneral(cause)),
    certainty: 'documented',
    sources: [ERRORS_PAGE],
    steps: steps === undefined ? general.steps : () => steps.map(inGeneral),
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function lettersOf(message: string): number {
  return message.replace(/\{\w+\}|[^A-Za-z]/g, '').length;
}
