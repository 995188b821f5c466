import { describe, expect, it } from 'vitest';
import type { RunEvent, Step } from '../../src/core/outcome/outcome.js';
import { openPalette, PLAIN } from '../../src/output/palette.js';
import { openProgressView } from '../../src/output/views/progress.js';
import { captured } from './captured.js';

const step: Step = { id: 'update', title: 'update the call', operations: [], effect: 'updates', undo: null };
const EVENTS: RunEvent[] = [
  { type: 'step-started', step },
  { type: 'retry', operation: 'CreateMeeting', attempt: 1, reason: 'AWS\u001b is busy', delayMs: 400 },
  { type: 'warning', message: 'odd\nthing' },
  { type: 'step-finished', step, ms: 1_250, outcome: 'done', note: 'accepted', requestIds: [] },
  { type: 'step-finished', step, ms: 12, outcome: 'failed', note: null, requestIds: [] },
  // A step that did nothing.
  { type: 'step-finished', step, ms: 2_000, outcome: 'skipped', note: 'cut short', requestIds: [] },
];

const shown = async (quiet: boolean) => {
  const { streams, out, err } = captured();
  const view = await openProgressView(streams, PLAIN, { quiet, live: false });
  for (const event of EVENTS) view.show(event);
  view.stop();
  return { out: out(), err: err() };
};

describe('a run is told on stderr', () => {
  it('step by step, each with its time', async () => {
    expect(await shown(false)).toEqual({
      out: '',
      err: '  CreateMeeting again in 400 ms, attempt 2: AWS\\u{1b} is busy\nWarning: odd thing\n✔ update the call: accepted (1.3 s)\n✖ update the call (12 ms)\n– update the call: cut short (2.0 s)\n',
    });
  });
  it('by its warnings alone where it is to be quiet', async () => {
    expect(await shown(true)).toEqual({ out: '', err: 'Warning: odd thing\n' });
  });
});

describe('colours', () => {
  it('are none where none are wanted', async () => expect((await openPalette(false)).bad('x')).toBe('x'));
  it('are there where they are', async () => expect((await openPalette(true)).bad('x')).toBe('\u001b[31mx\u001b[39m'));
});
