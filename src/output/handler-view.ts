import type { CheckStatus, HandlerCheckResult, HandlerPrintResult } from '../core/handler-check/result.js';
import type { Outcome } from '../core/outcome/outcome.js';
import type { Palette } from './palette.js';
import type { View } from './view.js';
import { visibleLine } from './visible.js';

/** The file and nothing else. */
export const HANDLER_PRINT_VIEW: View<HandlerPrintResult> = {
  text: ({ result }) => result?.text ?? '',
  work: 'document',
};

const TONES: Record<CheckStatus, keyof Palette> = { ok: 'good', finding: 'bad', warning: 'doubtful', unknown: 'dim' };

/** A line a question, the advice below it; last the command that joins a call with this handler. */
export const HANDLER_CHECK_VIEW: View<HandlerCheckResult> = {
  work: 'document',
  text({ result }: Outcome<HandlerCheckResult>, palette: Palette): string {
    if (result === null) return '';
    const lines = result.checks.flatMap(({ check, status, seen, advice }) => [
      `${palette[TONES[status]](status.padEnd(8))} ${palette.strong(check)}: ${visibleLine(seen)}`,
      ...(advice === null ? [] : [`${' '.repeat(9)}${palette.dim('->')} ${visibleLine(advice)}`]),
    ]);
    return `${[...lines, '', ...ending(result)].join('\n')}\n`;
  },
};

function ending({ command, joined, checks }: HandlerCheckResult): string[] {
  if (command !== null) return ['It joins with:', `  ${visibleLine(command)}`];
  const isFound = checks.some(({ check, status }) => check === 'arguments-found' && status === 'ok');
  if (joined === null && isFound) return ['Whether it joins a call is not known.'];
  return [joined === null ? 'No arguments were found that make it join a call.' : 'It does not join a call as it is.'];
}
