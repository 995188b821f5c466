import type { RunShowResult, RunSummary, RunsListResult } from '../../core/runs/result.js';
import type { Palette } from '../palette.js';
import { visibleLine } from '../visible.js';
import { tellEntry } from './journal-entry.js';
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
