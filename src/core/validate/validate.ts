import { failed } from '../catalogue/failed.js';
import type { Failure } from '../failure.js';
import { pathText } from '../json/path.js';
import { Lines } from '../json/place.js';
import { FailedWith } from '../outcome/use-case.js';
import { masked, redact } from '../redact.js';
import { tokenForms } from '../secrets-in-text.js';
import { finderOf } from '../spellings.js';
import { type Examined, examine, type Located } from './examine.js';
import { excerptAt } from './excerpt.js';
import type { DocumentKind } from './kind.js';
import type { Problem, ValidateResult } from './result.js';
import { type Hidden, hiddenIn } from './secrets.js';
import { type SyntaxProblem, syntaxProblems } from './syntax-problems.js';

/** More problems are counted, not told. */
const MOST_PROBLEMS = 200;

export interface ValidateRequest {
  text: string;
  /** What the operator says it is. */
  as: DocumentKind | null;
  /** The repaired document is wanted. */
  fix: boolean;
}

/** Everything that is wrong with a document. Where that is anything, it throws the result with the failure. */
export function validate(request: ValidateRequest): ValidateResult {
  const examined = examine(request.text, request.as);
  const fixed = request.fix ? examined.fixed : null;
  const hidden = hiddenIn(request.text, examined.document);
  const all = problemsOf({ text: request.text, examined, hidden }, fixed !== null);
  const result: ValidateResult = {
    kind: examined.kind,
    valid: all.count === 0,
    problems: all.problems,
    notShown: all.count - all.problems.length,
    notes: redact(examined.notes, hidden.secrets).map((note) => masked(note, tokenForms)),
    fixed,
  };
  const remaining = fixed === null ? all.count : examined.located.filter(({ finding }) => !finding.instead).length;
  if (remaining === 0) return result;
  throw new FailedWith(failureOf(request, examined, remaining), result);
}

function failureOf({ fix }: ValidateRequest, { kind, repair, fixed }: Examined, remaining: number): Failure {
  const what = kind === null ? 'document' : kind === 'arguments' ? 'map of arguments' : kind;
  const count = remaining === 1 ? '1 problem' : `${remaining} problems`;
  if (fix && fixed === null) {
    return failed('FINDINGS.repair-uncertain', { count, what });
  }
  if (fix) return failed('FINDINGS.left', { count, what });
  const repairable = fixed !== null && repair.slips.length > 0;
  return failed(repairable ? 'FINDINGS.repairable' : 'FINDINGS.document', { count, what });
}

type Unplaced = { at: number } & ({ syntax: SyntaxProblem } | { located: Located });

interface Read {
  text: string;
  examined: Examined;
  hidden: Hidden;
}

function problemsOf({ text, examined, hidden }: Read, isFixed: boolean): { problems: Problem[]; count: number } {
  const { repair, located } = examined;
  const all: Unplaced[] = [
    ...syntaxProblems(repair.slips).map((syntax) => ({ at: syntax.at, syntax })),
    ...located.map((one) => ({ at: one.at, located: one })),
  ];
  all.sort((one, other) => one.at - other.at);
  const lines = new Lines(text);
  const { ranges, secrets } = hidden;
  const places = { ranges, find: finderOf(secrets.map((secret) => secret.reveal())) };
  const problems = all.slice(0, MOST_PROBLEMS).map((one): Problem => {
    const place = { ...lines.placeOf(one.at), excerpt: excerptAt(text, lines, one.at, places) };
    return 'syntax' in one ? syntaxProblem(one.syntax, place, isFixed) : ruleProblem(one.located, place, isFixed);
  });
  return {
    problems: problems.map(({ excerpt, ...rest }) => ({ ...withoutTokens(redact(rest, secrets)), excerpt })),
    count: all.length,
  };
}

/** What is said of a broken document may name a piece of a token, which nothing else marks. */
function withoutTokens<Told extends { path: string; message: string }>(told: Told): Told {
  return { ...told, path: masked(told.path, tokenForms), message: masked(told.message, tokenForms) };
}

type PlaceShown = Pick<Problem, 'line' | 'column' | 'excerpt'>;

function syntaxProblem(
  { rule, message, source, certain }: SyntaxProblem,
  place: PlaceShown,
  isFixed: boolean,
): Problem {
  const repaired = isFixed && certain;
  const facts = { limit: null, source, certainty: 'standard', severity: 'error' } as const;
  return { path: '$', ...place, rule, message, ...facts, repaired };
}

function ruleProblem({ finding }: Located, place: PlaceShown, isFixed: boolean): Problem {
  const { path, rule, message, limit, source, certainty, severity, instead } = finding;
  const repaired = isFixed && instead !== undefined;
  return { path: pathText(path), ...place, rule, message, limit, source, certainty, severity, repaired };
}
