// npm run test:nodes [-- 22 24]: the whole suite on other versions of Node, whose binaries come from npm packages into a
// scratch folder. The dependencies and the lockfile are the same for all of them.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const versions = process.argv.length > 2 ? process.argv.slice(2) : ['22', '24', '26'];
const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const scratch = mkdtempSync(join(tmpdir(), 'chime-join-nodes-'));
const results = [];

try {
  for (const version of versions) {
    const folder = join(scratch, version);
    execFileSync('mkdir', ['-p', folder]);
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    const install = [
      'i',
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `node-${platform}@${version}`,
    ];
    execFileSync('npm', install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    const bin = join(folder, 'node_modules', `node-${platform}`, 'bin');
    if (!existsSync(join(bin, 'node'))) throw new Error(`there is no node ${version} for ${platform}`);
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
    const told = execFileSync('node', ['--version'], { env, encoding: 'utf8' }).trim();
    console.log(`\n=== Node ${told}`);
    const run = (...words) => spawnSync('npm', words, { cwd: root, env, stdio: 'inherit' }).status;
    const status = run('test') || run('run', 'test:slow');
    results.push({ told, status });
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

for (const { told, status } of results) console.log(`Node ${told}: ${status === 0 ? 'green' : `failed (${status})`}`);
process.exitCode = results.every(({ status }) => status === 0) ? 0 : 1;
