import type { Outcome } from '../../core/outcome/outcome.js';
import type { Problem, ValidateResult } from '../../core/validate/result.js';
import { type Palette, PLAIN } from '../palette.js';
import { visible, visibleJson, visibleLine } from '../visible.js';
import { caretLines } from './validate-excerpt.js';
import type { View } from './view.js';

const KINDS = {
  action: 'an action',
  response: 'a response',
  event: 'an event',
  arguments: 'a map of arguments',
} as const;
const SURE: Record<Problem['certainty'], string> = {
  model: "AWS's service model enforces it",
  documented: 'documented by AWS',
  observed: 'observed, not documented',
  assumed: 'assumed, AWS does not say it',
  standard: 'JSON',
};

/** The problems are the result. */
export const PROBLEMS_VIEW: View<ValidateResult> = {
  work: 'document',
  text: (outcome, palette) => problemsText(outcome, palette),
};

/** The repaired document is the result, as it is, or nothing. A terminal would act on what a file just holds. */
export function fixedView(terminal: boolean): View<ValidateResult> {
  return {
    text: ({ result }) => (terminal ? visibleJson(result?.fixed ?? '') : (result?.fixed ?? '')),
    work: 'file',
  };
}

/** Every problem with its line, its rule and its source; then what the document is, and what was not checked. */
export function problemsText({ result }: Outcome<ValidateResult>, palette: Palette = PLAIN): string {
  if (result === null) return '';
  const { kind, problems, notShown, notes, valid } = result;
  const what = kind === null ? 'nobody can tell what this is' : `this is ${KINDS[kind]}`;
  const more = notShown > 0 ? [`${notShown} more problems are not shown.`] : [];
  const verdict = valid ? palette.good('nothing is wrong with it') : palette.bad(countText(problems.length + notShown));
  return [
    ...problems.map((problem) => problemText(problem, palette)),
    ...more,
    ...notes.map((note) => palette.dim(visibleLine(note))),
    `${what}: ${verdict}`,
    '',
  ].join('\n');
}

function countText(count: number): string {
  return count === 1 ? '1 problem' : `${count} problems`;
}

function problemText(problem: Problem, palette: Palette): string {
  const { path, line, column, message, limit, source, certainty, severity, repaired, excerpt } = problem;
  const [text, caret] = caretLines(excerpt);
  const colour = severity === 'error' ? palette.bad : palette.doubtful;
  const where = `${line}:${column}${path === '$' ? '' : ` ${visibleLine(path)}`}`;
  const done = repaired ? ` ${palette.good('(repaired)')}` : '';
  const facts = [
    limit === null ? null : `allowed: ${limit}`,
    SURE[certainty],
    certainty === 'standard' ? null : source,
  ];
  return [
    `${colour(severity)} ${palette.strong(where)} ${visible(message)}${done}`,
    `  | ${text}`,
    `  | ${colour(caret)}`,
    `  ${palette.dim(visibleLine(facts.filter((fact) => fact !== null).join('; ')))}`,
  ].join('\n');
}
