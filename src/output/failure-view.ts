import type { Failure } from '../core/failure.js';
import type { Palette } from './palette.js';
import { visible, visibleLine } from './visible.js';

/** A failure for people: what happened, why in AWS's words, what to try, and what to quote to whoever is asked. */
export function failureText(failure: Failure, palette: Palette): string {
  const { message, cause, tryThis, requestId, attempts, retryAfterSeconds } = failure;
  const lines = [`${palette.bad('Error:')} ${visible(message)}`];
  if (cause !== null) lines.push(`  why: ${visible(cause)}`);
  if (retryAfterSeconds !== null) lines.push(`  AWS asks to wait ${retryAfterSeconds} s`);
  for (const step of tryThis) lines.push(`  try: ${visible(step)}`);
  const traces = [failure.code, requestId === null ? null : `request ${visibleLine(requestId)}`];
  if (attempts > 0) traces.push(`${attempts} attempt${attempts === 1 ? '' : 's'}`);
  lines.push(palette.dim(`  ${traces.filter((trace) => trace !== null).join(', ')}`));
  return `${lines.join('\n')}\n`;
}
