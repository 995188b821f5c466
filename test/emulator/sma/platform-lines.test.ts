import { describe, expect, it } from 'vitest';
import { type Ending, platformLines } from '../../../src/emulator/sma/platform-lines.js';

const ID = '11111111-2222-4333-8444-555555555555';
const TIME = '2026-11-22T08:30:00.000Z';
const GOOD: Ending = { durationMs: 12.345, memoryMb: 70 };
const TIMED_OUT: Ending = {
  durationMs: 20_000,
  memoryMb: 64,
  failure: { kind: 'timeout', line: `${TIME} ${ID} Task timed out after 20.00 seconds` },
};
const EXITED: Ending = {
  durationMs: 1,
  memoryMb: 64,
  failure: { kind: 'error', errorType: 'Runtime.ExitError', line: 'Runtime exited' },
};

const text = (level?: 'INFO' | 'WARN') => platformLines('Text', () => TIME, level);
const json = (level?: 'INFO' | 'WARN') => platformLines('JSON', () => TIME, level);
const parsed = (lines: string[]) => lines.map((line) => JSON.parse(line));

describe('in the Text format', () => {
  it('an invocation begins with START', () => {
    expect(text().start(ID)).toEqual([`START RequestId: ${ID} Version: $LATEST`]);
  });

  it('and ends with END and REPORT, whose billed duration is rounded up', () => {
    expect(text().end(ID, GOOD)).toEqual([
      `END RequestId: ${ID}`,
      `REPORT RequestId: ${ID}\tDuration: 12.35 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 70 MB\t`,
    ]);
  });

  it('one that timed out says so before END, and its REPORT has the status', () => {
    const [line, end, report] = text().end(ID, TIMED_OUT);
    expect(line).toBe(`${TIME} ${ID} Task timed out after 20.00 seconds`);
    expect(end).toBe(`END RequestId: ${ID}`);
    expect(report?.endsWith('\tStatus: timeout')).toBe(true);
  });

  it('one whose process ended has the type of its error in the REPORT', () => {
    expect(text().end(ID, EXITED).at(-1)).toMatch(/\tStatus: error\tError Type: Runtime\.ExitError$/);
  });

  it('no more memory is reported than there is', () => {
    expect(text().end(ID, { durationMs: 1, memoryMb: 900 }).at(-1)).toContain('Max Memory Used: 128 MB');
  });
});

describe('in the JSON format', () => {
  it('an invocation begins with platform.start', () => {
    expect(parsed(json().start(ID))).toEqual([
      { time: TIME, type: 'platform.start', record: { requestId: ID, version: '$LATEST' } },
    ]);
  });

  it('and ends with platform.runtimeDone and platform.report', () => {
    const metrics = { durationMs: 12.345, billedDurationMs: 13, memorySizeMB: 128, maxMemoryUsedMB: 70 };
    expect(parsed(json().end(ID, GOOD))).toEqual([
      {
        time: TIME,
        type: 'platform.runtimeDone',
        record: { requestId: ID, status: 'success', metrics: { durationMs: 12.345 } },
      },
      { time: TIME, type: 'platform.report', record: { requestId: ID, metrics, status: 'success' } },
    ]);
  });

  it.each([
    [TIMED_OUT, { status: 'timeout' }],
    [EXITED, { status: 'error', errorType: 'Runtime.ExitError' }],
  ])('one that fails says how in both', (ending, expected) => {
    for (const { record } of parsed(json().end(ID, ending))) expect(record).toMatchObject(expected);
  });

  it('has no line of text for a time-out: the report says all', () => {
    expect(json().end(ID, TIMED_OUT)).toHaveLength(2);
  });
});

describe('at the level WARN', () => {
  it.each([text, json])('nothing is said of an invocation that ends well', (lines) => {
    expect(lines('WARN').start(ID)).toEqual([]);
    expect(lines('WARN').end(ID, GOOD)).toEqual([]);
  });

  it.each([text, json])('all is said of one that fails', (lines) => {
    expect(lines('WARN').end(ID, EXITED)).toEqual(lines('INFO').end(ID, EXITED));
  });
});
