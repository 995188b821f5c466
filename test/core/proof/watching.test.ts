/** What the watching of a call reads, and how long: query by query, on a clock that jumps. */
import { describe, expect, it } from 'vitest';
import { openProgress } from '../../../src/core/outcome/progress.js';
import type { RecordQuery } from '../../../src/core/ports/records.js';
import type { Delivered } from '../../../src/core/proof/delivered.js';
import { findEvidence } from '../../../src/core/proof/find-evidence.js';
import { messageLogGroup } from '../../../src/core/proof/log-groups.js';
import { application, lost, never, notSent, refused, type Script, worldWith } from '../bridge/fakes.js';
import {
  CALL_A,
  end,
  GROUP,
  joinFailed,
  marks,
  OTHER_TRANSACTION,
  REQUEST_1,
  record,
  SMA,
  start,
  succeeded,
  T0,
  TRANSACTION,
  update,
} from '../samples.js';

const MESSAGES = messageLogGroup(SMA);
type Logs = [ms: number, messages: (string | object)[]][];

async function watched(
  logs: Logs,
  { script = {}, abortAt, ...more }: Partial<Delivered> & { script?: Script; abortAt?: number } = {},
) {
  const world = worldWith(() => script);
  for (const [ms, messages] of logs) {
    if (ms <= 0) for (const message of messages) world.log.push(record(message, ms));
    else world.clock.at(ms, () => world.logs(...messages));
  }
  world.log.push(record(`${TRANSACTION} in the message log`, -50_000, { group: MESSAGES }));
  const stop = new AbortController();
  if (abortAt !== undefined) world.clock.at(abortAt, () => stop.abort());
  const given = {
    marks: marks(),
    call: { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA },
    ...{ logGroups: [GROUP], lost: null },
    ...more,
    waitMs: more.waitMs ?? 5_000,
  };
  const progress = openProgress(world.clock, () => {});
  const proof = await world.clock.runUntilSettled(
    findEvidence(given, { ports: world.ports(), progress, signal: stop.signal }),
  );
  const queries = world.sent
    .filter(({ operation }) => operation === 'FilterLogEvents')
    .map(({ at, input }) => ({ at, ...(input as RecordQuery) }));
  const own = queries.filter(({ group }) => group !== MESSAGES);
  return {
    ...{ proof, world, at: world.clock.now() - T0 },
    /** Those of the call's own records, of all around them, and of the SMA's message log. */
    ...{ own: own.filter(({ containing }) => containing.length > 0) },
    ...{ around: own.filter(({ containing, stream }) => containing.length === 0 && stream === undefined) },
    ...{ messages: queries.filter(({ group }) => group === MESSAGES) },
  };
}

describe('the records of the call', () => {
  it('are read since a minute before the update', async () => {
    const { own } = await watched([]);
    expect(own[0]).toMatchObject({ at: 250, since: T0 - 60_000, containing: [TRANSACTION], group: GROUP });
  });

  it('are read where the SMA says that its function logs, if no group is named', async () => {
    const named = await watched([]);
    expect(named.world.times('GetSipMediaApplication')).toBe(0);
    const asked = await watched([], { logGroups: [], script: { application: () => application() } });
    expect(asked.proof?.groups).toEqual([GROUP]);
    expect(asked.own[0]?.group).toBe(GROUP);
  });

  it('are read within the wait, the time of that question included', async () => {
    let times = 0;
    const later = () => (++times < 3 ? lost('TIMED_OUT') : application());
    const { at } = await watched([], { logGroups: [], script: { application: later } });
    expect(at).toBe(5_000);
  });
});

describe('all around them', () => {
  it('is read at once by who waits for less than a second, and else once it can decide', async () => {
    expect((await watched([], { waitMs: 999 })).around[0]?.at).toBe(250);
    expect((await watched([], { waitMs: 1_000 })).around[0]?.at).toBeGreaterThan(250);
    const { around } = await watched([], { waitMs: 999 });
    expect(around[0]).toMatchObject({ since: T0 - 30_000, group: GROUP });
    expect(around[0]?.until).toBeUndefined();
  });

  it('of an update of long ago is read to a minute after the last record of the call', async () => {
    const old = (ago: number) => marks({ updatedAt: T0 - ago });
    const spoken: Logs = [[-590_000, [update(2)]]];
    const { around } = await watched(spoken, { waitMs: 500, marks: old(600_000) });
    expect(around[0]).toMatchObject({ since: T0 - 630_000, until: T0 - 530_000 });
    expect((await watched([], { waitMs: 500, marks: old(600_000) })).around[0]?.until).toBe(T0 - 540_000);
    expect((await watched(spoken, { waitMs: 500, marks: old(599_999) })).around[0]?.until).toBeUndefined();
  });
});

describe('a log that does not answer', () => {
  const silent: Script = { read: (_, signal) => never(signal) };
  it('is waited for two seconds more, and counts as unreadable', async () => {
    const { proof, at } = await watched([], { script: silent });
    expect(proof).toMatchObject({ complete: false, asOf: null, unreadable: [{ group: GROUP }] });
    // The message log has a second and a half of its own.
    expect(at).toBe(5_000 + 2_000 + 1_500);
  });

  it('is waited for ten seconds by who looks once', async () => {
    expect((await watched([], { script: silent, waitMs: 0 })).at).toBe(10_000 + 1_500);
    expect((await watched([], { script: silent, waitMs: 1_000 })).at).toBe(3_000 + 1_500);
  });

  it('is not called unreadable after an interrupt', async () => {
    const { proof, at, messages } = await watched([], { script: silent, abortAt: 2_000 });
    expect(proof?.unreadable).toEqual([]);
    expect([at, messages]).toEqual([2_000, []]);
  });

  it('is not called unreadable where it answered before', async () => {
    const answers: Script = { read: (_, signal, times) => (times === 1 ? [] : never(signal)) };
    const { proof } = await watched([], { script: answers });
    expect(proof).toMatchObject({ complete: false, unreadable: [], asOf: T0 + 250 });
  });
});

describe('a log that nobody may read', () => {
  it('is given up after two seconds', async () => {
    expect((await watched([], { script: { read: () => refused('ACCESS_DENIED') } })).at).toBeLessThan(3_000);
  });

  it.each<[string, Script['read']]>([
    ['for now', () => notSent('THROTTLED')],
    ['beside one that answers', ({ group }) => (group === GROUP ? [] : refused('ACCESS_DENIED'))],
    [
      'beside one that is throttled',
      ({ group }) => (group === GROUP ? notSent('THROTTLED') : refused('ACCESS_DENIED')),
    ],
  ])('%s is asked for the whole wait', async (_, read) => {
    const { at, proof } = await watched([], { logGroups: [GROUP, '/other'], script: { read } as Script });
    expect(at).toBe(5_000);
    expect(proof?.proved).toBe(false);
  });

  it('proves no absence, even where another group shows a failure', async () => {
    const log = joinFailed().map((message, index) => record(message, 300 + index));
    const read: Script['read'] = ({ group }) => (group === GROUP ? log : refused('ACCESS_DENIED'));
    const { proof, at } = await watched([], { logGroups: [GROUP, '/other'], script: { read }, waitMs: 12_000 });
    expect(proof).toMatchObject({ proved: false, judgement: { kind: 'not-joined' } });
    expect(at).toBe(12_000);
  });
});

describe("the SMA's message log", () => {
  it('is read, where no join is proved', async () => {
    const { messages, proof } = await watched([[500, [update(2)]]]);
    expect(messages).toMatchObject([{ since: T0 - 60_000, containing: [TRANSACTION], atMost: 50 }]);
    expect(proof?.messages).toEqual([`${TRANSACTION} in the message log`]);
    expect((await watched([[500, joinFailed()]], { waitMs: 12_000 })).messages).toHaveLength(1);
  });

  it('is not, where one is', async () => {
    const { messages, proof } = await watched([[500, [update(2), succeeded(3)]]]);
    expect([messages, proof?.messages]).toEqual([[], []]);
  });

  it('is left, where it cannot be read', async () => {
    const read: Script['read'] = ({ group }) => (group === MESSAGES ? refused('ACCESS_DENIED') : []);
    expect((await watched([], { script: { read } })).proof?.messages).toEqual([]);
  });
});

describe('the proof', () => {
  it('is as of the record of a join, else of the last whole look less the log delay', async () => {
    expect((await watched([[900, [update(2), succeeded(3)]]])).proof?.asOf).toBe(T0 + 900);
    const { proof } = await watched([]);
    expect(proof?.asOf).toBe(T0 + 5_000);
    const slow = { ...record(update(2), 100), ingestedAt: T0 + 600 };
    expect((await watched([], { script: { read: () => [slow] } })).proof?.asOf).toBe(T0 + 5_000 - 500);
  });

  it("holds Lambda's words on the requests of this call alone", async () => {
    const words = (text: string) => `2026-11-23T14:29:12.345Z ${text} Task timed out after 3.00 seconds`;
    const theirs = '00000000-0000-4000-8000-00000000000a';
    const log = [
      ...[start(REQUEST_1), update(2), words(REQUEST_1), end(REQUEST_1)],
      ...[start(theirs), update(1, {}, { TransactionId: OTHER_TRANSACTION }), words(theirs), end(theirs)],
      'RequestId: none Process exited before completing request',
    ];
    const { proof } = await watched([[500, log]]);
    expect(proof?.troubles.map(({ requestId }) => requestId)).toEqual([REQUEST_1]);
    expect(proof?.timeline.troubles).toHaveLength(3);
  });
});
