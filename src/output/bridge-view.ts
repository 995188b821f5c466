import { showDuration } from '../core/duration.js';
import type { Outcome } from '../core/outcome/outcome.js';
import type { BridgeResult, DryRunResult, Leftover, Standing, Undone } from '../core/run/result.js';
import type { Verdict } from '../core/verdict/verdict.js';
import type { Palette } from './palette.js';
import type { View } from './view.js';
import { visibleLine } from './visible.js';

const TONES: Record<Verdict, keyof Palette> = {
  JOINED: 'good',
  ACCEPTED: 'doubtful',
  UNCONFIRMED: 'doubtful',
  NOT_JOINED: 'bad',
  FAILED: 'bad',
};

const WORDS: Record<Verdict, string> = {
  JOINED: 'the call is in the meeting',
  ACCEPTED: 'AWS took the update; whether the call joined was not waited for',
  UNCONFIRMED: 'whether the call joined is not known',
  NOT_JOINED: 'the call did not join',
  FAILED: 'the update was not delivered, the call is as it was',
};

/** Evidence, what stands and what was undone; the verdict is the first word of the last line. */
export const BRIDGE_VIEW: View<BridgeResult> = {
  text({ result, timing }: Outcome<BridgeResult>, palette: Palette): string {
    if (result === null) return '';
    const { verdict, call, meeting, attendee } = result;
    const rows: [string, string][] = [['run', result.runId]];
    if (call.transactionId !== null) rows.push(['call', `transaction ${call.transactionId} in ${call.region}`]);
    if (call.callId !== null) rows.push(['leg', call.callId]);
    if (meeting !== null) {
      rows.push([
        'meeting',
        `${meeting.meetingId} in ${meeting.region}, ${meeting.created ? 'made by this run' : 'made before'}`,
      ]);
    }
    if (attendee !== null) rows.push(['attendee', attendee.attendeeId]);
    for (const { source, time, sequence, event, summary } of result.evidence) {
      const number = sequence === null ? '' : `, Sequence ${sequence}`;
      rows.push(['evidence', `${event}${number}: ${summary} (${time}, ${source})`]);
    }
    for (const one of result.standing) rows.push(['in place', standingText(one)]);
    for (const undone of result.undone) rows.push(['undone', nameOf(undone)]);
    for (const leftover of result.leftovers) rows.push(['left', leftoverText(leftover)]);
    const lines = rows.map(([label, value]) => `${palette.dim(label.padEnd(9))} ${visibleLine(value)}`);
    const took = palette.dim(`(${showDuration(timing.totalMs)})`);
    return `${[...lines, `${palette[TONES[verdict]](verdict)}  ${WORDS[verdict]} ${took}`].join('\n')}\n`;
  },
};

function nameOf({ kind, meetingId, attendeeId }: Undone | Leftover): string {
  if (kind === 'attendee') return `attendee ${attendeeId ?? '(id not known)'} of meeting ${meetingId}`;
  return `meeting ${meetingId ?? '(id not known: AWS never answered; one that nobody joins ends after five minutes)'}`;
}

function standingText({ kind, meetingId, attendeeId, endsBy, command }: Standing): string {
  const what = nameOf({ kind, meetingId, attendeeId, region: '', command });
  const ends = endsBy === null ? '' : `, ends by itself at ${endsBy} if nobody connects`;
  return `${what}${ends}; once the call is over: ${command} --yes`;
}

function leftoverText(leftover: Leftover): string {
  return leftover.command === null ? nameOf(leftover) : `${nameOf(leftover)}; remove it: ${leftover.command}`;
}

/** The plan, and the request that would reach the call. */
export const DRY_RUN_VIEW: View<DryRunResult> = {
  text({ result }: Outcome<DryRunResult>, palette: Palette): string {
    if (result === null) return '';
    const { plan, request } = result;
    const steps = plan.map(({ title, operations, undo }, index) => {
      const back = undo === null ? '' : `, undone by ${undo}`;
      const sends = operations.length === 0 ? '' : palette.dim(` (${operations.join(', ')}${back})`);
      return `${index + 1}. ${visibleLine(title)}${sends}`;
    });
    const { operation, region, sipMediaApplicationId, transactionId } = request;
    const target = `POST /sip-media-applications/${sipMediaApplicationId}/calls/${transactionId}`;
    const body = JSON.stringify({ Arguments: request.arguments }, null, 2);
    const shown = body.split('\n').map(visibleLine).join('\n');
    return `${[...steps, '', visibleLine(`${operation} in ${region}`), visibleLine(target), shown, '', 'Nothing was sent that changes anything.'].join('\n')}\n`;
  },
};
