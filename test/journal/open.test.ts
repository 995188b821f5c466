import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EntryBody } from '../../src/core/journal/entry.js';
import { parseJournal } from '../../src/journal/journal-file.js';
import { openJournal } from '../../src/journal/open.js';
import { stateFolders } from '../../src/journal/state-folders.js';
import { begun, EVERY_ENTRY, line } from '../core/journal/entries.js';
import { scratch } from './folder.js';

const RUN = 'run-1';
const INTERRUPTED: EntryBody = { type: 'interrupted' };
const UMASK = process.umask();
const isRoot = process.getuid?.() === 0;

afterEach(() => {
  process.umask(UMASK);
  vi.restoreAllMocks();
});

/** A state folder that is not there yet, its journals, and where they stand. */
function state() {
  const folder = join(scratch(), 'state', 'chime-join');
  const journal = openJournal([folder], '0.1.0');
  const file = join(folder, 'runs', `${RUN}.jsonl`);
  return { folder, runs: join(folder, 'runs'), file, journal };
}

function written(...entries: EntryBody[]) {
  const there = state();
  const open = there.journal.open(RUN);
  for (const entry of entries) open.append(entry);
  open.close();
  return there;
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const unusable = expect.objectContaining({ name: 'Failure', code: 'JOURNAL_UNUSABLE', exitCode: 2 });

describe('a journal', () => {
  it('is read as it was written, each entry on a line of its own', () => {
    const { file, journal } = written(...EVERY_ENTRY);
    expect(journal.read(RUN)).toEqual({ entries: EVERY_ENTRY, torn: 0, foreign: 0 });
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(EVERY_ENTRY.length + 1);
  });

  it('notes the time at which a line was written', () => {
    const from = Date.now();
    const [entry] = written(INTERRUPTED).journal.read(RUN)?.entries ?? [];
    expect(Date.parse(entry?.time ?? '')).toBeGreaterThanOrEqual(from);
    expect(Date.parse(entry?.time ?? '')).toBeLessThanOrEqual(Date.now());
  });

  it('is not there before the first run, and nothing is made by looking', () => {
    const { folder, journal } = state();
    expect([journal.runIds(), journal.read(RUN)]).toEqual([[], null]);
    expect(() => readdirSync(folder)).toThrow('ENOENT');
  });

  it('of every run is told, and of nothing else that stands beside it', () => {
    const { runs, journal } = written(INTERRUPTED);
    journal.open('run-2').close();
    for (const name of ['notes.txt', 'run 3.jsonl', '.jsonl', 'x.jsonl', `${'y'.repeat(65)}.jsonl`])
      writeFileSync(join(runs, name), '');
    expect(journal.runIds().sort()).toEqual([RUN, 'run-2']);
  });

  it.each(['../other', 'a/b', '', '.', 'x'.repeat(65)])('has no run named %j', (runId) => {
    const { journal } = written(INTERRUPTED);
    expect(journal.read(runId)).toBeNull();
    expect(() => journal.open(runId)).toThrow();
  });

  it('shows to who holds it what others wrote since', () => {
    const { journal } = state();
    const [one, other] = [journal.open(RUN), journal.open(RUN)];
    one.append(INTERRUPTED);
    other.append(begun());
    one.append(INTERRUPTED);
    expect(one.read().entries.map(({ type }) => type)).toEqual(['interrupted', 'begun', 'interrupted']);
    one.close();
    expect(other.read().entries).toHaveLength(3);
    other.close();
  });

  it('takes no line that could not be read again', () => {
    const { file, journal } = written(INTERRUPTED);
    const open = journal.open(RUN);
    const before = readFileSync(file, 'utf8');
    expect(() => open.append({ type: 'file-written', path: 'x'.repeat(20_000) })).toThrow(unusable);
    expect(readFileSync(file, 'utf8')).toBe(before);
    open.close();
  });

  it('takes none after it was closed: its number may be that of another file', () => {
    const { folder, file, journal } = written(INTERRUPTED);
    const open = journal.open(RUN);
    open.close();
    open.close();
    const other = join(folder, 'other');
    const next = journal.open('run-2');
    expect(() => open.append(INTERRUPTED)).toThrow(unusable);
    expect(parseJournal(readFileSync(file, 'utf8')).entries).toHaveLength(1);
    expect(next.read().entries).toEqual([]);
    next.close();
    expect(() => readFileSync(other)).toThrow('ENOENT');
  });

  it('gives every claim another name', () => {
    const { journal } = state();
    expect(new Set(Array.from({ length: 100 }, () => journal.newClaim())).size).toBe(100);
  });
});

describe('who may read it', () => {
  it.each([0o000, 0o022, 0o077, 0o277, 0o777])('is its user alone, under the umask %o', (umask) => {
    process.umask(umask);
    const { folder, runs, file } = written(INTERRUPTED);
    process.umask(UMASK);
    expect([folder, runs, file].map(modeOf)).toEqual(['700', '700', '600']);
  });

  it('is its user alone again, whatever the modes were since', () => {
    const { folder, runs, file, journal } = written(INTERRUPTED);
    chmodSync(folder, 0o755);
    chmodSync(runs, 0o777);
    chmodSync(file, 0o644);
    journal.open(RUN).close();
    expect([folder, runs, file].map(modeOf)).toEqual(['700', '700', '600']);
  });
});

describe('a file that is none of ours', () => {
  it('is not followed through a link, for reading or writing', () => {
    const { runs, file, journal } = written(INTERRUPTED);
    const elsewhere = join(runs, '..', 'elsewhere');
    writeFileSync(elsewhere, '');
    rmSync(file);
    symlinkSync(elsewhere, file);
    expect(() => journal.open(RUN)).toThrow(unusable);
    expect(() => journal.read(RUN)).toThrow(unusable);
    expect(readFileSync(elsewhere, 'utf8')).toBe('');
  });

  it('is not followed through a link that leads nowhere', () => {
    const { runs, file, journal } = written(INTERRUPTED);
    rmSync(file);
    symlinkSync(join(runs, '..', 'nowhere'), file);
    expect(() => journal.open(RUN)).toThrow(unusable);
    expect(() => statSync(join(runs, '..', 'nowhere'))).toThrow('ENOENT');
  });

  it('is refused where it is a folder', () => {
    const { file, journal } = written(INTERRUPTED);
    rmSync(file);
    mkdirSync(file);
    expect(() => journal.open(RUN)).toThrow(unusable);
    expect(() => journal.read(RUN)).toThrow(unusable);
  });

  it.skipIf(process.platform === 'win32')('is refused where it is a pipe, and not waited for', () => {
    const { file, journal } = written(INTERRUPTED);
    rmSync(file);
    execFileSync('mkfifo', [file]);
    expect(() => journal.read(RUN)).toThrow(unusable);
    expect(() => journal.open(RUN)).toThrow(unusable);
  });
});

describe('a file that is too large to be a journal', () => {
  it.each([
    ['200 MB of zeros', 200_000_000, '200 MB'],
    ['a sparse file of 5 GB', 5_000_000_000, '5000 MB'],
  ])('is said to be that, unread and unchanged: %s', (_, size, shown) => {
    const { file, journal } = written(INTERRUPTED);
    truncateSync(file, size);
    const tooLarge = expect.objectContaining({
      code: 'JOURNAL_UNUSABLE',
      message: `The journal ${file} is too large to read: ${shown}.`,
      tryThis: [expect.stringContaining('ls -ls ')],
    });
    expect(() => journal.read(RUN)).toThrow(tooLarge);
    expect(() => journal.open(RUN)).toThrow(tooLarge);
    expect(statSync(file).size).toBe(size);
  });
});

describe('a folder that is none of ours', () => {
  it.skipIf(process.platform !== 'linux')('is refused at once where no folder can be made', () => {
    const journal = openJournal(['/proc/self/chime-join'], '0.1.0');
    expect([journal.runIds(), journal.read(RUN)]).toEqual([[], null]);
    expect(() => journal.open(RUN)).toThrow(
      expect.objectContaining({
        message: 'The state folder /proc/self/chime-join cannot be used.',
        cause: expect.stringContaining('ENOENT'),
      }),
    );
  });

  it.skipIf(process.getuid === undefined)('is named where it belongs to somebody else', () => {
    const { folder, journal } = written(INTERRUPTED);
    const uid = process.getuid?.() ?? 0;
    vi.spyOn(process, 'getuid').mockReturnValue(uid + 1);
    expect(() => journal.open(RUN)).toThrow(
      expect.objectContaining({
        message: `The state folder ${folder} cannot be used.`,
        cause: `it belongs to another user (uid ${uid})`,
      }),
    );
  });

  it.each(['chime-join', 'chime-join/runs'])('is refused where %s is a file', (name) => {
    const root = scratch();
    if (name.includes('/')) mkdirSync(join(root, 'chime-join'));
    writeFileSync(join(root, name), '');
    const journal = openJournal([join(root, 'chime-join')], '0.1.0');
    expect(() => journal.open(RUN)).toThrow(unusable);
    expect(() => journal.runIds()).toThrow(unusable);
  });

  it.each(['chime-join', 'chime-join/runs'])('is refused where %s is a link, and nothing is made behind it', (name) => {
    const root = scratch();
    mkdirSync(join(root, 'elsewhere'));
    if (name.includes('/')) mkdirSync(join(root, 'chime-join'));
    symlinkSync(join(root, 'elsewhere'), join(root, name));
    const journal = openJournal([join(root, 'chime-join')], '0.1.0');
    expect(() => journal.open(RUN)).toThrow(unusable);
    expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
  });

  it.skipIf(isRoot)('is told where it may not be read', () => {
    const { runs, journal } = written(INTERRUPTED);
    chmodSync(runs, 0o000);
    expect(() => journal.runIds()).toThrow(unusable);
    expect(() => journal.read(RUN)).toThrow(unusable);
    chmodSync(runs, 0o700);
  });

  it('is told in words of the system, with a way out', () => {
    const root = scratch();
    writeFileSync(join(root, 'chime-join'), '');
    const journal = openJournal([join(root, 'chime-join')], '0.1.0');
    expect(() => journal.open(RUN)).toThrow(
      expect.objectContaining({
        message: `The state folder ${join(root, 'chime-join')} cannot be used.`,
        cause: 'it is not a folder',
        tryThis: expect.arrayContaining([expect.stringContaining('XDG_STATE_HOME')]),
      }),
    );
  });
});

describe('a line that was torn when its process died', () => {
  const whole = line(begun());

  it('is counted, and does not swallow the next one', () => {
    for (const length of [1, 20, whole.length - 2]) {
      const { file, journal } = written(INTERRUPTED);
      appendFileSync(file, whole.slice(0, length));
      const open = journal.open(RUN);
      open.append(INTERRUPTED);
      open.close();
      expect(journal.read(RUN)).toMatchObject({
        entries: [{ type: 'interrupted' }, { type: 'interrupted' }],
        torn: 1,
        foreign: 0,
      });
    }
  });

  it('but for its end is a line', () => {
    const { file, journal } = written(INTERRUPTED);
    appendFileSync(file, whole.slice(0, -1));
    const open = journal.open(RUN);
    open.append(INTERRUPTED);
    open.close();
    expect(journal.read(RUN)?.entries.map(({ type }) => type)).toEqual(['interrupted', 'begun', 'interrupted']);
  });

  it('within a character, or as zeros, is one line that is torn', () => {
    for (const tail of [Buffer.from('{"reason":"ü').subarray(0, -1), Buffer.alloc(300)]) {
      const { file, journal } = written(INTERRUPTED);
      appendFileSync(file, tail);
      const open = journal.open(RUN);
      open.append(INTERRUPTED);
      open.close();
      expect(journal.read(RUN)).toMatchObject({ entries: [{}, {}], torn: 1, foreign: 0 });
    }
  });

  it('is told from one of another version', () => {
    const { file, journal } = written(INTERRUPTED);
    appendFileSync(file, '{"time":"2026-11-23T14:29:10.000Z","type":"of tomorrow"}\n"a text"\n');
    expect(journal.read(RUN)).toMatchObject({ entries: [{}], torn: 0, foreign: 2 });
  });
});

describe('where the state is', () => {
  it('is the folder that XDG_STATE_HOME names', () => {
    expect(stateFolders({ XDG_STATE_HOME: '/var/state' })).toEqual(['/var/state/chime-join']);
  });

  it.each([undefined, '', 'state', './state', '~/state'])(
    'is that of the home directory where it names %j',
    (named) => {
      expect(stateFolders({ XDG_STATE_HOME: named })[0]).toBe(join(homedir(), '.local', 'state', 'chime-join'));
    },
  );

  it('is among the temporary files too, where the home folder is not to be written', () => {
    const [, temporary, ...more] = stateFolders({});
    expect(temporary).toMatch(/\/chime-join-\d+$/);
    expect(more).toEqual([]);
  });
});

describe('a home folder that cannot be written', () => {
  // A file in its place refuses everybody, root included.
  const unusable = () => {
    const root = scratch();
    writeFileSync(join(root, 'home'), '');
    return [join(root, 'home', 'chime-join'), join(root, 'temporary')] as const;
  };

  it('has the journal elsewhere, says so, and finds it again', () => {
    const [home, temporary] = unusable();
    const journal = openJournal([home, temporary], '0.1.0');
    const file = journal.open(RUN);
    expect(file.temporary).toBe(temporary);
    file.append({ type: 'interrupted' });
    file.close();
    expect(journal.runIds()).toEqual([RUN]);
    expect(journal.read(RUN)?.entries).toMatchObject([{ type: 'interrupted' }]);
    expect(statSync(temporary).mode & 0o777).toBe(0o700);
  });

  it('is not used while the first one fails for now: the run may stand there', () => {
    const root = scratch();
    const failing = join(root, 'failing');
    symlinkSync(failing, failing);
    const journal = openJournal([join(failing, 'chime-join'), join(root, 'temporary')], '0.1.0');
    expect(() => journal.open(RUN)).toThrow('cannot be used');
    expect(() => journal.runIds()).toThrow('cannot be used');
  });

  it('is no excuse for a folder that somebody else has put there', () => {
    const [home, temporary] = unusable();
    symlinkSync(scratch(), temporary);
    expect(() => openJournal([home, temporary], '0.1.0').open(RUN)).toThrow(
      expect.objectContaining({
        code: 'JOURNAL_UNUSABLE',
        message: 'None of the state folders can be used.',
        cause: expect.stringMatching(new RegExp(`^${home}: .*; ${temporary}: it is a symbolic link$`)),
      }),
    );
  });

  it.each(['link', 'folder of another user'])('is no reason to believe the runs in a %s', (kind) => {
    const [home, temporary] = unusable();
    const planted = written(INTERRUPTED).folder;
    if (kind === 'link') symlinkSync(planted, temporary);
    else {
      renameSync(planted, temporary);
      const { getuid } = process;
      if (getuid === undefined) return;
      const uid = getuid();
      vi.spyOn(process, 'getuid').mockReturnValue(uid + 1);
    }
    expect(openJournal([home, temporary], '0.1.0').runIds()).toEqual([]);
    const journal = openJournal([join(scratch(), 'state'), temporary], '0.1.0');
    expect([journal.runIds(), journal.read(RUN)]).toEqual([[], null]);
  });
});
