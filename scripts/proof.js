// Compiles the proofs (test/proof) and the source that they are held against into a folder of their own, and performs one.
// node scripts/proof.js soak|faults|kill|model|fuzz [its own options, which stand at the top of test/proof/NAME.ts]
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROOFS = ['soak', 'faults', 'kill', 'model', 'fuzz'];
const [name, ...words] = process.argv.slice(2);
if (!PROOFS.includes(name)) {
  console.error(`The proof must be one of: ${PROOFS.join(', ')}`);
  process.exit(2);
}

const root = fileURLToPath(new URL('..', import.meta.url));
// Hours of a proof must not change with what is edited or built meanwhile.
const out = mkdtempSync(join(tmpdir(), 'chime-join-proof-'));
try {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const project = ['-p', join(root, 'tsconfig.proof.json'), '--outDir', out];
  execFileSync(process.execPath, [compiler, ...project], { stdio: 'inherit' });
  // What the proofs find beside themselves: packages, the program itself, handlers.
  for (const folder of ['node_modules', 'bin', 'test/e2e']) symlinkSync(join(root, folder), join(out, folder));
  writeFileSync(join(out, 'package.json'), '{"type":"module"}');
  const proof = spawn(process.execPath, [join(out, `test/proof/${name}.js`), ...words], { stdio: 'inherit' });
  // A terminal interrupts both; a proof that is interrupted reports what it has seen, and the folder must outlive it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => proof.kill('SIGTERM'));
  const [code] = await once(proof, 'close');
  process.exitCode = code ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
