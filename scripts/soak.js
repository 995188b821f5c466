// Compiles the random runs and what they are held against into a folder of their own, and performs them.
// npm run soak -- [--runs 500] [--seed N] [--at-once 2] [--minutes M] [--failing] [--only NUMBER]
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'chime-join-soak-'));
try {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const words = [compiler, '-p', join(root, 'tsconfig.soak.json'), '--outDir', out];
  execFileSync(process.execPath, words, { stdio: 'inherit' });
  symlinkSync(join(root, 'node_modules'), join(out, 'node_modules'));
  writeFileSync(join(out, 'package.json'), '{"type":"module"}');
  const soak = join(out, 'test/proof/random/soak.js');
  const { status } = spawnSync(process.execPath, [soak, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
