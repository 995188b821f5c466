import { WOULD_BE_REMOVED } from '../../core/catalogue/remarks.js';
import type { KeptItem, RunsCleanupResult } from '../../core/runs/result.js';
import type { Palette } from '../palette.js';
import { visibleLine } from '../visible.js';
import { nameOf } from './journal-entry.js';
import type { View } from './view.js';

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
