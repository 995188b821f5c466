// Compiles src to dist; after the first time only what changed. What is no longer in src does not stay in dist, and what
// users deploy, and what is not JavaScript, goes there as it is.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
// Beside the dependencies: dist is published whole, and this is not for publication.
const state = join(root, 'node_modules', '.cache', 'chime-join', 'build.tsbuildinfo');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

const sources = filesIn(join(root, 'src'));
const built = new Set(sources.map((name) => name.replace(/\.ts$/, '.js')));
const compiled = sources.filter((name) => /\.[mc]?[jt]s$/.test(name)).map((name) => name.replace(/\.ts$/, '.js'));
// The compiler believes its notes of the last time: without them, it writes every file.
if (compiled.some((name) => !existsSync(join(dist, name)))) rmSync(state, { force: true });
for (const name of filesIn(dist)) if (!built.has(name)) rmSync(join(dist, name));
const options = ['-p', join(root, 'tsconfig.build.json'), '--incremental', '--tsBuildInfoFile', state];
const { status } = spawnSync(process.execPath, [compiler, ...options], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
const asItIs = /\.py$|^handler[\\/].*\.mjs$/;
for (const name of sources.filter((each) => asItIs.test(each))) {
  mkdirSync(dirname(join(dist, name)), { recursive: true });
  copyFileSync(join(root, 'src', name), join(dist, name));
}

/** Paths under the folder; none where there is no such folder. @param {string} folder */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
