/** What is on disk when `append` returns. Every call reaches the real file system; only the order is noted. */
import type * as fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { openJournal } from '../../src/journal/open.js';
import { scratch } from './folder.js';

const notes = vi.hoisted((): string[] => []);
const paths = vi.hoisted(() => new Map<number, string>());
const trouble = vi.hoisted((): { write: (() => number | null) | null; sync: (() => void) | null } => ({
  write: null,
  sync: null,
}));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const name = (file: number) => (paths.get(file) ?? '').split('/').at(-1) ?? '';
  return {
    ...real,
    openSync(path: string, ...more: [fs.OpenMode, fs.Mode?]) {
      const file = real.openSync(path, ...more);
      paths.set(file, path);
      return file;
    },
    writeSync(file: number, bytes: Uint8Array, at: number) {
      const short = trouble.write?.() ?? null;
      notes.push(`write ${name(file)}`);
      return short === null
        ? real.writeSync(file, bytes, at)
        : real.writeSync(file, bytes, at, Math.min(short, bytes.length - at));
    },
    fsyncSync(file: number) {
      trouble.sync?.();
      real.fsyncSync(file);
      notes.push(`sync ${name(file)}`);
    },
  };
});

beforeEach(() => {
  notes.length = 0;
  trouble.write = null;
  trouble.sync = null;
});

function journal() {
  return openJournal([join(scratch(), 'chime-join')], '0.1.0');
}

it('a line is synced before append returns, each of them', () => {
  const open = journal().open('run-1');
  notes.length = 0;
  open.append({ type: 'interrupted' });
  expect(notes).toEqual(['write run-1.jsonl', 'sync run-1.jsonl']);
  open.append({ type: 'interrupted' });
  expect(notes).toEqual(['write run-1.jsonl', 'sync run-1.jsonl', 'write run-1.jsonl', 'sync run-1.jsonl']);
  open.close();
});

it('a new file is synced into its folder, one that has lines is not again', () => {
  const runs = journal();
  const open = runs.open('run-1');
  expect(notes).toEqual(['sync runs']);
  open.append({ type: 'interrupted' });
  open.close();
  notes.length = 0;
  runs.open('run-1').close();
  expect(notes).toEqual([]);
});

it('a write that takes a part is gone on with', () => {
  const runs = journal();
  const open = runs.open('run-1');
  trouble.write = () => 7;
  open.append({ type: 'released', claim: 'ü'.repeat(40) });
  open.close();
  expect(notes.filter((note) => note.startsWith('write')).length).toBeGreaterThan(5);
  expect(notes.at(-1)).toBe('sync run-1.jsonl');
  expect(runs.read('run-1')).toMatchObject({ entries: [{ claim: 'ü'.repeat(40) }], torn: 0 });
});

it('a disk that is full in the middle of a line throws, and the next line stands by itself', () => {
  const runs = journal();
  const open = runs.open('run-1');
  let writes = 0;
  trouble.write = () => {
    writes += 1;
    if (writes > 1) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    return 7;
  };
  expect(() => open.append({ type: 'interrupted' })).toThrow(
    expect.objectContaining({ code: 'JOURNAL_UNUSABLE', cause: expect.stringContaining('ENOSPC') }),
  );
  trouble.write = null;
  open.append({ type: 'interrupted' });
  open.close();
  expect(runs.read('run-1')).toMatchObject({ entries: [{ type: 'interrupted' }], torn: 1, foreign: 0 });
});

it('a line that could not be synced counts as not written', () => {
  const open = journal().open('run-1');
  trouble.sync = () => {
    throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
  };
  expect(() => open.append({ type: 'interrupted' })).toThrow(expect.objectContaining({ code: 'JOURNAL_UNUSABLE' }));
  open.close();
});
