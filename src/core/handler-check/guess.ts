import { argumentTemplates, renderArguments } from '../run/arguments.js';
import { gradeJoin } from './answer.js';
import { candidatesFor } from './candidates.js';
import { combinations } from './combinations.js';
import { comparedWith } from './compared.js';
import { CHECKED_VALUES } from './events.js';
import type { Searching } from './search.js';
import { comparableWords } from './words.js';

/** What a name is followed by; long enough for whoever checks the length of a token. */
const MARK = 'chime-join-handler-check-follows-this-mark-through-the-handler';
const FED_PARAMETERS = ['JoinToken', 'MeetingId', 'CallId'] as const;
/** A handler may read on once it has what it asked for first. */
const MAX_TRACES = 3;
/** Values of one name that are tried. */
const MAX_VALUES = 12;

interface Axis {
  name: string;
  templates: string[];
}

/** Guesses by names and words, where no value could be followed. */
export async function guessArguments(searching: Searching): Promise<void> {
  searching.beginGuessing();
  const words = comparableWords(searching.source);
  const pinned = new Map<string, string>();
  for (let names = searching.names(); names.length > 0; names = searching.names()) {
    const axes = names.map((name) => {
      const templates = candidatesFor(name, comparisonsOf(searching, name), words);
      const first = pinned.get(name);
      return {
        name,
        templates: first === undefined ? templates : [first, ...templates.filter((one) => one !== first)],
      };
    });
    if ((await walk(searching, axes, pinned)) !== 'more-known') return;
  }
}

function comparisonsOf(searching: Searching, name: string): string[] {
  const values = [...searching.comparedTo(name), ...comparedWith(name, searching.source)];
  return [...new Set(values)].slice(0, MAX_VALUES);
}

/** Tries combination after combination, until one joins, the tries are used up, or more is known to choose from. */
async function walk(
  searching: Searching,
  axes: Axis[],
  pinned: Map<string, string>,
): Promise<'joins' | 'more-known' | 'none'> {
  const names = searching.names().length;
  const compared = searching.comparisons;
  for (const templates of combinations(axes.map((axis) => axis.templates))) {
    if (searching.isOver) return 'none';
    const typed = axes.map(({ name }, at) => `${name}=${templates[at]}`);
    const before = searching.best;
    if ((await searching.tries('none', typed)) || (searching.best !== before && (await trace(searching)))) {
      await searching.minimize();
      return 'joins';
    }
    if (searching.names().length > names) {
      // What made it read on stays as it is.
      for (const [at, { name }] of axes.entries()) pinned.set(name, templates[at] as string);
      return 'more-known';
    }
    if (searching.comparisons > compared) return 'more-known';
  }
  return 'none';
}

/**
 * Once some arguments bring a JoinChimeMeeting that is not whole, every other name is given a mark of its own: the mark
 * that comes back under JoinToken, MeetingId or CallId tells which name feeds it. Whether a set that joins was found.
 */
async function trace(searching: Searching): Promise<boolean> {
  for (let rounds = 0; rounds < MAX_TRACES; rounds += 1) {
    const { best } = searching;
    if (best === null || best.grade === 'joins' || best.preset !== 'none') return false;
    const literals = best.arguments.filter((argument) => !argument.includes('{{'));
    const fed = await feeding(searching, literals);
    if (fed.length === 0) return false;
    if (await searching.tries('none', [...literals, ...fed])) return true;
  }
  return false;
}

/** The names that feed a parameter of the join, as templates: `jt={{JoinToken}}`. */
async function feeding(searching: Searching, literals: string[]): Promise<string[]> {
  const taken = new Set(literals.map((argument) => argument.slice(0, argument.indexOf('='))));
  const free = searching.names().filter((name) => !taken.has(name));
  const marks = new Map(free.map((name, at) => [`${MARK}-${at}`, name]));
  const marked = [...literals, ...[...marks].map(([mark, name]) => `${name}=${mark}`)];
  const answer = await searching.probe(renderArguments(argumentTemplates('none', marked), CHECKED_VALUES));
  const parameters: Record<string, unknown> = answer === null ? {} : gradeJoin(answer).parameters;
  return FED_PARAMETERS.flatMap((parameter) => {
    const given = parameters[parameter];
    const name = typeof given === 'string' ? marks.get(given) : undefined;
    return name === undefined ? [] : [`${name}={{${parameter}}}`];
  });
}
