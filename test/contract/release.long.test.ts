import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../scripts/release.js', import.meta.url));
const WHO = { NAME: 'someone', EMAIL: 'someone@example.invalid' };
const env = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: WHO.NAME,
  GIT_AUTHOR_EMAIL: WHO.EMAIL,
  GIT_COMMITTER_NAME: WHO.NAME,
  GIT_COMMITTER_EMAIL: WHO.EMAIL,
};
const LOG = '# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- A fault.\n\n## [0.2.0] - 2026-11-28\n\n- Old.\n';

let root: string;
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, env, encoding: 'utf8' }).trim();
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const json = (name: string) => JSON.parse(read(name));

function put(files: Record<string, unknown>): void {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(root, name), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  }
}

function release(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(root, 'scripts/release.js'), ...args], { cwd: root, env, encoding: 'utf8' });
}

/** A repository of its own, whose .ci/run and manifest script only leave a mark. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'chime-join-release-'));
  for (const folder of ['scripts', '.ci']) mkdirSync(join(root, folder));
  copyFileSync(SCRIPT, join(root, 'scripts/release.js'));
  const manifest = `node -e "fs.writeFileSync('oclif.manifest.json', process.env.npm_package_version + '\\n')"`;
  put({
    'package.json': { name: 'a', version: '0.2.0', type: 'module', scripts: { manifest } },
    'package-lock.json': { name: 'a', version: '0.2.0', packages: { '': { version: '0.2.0' } } },
    'oclif.manifest.json': '0.2.0\n',
    'CHANGELOG.md': LOG,
    '.gitignore': 'tested\n',
    '.ci/run': '#!/bin/sh\ntouch tested\n',
  });
  chmodSync(join(root, '.ci/run'), 0o755);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '-m', 'before');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a release', () => {
  it('without --really changes nothing, and prints the steps', () => {
    const before = git('rev-parse', 'HEAD');
    const { status, stdout } = release('--version', '0.10.0');
    expect(status).toBe(0);
    expect(stdout).toContain('Dry run');
    expect(stdout).toContain('git tag v0.10.0');
    expect([git('rev-parse', 'HEAD'), git('status', '--porcelain'), git('tag')]).toEqual([before, '', '']);
    expect(() => read('tested')).toThrow();
  });

  it('with --really tests, sets the version everywhere, dates the changelog, commits and tags', () => {
    const { status, stdout } = release('--version', '0.3.0', '--really');
    expect(status).toBe(0);
    expect(read('tested')).toBe('');
    const lock = json('package-lock.json');
    const versions = [
      json('package.json').version,
      lock.version,
      lock.packages[''].version,
      read('oclif.manifest.json').trim(),
    ];
    expect(new Set(versions)).toEqual(new Set(['0.3.0']));
    expect(read('CHANGELOG.md')).toMatch(
      /## \[Unreleased\]\n\n## \[0\.3\.0\] - \d{4}-\d\d-\d\d\n\n### Fixed\n\n- A fault\.\n\n## \[0\.2\.0\]/,
    );
    expect(git('status', '--porcelain')).toBe('');
    expect(git('log', '-1', '--format=%s')).toBe('release: 0.3.0');
    expect(git('tag', '-l', '--format=%(contents)')).toContain('- A fault.');
    expect(stdout).toContain('not pushed');
  });

  it('leaves out the tests only where that is asked for', () => {
    expect(release('--version', '0.3.0', '--really', '--skip-tests').status).toBe(0);
    expect(() => read('tested')).toThrow();
  });

  it('ends where the tests fail, and where a step fails puts back what it wrote', () => {
    put({
      '.ci/run': '#!/bin/sh\nexit 1\n',
      'package.json': { ...json('package.json'), scripts: { manifest: 'false' } },
    });
    git('commit', '--quiet', '-am', 'broken');
    const results = [
      release('--version', '0.3.0', '--really'),
      release('--version', '0.3.0', '--really', '--skip-tests'),
    ];
    expect(results.map(({ status }) => status)).toEqual([1, 1]);
    expect([git('status', '--porcelain'), git('tag'), git('log', '-1', '--format=%s')]).toEqual(['', '', 'broken']);
  });

  it('is refused with every reason at once', () => {
    put({ 'CHANGELOG.md': LOG.replace('### Fixed\n\n- A fault.\n\n', '') });
    git('switch', '--quiet', '-c', 'feature');
    git('tag', 'v0.1.9');
    const { status, stderr } = release('--version', '0.1.9', '--really');
    expect(status).toBe(1);
    for (const reason of ['not newer than 0.2.0', 'not clean', 'this is feature', 'v0.1.9 exists', 'is empty']) {
      expect(stderr).toContain(reason);
    }
  });

  it.each([
    [['--version', '0.3']],
    [['--version', 'v0.3.0']],
    [['--version', '0.2.0']],
    [[]],
    [['--version', '0.3.0', '--force']],
  ])('is refused for %j', (args) => {
    const { status, stderr } = release(...args);
    expect([status, stderr.split('\n')[0]]).toEqual([1, 'No release:']);
  });
});
