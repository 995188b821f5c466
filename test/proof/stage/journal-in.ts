/** Where a run is written down: real runs and rehearsals stand in different folders. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The journal of a run under that XDG_STATE_HOME; null where there is none. */
export function journalIn(state: string, runId: string): string | null {
  const folder = join(state, 'chime-join');
  const file = filesIn(folder).find((name) => basename(name) === `${runId}.jsonl`);
  return file === undefined ? null : file;
}

/** Every file and folder in it; none where it is not there. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}
