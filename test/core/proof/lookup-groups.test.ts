/** Where a call is looked up that only its CallId names, and how a lookup in vain is reported. */
import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/core/catalogue/failed.js';
import { Failure } from '../../../src/core/failure.js';
import { openProgress } from '../../../src/core/outcome/progress.js';
import { notFound, type Vain } from '../../../src/core/proof/call-not-found.js';
import { findCall } from '../../../src/core/proof/find-call.js';
import { beginWatch, type Looked, next } from '../../../src/core/proof/watch.js';
import { application } from '../bridge/fakes.js';
import { CALL_A, event, GROUP, SMA, T0, TRANSACTION } from '../samples.js';
import { Logs, never } from './logs.js';

const OTHER_SMA = '366e0891-0fe9-4718-a3a8-15b67842c128';
const THEIRS = application({ sipMediaApplicationId: OTHER_SMA, functionName: 'theirs' });

/** Looks the call up where the SMAs of the region log. */
async function lookedUp(
  listed: ReturnType<typeof application>[],
  wanted: string | null = null,
  shown: string | null = SMA,
) {
  const logs = new Logs();
  logs.write(event('NEW_INBOUND_CALL', 1, {}, { SipMediaApplicationId: shown ?? '***' }), -1_000);
  const list = async () => ({ value: listed, requestId: 'list', attempts: 1, date: T0 });
  const find = async () => Promise.reject(new Error('nobody expected it'));
  const call = { callId: CALL_A, transactionId: null, sipMediaApplicationId: wanted };
  const progress = openProgress(logs, () => {});
  const ports = { records: logs, applications: { find, list }, clock: logs };
  const found = await findCall({ call, logGroups: [] }, ports, progress, never).catch((error: unknown) => error);
  const groups = [...new Set(logs.queries.map(({ group }) => group))];
  return { found, groups, warnings: progress.summary().warnings };
}

describe('a call is looked up', () => {
  it('where the functions of all SMAs log', async () => {
    const { found, groups, warnings } = await lookedUp([THEIRS, application()]);
    expect(found).toMatchObject({ transactionId: TRANSACTION, sipMediaApplicationId: SMA });
    expect(groups).toContain(GROUP);
    expect(warnings).toEqual([]);
    const none = await lookedUp([THEIRS]);
    expect(none.groups).toEqual(['/aws/lambda/theirs']);
    expect(none.found).toMatchObject({ code: 'CALL_NOT_FOUND' });
  });

  it('where the function of the SMA that is named logs, and nowhere else', async () => {
    expect((await lookedUp([THEIRS, application()], SMA.toUpperCase())).groups).toEqual([GROUP]);
    expect((await lookedUp([THEIRS, application()], OTHER_SMA)).groups).toEqual(['/aws/lambda/theirs']);
  });

  it("as its log's SMA has it, where the event does not show it and the log is of one alone", async () => {
    expect((await lookedUp([application()], null, null)).found).toMatchObject({ sipMediaApplicationId: SMA });
    const shared = application({ sipMediaApplicationId: OTHER_SMA });
    expect((await lookedUp([application(), shared], null, null)).found).toMatchObject({ code: 'CALL_NOT_FOUND' });
    expect((await lookedUp([application(), shared])).found).toMatchObject({ sipMediaApplicationId: SMA });
  });

  it('nowhere, where no SMA has a function, or none is the one that is named', async () => {
    const none = application({ functionName: null });
    const { found, groups } = await lookedUp([none]);
    expect(found).toMatchObject({ code: 'CALL_NOT_FOUND', delivery: 'refused' });
    expect((found as Failure).tryThis.join()).toContain('--log-group');
    expect(groups).toEqual([]);
    expect((await lookedUp([none], SMA)).found).toMatchObject({ code: 'CALL_NOT_FOUND' });
    expect((await lookedUp([application()], OTHER_SMA)).found).toMatchObject({ code: 'APPLICATION_NOT_FOUND' });
    expect((await lookedUp([])).found).toMatchObject({ code: 'CALL_NOT_FOUND' });
  });
});

describe('a lookup in vain', () => {
  const part = (more: Partial<Vain['searched'][number]> = {}) => ({
    ...{ events: [], complete: true, unreadable: [], requestIds: ['a', 'b'] },
    ...more,
  });
  const vain = (searched: Vain['searched'], more: Partial<Vain> = {}) =>
    notFound({ id: CALL_A, groups: 2, backMs: 24 * 60 * 60_000, recentMs: 15 * 60_000, searched, ...more });
  const unreadable = (code: Failure['code']) => ({
    complete: false,
    unreadable: [{ group: GROUP, failure: new Failure(code, 'It said no.', { tryThis: ['theirs'] }) }],
  });

  it('was searched to its end: the time and the groups are named, and how to go on', () => {
    const failure = vain([part(), part()]);
    expect(failure).toMatchObject({ code: 'CALL_NOT_FOUND', exitCode: 4 });
    expect(failure.cause).toMatch(/24 h in 2 log groups/);
    expect(failure.tryThis.join()).toContain('--transaction-id');
    expect(vain([part()], { groups: 1, backMs: 90 * 60_000 }).cause).toMatch(/90 m in 1 log group /);
    expect(vain([part()], { backMs: 1_500 }).cause).toContain('1.5');
  });

  it('in a group that is not there names it', () => {
    expect(vain([part(unreadable('LOG_GROUP_NOT_FOUND'))]).cause).toContain(GROUP);
    expect(vain([part(unreadable('LOG_GROUP_NOT_FOUND'))]).code).toBe('CALL_NOT_FOUND');
  });

  it('in a log that cannot be read is no absence', () => {
    const denied = vain([part(unreadable('ACCESS_DENIED'))]);
    expect(denied).toMatchObject({ code: 'ACCESS_DENIED', exitCode: 3 });
    expect(denied.tryThis.join()).toContain('theirs');
    expect(denied.message).not.toContain('throttled');
    const throttled = vain([part(), part(unreadable('THROTTLED'))]);
    expect(throttled).toMatchObject({ code: 'THROTTLED', retryable: true });
    expect(throttled.message).toContain('throttled');
    expect(throttled.tryThis[0]).toBe('Run it again');
  });

  it('that was cut is no absence: how far it came is told', () => {
    const first = vain([part({ complete: false })]);
    expect(first).toMatchObject({ code: 'TIMED_OUT' });
    expect(first.cause).toContain('2 pages');
    const second = vain([part(), part({ complete: false, requestIds: ['c'] })]);
    expect(second.cause).toMatch(/3 pages of 2 log groups.*15 m in full/);
  });

  it('of an SMA that is not there says where they are listed', () => {
    const noApplication = failed('APPLICATION_NOT_FOUND.listed', { id: SMA }, { delivery: 'refused' });
    expect(noApplication).toMatchObject({ code: 'APPLICATION_NOT_FOUND', delivery: 'refused', exitCode: 4 });
    expect(noApplication.tryThis.join()).toContain('list-sip-media-applications');
    expect(noApplication.cause).not.toBeNull();
  });
});

describe('a look is due', () => {
  const open = (isOver: boolean): Looked['judgement'] => ({
    ...{ kind: 'open', likely: null, why: 'nothing-followed', isOver, evidence: [] },
  });
  const looked = (isOver: boolean, denied: boolean): Looked => ({
    ...{ judgement: open(isOver), begunAt: T0, withContext: true, whole: true, denied },
    ...{ readAt: null, logDelayMs: null, aborted: false },
  });
  const pauses = (look: Looked, times: number[]) => {
    let watch = beginWatch(T0, 60_000);
    return times.map((ms) => {
      const step = next(watch, look, T0 + ms);
      if (step.do === 'end') return 'end';
      watch = step.watch;
      return step.pauseMs;
    });
  };

  it('just when a call has been over for the quiet time', () => {
    expect(pauses(looked(true, false), [20_000, 25_500, 26_000])).toEqual([2_000, 500, 'end']);
  });

  it('just when a log has been closed for two seconds', () => {
    expect(pauses(looked(false, true), [20_000, 21_700, 22_000])).toEqual([2_000, 300, 'end']);
  });

  it('at the usual pace of the first fifteen seconds, and then less often', () => {
    expect(pauses(looked(false, false), [250, 500, 900, 1_600, 15_000])).toEqual([250, 400, 700, 1_000, 1_000]);
    expect(pauses(looked(false, false), [15_000, 15_001])).toEqual([250, 2_000]);
  });
});
