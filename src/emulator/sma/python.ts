import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const OLDEST = '3.9';
const LOOK_LIMIT_MS = 10_000;
/** The interpreter itself, where python3 is a wrapper (pyenv) that would not work in the handler's own environment. */
const LOOK = 'import sys; print(sys.executable); print(sys.version_info >= (3, 9))';

let found: Promise<string> | undefined;

/** The path of the operator's python3. Rejects, saying so, where there is none or it is too old. */
export function findPython(): Promise<string> {
  found ??= look();
  return found;
}

async function look(): Promise<string> {
  const python = await onPath('python3');
  if (python === undefined) throw new Error('a Python handler needs python3, and there is none on the PATH');
  const [executable = '', recent = ''] = (await say(python, ['-c', LOOK])).split('\n');
  if (recent.trim() !== 'True') throw new Error(`a Python handler needs Python ${OLDEST} or later: ${python} is older`);
  return executable.trim() === '' ? python : executable.trim();
}

async function onPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter).filter((entry) => entry !== '')) {
    const file = join(folder, name);
    const runs = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return file;
  }
  return undefined;
}

function say(file: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { timeout: LOOK_LIMIT_MS }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else
        reject(new Error(`a Python handler needs python3, and ${file} does not run: ${error.message.slice(0, 300)}`));
    });
  });
}
