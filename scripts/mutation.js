// Mutation testing of the rooms that judge and undo: changes the code in one place at a time, and runs the tests that reach
// that place. A change that no test notices is printed. Run by hand; docs/mutation.md says how to read it.
// npm run mutation -- --room verdict|evidence|proof|undo [--only FILE[:FROM-TO]] [--at-once 2] [--folder DIR]
//   Installs Stryker into --folder (a folder of the system's temporary files), never into this repository: it needs the network once.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ROOMS, SEED, strykerConfig, vitestConfig } from './mutation/config.js';
import { printReport } from './mutation/report.js';

/** The newest line of Stryker that runs on Node 20. */
const STRYKER = { '@stryker-mutator/core': '9.6.1', '@stryker-mutator/vitest-runner': '9.6.1' };

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    room: { type: 'string' },
    only: { type: 'string' },
    'at-once': { type: 'string', default: '2' },
    folder: { type: 'string', default: path.join(tmpdir(), 'chime-join-mutation') },
  },
});

function stop(message) {
  console.error(message);
  process.exit(2);
}

function isInstalled(folder) {
  return Object.entries(STRYKER).every(([name, version]) => {
    const file = path.join(folder, 'node_modules', name, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
  });
}

/** Stryker's runner must load the same vitest as the tests do, so the one of this repository is linked beside it. */
function install(folder) {
  if (isInstalled(folder)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: STRYKER }));
  console.error(`Installing Stryker ${STRYKER['@stryker-mutator/core']} into ${folder} (about 65 MB) …`);
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--no-package-lock'];
  const { status } = spawnSync('npm', ['install', ...flags], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) stop(`Stryker could not be installed into ${folder}. It needs the npm registry once.`);
  symlinkSync(path.join(root, 'node_modules', 'vitest'), path.join(folder, 'node_modules', 'vitest'));
}

/** A copy of the sources, which Stryker changes in place. */
function copyInto(copy, room) {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const name of ['src', 'test', 'docs', 'package.json']) {
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  writeFileSync(path.join(copy, 'vitest.config.ts'), vitestConfig(room));
  writeFileSync(path.join(copy, 'seed.ts'), SEED);
}

if (!Object.hasOwn(ROOMS, values.room ?? '')) stop(`--room must be one of: ${Object.keys(ROOMS).join(', ')}`);
const { room, folder } = values;
install(folder);
const copy = path.join(folder, `copy-${room}`);
copyInto(copy, room);
const config = strykerConfig({ room, only: values.only, atOnce: Number(values['at-once']), folder });
writeFileSync(path.join(copy, 'stryker.config.json'), JSON.stringify(config));
const stryker = path.join(folder, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const { status } = spawnSync(process.execPath, [stryker, 'run', 'stryker.config.json'], {
  cwd: copy,
  stdio: 'inherit',
});
if (status !== 0) stop('Stryker failed.');
process.exitCode = printReport(JSON.parse(readFileSync(config.jsonReporter.fileName, 'utf8')));
