import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../src/core/failure.js';
import type { EntryBody } from '../../../src/core/journal/entry.js';
import { holderIn, takeHold } from '../../../src/core/journal/logbook.js';
import type { JournalText } from '../../../src/core/journal/port.js';
import { mayBeDelivered, recordOf } from '../../../src/core/journal/record.js';
import { ManualClock, MemoryJournal } from '../bridge/fakes.js';
import { RUN_ID, T0 } from '../samples.js';
import { at, begun, claimed, line, madeMeeting, updateMarks } from './entries.js';

const LASTS = 135_000;

function desk() {
  const clock = new ManualClock();
  const journal = new MemoryJournal(() => clock.now());
  const lost: Failure[] = [];
  const hold = (more: Partial<Parameters<typeof takeHold>[3]> = {}) =>
    takeHold(RUN_ID, journal, clock, {
      purpose: 'bridge',
      lastsMs: LASTS,
      shown: (entry) => entry,
      lost: (failure) => lost.push(failure),
      ...more,
    });
  /** As process `pid` does it. */
  const holdAs = (pid: number, host = 'here') => {
    journal.holder = { host, pid, started: null };
    return hold();
  };
  return { clock, journal, lost, hold, holdAs };
}

const underWay = expect.objectContaining({ code: 'RUN_UNDER_WAY', exitCode: 7, delivery: 'unknown' });

it('knows each entry by the time that stands in the journal', () => {
  const { clock, journal, hold } = desk();
  const book = hold();
  book.intend(begun());
  // Writing takes a while, and so does what happens between two looks at the clock.
  const now = clock.now.bind(clock);
  let ticks = 0;
  clock.now = () => now() + ticks++;
  book.intend({ type: 'made', made: madeMeeting() });
  book.note({ type: 'interrupted' });
  const read = recordOf(RUN_ID, journal.read(RUN_ID) as JournalText);
  expect(book.record?.attempts[0]?.madeAt).toBe(read?.attempts[0]?.madeAt);
});

describe('who holds a run', () => {
  it('is whose claim stands first', () => {
    const { journal, holdAs } = desk();
    expect(holdAs(1).record).toBeNull();
    expect(() => holdAs(2)).toThrow(underWay);
    expect(journal.types(RUN_ID)).toEqual(['claimed', 'claimed', 'released']);
  });

  it('even of two that claimed before either of them read', () => {
    const { journal, hold } = desk();
    journal.files.set(RUN_ID, line(claimed({ claim: 'earlier', by: { host: 'here', pid: 2, started: null } })));
    expect(() => hold()).toThrow(underWay);
    const { journal: second, hold: holdFirst } = desk();
    const later = line(claimed({ claim: 'later', by: { host: 'here', pid: 2, started: null } }));
    const open = second.open.bind(second);
    second.open = (runId) => {
      const file = open(runId);
      const append = (entry: EntryBody) => {
        file.append(entry);
        if (entry.type === 'claimed') second.files.set(runId, `${second.files.get(runId)}${later}`);
      };
      return { ...file, append };
    };
    expect(() => holdFirst()).not.toThrow();
  });

  it('is told of who holds it, since when and for how long', () => {
    const { holdAs } = desk();
    holdAs(41);
    expect(() => holdAs(2)).toThrow(
      expect.objectContaining({
        message: `The run ${RUN_ID} is under way: chime-join bridge, pid 41, holds it.`,
        cause: `since ${at()}, for 2 m 15 s at most`,
        tryThis: [`chime-join runs show ${RUN_ID}`],
      }),
    );
  });

  it('is the next one once it is given back', () => {
    const { holdAs } = desk();
    holdAs(1).release();
    expect(() => holdAs(2)).not.toThrow();
  });

  it('is the next one where its process died', () => {
    const { journal, holdAs } = desk();
    holdAs(1);
    journal.dead.add(1);
    holdAs(2);
    expect(() => holdAs(3)).toThrow('pid 2');
  });

  it('of another machine is believed for as long as it said it would last', () => {
    const { clock, journal, hold } = desk();
    const elsewhere = claimed({ by: { host: 'elsewhere', pid: 1, started: null }, time: at(), lastsMs: LASTS });
    journal.files.set(RUN_ID, line(elsewhere));
    expect(() => hold()).toThrow(underWay);
    clock.at(LASTS - 1, () => {});
    expect(holderIn([elsewhere], journal, T0 + LASTS - 1)).toBe(elsewhere);
    expect(holderIn([elsewhere], journal, T0 + LASTS)).toBeNull();
  });

  it('is nobody where all are dead', () => {
    const { journal } = desk();
    journal.dead.add(1);
    expect(holderIn([claimed()], journal, T0)).toBeNull();
    expect(holderIn([], journal, T0)).toBeNull();
  });
});

describe('what stood in the journal', () => {
  it('is the record, and each line written since is folded in', () => {
    const { journal, hold } = desk();
    journal.files.set(RUN_ID, line(begun()));
    const book = hold();
    expect(book.record?.attempts.map(({ made }) => made.meeting.state)).toEqual(['none']);
    book.note({ type: 'made', made: madeMeeting() });
    book.intend({ type: 'update-sending', marks: updateMarks() });
    expect(book.record?.attempts.map(({ made }) => made.meeting.state)).toEqual(['made']);
    expect(book.record?.attempts.map(mayBeDelivered)).toEqual([true]);
    expect(book.record?.attempts).toEqual(recordOf(RUN_ID, journal.read(RUN_ID) as JournalText)?.attempts);
  });

  it('may end in a torn line', () => {
    const { journal, hold } = desk();
    journal.files.set(RUN_ID, `${line(begun())}{"time":"2026-11\n`);
    expect(hold().record?.attempts).toHaveLength(1);
  });

  it.each([
    ['of another version', '{"time":"2026-11-23T14:29:10.000Z","type":"update-planned"}'],
    ['of nobody we know', '[1,2,3]'],
    ['that is an entry but for a member', line(begun()).replace('"attempt":1', '"attempt":"1"').trim()],
    ["of a newer version's claim", line(claimed({ version: '9.0.0' })).trim()],
    ["of a newer minor version's claim", line(claimed({ version: '0.2.0' })).trim()],
  ])('a line %s refuses the run, untouched: it may say that the update was sent', (_, foreign) => {
    const { journal, hold } = desk();
    const text = `${line(begun())}${foreign}\n`;
    journal.files.set(RUN_ID, text);
    expect(() => hold()).toThrow(expect.objectContaining({ code: 'JOURNAL_UNUSABLE', exitCode: 2 }));
    expect(journal.files.get(RUN_ID)).toBe(text);
  });

  it.each(['0.1.0', '0.1.9', '0.0.3', 'of my own'])('a claim by version %s does not', (version) => {
    const { journal, hold } = desk();
    const was = line(claimed({ version, by: { host: 'here', pid: 99, started: null } }));
    journal.files.set(RUN_ID, `${was}${line(begun())}`);
    journal.dead.add(99);
    expect(hold().record?.attempts).toHaveLength(1);
  });
});

describe('what cannot be written', () => {
  it('is thrown where it announces something, and swallowed where it tells of it', () => {
    const { journal, lost, hold } = desk();
    const book = hold();
    journal.refuses = () => true;
    expect(() => book.intend({ type: 'interrupted' })).toThrow(expect.objectContaining({ code: 'JOURNAL_UNUSABLE' }));
    expect(lost).toEqual([]);
    expect(() => book.note({ type: 'interrupted' })).not.toThrow();
    expect(() => book.note({ type: 'interrupted' })).not.toThrow();
    expect(() => book.release()).not.toThrow();
    expect(lost).toMatchObject([{ code: 'JOURNAL_UNUSABLE' }]);
  });

  it('is folded in all the same where it has happened, and is not where it is announced', () => {
    const { journal, hold } = desk();
    const book = hold();
    book.intend(begun());
    journal.refuses = () => true;
    expect(() => book.intend({ type: 'made', made: madeMeeting() })).toThrow();
    expect(book.record?.attempts.map(({ made }) => made.meeting.state)).toEqual(['none']);
    book.note({ type: 'made', made: madeMeeting() });
    expect(book.record?.attempts.map(({ made }) => made.meeting.state)).toEqual(['made']);
  });

  it('ends the hold where it is the claim', () => {
    const { journal, lost, hold } = desk();
    journal.refuses = () => true;
    expect(() => hold()).toThrow(expect.objectContaining({ code: 'JOURNAL_UNUSABLE' }));
    expect(lost).toEqual([]);
    journal.refuses = () => false;
    expect(() => hold()).not.toThrow();
  });
});

it('nothing is written but as it may be seen', () => {
  const { journal, hold } = desk();
  const book = hold({ shown: (entry) => (entry.type === 'file-written' ? { ...entry, path: '***' } : entry) });
  book.note({ type: 'file-written', path: 'told-secret' });
  book.intend({ type: 'file-written', path: 'intended-secret' });
  expect(journal.files.get(RUN_ID)).not.toContain('secret');
});

it('a run is given back once, and nothing is written after that', () => {
  const { journal, hold } = desk();
  let open = true;
  const opened = journal.open.bind(journal);
  journal.open = (runId) => {
    const file = opened(runId);
    const append = (entry: EntryBody) => {
      if (!open) throw new Error('what is closed may be another file by now');
      file.append(entry);
    };
    const close = () => {
      open = false;
    };
    return { ...file, append, close };
  };
  const book = hold({ lost: () => expect.unreachable('nothing was lost') });
  book.release();
  book.release();
  book.note({ type: 'interrupted' });
  expect(() => book.intend({ type: 'interrupted' })).toThrow();
  expect(journal.types(RUN_ID)).toEqual(['claimed', 'released']);
});
