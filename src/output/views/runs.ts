import { WOULD_BE_REMOVED } from '../../core/catalogue/remarks.js';
import type { Entry } from '../../core/journal/entry.js';
import type {
  CleanupItem,
  KeptItem,
  RunShowResult,
  RunSummary,
  RunsCleanupResult,
  RunsListResult,
} from '../../core/runs/result.js';
import type { Palette } from '../palette.js';
import { visibleLine } from '../visible.js';
import type { View } from './view.js';

/** A line each: when, what became of it, which it is, why, and what it left. */
export const RUNS_LIST_VIEW: View<RunsListResult> = {
  work: 'document',
  text({ result }, palette) {
    if (result === null) return '';
    if (result.runs.length === 0) return 'No runs yet.\n';
    return result.runs.map((run) => `${lineOf(run, palette)}\n`).join('');
  },
};

function lineOf(run: RunSummary, palette: Palette): string {
  const { runId, begunAt, endpoint, reason, leavesSomething } = run;
  const notes = [
    endpoint === null ? '' : `on ${endpoint}`,
    reason ?? '',
    leavesSomething ? `leftovers: chime-join runs cleanup ${runId}` : '',
  ].filter((note) => note !== '');
  const said = `${begunAt.slice(0, 19)}Z  ${wordOf(run).padEnd(11)}  ${runId}`;
  return `${said}${notes.length === 0 ? '' : `  ${palette.dim(visibleLine(notes.join('; ')))}`}`;
}

/** Its verdict; while it has none, its state. */
function wordOf({ state, verdict }: RunSummary): string {
  return state === 'UNDER_WAY' ? state : (verdict ?? state);
}

/** What it is, and every line of its journal. */
export const RUN_SHOW_VIEW: View<RunShowResult> = {
  work: 'document',
  text({ result }, palette) {
    if (result === null) return '';
    const { run, entries, unreadable } = result;
    const rows: [string, string | null][] = [
      ['run', run.runId],
      ['state', run.state === 'ENDED' ? wordOf(run) : `${run.state}${run.verdict === null ? '' : `, ${run.verdict}`}`],
      ['reason', run.reason],
      ['who', run.who],
      ['call', run.transactionId === null ? run.callId : `transaction ${run.transactionId} in ${run.region}`],
      ['meeting', run.meetingId === null ? null : `${run.meetingId} in ${run.meetingsRegion}`],
      ['endpoint', run.endpoint],
    ];
    const head = rows.flatMap(([label, text]) =>
      text === null ? [] : `${palette.dim(label.padEnd(9))} ${visibleLine(text)}\n`,
    );
    const lines = entries.map((entry) => `${palette.dim(entry.time)}  ${visibleLine(tellEntry(entry))}\n`);
    const torn = unreadable === 0 ? '' : `${unreadable} more could not be read\n`;
    return [...head, ...lines, torn].join('');
  },
};

/** One entry in words. */
function tellEntry(entry: Entry): string {
  switch (entry.type) {
    case 'claimed':
      return `${entry.purpose} began, pid ${entry.by.pid}${entry.who === null ? '' : `, as ${entry.who}`}`;
    case 'released':
      return 'done with it';
    case 'begun':
      return `attempt ${entry.attempt}: ${entry.plan.join(', ')}`;
    case 'call-found':
      return `the call is transaction ${entry.call.transactionId}`;
    case 'step-started':
      return `${entry.step}…`;
    case 'step-finished':
      return `${entry.step}: ${[entry.outcome, `${Math.round(entry.ms)} ms`, ...entry.requestIds].join(', ')}`;
    case 'adopted':
      return `goes into meeting ${entry.meetingId}, which run ${entry.fromRun} left in place`;
    case 'made':
      return `made or asked for: ${tellMade(entry.made)}`;
    case 'file-written':
      return `the attendees file ${entry.path}`;
    case 'update-sending':
      return `sending the update for meeting ${entry.marks.meetingId}`;
    case 'update-sent':
      return `the update: ${entry.delivery}${entry.requestId === null ? '' : `, ${entry.requestId}`}`;
    case 'interrupted':
      return 'interrupted';
    case 'verdict':
      return `${entry.verdict}${entry.failure === null ? '' : `: ${entry.failure.message}`}`;
    case 'undone':
      return `removed: ${listOf(entry.undone)}; left: ${listOf(entry.leftovers)}`;
    case 'ended':
      return `ended: ${entry.result.verdict}, exit ${entry.failure?.exitCode ?? 0}`;
  }
}

function tellMade({ meeting, strays, asked, doubtful, attendees }: Extract<Entry, { type: 'made' }>['made']): string {
  const parts = [
    ...(meeting.state === 'asked' ? ['a meeting, whose id is not known yet'] : []),
    ...(meeting.state === 'made' ? [`meeting ${meeting.meetingId}`] : []),
    ...strays.map((meetingId) => `meeting ${meetingId}`),
    ...attendees.map(({ attendeeId }) => `attendee ${attendeeId}`),
    ...(attendees.length === 0 ? [...asked, ...doubtful].map((id) => `an attendee as ${id}`) : []),
  ];
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function listOf(items: readonly Pick<CleanupItem, 'kind' | 'meetingId' | 'attendeeId'>[]): string {
  return items.length === 0 ? 'nothing' : items.map(nameOf).join(', ');
}

function nameOf({ kind, meetingId, attendeeId }: Pick<CleanupItem, 'kind' | 'meetingId' | 'attendeeId'>): string {
  if (kind === 'meeting') return `meeting ${meetingId ?? 'of unknown id'}`;
  return `attendee ${visibleLine(attendeeId ?? 'of unknown id')} of meeting ${meetingId}`;
}

/** A line for each thing, its fate first. */
export const CLEANUP_VIEW: View<RunsCleanupResult> = {
  work: 'report',
  text({ result }, palette) {
    if (result === null) return '';
    const { removed, kept, failed } = result;
    if (removed.length + kept.length + failed.length === 0) return 'Nothing to clean up here.\n';
    const lines = [
      ...removed.map((item) => `${palette.good('removed')}  ${nameOf(item)}, of the run ${item.runId}`),
      ...kept.map((item) => keptText(item, palette)),
      ...failed.map(
        (item) => `${palette.bad('failed')}   ${nameOf(item)}, of the run ${item.runId}: ${visibleLine(item.reason)}`,
      ),
    ];
    const runs = [...new Set(kept.filter(wouldBeRemoved).map(({ runId }) => runId))];
    const which = runs.length === 1 ? ` ${runs[0]}` : '';
    if (runs.length > 0) lines.push(`Nothing was removed. Remove it: chime-join runs cleanup${which} --yes`);
    return lines.map((line) => `${line}\n`).join('');
  },
};

/** Without --yes nothing is removed: the output is all that the command was run for. */
export const CLEANUP_PREVIEW: View<RunsCleanupResult> = { ...CLEANUP_VIEW, work: 'document' };

function keptText(item: KeptItem, palette: Palette): string {
  const { runId, reason, tryAgainAt } = item;
  if (wouldBeRemoved(item)) return `${palette.doubtful('would remove')}  ${nameOf(item)}, of the run ${runId}`;
  const again = tryAgainAt === null ? '' : `; try again at ${tryAgainAt}`;
  return `${palette.doubtful('kept')}     ${nameOf(item)}, of the run ${runId}: ${visibleLine(reason)}${again}`;
}

function wouldBeRemoved({ reason }: KeptItem): boolean {
  return reason === WOULD_BE_REMOVED;
}
