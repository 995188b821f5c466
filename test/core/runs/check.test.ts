import { describe, expect, it } from 'vitest';
import { Cloud, failing, joining, silent } from '../bridge/cloud.js';
import { refused, request } from '../bridge/fakes.js';
import { failed, handled, interrupted, RUN_ID, TOKEN, update } from '../samples.js';
import { check, sweep } from './sweeping.js';

const quick = request({ waitMs: 1_000 });
const isRead = (operation: string) => /^(?:Get|List|Filter)/.test(operation);
/** A run that ended UNCONFIRMED because its log was late. */
async function lateLog(handler: Cloud['handler']): Promise<Cloud> {
  const cloud = new Cloud(handler);
  cloud.more = { read: () => [] };
  expect((await cloud.run(quick)).result?.verdict).toBe('UNCONFIRMED');
  cloud.more = {};
  cloud.later(1_000);
  return cloud;
}

describe('a run that was UNCONFIRMED', () => {
  it('is JOINED once the records show it, and says so from then on', async () => {
    const cloud = await lateLog(joining);
    const { result, failure, sent } = await check(cloud);
    expect([result?.verdict, failure]).toEqual(['JOINED', null]);
    expect(result).toMatchObject({ runId: RUN_ID, meeting: { meetingId: cloud.liveRooms[0], created: true } });
    expect(result?.leftovers).toEqual([]);
    expect(sent.filter((operation) => !isRead(operation))).toEqual([]);
    const again = await cloud.run(quick);
    expect([again.result?.verdict, again.failure, again.world.operations()]).toEqual(['JOINED', null, []]);
    expect((await sweep(cloud)).result).toEqual({ removed: [], kept: [], failed: [] });
  });

  it('is NOT_JOINED once they show that, 10; what it left stands', async () => {
    const cloud = await lateLog(failing);
    const { result, failure } = await check(cloud, { waitMs: 10_000 });
    expect([result?.verdict, failure?.exitCode]).toEqual(['NOT_JOINED', 10]);
    expect(result).toMatchObject({ standing: [{ kind: 'meeting', meetingId: cloud.liveRooms[0] }], leftovers: [] });
    expect((await sweep(cloud)).result?.kept).toHaveLength(1);
    const again = await cloud.run(quick);
    expect([again.result?.verdict, again.failure?.exitCode]).toEqual(['NOT_JOINED', 10]);
    expect(cloud.delivered).toHaveLength(1);
  });

  it('stays so where they show nothing: 7', async () => {
    const cloud = await lateLog(silent);
    const { result, failure } = await check(cloud);
    expect([result?.verdict, failure?.exitCode]).toEqual(['UNCONFIRMED', 7]);
    expect(result?.standing).toHaveLength(1);
  });
});

it('what was proved once stays proved, though the log is gone', async () => {
  const cloud = new Cloud(joining);
  await cloud.run();
  cloud.log.length = 0;
  const { result, failure, warnings } = await check(cloud);
  expect([result?.verdict, failure]).toEqual(['JOINED', null]);
  expect(result?.evidence.length).toBeGreaterThan(0);
  expect(warnings).toContainEqual(expect.stringContaining('any more'));
});

it('a run that never sent its update is FAILED, as it was told; nothing is sent', async () => {
  const cloud = new Cloud();
  cloud.more = { update: () => refused('CALL_NOT_FOUND') };
  const first = await cloud.run();
  const { result, failure, sent } = await check(cloud);
  expect([result?.verdict, failure?.code, failure?.exitCode, sent]).toEqual([
    'FAILED',
    'CALL_NOT_FOUND',
    first.failure?.exitCode,
    [],
  ]);
});

it('a run that died before its update is FAILED, 1, and names the cleanup', async () => {
  const cloud = new Cloud();
  await cloud.runUntil({ line: 6, how: 'after' });
  const { result, failure, sent } = await check(cloud);
  expect([result?.verdict, failure?.exitCode, sent]).toEqual(['FAILED', 1, []]);
  expect(failure?.tryThis.join()).toContain('chime-join runs cleanup');
  expect(result).toMatchObject({ meeting: { meetingId: cloud.liveRooms[0] }, undone: [] });
});

it('a run that is under way is left to its process: 7', async () => {
  const cloud = await lateLog(joining);
  await cloud.runUntil({ line: 1, how: 'before' }, quick);
  cloud.journal.dead.clear();
  const { failure, sent } = await check(cloud);
  expect([failure?.code, failure?.exitCode, sent]).toEqual(['RUN_UNDER_WAY', 7, []]);
});

it('a run that is under way and has not sent its update yet is not said to have FAILED: 7', async () => {
  const cloud = new Cloud();
  await cloud.runUntil({ line: 6, how: 'after' });
  cloud.journal.dead.clear();
  const { result, failure } = await check(cloud);
  expect([result, failure?.code, failure?.exitCode]).toEqual([null, 'RUN_UNDER_WAY', 7]);
});

it('a run that another version wrote on is not said to have FAILED: it may have sent its update since', async () => {
  const cloud = new Cloud();
  await cloud.runUntil({ line: 6, how: 'after' });
  cloud.journal.files.set(RUN_ID, `${cloud.journal.files.get(RUN_ID)}{"type":"update-planned"}\n`);
  const { result, failure } = await check(cloud);
  expect([result, failure?.code]).toEqual([null, 'JOURNAL_UNUSABLE']);
});

it('a run that was ACCEPTED stays so in its journal where a check finds nothing, and what stands is kept', async () => {
  const cloud = new Cloud(silent);
  const asked = request({ waitMs: null });
  expect((await cloud.run(asked)).result?.verdict).toBe('ACCEPTED');
  expect((await check(cloud)).result?.verdict).toBe('UNCONFIRMED');
  expect((await cloud.run(asked)).result?.verdict).toBe('ACCEPTED');
  expect((await sweep(cloud)).result).toMatchObject({ removed: [], kept: [{ kind: 'meeting' }], failed: [] });
});

it('a run of another endpoint is not looked for in this one: 2', async () => {
  const cloud = await lateLog(joining);
  cloud.endpoint = 'http://127.0.0.1:4000';
  const { failure, sent } = await check(cloud);
  expect([failure?.code, failure?.exitCode, sent]).toEqual(['ENDPOINT_INVALID', 2, []]);
});

it('a run that is not there is 4', async () => {
  const { failure } = await check(new Cloud(), { runId: 'no-such-run' });
  expect([failure?.code, failure?.exitCode]).toEqual(['RUN_NOT_FOUND', 4]);
});

it('looks where it is told to', async () => {
  const cloud = await lateLog(joining);
  const elsewhere = await check(cloud, { logGroups: ['/another'] });
  expect(elsewhere.result?.verdict).toBe('UNCONFIRMED');
  expect((await check(cloud)).result?.verdict).toBe('JOINED');
});

it('tells no token, whatever the log repeats', async () => {
  const cloud = await lateLog((sent) => {
    const error = { ErrorType: 'X', ErrorMessage: `bad token ${sent.arguments['JoinToken']}!` };
    const parameters = { JoinToken: TOKEN, MeetingId: sent.arguments['MeetingId'] };
    const action = { Type: 'JoinChimeMeeting', Parameters: parameters, ...error };
    const told = [
      handled(update(2, sent.arguments)),
      handled(interrupted(3)),
      handled({ ...failed(4), ActionData: action }),
    ];
    return told.flat().map((message) => [900, message]);
  });
  const { result, failure } = await check(cloud, { waitMs: 10_000 });
  expect(failure?.cause).toContain('bad token');
  const said = JSON.stringify([result, failure?.message, failure?.cause, cloud.journal.files.get(RUN_ID)]);
  expect(said).not.toContain(TOKEN.slice(0, 16));
});
