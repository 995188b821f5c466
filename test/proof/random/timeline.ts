/** What happened in a run, line by line, for whoever has to find out why it went wrong. */
import type { BridgeResult } from '../../../src/core/run/result.js';
import type { Ended } from './operator.js';
import type { Performed } from './performed.js';
import type { Invoked } from './sandboxes.js';

const MAX_REPEATED = 3;

/** `whole`: with every read of the log and every record. */
export function timelineOf({ beganAt, runs, truth }: Performed, whole: boolean): string[] {
  const moments: [at: number, text: string][] = [];
  const reads: Record<string, number> = {};
  for (const { operation, path, from, status, delivered, time } of truth.requests) {
    const isRead = operation === 'FilterLogEvents';
    reads[from] = (reads[from] ?? 0) + (isRead ? 1 : 0);
    if (isRead && !whole && (reads[from] ?? 0) > MAX_REPEATED) continue;
    moments.push([Date.parse(time), `${from}: ${operation} ${path} ${status}${delivered ? '' : ' (no effect)'}`]);
  }
  for (const invoked of truth.invoked) {
    moments.push([invoked.startedAt, `handler gets ${eventOf(invoked)} in ${invoked.stream.slice(-4)}`]);
    if (invoked.endedAt !== null)
      moments.push([invoked.endedAt, `handler answers ${eventOf(invoked)}: ${answerOf(invoked)}`]);
  }
  for (const { meetingId, from, until } of truth.stays) {
    moments.push([from, `IN ${meetingId}`]);
    if (until !== null) moments.push([until, `OUT ${meetingId}`]);
  }
  if (truth.hungUpAt !== null) moments.push([truth.hungUpAt, 'the caller hangs up']);
  for (const { runId, first, again, check, cleanups } of runs) {
    moments.push([first.startedAt, `${runId} begins`], [first.endedAt, `${runId}: ${verdictOf(first)}`]);
    if (again !== null) moments.push([again.endedAt, `${runId} again: ${verdictOf(again)}`]);
    if (check !== null) moments.push([check.endedAt, `${runId} check: ${verdictOf(check)}`]);
    for (const cleanup of cleanups) {
      moments.push([cleanup.endedAt, `${runId} cleanup: ${cleanup.code ?? JSON.stringify(cleanup.result)}`]);
    }
  }
  if (whole) {
    for (const { at, readableAt, stream, message } of truth.records) {
      moments.push([
        at,
        `record ${stream.slice(-4)} (read from +${readableAt - at}): ${message.slice(0, 400).replaceAll(/\s+/g, ' ')}`,
      ]);
    }
  }
  return moments
    .toSorted(([one], [other]) => one - other)
    .map(([at, text]) => `${((at - beganAt) / 1_000).toFixed(3).padStart(9)} ${text}`);
}

function eventOf({ event }: Invoked): string {
  const { Sequence, InvocationEventType, ActionData } = event;
  const why = ActionData?.ErrorType === undefined ? '' : ` ${ActionData.ErrorType}`;
  return `${Sequence} ${InvocationEventType}${ActionData === undefined ? '' : ` ${ActionData.Type}`}${why}`;
}

function answerOf({ answer }: Invoked): string {
  if (answer === null) return 'nothing (an error)';
  const { Actions, TransactionAttributes } = (JSON.parse(answer) ?? {}) as {
    Actions?: { Type: string; Parameters?: Record<string, unknown> }[];
    TransactionAttributes?: object;
  };
  const names = Array.isArray(Actions)
    ? Actions.map(({ Type, Parameters }) => `${Type} ${Parameters?.['DurationInMilliseconds'] ?? ''}`.trim()).join(', ')
    : null;
  const kept = TransactionAttributes === undefined ? '' : `, keeps ${Object.keys(TransactionAttributes).join(' ')}`;
  return names === null ? `no actions${kept}` : `[${names}]${kept}`;
}

function verdictOf({ result, exit, code, cause }: Ended<BridgeResult>): string {
  const said = result;
  const asOf = said?.asOf ? `, as of ${said.asOf}` : '';
  const likely = said?.likely ? `, likely ${said.likely}` : '';
  const evidence = (said?.evidence ?? []).map(({ sequence, event }) => `${sequence} ${event}`).join('; ');
  return `${said?.verdict ?? 'no result'}${likely}${asOf}, exit ${exit}, ${code ?? ''} ${cause ?? ''} [${evidence}] meeting ${said?.meeting?.meetingId ?? ''}`;
}
