import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.js';
import { openProgress } from '../../../src/core/outcome/progress.js';
import { listRuns, showRun } from '../../../src/core/runs/summary.js';
import { Cloud, failing, joining, silent } from '../bridge/cloud.js';
import { ManualClock, refused, request } from '../bridge/fakes.js';
import { CALL_A, RUN_ID, TRANSACTION } from '../samples.js';

const clock = new ManualClock();
const list = ({ journal }: Cloud) => {
  const progress = openProgress(clock, () => {});
  const { runs } = listRuns({ journal, clock }, progress);
  return { runs, warnings: progress.summary().warnings };
};
const only = (cloud: Cloud) => list(cloud).runs[0];

describe('the list of runs', () => {
  it('is empty where nothing was begun', async () => {
    const cloud = new Cloud();
    expect(list(cloud).runs).toEqual([]);
    await cloud.runUntil({ line: 0, how: 'after' });
    expect(list(cloud).runs).toEqual([]);
  });

  it('has the latest first', async () => {
    const cloud = new Cloud();
    for (const runId of ['run-b', 'run-c', 'run-a']) {
      await cloud.run(request({ runId }));
      cloud.later(1_000);
    }
    expect(list(cloud).runs.map(({ runId }) => runId)).toEqual(['run-a', 'run-c', 'run-b']);
  });

  it('says which call, where, who and why', async () => {
    const cloud = new Cloud();
    await cloud.run(request({ reason: 'ticket 7', profile: 'support' }));
    expect(only(cloud)).toEqual({
      runId: RUN_ID,
      begunAt: expect.stringMatching(/^2026-11-23T14:29:10/),
      state: 'ENDED',
      verdict: 'JOINED',
      attempts: 1,
      reason: 'ticket 7',
      who: 'operator',
      endpoint: null,
      profile: 'support',
      region: 'us-east-1',
      meetingsRegion: 'us-east-1',
      callId: CALL_A,
      transactionId: TRANSACTION,
      meetingId: cloud.liveRooms[0],
      leavesSomething: false,
    });
  });

  it.each<[string, Cloud['handler'], Cloud['more'], object]>([
    ['joined', joining, {}, { verdict: 'JOINED', leavesSomething: false }],
    ['did not join', failing, {}, { verdict: 'NOT_JOINED', leavesSomething: true }],
    ['was never seen to join', silent, {}, { verdict: 'UNCONFIRMED', leavesSomething: true }],
    ['failed', joining, { update: () => refused('CALL_ENDED') }, { verdict: 'FAILED', leavesSomething: false }],
    [
      'failed and could not undo',
      joining,
      { update: () => refused('CALL_ENDED'), end: () => refused('ACCESS_DENIED') },
      { verdict: 'FAILED', leavesSomething: true },
    ],
  ])('tells of a run that %s', async (_, handler, more, expected) => {
    const cloud = new Cloud(handler);
    cloud.more = more;
    await cloud.run(request({ waitMs: 10_000 }));
    expect(only(cloud)).toMatchObject({ state: 'ENDED', ...expected });
  });

  it('tells a run that died from one that lives', async () => {
    const cloud = new Cloud();
    await cloud.runUntil({ line: 6, how: 'after' });
    expect(only(cloud)).toMatchObject({ state: 'CUT_SHORT', verdict: null, leavesSomething: true });
    cloud.journal.dead.clear();
    expect(only(cloud)?.state).toBe('UNDER_WAY');
  });

  it('counts attempts, and tells of the latest', async () => {
    const cloud = new Cloud();
    cloud.more = { update: () => refused('CALL_ENDED') };
    await cloud.run();
    cloud.more = {};
    await cloud.run();
    expect(only(cloud)).toMatchObject({ attempts: 2, verdict: 'JOINED', meetingId: cloud.liveRooms[0] });
  });

  it('warns of a journal that cannot be read, and goes on', async () => {
    const cloud = new Cloud();
    await cloud.run(request({ runId: 'run-good' }));
    await cloud.run(request({ runId: 'run-spoilt' }));
    const read = cloud.journal.read.bind(cloud.journal);
    cloud.journal.read = (runId) => {
      if (runId === 'run-spoilt')
        throw new Failure('JOURNAL_UNUSABLE', 'The journal cannot be used.', { cause: 'EIO' });
      return read(runId);
    };
    const { runs, warnings } = list(cloud);
    expect(runs.map(({ runId }) => runId)).toEqual(['run-good']);
    expect(warnings).toEqual([expect.stringContaining('EIO')]);
  });
});

describe('one run', () => {
  it('is shown with every line that can be read, and the number of those that cannot', async () => {
    const cloud = new Cloud();
    await cloud.run();
    const whole = showRun(RUN_ID, { journal: cloud.journal, clock });
    expect(whole.entries.map(({ type }) => type)).toEqual(cloud.journal.types(RUN_ID));
    expect(whole.unreadable).toBe(0);
    const text = cloud.journal.files.get(RUN_ID) ?? '';
    cloud.journal.files.set(RUN_ID, `${text}{"torn\n{"type":"of another version"}\n`);
    const spoilt = showRun(RUN_ID, { journal: cloud.journal, clock });
    expect([spoilt.entries, spoilt.unreadable]).toEqual([whole.entries, 2]);
  });

  it.each(['no-such-run', '../../etc/passwd', ''])('that is not there (%j) is 4', (runId) => {
    const { journal } = new Cloud();
    expect(() => showRun(runId, { journal, clock })).toThrow(
      expect.objectContaining({ code: 'RUN_NOT_FOUND', exitCode: 4 }),
    );
  });

  it('that was claimed and never begun is not there', async () => {
    const cloud = new Cloud();
    await cloud.runUntil({ line: 0, how: 'after' });
    expect(() => showRun(RUN_ID, { journal: cloud.journal, clock })).toThrow('There is no run');
  });
});
