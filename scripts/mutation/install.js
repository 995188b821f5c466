import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The newest line of Stryker that runs on Node 20. */
const NAME = '@stryker-mutator/instrumenter';
const VERSION = '9.6.1';

/** Whether it is there, once this has returned. */
export function installInto(folder) {
  if (isThere(folder)) return true;
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true }));
  console.error(`Installing ${NAME}@${VERSION} into ${folder} (about 25 MB) …`);
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts'];
  spawnSync('npm', ['install', ...flags, `${NAME}@${VERSION}`], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return isThere(folder);
}

function isThere(folder) {
  const file = path.join(packageIn(folder), 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === VERSION;
}

export function packageIn(folder) {
  return path.join(folder, 'node_modules', NAME);
}
