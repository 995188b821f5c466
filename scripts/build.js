// Compiles src to dist, from scratch: a file that was removed from src must not live on in dist. What users deploy, and what
// is not JavaScript, goes there as it is.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(`${root}/dist`, { recursive: true, force: true });
const compiler = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
execFileSync(process.execPath, [compiler, '-p', `${root}/tsconfig.build.json`], { stdio: 'inherit' });
const asItIs = /\.py$|^handler[\\/].*\.mjs$/;
for (const file of readdirSync(`${root}/src`, { recursive: true }).filter((name) => asItIs.test(name))) {
  copyFileSync(`${root}/src/${file}`, `${root}/dist/${file}`);
}
