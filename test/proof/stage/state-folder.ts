/** Where the runs of a proof are written down: a folder of its own, gone when the process ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** As XDG_STATE_HOME names it. */
export const STATE = mkdtempSync(join(tmpdir(), 'chime-join-proof-'));
process.once('exit', () => rmSync(STATE, { recursive: true, force: true }));
