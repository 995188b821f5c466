// npm run release -- --version X.Y.Z [--skip-tests] [--really]
// Checks that a release can be made, and prints each step. Only --really performs them, and all of them are local: the
// version in package.json, lock file and manifest, the CHANGELOG's section, a commit, a tag. Pushing and publishing
// cannot be taken back, so they stay commands that a person types.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BRANCH = 'main';
const CHANGED = ['package.json', 'package-lock.json', 'oclif.manifest.json', 'CHANGELOG.md'];
const UNRELEASED = '## [Unreleased]\n';
const VERSION = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/;
const USAGE = 'usage: npm run release -- --version X.Y.Z [--skip-tests] [--really]';

const read = (name) => readFileSync(`${ROOT}${name}`, 'utf8');
const write = (name, text) => writeFileSync(`${ROOT}${name}`, text);
const run = (command, ...args) => execFileSync(command, args, { cwd: ROOT, stdio: 'inherit' });
const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();

class Refused extends Error {}

function options() {
  try {
    const flags = /** @type {const} */ ({
      version: { type: 'string' },
      'skip-tests': { type: 'boolean', default: false },
      really: { type: 'boolean', default: false },
    });
    const { values } = parseArgs({ options: flags });
    if (values.version === undefined) throw new Error('--version is missing');
    return { version: values.version, skipTests: values['skip-tests'], really: values.really };
  } catch (error) {
    throw new Refused(`${error.message}\n${USAGE}`);
  }
}

function isNewer(version, current) {
  const [one, other] = [version, current].map((text) => text.split('.').map(Number));
  const at = one.findIndex((number, index) => number !== other[index]);
  return at !== -1 && one[at] > other[at];
}

/** What the Unreleased section holds, and the text around it. */
function changelog() {
  const text = read('CHANGELOG.md');
  const heading = text.indexOf(UNRELEASED);
  if (heading === -1) return null;
  const from = heading + UNRELEASED.length;
  const next = text.indexOf('\n## [', from);
  const to = next === -1 ? text.length : next + 1;
  return { before: text.slice(0, from), notes: text.slice(from, to).trim(), after: text.slice(to) };
}

function versionProblem(version, current) {
  if (!VERSION.test(version)) return `${version} is not a version: give X.Y.Z`;
  return isNewer(version, current) ? null : `${version} is not newer than ${current}, the version in package.json`;
}

function treeProblem() {
  const changes = git('status', '--porcelain');
  return changes === '' ? null : `the working tree is not clean:\n${changes.replace(/^/gm, '    ')}`;
}

function branchProblem() {
  const branch = git('rev-parse', '--abbrev-ref', 'HEAD');
  return branch === BRANCH ? null : `releases are made on ${BRANCH}, and this is ${branch}`;
}

function tagProblem(version) {
  return git('tag', '--list', `v${version}`) === '' ? null : `the tag v${version} exists`;
}

function changelogProblem(version) {
  if (read('CHANGELOG.md').includes(`\n## [${version}]`)) return `CHANGELOG.md already has a section ${version}`;
  const log = changelog();
  if (log === null) return 'CHANGELOG.md has no section [Unreleased]';
  return log.notes === '' ? 'the section [Unreleased] of CHANGELOG.md is empty' : null;
}

/** Every problem at once, so that a release is not refused five times. */
function check(version) {
  const problems = [
    versionProblem(version, JSON.parse(read('package.json')).version),
    treeProblem(),
    branchProblem(),
    tagProblem(version),
    changelogProblem(version),
  ].filter((problem) => problem !== null);
  if (problems.length > 0) throw new Refused(problems.map((problem) => `- ${problem}`).join('\n'));
}

function setVersions(version) {
  for (const name of ['package.json', 'package-lock.json']) {
    const document = JSON.parse(read(name));
    document.version = version;
    if (name === 'package-lock.json') document.packages[''].version = version;
    write(name, `${JSON.stringify(document, null, 2)}\n`);
  }
}

function addSection(version, date) {
  const { before, notes, after } = changelog();
  write('CHANGELOG.md', `${before}\n## [${version}] - ${date}\n\n${notes}\n${after === '' ? '' : `\n${after}`}`);
}

function commitAndTag(version, notes) {
  run('git', 'commit', '--quiet', '-m', `release: ${version}`, '--', ...CHANGED);
  run('git', 'tag', '--annotate', `v${version}`, '--cleanup=verbatim', '-m', `${version}\n\n${notes}`);
}

function steps(version, skipTests) {
  const { notes } = changelog();
  const date = new Date().toISOString().slice(0, 10);
  const test = { title: '.ci/run (npm ci, and all tests)', perform: () => run(`${ROOT}.ci/run`) };
  return [
    ...(skipTests ? [] : [test]),
    { title: `${version} into package.json and package-lock.json`, perform: () => setVersions(version) },
    { title: `${version} into oclif.manifest.json`, perform: () => run('npm', 'run', '--silent', 'manifest') },
    { title: `CHANGELOG.md: [Unreleased] becomes [${version}] - ${date}`, perform: () => addSection(version, date) },
    { title: `git commit, and git tag v${version}`, perform: () => commitAndTag(version, notes) },
  ];
}

/** The tree was clean, so putting the files back to HEAD loses nothing but what this release wrote. */
function perform(list, version) {
  try {
    for (const step of list) {
      console.log(`\n=== ${step.title}`);
      step.perform();
    }
  } catch (error) {
    git('checkout', '--quiet', 'HEAD', '--', ...CHANGED);
    throw new Refused(
      `${error.message}\nNot released as ${version}. Look at git status and git log before you try again.`,
    );
  }
}

function release() {
  const { version, skipTests, really } = options();
  check(version);
  const list = steps(version, skipTests);
  if (skipTests) console.log('The tests are skipped.');
  if (!really) {
    console.log(`Dry run: nothing was changed. With --really, ${version} takes these steps:`);
    for (const { title } of list) console.log(`  - ${title}`);
  } else {
    perform(list, version);
    console.log(`\n${version} is committed and tagged here, and not pushed.`);
  }
  console.log(`Then, by hand:\n  git push origin ${BRANCH} v${version}\n  npm publish`);
}

try {
  release();
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`No release:\n${error.message}`);
  process.exitCode = 1;
}
