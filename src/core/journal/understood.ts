import { failed } from '../catalogue/failed.js';
import type { JournalText } from './port.js';

/**
 * Throws JOURNAL_UNUSABLE for a journal that this version may misread: a line it does not know, or any line of a newer version,
 * may say that the update was sent.
 */
export function requireUnderstood(runId: string, { entries, foreign }: JournalText, version: string): void {
  const newer = entries.flatMap((entry) =>
    entry.type === 'claimed' && isNewer(entry.version, version) ? [entry.version] : [],
  );
  if (foreign === 0 && newer.length === 0) return;
  const written = newer.at(-1);
  throw written === undefined
    ? failed('JOURNAL_UNUSABLE.unknown-lines', { runId, count: foreign })
    : failed('JOURNAL_UNUSABLE.newer', { runId, written, own: version });
}

/** Of two versions such as `0.2.0`, by their first two numbers; what has no such form is not newer. */
function isNewer(written: string, own: string): boolean {
  const [theirs, ours] = [numbersIn(written), numbersIn(own)];
  if (theirs === null || ours === null) return false;
  return theirs[0] !== ours[0] ? theirs[0] > ours[0] : theirs[1] > ours[1];
}

function numbersIn(version: string): [number, number] | null {
  const [, major, minor] = /^(\d{1,6})\.(\d{1,6})(?:\.|$)/.exec(version) ?? [];
  return major === undefined || minor === undefined ? null : [Number(major), Number(minor)];
}
