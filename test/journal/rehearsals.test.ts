import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type IsThere, loopbackPort, rehearsalFolders, removeGoneRehearsals } from '../../src/journal/rehearsals.js';
import { scratch } from './folder.js';

const INSTANCE = '08d09606-48bc-41b8-9d0b-e1bea972c71b';

/** A state folder with the journal of one rehearsal in it. */
function rehearsed([first, second]: [string, string] = rehearsalFolders('4566', INSTANCE)) {
  const state = scratch();
  const folder = join(state, first, second);
  mkdirSync(join(folder, 'runs'), { recursive: true });
  writeFileSync(join(folder, 'runs', 'run-1.jsonl'), '');
  return { state, folder };
}

const gone: IsThere = async () => false;

describe('a loopback endpoint', () => {
  it.each([
    ['http://127.0.0.1:4566', '4566'],
    ['http://127.0.0.2:4566', '4566'],
    ['http://localhost:4566/prefix', '4566'],
    ['http://[::1]:4566', '4566'],
    ['https://localhost', '443'],
    ['http://127.0.0.1', '80'],
    ['https://127.0.0.1.example.com:4566', null],
    ['https://meetings.example.com', null],
    ['nowhere', null],
    [null, null],
  ])('%j has the port %j', (endpoint, port) => expect(loopbackPort(endpoint)).toBe(port));
});

describe('the rehearsals of an emulator', () => {
  it('are removed once it is gone', async () => {
    const { state, folder } = rehearsed();
    const asked: unknown[] = [];
    await removeGoneRehearsals([state], async (...words) => {
      asked.push(words);
      return false;
    });
    expect([asked, existsSync(folder)]).toEqual([[[4566, INSTANCE]], false]);
  });

  it.each<[string, IsThere]>([
    ['it lives', async () => true],
    ['it cannot be told whether it lives', async () => null],
    ['nobody can ask', () => Promise.reject(new Error('no network'))],
  ])('are kept where %s', async (_, isThere) => {
    const { state, folder } = rehearsed();
    await removeGoneRehearsals([state], isThere);
    expect(existsSync(join(folder, 'runs', 'run-1.jsonl'))).toBe(true);
  });

  it('are removed unasked where the machine was started anew since', async () => {
    const { state, folder } = rehearsed(renamed((name) => name.replace(/\.[0-9a-f]{8}$/, '.00000000')));
    await removeGoneRehearsals([state], unexpected);
    expect(existsSync(folder)).toBe(false);
  });

  it.each<[string, [string, string]]>([
    ['of another machine', renamed((name) => name.replace(/\.[0-9a-f]{8}\./, '.00000000.'))],
    ['of what never was an emulator', rehearsalFolders('4566', null)],
    ['that are not ours', ['rehearsals', 'notes']],
  ])('%s are left alone, unasked', async (_, names) => {
    const { state, folder } = rehearsed(names);
    await removeGoneRehearsals([state], unexpected);
    expect(existsSync(folder)).toBe(true);
  });

  it('are never removed through a link', async () => {
    const [first, second] = rehearsalFolders('4566', INSTANCE);
    const elsewhere = rehearsed();
    const linked = scratch();
    symlinkSync(join(elsewhere.state, first), join(linked, first));
    const inside = scratch();
    mkdirSync(join(inside, first));
    symlinkSync(elsewhere.folder, join(inside, first, second));
    const within = rehearsed();
    symlinkSync(elsewhere.folder, join(within.folder, 'link'));
    await removeGoneRehearsals([linked, inside, within.state], gone);
    expect(existsSync(join(elsewhere.folder, 'runs', 'run-1.jsonl'))).toBe(true);
    expect(existsSync(within.folder)).toBe(false);
  });

  it.skipIf(process.getuid === undefined)('of another user are left alone', async () => {
    const { state, folder } = rehearsed();
    const uid = process.getuid?.() ?? 0;
    vi.spyOn(process, 'getuid').mockReturnValue(uid + 1);
    await removeGoneRehearsals([state], gone);
    vi.restoreAllMocks();
    expect(existsSync(folder)).toBe(true);
  });

  it('leave real runs where they are', async () => {
    const { state } = rehearsed();
    mkdirSync(join(state, 'runs'));
    writeFileSync(join(state, 'runs', 'real.jsonl'), '');
    await removeGoneRehearsals([state], gone);
    expect(existsSync(join(state, 'runs', 'real.jsonl'))).toBe(true);
  });

  it('may be missing, or no folder at all', async () => {
    const state = scratch();
    await removeGoneRehearsals([state, join(state, 'nothing')], gone);
    writeFileSync(join(state, 'rehearsals'), '');
    await expect(removeGoneRehearsals([state], gone)).resolves.toBeUndefined();
  });
});

function renamed(change: (name: string) => string): [string, string] {
  const [first, second] = rehearsalFolders('4566', INSTANCE);
  return [first, change(second)];
}

function unexpected(): never {
  throw new Error('nobody expected a question');
}
