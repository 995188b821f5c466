import { showDuration } from '../../core/duration.js';
import type { WireTrace } from '../../core/ports/aws.js';
import { visibleLine } from '../visible.js';

/** One line for what happened on the wire. Its texts are masked already; they are others' words all the same. */
export function traceLine(wire: WireTrace): string {
  const about = wire.kind === 'end' ? wire.operation : `${wire.operation} #${wire.attempt}`;
  return visibleLine(
    `debug: ${about}: ${factsOf(wire)
      .filter((fact) => fact !== '')
      .join(', ')}`,
  );
}

function factsOf(wire: WireTrace): string[] {
  const { kind } = wire;
  if (kind === 'request') return [`${wire.method} ${wire.host}${wire.path} ${wire.body ?? ''}`.trim()];
  if (kind === 'decision') {
    return [`${wire.delayMs === null ? 'not again' : `again in ${showDuration(wire.delayMs)}`}: ${wire.because}`];
  }
  const status = String(wire.status ?? 'no answer');
  const requestId = wire.requestId ?? (wire.status === null ? '' : 'no request id');
  const ms = `${wire.durationMs} ms`;
  if (kind === 'end') {
    return [status, ms, `${wire.attempts} attempt${wire.attempts === 1 ? '' : 's'}`, requestId];
  }
  const bytes = wire.status === null ? '' : `${wire.bytes} bytes`;
  return [status, wire.error ?? '', ms, bytes, requestId, wire.body ?? ''];
}
