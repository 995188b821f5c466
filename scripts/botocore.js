// Asks an emulator for each of its operations with botocore, which checks every answer by AWS's own models, and with the AWS CLI.
// npm run botocore -- [--python PYTHON] [--aws AWS]
//   PYTHON: a Python 3.9 or later that has botocore (pip install botocore). AWS: the AWS CLI, if it is to be asked as well.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { python: { type: 'string', default: 'python3' }, aws: { type: 'string' } } });
const { python, aws } = values;
const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Without what it needs nothing is asked, and that is no success. */
function lacks(message) {
  console.error(message);
  process.exit(2);
}
if (spawnSync(python, ['-c', 'import botocore']).status !== 0) {
  lacks(`${python} has no botocore: pip install botocore, or name another with --python`);
}
if (aws !== undefined && spawnSync(aws, ['--version']).status !== 0) lacks(`${aws} is not an AWS CLI that runs`);

/** Each client has an emulator of its own, where nothing has happened yet. */
async function ask(...client) {
  const stdio = ['ignore', 'pipe', 'ignore'];
  const emulator = spawn(process.execPath, [path('../bin/run.js'), 'emulator', 'start'], { stdio });
  const gone = once(emulator, 'exit').then(() => lacks('the emulator did not start'));
  const [line] = await Promise.race([once(emulator.stdout.setEncoding('utf8'), 'data'), gone]);
  const { url, sipMediaApplicationId } = JSON.parse(line);
  const words = [path('clients/botocore_operations.py'), url, sipMediaApplicationId, ...client];
  const [code] = await once(spawn(python, words, { stdio: 'inherit' }), 'exit');
  emulator.removeAllListeners('exit');
  emulator.kill('SIGTERM');
  return code ?? 1;
}

const codes = [await ask(), ...(aws === undefined ? [] : [await ask(aws)])];
process.exitCode = Math.max(...codes);
