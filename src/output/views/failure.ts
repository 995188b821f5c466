import type { Failure } from '../../core/failure.js';
import type { Palette } from '../palette.js';
import { visibleBelow, visibleLine } from '../visible.js';

/** Where the further lines of a text begin. */
const BELOW = '       ';

/**
 * A failure for people: what happened and what it left, why in AWS's words, one command to try next, what else may help,
 * and what to quote to whoever is asked.
 */
export function failureText(failure: Failure, palette: Palette, endedAt: Date = new Date()): string {
  const { message, cause, tryThis, requestId, attempts, retryAfterSeconds } = failure;
  const lines = [`${palette.bad('Error:')} ${visibleBelow(message, BELOW)}`];
  if (cause !== null) lines.push(`  why: ${visibleBelow(cause, BELOW)}`);
  if (retryAfterSeconds !== null) lines.push(`  AWS asks to wait ${retryAfterSeconds} s`);
  for (const [index, step] of tryThis.entries())
    lines.push(`  ${index === 0 ? 'try' : 'then'}: ${visibleBelow(step, BELOW)}`);
  const traces = [failure.code, requestId === null ? null : `request ${visibleLine(requestId)}`];
  if (attempts > 0) traces.push(`${attempts} attempt${attempts === 1 ? '' : 's'}`);
  // AWS Support finds a request by its id and its time.
  if (requestId !== null || attempts > 0 || failure.delivery === 'unknown')
    traces.push(`${endedAt.toISOString().slice(0, 19)}Z`);
  lines.push(palette.dim(`  ${traces.filter((trace) => trace !== null).join(', ')}`));
  return `${lines.join('\n')}\n`;
}
