import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTimeline } from '../../../src/core/evidence/timeline.js';
import { judge } from '../../../src/core/verdict/judge.js';
import type { RunMarks } from '../../../src/core/verdict/ours.js';
import { byDigest, digested, inClear, type SentArgument } from '../../../src/core/verdict/sent-text.js';
import {
  end,
  failed,
  hangUp,
  marks,
  OTHER_TOKEN,
  REQUEST_1,
  records,
  start,
  succeeded,
  TOKEN,
  update,
} from '../samples.js';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** The same run as its journal remembers it. */
function remembered(run: RunMarks): RunMarks {
  const argument = (sent: SentArgument) => ({ ...byDigest(digested(sent, digest), digest), unique: sent.unique });
  const sent = Object.entries(run.arguments).map(([key, value]) => [key, argument(value)] as const);
  return {
    ...run,
    joinToken: byDigest(digested(run.joinToken, digest), digest),
    arguments: Object.fromEntries(sent),
  };
}

describe('a text known by its digest', () => {
  it.each([
    ['itself', TOKEN, true],
    ['a piece of it', TOKEN.slice(1), false],
    ['another of its length', OTHER_TOKEN, false],
    ['no text', 7, false],
  ])('is %s: %s', (_, text, is) => expect(byDigest(digested(inClear(TOKEN), digest), digest).is(text)).toBe(is));
});

describe('a run known from its journal', () => {
  const masked = { JoinToken: '***', MeetingId: '***' };
  const messages = fc.constantFrom<(string | object)[]>(
    [start(REQUEST_1), update(2), end(REQUEST_1)],
    [succeeded(3)],
    [succeeded(3, masked)],
    [succeeded(3, { JoinToken: OTHER_TOKEN })],
    [succeeded(3, { JoinToken: TOKEN.slice(0, -3) })],
    [failed(3)],
    [failed(4, masked)],
    [hangUp(4)],
  );
  const logs = fc.array(messages, { maxLength: 6 }).map((parts) => parts.flat());
  const runs = fc.constantFrom(marks(), marks({ meetingCreated: false }));

  it('is judged as it was while its texts were known, or not at all', () => {
    fc.assert(
      fc.property(logs, runs, (log, run) => {
        const timeline = readTimeline(records(...log));
        const then = judge(timeline, run);
        const now = judge(timeline, remembered(run));
        expect([then.kind, 'open']).toContain(now.kind);
      }),
      { numRuns: 500 },
    );
  });
  it('has joined where its own token says so', () => {
    const timeline = readTimeline(records(update(2), succeeded(3)));
    expect(judge(timeline, remembered(marks({ meetingCreated: false }))).kind).toBe('joined');
  });
});
