import { Failure, type FailureCode, type FailureDetails } from '../failure.js';
import { type Field, FLAGS } from './command-line.js';
import type { Situation } from './situations/situation.js';
import { SITUATIONS, type SituationId } from './situations/situations.js';

/** The names in braces; double braces are a template's own. */
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `{${string}` ? never : Name) | NamesIn<Rest>
  : never;
type Words<Id extends SituationId> = (typeof SITUATIONS)[Id];
type InMessage<Id extends SituationId> = NamesIn<Words<Id>['message']>;
type InAdvice<Id extends SituationId> =
  | (Words<Id> extends { cause: infer Cause } ? NamesIn<Cause> : never)
  | (Words<Id> extends { steps: readonly (infer Step)[] } ? NamesIn<Step> : never);
type FieldName = 'field' | 'otherField';

/** What the situation's texts name. `field` is a fact of the request, by its name in `core`. */
export type Facts<Id extends SituationId> = {
  [Name in Exclude<InMessage<Id>, FieldName>]: string | number;
} & { [Name in Exclude<InAdvice<Id>, InMessage<Id> | FieldName>]: string | number | null | readonly string[] } & {
  [Name in Extract<InMessage<Id> | InAdvice<Id>, FieldName>]: Field;
};

/** What became of a request, and how the program ends: the situation has the words. */
type Details = Omit<FailureDetails, 'cause' | 'tryThis'>;
type Given<Id extends SituationId> = [InMessage<Id> | InAdvice<Id>] extends [never]
  ? [facts?: Record<never, never>, details?: Details]
  : [facts: Facts<Id>, details?: Details];

/** A failure in the words of the catalogue. */
export function failed<Id extends Exclude<SituationId, `*.${string}`>>(
  id: Id,
  ...[facts, details]: Given<Id>
): Failure {
  const { message, cause, steps } = wordsOf(SITUATIONS[id], facts);
  return new Failure(codeOf(id), message, { cause, tryThis: steps, ...details });
}

/** The same failure, in a situation of which the catalogue knows more. What became of its request stays. */
export function reworded<Id extends SituationId>(failure: Failure, id: Id, ...[facts, details]: Given<Id>): Failure {
  const situation: Situation = SITUATIONS[id];
  const { message, cause, steps } = wordsOf(situation, facts);
  return failure.changedTo(id.startsWith('*') ? failure.code : codeOf(id), message, {
    ...(situation.cause === undefined ? {} : { cause }),
    ...(situation.steps === undefined ? {} : { tryThis: steps }),
    ...details,
  });
}

export function codeOf(id: string): FailureCode {
  return id.replace(/\..*$/, '') as FailureCode;
}

type Fact = string | number | null | readonly string[];
interface Told {
  message: string;
  cause: string | null;
  steps: string[];
}

const NAME = /(?<!\{)\{(\w+)\}(?!\})/g;

function wordsOf({ message, cause, steps = [] }: Situation, facts: object = {}): Told {
  const known = new Map(Object.entries(facts).map(([name, fact]) => [name, inFlags(name, fact)]));
  return {
    message: filled(message, known)[0] ?? message,
    cause: cause === undefined ? null : (filled(cause, known)[0] ?? null),
    steps: steps.flatMap((step) => filled(step, known)),
  };
}

function inFlags(name: string, fact: Fact): Fact {
  return name === 'field' || name === 'otherField' ? FLAGS[fact as Field] : fact;
}

/** None where a fact of it is not known, several where one is a list. */
function filled(text: string, facts: ReadonlyMap<string, Fact>): string[] {
  const names = [...text.matchAll(NAME)].map(([, name = '']) => name);
  const list = names.map((name) => facts.get(name)).find((fact) => typeof fact === 'object' && fact !== null);
  if (names.some((name) => facts.get(name) == null)) return [];
  const items = (list as readonly string[] | undefined) ?? [''];
  return items.map((item) =>
    text.replace(NAME, (_, name: string) => {
      const fact = facts.get(name);
      return typeof fact === 'object' ? item : String(fact);
    }),
  );
}

/** What every message of the situation looks like, whatever its facts. */
export function messagePattern(message: string): RegExp {
  const parts = message
    .split(NAME)
    .map((part, index) => (index % 2 === 0 ? literally(part) : isFlag(part) ? '--[a-z-]{2,30}' : '.{1,300}'));
  return new RegExp(`^${parts.join('')}$`);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function isFlag(name: string): boolean {
  return ['field', 'otherField', 'flag', 'otherFlag'].includes(name);
}

/** The words as `explain` and the docs have them, where nothing is known: `{runId}` is RUN_ID, and `{said}` left open. */
export function inGeneral(text: string): string {
  return text.replace(NAME, (_, name: string) => {
    if (isFlag(name)) return '--FLAG';
    if (name === 'said') return '…';
    return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  });
}
