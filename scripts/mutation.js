// Mutation testing of the rooms that judge and undo: changes the code in one place at a time, and runs the tests that reach
// that place. A change that no test notices is printed. Run by hand; docs/mutation.md says how to read it.
// npm run mutation -- --room verdict|evidence|proof|undo [--only FILE] [--at-once 2] [--folder DIR]
//   Installs Stryker's instrumenter into --folder (by default one of the system's temporary files), never into this
//   repository: it needs the network once.
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleTests } from './mutation/bundle.js';
import { installInto } from './mutation/install.js';
import { instrumentRoom, ROOMS } from './mutation/instrument.js';
import { tryMutants } from './mutation/pool.js';
import { printReport } from './mutation/report.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    room: { type: 'string' },
    only: { type: 'string' },
    'at-once': { type: 'string', default: '2' },
    folder: { type: 'string', default: path.join(tmpdir(), 'chime-join-mutation') },
  },
});
const { room, only, folder } = values;
if (!Object.hasOwn(ROOMS, room ?? '')) {
  console.error(`--room must be one of: ${Object.keys(ROOMS).join(', ')}`);
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
if (!installInto(folder)) {
  console.error(`Stryker's instrumenter could not be installed into ${folder}. It needs the npm registry once.`);
  process.exit(2);
}
const { sources, mutants } = await instrumentRoom({ room, only, root, folder });
const bundle = path.join(folder, `${room}.cjs`);
writeFileSync(bundle, await bundleTests({ room, root, sources }));
console.error(`${mutants.length} mutants of src/core/${room}`);
const statuses = await tryMutants(bundle, mutants, Number(values['at-once']));
process.exitCode = printReport(sources, mutants, statuses);
