// Where a run is written down: real runs and rehearsals stand in different folders.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The journal of a run under that XDG_STATE_HOME; null where there is none. */
export function journalIn(state, runId) {
  const file = filesIn(join(state, 'chime-join')).find((name) => basename(name) === `${runId}.jsonl`);
  return file === undefined ? null : join(state, 'chime-join', file);
}

function filesIn(folder) {
  try {
    return readdirSync(folder, { recursive: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
