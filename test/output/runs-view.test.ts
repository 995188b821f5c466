import { describe, expect, it } from 'vitest';
import { WOULD_BE_REMOVED } from '../../src/core/catalogue/remarks.js';
import type { RunSummary } from '../../src/core/runs/result.js';
import { PLAIN } from '../../src/output/palette.js';
import { RUN_SHOW_VIEW, RUNS_LIST_VIEW } from '../../src/output/views/runs.js';
import { CLEANUP_PREVIEW, CLEANUP_VIEW } from '../../src/output/views/runs-cleanup.js';
import type { View } from '../../src/output/views/view.js';
import { EVERY_ENTRY } from '../core/journal/entries.js';

const HOSTILE = 'a\u001b[2J\u202eb\nJOINED';
const MEETING = '11112222-3333-4444-5555-666677770706';
const shown = <Result>(view: View<Result>, result: Result | null) =>
  view.text({ result, failure: null, warnings: [], timing: { totalMs: 0, steps: [] }, requestIds: [] }, PLAIN);

const run = (more: Partial<RunSummary> = {}): RunSummary => ({
  runId: 'run-1',
  begunAt: '2026-11-23T14:29:10.000Z',
  state: 'ENDED',
  verdict: 'JOINED',
  attempts: 1,
  reason: null,
  who: null,
  endpoint: null,
  profile: null,
  region: 'us-east-1',
  meetingsRegion: 'us-east-1',
  callId: null,
  transactionId: null,
  meetingId: null,
  leavesSomething: false,
  ...more,
});
const item = { kind: 'meeting', runId: 'run-1', meetingId: MEETING, attendeeId: null, region: 'us-east-1' } as const;

describe('the list of runs', () => {
  it.each<[Partial<RunSummary>, string]>([
    [{}, '2026-11-23T14:29:10Z  JOINED       run-1\n'],
    [{ state: 'UNDER_WAY', verdict: null }, '2026-11-23T14:29:10Z  UNDER_WAY    run-1\n'],
    [{ state: 'CUT_SHORT', verdict: null }, '2026-11-23T14:29:10Z  CUT_SHORT    run-1\n'],
    [
      { endpoint: 'http://127.0.0.1:1', reason: 'ticket 7', leavesSomething: true },
      '2026-11-23T14:29:10Z  JOINED       run-1  on http://127.0.0.1:1; ticket 7; leftovers: chime-join runs cleanup run-1\n',
    ],
  ])('%j is one line', (more, line) => {
    expect(shown(RUNS_LIST_VIEW, { runs: [run(more)] })).toBe(line);
  });

  it('says so where there is none, and nothing where there is no result', () => {
    expect(shown(RUNS_LIST_VIEW, { runs: [] })).toBe('No runs yet.\n');
    expect(shown(RUNS_LIST_VIEW, null)).toBe('');
  });
});

it('every entry of a journal has a line of its own', () => {
  const text = shown(RUN_SHOW_VIEW, { run: run(), entries: EVERY_ENTRY, unreadable: 2 });
  const lines = text.trimEnd().split('\n');
  expect(lines.filter((line) => /^2026-11-23T14:29:10\.000Z {2}\S/.test(line))).toHaveLength(EVERY_ENTRY.length);
  expect(lines.at(-1)).toBe('2 more could not be read');
  expect(text).not.toMatch(/undefined|\[object|null/);
});

describe('a cleanup', () => {
  it('tells the fate of each thing first', () => {
    const text = shown(CLEANUP_VIEW, {
      removed: [item],
      kept: [
        { ...item, reason: 'why', tryAgainAt: '2026-11-23T14:31:10.000Z' },
        { ...item, meetingId: null, reason: 'why', tryAgainAt: null },
      ],
      failed: [{ ...item, kind: 'attendee', attendeeId: 'a', reason: 'no' }],
    });
    expect(text).toBe(
      [
        `removed  meeting ${MEETING}, of the run run-1`,
        `kept     meeting ${MEETING}, of the run run-1: why; try again at 2026-11-23T14:31:10.000Z`,
        'kept     meeting of unknown id, of the run run-1: why',
        `failed   attendee a of meeting ${MEETING}, of the run run-1: no`,
        '',
      ].join('\n'),
    );
  });

  it('without --yes says what it would remove, and the command that does', () => {
    const kept = [item, { ...item, kind: 'attendee' as const, attendeeId: 'a' }];
    const would = kept.map((one) => ({ ...one, reason: WOULD_BE_REMOVED, tryAgainAt: null }));
    const shownOf = (more: Partial<(typeof would)[0]> = {}) =>
      shown(CLEANUP_PREVIEW, { removed: [], kept: would.map((one) => ({ ...one, ...more })), failed: [] });
    expect(shownOf()).toBe(
      [
        `would remove  meeting ${MEETING}, of the run run-1`,
        `would remove  attendee a of meeting ${MEETING}, of the run run-1`,
        'Nothing was removed. Remove it: chime-join runs cleanup run-1 --yes',
        '',
      ].join('\n'),
    );
    expect(shownOf({ reason: 'the run is under way' })).not.toMatch(/would|Nothing/);
  });

  it('of nothing says so', () => {
    expect(shown(CLEANUP_VIEW, { removed: [], kept: [], failed: [] })).toBe('Nothing to clean up here.\n');
  });
});

it('nothing that others wrote can act on a terminal, or pose as a line of ours', () => {
  const texts = [
    shown(RUNS_LIST_VIEW, { runs: [run({ reason: HOSTILE, endpoint: HOSTILE })] }),
    shown(RUN_SHOW_VIEW, {
      run: run({ reason: HOSTILE, who: HOSTILE }),
      entries: [{ time: '2026-11-23T14:29:10.000Z', type: 'file-written', path: HOSTILE }],
      unreadable: 0,
    }),
    shown(CLEANUP_VIEW, {
      removed: [{ ...item, kind: 'attendee', attendeeId: HOSTILE }],
      kept: [{ ...item, reason: HOSTILE, tryAgainAt: null }],
      failed: [{ ...item, reason: HOSTILE }],
    }),
  ];
  for (const text of texts) {
    expect(['\u001b', '\u202e'].filter((character) => text.includes(character))).toEqual([]);
    expect(text).not.toMatch(/^JOINED/m);
  }
});
