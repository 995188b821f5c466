import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  version: string;
  resolved?: string;
  integrity?: string;
  optionalDependencies?: Record<string, string>;
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const lock: { version: string; packages: Record<string, Locked> } = read('package-lock.json');
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

/** As Node finds it: in the package's own node_modules, then in each folder above. */
function isLocked(name: string, path: string): boolean {
  const inside = path === '' ? '' : `${path}/`;
  if (`${inside}node_modules/${name}` in lock.packages) return true;
  return path !== '' && isLocked(name, path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))));
}

describe('package-lock.json', () => {
  it('has the version of package.json', () => {
    const { version } = read('package.json');
    expect([lock.version, lock.packages['']?.version]).toEqual([version, version]);
  });

  it('names no registry, and holds each package to a hash', () => {
    const wrong = installed.filter(([, { resolved, integrity }]) => resolved !== undefined || !integrity);
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  it('lists the packages of every platform, not only of the machine that wrote it', () => {
    const missing = installed.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(name, path))
        .map((name) => `${name} of ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('says which libc a package is for, which npm 10 leaves out', () => {
    const musl = installed.filter(([path]) => /linux-(?:x64|arm64).*musl$/.test(path));
    expect(musl.filter(([, entry]) => !('libc' in entry)).map(([path]) => path)).toEqual([]);
    expect(musl).not.toEqual([]);
  });
});
