// Asks an emulator for each of its operations with botocore, which checks every answer by AWS's own models.
// npm run botocore -- [--python PYTHON]   needs a Python 3.9 or later that has botocore: pip install botocore
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { python: { type: 'string', default: 'python3' } } });
const path = (name) => fileURLToPath(new URL(name, import.meta.url));

if (spawnSync(values.python, ['-c', 'import botocore']).status !== 0) {
  console.error(`${values.python} has no botocore: pip install botocore, or name another with --python`);
  process.exit(2);
}
const stdio = ['ignore', 'pipe', 'inherit'];
const emulator = spawn(process.execPath, [path('../bin/run.js'), 'emulator', 'start'], { stdio });
emulator.stdout.setEncoding('utf8');
emulator.stdout.once('data', (line) => {
  const { url, sipMediaApplicationId } = JSON.parse(line);
  const words = [path('clients/botocore_operations.py'), url, sipMediaApplicationId];
  const client = spawn(values.python, words, { stdio: 'inherit' });
  client.once('exit', (code) => {
    process.exitCode = code ?? 1;
    emulator.kill('SIGTERM');
  });
});
