import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.js';
import { openDeadline } from '../../../src/core/outcome/deadline.js';
import { openProgress } from '../../../src/core/outcome/progress.js';
import type { RecordQuery } from '../../../src/core/ports/records.js';
import { findCall, type Lookup } from '../../../src/core/proof/find-call.js';
import {
  CALL_A,
  CALL_B,
  event,
  GROUP,
  hangUp,
  meetingLeg,
  OTHER_TRANSACTION,
  phone,
  SMA,
  STREAM,
  T0,
  TRANSACTION,
  update,
} from '../samples.js';
import { denied, Logs, never, throttled } from './logs.js';

const MINUTE = 60_000;
const NOTHING = { callId: null, transactionId: null, sipMediaApplicationId: null };
const OTHER_SMA = 'ffff0891-0fe9-4718-a3a8-15b67842c128';

function lookup(logs: Logs, call: Partial<Lookup['call']> = {}, more: Partial<Lookup> = {}, signal = never) {
  const asked: Lookup = { call: { ...NOTHING, callId: CALL_A, ...call }, logGroups: [GROUP], ...more };
  const progress = openProgress(logs, () => {});
  const applications = {
    find: async () => Promise.reject(new Error('nobody expected it')),
    list: async () => Promise.reject(new Error('nobody expected it')),
  };
  const found = findCall(asked, { records: logs, applications, clock: logs }, progress, signal);
  return found.then(
    (call) => ({ call, failure: null, warnings: progress.summary().warnings }),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return { call: null, failure: error, warnings: progress.summary().warnings };
    },
  );
}

/** A log with so many other calls of the last quarter of an hour, and one record a page. */
function busy(others: number, at = -1_000): Logs {
  const logs = new Logs();
  logs.pageSize = 1;
  logs.write(event('NEW_INBOUND_CALL', 1), at);
  for (let n = 1; n <= others; n += 1) logs.write(`somebody else's ${n}`, at - n);
  return logs;
}

describe('the lookup by CallId', () => {
  it('reads the newest records first, and no page after its first hit', async () => {
    const logs = busy(0);
    for (let sequence = 2; sequence < 50; sequence += 1)
      logs.write(event('ACTION_SUCCESSFUL', sequence), -1_000 + sequence);
    expect((await lookup(logs)).call).toEqual({
      callId: CALL_A,
      transactionId: TRANSACTION,
      sipMediaApplicationId: SMA,
    });
    expect(logs.pages).toBe(1);
  });

  it.each([10, 1_000])('after %i earlier calls asks once', async (others) => {
    const logs = busy(others);
    expect((await lookup(logs)).failure).toBeNull();
    expect(logs.pages).toBe(1);
  });

  it('decides by the newest event of the call', async () => {
    const logs = busy(0);
    logs.write(hangUp(2), -500);
    expect((await lookup(logs)).failure).toMatchObject({ code: 'CALL_ENDED', exitCode: 4 });
  });

  it('goes on past records that hold the id and are no event', async () => {
    const logs = busy(0, -10_000);
    logs.write(`call ${CALL_A} is fine`, -500);
    expect((await lookup(logs)).call?.transactionId).toBe(TRANSACTION);
    expect(logs.queries.map(({ stream, after }) => [stream, after])).toEqual([
      [undefined, undefined],
      [STREAM, undefined],
      [undefined, '1'],
    ]);
  });

  it('reads around an event that was printed over many records', async () => {
    const logs = new Logs();
    for (const [index, text] of JSON.stringify(update(2), null, 1).split('\n').entries())
      logs.write(text, -500 + index);
    expect((await lookup(logs)).call?.transactionId).toBe(TRANSACTION);
  });

  it('reads around the newest pieces, not what lies between them', async () => {
    const logs = new Logs();
    for (const at of [-700_000, -500]) logs.write(`TransactionId of ${CALL_A}`, at);
    logs.write(`TransactionId of ${CALL_A}`, -600, { stream: 'other' });
    await lookup(logs);
    expect(logs.queries.some(({ stream }) => stream === 'other')).toBe(true);
    const places = logs.queries.filter(({ stream }) => stream === STREAM);
    expect(places.slice(0, 2).map(({ since, until }) => [since - T0, (until ?? 0) - T0])).toEqual([
      [-2_500, 1_500],
      [-702_000, -698_000],
    ]);
  });

  it('stops in every group at the first hit of one', async () => {
    const logs = busy(0);
    logs.emptyPages = ({ group }) => (group === GROUP ? 3 : Number.POSITIVE_INFINITY);
    const groups = ['/a', '/b', GROUP, '/c', '/d', '/e', '/f'];
    expect((await lookup(logs, {}, { logGroups: groups })).failure).toBeNull();
    expect(logs.queries.map(({ group }) => group)).not.toContain('/f');
  });
});

describe('how far back it looks', () => {
  const spans = ({ queries }: Logs) =>
    queries.map(({ since, until }) => [(T0 - since) / MINUTE, (T0 - (until ?? T0)) / MINUTE]);

  it.each<[string, number | null, number[][]]>([
    [
      'by default: a quarter of an hour, then the rest of a day',
      null,
      [
        [15, 0],
        [1_440, 15],
      ],
    ],
    [
      'with --since 2h: the same, to there',
      120 * MINUTE,
      [
        [15, 0],
        [120, 15],
      ],
    ],
    ['with --since 5m: to there', 5 * MINUTE, [[5, 0]]],
  ])('%s, and no record twice', async (_, sinceMs, expected) => {
    const logs = new Logs();
    const { failure } = await lookup(logs, {}, { sinceMs });
    expect(spans(logs)).toEqual(expected);
    expect(failure).toMatchObject({ code: 'CALL_NOT_FOUND', exitCode: 4 });
    expect(failure?.cause).toBe(
      `no record of the last ${{ 5: '5 m', 120: '2 h' }[Number(sinceMs) / MINUTE] ?? '24 h'} in 1 log group holds it`,
    );
    const further = sinceMs === null ? '48h' : '24h';
    expect(failure?.tryThis[0]).toBe(`Search further back: chime-join bridge --call-id ${CALL_A} --since ${further}`);
  });

  it('finds what is older than a quarter of an hour', async () => {
    const logs = busy(0, -120 * MINUTE);
    expect((await lookup(logs)).failure).toBeNull();
    expect((await lookup(logs, {}, { sinceMs: 60 * MINUTE })).failure).toMatchObject({ code: 'CALL_NOT_FOUND' });
  });
});

describe('a lookup that cannot be finished', () => {
  /** Pages without a record and without an end, three of them a second. */
  const endless = () => {
    const logs = new Logs();
    logs.emptyPages = () => Number.POSITIVE_INFINITY;
    logs.beforePage = () => void logs.pass(300);
    return logs;
  };

  it('is not an absence: when the time is up it says how far it got, and what to give instead', async () => {
    const logs = endless();
    const deadline = openDeadline(30_000, logs, null);
    const { failure } = await lookup(logs, {}, {}, deadline.signal);
    expect(failure).toMatchObject({ code: 'TIMED_OUT', exitCode: 6, retryable: true });
    expect(failure?.cause).toMatch(/^9\d pages of 1 log group read, newest first: only in part$/);
    expect(failure?.tryThis.join('\n')).toMatch(/Give --transaction-id and --sma-id; that skips the lookup/);
    expect(failure?.tryThis.join('\n')).not.toMatch(/bridge --call-id/);
    expect(deadline.expired()).toBe(false);
    deadline.close();
  });

  it('says that the last quarter of an hour was searched, if it was', async () => {
    const logs = endless();
    logs.emptyPages = () => 60;
    const deadline = openDeadline(30_000, logs, null);
    const { failure } = await lookup(logs, {}, {}, deadline.signal);
    expect(failure?.cause).toMatch(/the last 15 m in full, older records only in part$/);
    deadline.close();
  });

  it.each<[string, () => Failure, string, number]>([
    ['throttled to the end', throttled, 'THROTTLED', 6],
    ['denied', denied, 'ACCESS_DENIED', 3],
  ])('%s says so, and never names the command that failed', async (_, failing, code, exitCode) => {
    const logs = new Logs();
    logs.beforePage = () => {
      throw failing();
    };
    const { failure } = await lookup(logs);
    expect(failure).toMatchObject({ code, exitCode, retryable: exitCode === 6 });
    expect(failure?.tryThis.join('\n')).toMatch(/--transaction-id and --sma-id; that skips the lookup/);
    expect(failure?.tryThis.join('\n')).not.toMatch(/bridge --call-id/);
    expect(failure?.tryThis.includes('Run it again')).toBe(exitCode === 6);
  });

  it('because one of its groups is unreadable, is not an absence either', async () => {
    const logs = new Logs();
    logs.beforePage = (_: number, { group }: RecordQuery) => {
      if (group === '/secret') throw denied();
    };
    expect((await lookup(logs, {}, { logGroups: [GROUP, '/secret'] })).failure).toMatchObject({
      code: 'ACCESS_DENIED',
    });
  });

  it('because a later page failed, is not an absence, and is not asked for again', async () => {
    const logs = busy(0);
    logs.emptyPages = () => 3;
    logs.beforePage = (page) => {
      if (page === 2) throw throttled();
    };
    expect((await lookup(logs)).failure).toMatchObject({ code: 'THROTTLED' });
    expect(logs.queries).toHaveLength(1);
  });

  it('because what stands around a piece could not be read to its end, is not an absence', async () => {
    const logs = new Logs();
    logs.pageSize = 1;
    logs.write(`TransactionId of ${CALL_A}`, -500);
    logs.write('beside it', -500);
    logs.beforePage = (page, { stream }) => {
      if (stream !== undefined && page === 3) throw throttled();
    };
    expect((await lookup(logs)).failure).toMatchObject({ code: 'THROTTLED' });
  });

  it('because the time was up while it read around a piece, is not an absence', async () => {
    const logs = new Logs();
    logs.write(`TransactionId of ${CALL_A}`, -500);
    logs.beforePage = (_, { stream }) => {
      if (stream !== undefined) logs.pass(29_600);
    };
    const deadline = openDeadline(30_000, logs, null);
    const { failure } = await lookup(logs, {}, { sinceMs: 5 * MINUTE }, deadline.signal);
    expect(failure).toMatchObject({ code: 'TIMED_OUT' });
    deadline.close();
  });

  it('because the time was up before an answer came, is no failure of the group', async () => {
    const logs = new Logs();
    logs.beforePage = () => {
      logs.pass(29_600);
      throw throttled();
    };
    const deadline = openDeadline(30_000, logs, null);
    expect((await lookup(logs, {}, {}, deadline.signal)).failure).toMatchObject({ code: 'TIMED_OUT' });
    deadline.close();
  });

  it('because its next turn would not come in time, ends there', async () => {
    const logs = new Logs();
    let asked = 0;
    logs.read = async () => {
      asked += 1;
      if (asked > 5) throw new Error('it asks without end');
      return { records: [], complete: false, next: '1', failure: null, readAt: null, requestIds: [] };
    };
    expect((await lookup(logs)).failure).toMatchObject({ code: 'TIMED_OUT' });
    expect(asked).toBe(1);
  });

  it('because nobody may read, is not tried further back', async () => {
    const logs = new Logs();
    logs.beforePage = () => {
      throw denied();
    };
    await lookup(logs);
    expect(logs.queries).toHaveLength(1);
  });

  it('because of an interrupt, is that and nothing else', async () => {
    const logs = new Logs();
    const interrupt = new AbortController();
    logs.beforePage = () => {
      interrupt.abort(new Error('interrupted'));
      throw throttled();
    };
    await expect(lookup(logs, {}, {}, interrupt.signal)).rejects.toThrow('interrupted');
  });
});

describe('an id of another kind', () => {
  it('that is the TransactionId is taken for the call, with a warning that names the CallId', async () => {
    const { call, warnings } = await lookup(busy(0), { callId: TRANSACTION });
    expect(call).toEqual({ callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA });
    expect(warnings).toEqual([
      `${TRANSACTION} is the TransactionId of the call, not a CallId; its CallId is ${CALL_A}.`,
    ]);
  });

  it('exchanged with the other one is taken too', async () => {
    const { call } = await lookup(busy(0), { callId: TRANSACTION, transactionId: CALL_A });
    expect(call).toMatchObject({ callId: CALL_A, transactionId: TRANSACTION });
  });

  it('is held against the state of the call all the same', async () => {
    const logs = busy(0);
    logs.write(event('ACTION_SUCCESSFUL', 2, {}, { Participants: [phone(), meetingLeg()] }), -500);
    expect((await lookup(logs, { callId: TRANSACTION })).failure).toMatchObject({ code: 'CALL_BRIDGED', exitCode: 5 });
  });

  it.each<[string, Partial<Lookup['call']>, string]>([
    ['another call', { transactionId: OTHER_TRANSACTION }, TRANSACTION],
    ['another leg of the call', { callId: TRANSACTION, transactionId: CALL_B }, TRANSACTION],
    ['another SMA', { sipMediaApplicationId: OTHER_SMA }, SMA],
  ])('of %s than was named beside it is not found, and the right one is told', async (_, named, right) => {
    const { failure } = await lookup(busy(0), named);
    expect(failure).toMatchObject({ code: 'CALL_NOT_FOUND', exitCode: 4 });
    expect(failure?.cause).toContain(right);
  });

  it('of the SMA that the handler masked is taken from the group', async () => {
    const logs = new Logs();
    logs.write(event('NEW_INBOUND_CALL', 1, {}, { SipMediaApplicationId: '***' }), -500);
    const { call } = await lookup(logs, { sipMediaApplicationId: SMA });
    expect(call?.sipMediaApplicationId).toBe(SMA);
  });

  it('that the handler masked is no id', async () => {
    const logs = new Logs();
    logs.write(event('NEW_INBOUND_CALL', 1, {}, { TransactionId: '***' }), -500);
    expect((await lookup(logs)).failure).toMatchObject({ code: 'CALL_NOT_FOUND' });
  });
});
