import { showDuration } from '../../core/duration.js';
import type { Failure } from '../../core/failure.js';
import type { Outcome } from '../../core/outcome/outcome.js';
import { showsCallOver } from '../../core/run/ending.js';
import {
  type BridgeResult,
  type DryRunResult,
  type Leftover,
  NOT_BEGUN,
  type Standing,
  type Undone,
} from '../../core/run/result.js';
import type { Likely, Verdict } from '../../core/verdict/verdict.js';
import type { Palette } from '../palette.js';
import { visibleLine } from '../visible.js';
import type { View } from './view.js';

const TONES: Record<Verdict, keyof Palette> = {
  JOINED: 'good',
  ACCEPTED: 'doubtful',
  UNCONFIRMED: 'doubtful',
  NOT_JOINED: 'bad',
  FAILED: 'bad',
};

/** What a verdict means where no failure explains it. */
const WORDS: Record<Verdict, string> = {
  JOINED: 'the call joined the meeting',
  ACCEPTED: 'AWS took the update; whether the call joined was not waited for',
  UNCONFIRMED: 'whether the call joined is not known',
  NOT_JOINED: 'the call did not join',
  FAILED: 'the update was not delivered',
};

const LIKELY: Record<NonNullable<Likely> | 'neither', string> = {
  joined: 'the call joined; the records suggest it, and do not prove it',
  'not-joined': 'the call did not join; the records suggest it, and do not prove it',
  neither: 'not known; the records suggest neither',
};

/** Evidence, what stands and what was undone; the last line has the verdict as its first word, and the cause of a failure. */
export const BRIDGE_VIEW: View<BridgeResult> = {
  work: 'report',
  text({ result, failure, timing }: Outcome<BridgeResult>, palette: Palette): string {
    if (result === null) return '';
    const { verdict, runId, call, meeting, attendee } = result;
    const rows: [string, string][] = runId === NOT_BEGUN.runId ? [] : [['run', runId]];
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
    if (verdict === 'UNCONFIRMED') rows.push(['likely', likelyText(result)]);
    const isOver = showsCallOver(result);
    for (const one of result.standing) rows.push(['in place', standingText(one, isOver)]);
    for (const undone of result.undone) rows.push(['undone', nameOf(undone)]);
    for (const leftover of result.leftovers) rows.push(['left', leftoverText(leftover)]);
    const lines = rows.map(([label, value]) => `${palette.dim(label.padEnd(9))} ${visibleLine(value)}`);
    const took = palette.dim(`(${showDuration(timing.totalMs)})`);
    const said = visibleLine(lastWords(result, failure));
    return `${[...lines, `${palette[TONES[verdict]](verdict)}  ${said} ${took}`].join('\n')}\n`;
  },
};

/** The verdict in words, with the time as of which it holds, and the cause of a failure. */
function lastWords({ verdict, asOf }: BridgeResult, failure: Failure | null): string {
  if (failure === null)
    return verdict === 'JOINED' && asOf !== null ? `${WORDS.JOINED}, as of ${asOf}` : WORDS[verdict];
  const since = verdict === 'NOT_JOINED' && asOf !== null ? `As of ${asOf} the call had not joined. ` : '';
  const { message, cause } = failure;
  return `${since}${message}${cause === null ? '' : ` Why: ${cause}`}`;
}

function likelyText({ likely, asOf }: BridgeResult): string {
  return asOf === null ? 'not known; no records were read' : `${LIKELY[likely ?? 'neither']} (read as of ${asOf})`;
}

function nameOf({ kind, meetingId, attendeeId }: Undone | Leftover): string {
  if (kind === 'attendee') return `attendee ${attendeeId ?? '(id not known)'} of meeting ${meetingId}`;
  return `meeting ${meetingId ?? '(id not known: AWS never answered; one that nobody joins ends after five minutes)'}`;
}

function standingText({ kind, meetingId, attendeeId, endsBy, command }: Standing, isOver: boolean): string {
  const what = nameOf({ kind, meetingId, attendeeId, region: '', command });
  const ends = endsBy === null ? '' : `, ends by itself at ${endsBy} if nobody connects`;
  return `${what}${ends}; ${isOver ? 'the call is over' : 'once the call is over'}: ${command}`;
}

function leftoverText(leftover: Leftover): string {
  return leftover.command === null ? nameOf(leftover) : `${nameOf(leftover)}; remove it: ${leftover.command}`;
}

/** The plan, and the request that would reach the call. */
export const DRY_RUN_VIEW: View<DryRunResult> = {
  work: 'document',
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
