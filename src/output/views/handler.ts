import type {
  CheckStatus,
  HandlerCheckName,
  HandlerCheckResult,
  HandlerPrintResult,
} from '../../core/handler-check/result.js';
import type { Outcome } from '../../core/outcome/outcome.js';
import type { Palette } from '../palette.js';
import { visibleLine } from '../visible.js';
import type { View } from './view.js';

/** The file and nothing else. */
export const HANDLER_PRINT_VIEW: View<HandlerPrintResult> = {
  text: ({ result }) => result?.text ?? '',
  work: 'file',
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

/** The last line is the command that was seen to join, or what is in the way. */
function ending(result: HandlerCheckResult): string[] {
  const { command, joined } = result;
  if (command !== null) return ['It joins with:', `  ${visibleLine(command)}`];
  const head = joined === false ? 'It does not join a call as it is:' : 'It was not seen to join a call:';
  return [head, `  ${visibleLine(hindranceIn(result))}`];
}

/** Questions that stand between a call and its meeting, what comes first first. */
const ON_THE_WAY: readonly HandlerCheckName[] = [
  'answers-in-time',
  'holds-caller',
  'answers-are-valid',
  'knows-update',
  'join-token',
  'meeting-id',
  'leg-a',
  'arguments-found',
  'joins',
];

function hindranceIn({ checks }: HandlerCheckResult): string {
  const asked = ON_THE_WAY.flatMap((name) => checks.filter(({ check }) => check === name));
  const first = asked.find(({ status }) => status === 'finding') ?? asked.find(({ status }) => status === 'unknown');
  return first?.seen ?? 'no arguments were found that make it join';
}
