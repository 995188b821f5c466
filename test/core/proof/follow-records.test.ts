import { describe, expect, it } from 'vitest';
import type { RecordPage, RecordQuery } from '../../../src/core/ports/records.js';
import { type Following, type FollowQuery, followCall, type Look } from '../../../src/core/proof/follow-records.js';
import { event, GROUP, REQUEST_1, STREAM, start, T0, TRANSACTION, update } from '../samples.js';
import { denied, Logs, never, throttled } from './logs.js';

const SINCE = T0 - 60_000;
const QUERY: FollowQuery = { groups: [GROUP], id: TRANSACTION, since: SINCE, atMost: 3_000 };
const following = (logs: Logs, more: Partial<FollowQuery> = {}) => followCall(logs, { ...QUERY, ...more }, logs);
const lookAt = (logs: Logs, call: Following, ms: number, context: RecordQuery[] = []) => {
  logs.at(ms);
  return call.look(context, never);
};
const line = (text: string) => `${TRANSACTION} ${text}`;
const texts = ({ records }: Look) => records.map(({ message }) => message.replace(`${TRANSACTION} `, ''));
const since = (logs: Logs) => logs.queries.map((query) => query.since - T0);

describe('the records of a call', () => {
  it('are added look by look, each once', async () => {
    const logs = new Logs();
    const call = following(logs);
    logs.write(line('one'), 0);
    expect(texts(await call.look([], never))).toEqual(['one']);
    logs.write(line('two'), 500);
    const look = await lookAt(logs, call, 1_000);
    expect(texts(look)).toEqual(['one', 'two']);
    expect(look).toMatchObject({ complete: true, readAt: T0 + 1_000, unreadable: [], requestIds: ['page-2'] });
  });

  it('are those of every group, and of one id', async () => {
    const logs = new Logs();
    logs.write(line('here'), 0);
    logs.write(line('there'), 0, { group: '/other' });
    logs.write('somebody else', 0);
    expect(texts(await following(logs, { groups: [GROUP, '/other'] }).look([], never))).toEqual(['here', 'there']);
  });

  it('tell the longest time that one of them took to be ingested', async () => {
    const logs = new Logs();
    const call = following(logs);
    expect((await call.look([], never)).logDelayMs).toBeNull();
    logs.write(line('slow'), 0, { delayMs: 4_000 });
    logs.write(line('quick'), 100, { delayMs: 10 });
    logs.write('not of the call', 100, { delayMs: 9_000 });
    expect((await lookAt(logs, call, 10_000)).logDelayMs).toBe(4_000);
  });

  it('are no more than was asked for, and then the look is not complete', async () => {
    const logs = new Logs();
    logs.pageSize = 2;
    for (const text of ['a', 'b', 'c', 'd']) logs.write(line(text), 0);
    const look = await following(logs, { atMost: 2 }).look([], never);
    expect([texts(look), look.complete]).toEqual([['a', 'b'], false]);
  });
});

describe('a record that is ingested late', () => {
  it('is found by the overlap', async () => {
    const logs = new Logs();
    const call = following(logs, { since: T0 - 600_000 });
    logs.write(line('late'), 0, { delayMs: 100_000 });
    for (const at of [10_000, 40_000, 65_000, 90_000]) await lookAt(logs, call, at);
    expect(texts(await lookAt(logs, call, 101_000))).toEqual(['late']);
    expect(since(logs)).not.toEqual(since(logs).map(() => -600_000));
  });

  it('is found within a minute, however late it is', async () => {
    const logs = new Logs();
    const call = following(logs, { since: T0 - 600_000 });
    logs.write(line('very late'), -500_000, { delayMs: 505_000 });
    await lookAt(logs, call, 0);
    expect(texts(await lookAt(logs, call, 10_000))).toEqual([]);
    expect(texts(await lookAt(logs, call, 60_000))).toEqual(['very late']);
    expect(since(logs)).toEqual([-600_000, -120_000, -600_000]);
  });

  it('is looked for further back where records are slow', async () => {
    const logs = new Logs();
    const call = following(logs, { since: T0 - 600_000 });
    logs.write(line('slow'), 0, { delayMs: 50_000 });
    await lookAt(logs, call, 50_000);
    await lookAt(logs, call, 51_000);
    expect(since(logs)).toEqual([-600_000, 50_000 - 200_000]);
  });
});

describe('a look that is cut short', () => {
  const five = (logs: Logs) => {
    logs.pageSize = 1;
    for (const text of ['a', 'b', 'c', 'd', 'e']) logs.write(line(text), 0);
  };

  it('keeps its pages, and the next one goes on from the token', async () => {
    const logs = new Logs();
    five(logs);
    logs.beforePage = (page) => {
      if (page === 3) throw throttled();
    };
    const call = following(logs);
    const first = await call.look([], never);
    expect(texts(first)).toEqual(['a', 'b']);
    expect(first).toMatchObject({ complete: false, readAt: null });
    expect(first.unreadable).toMatchObject([{ group: GROUP, failure: { code: 'THROTTLED' } }]);
    const second = await lookAt(logs, call, 1_000);
    expect(texts(second)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(logs.queries.map(({ after }) => after)).toEqual([undefined, '2', undefined]);
    expect(second).toMatchObject({ complete: true, readAt: T0 + 1_000, unreadable: [] });
  });

  it('is as old as its first page: a look is complete when what began at that look has ended', async () => {
    const logs = new Logs();
    five(logs);
    const abort = new AbortController();
    logs.beforePage = (page) => {
      if (page === 2) abort.abort();
      // What the pages that are left have already passed by.
      if (page === 5) logs.write(line('early'), -1_000, { delayMs: 1_000 });
      if (page === 7) throw throttled();
    };
    const call = following(logs);
    expect(texts(await call.look([], abort.signal))).toEqual(['a', 'b']);
    const second = await lookAt(logs, call, 1_000);
    expect(second).toMatchObject({ complete: false, readAt: null });
    expect(texts(await lookAt(logs, call, 2_000))).toContain('early');
  });

  it.each([
    ['before', undefined],
    ['while it reads the call', undefined],
    ['while it reads around a piece', STREAM],
  ])('by an abort %s says nothing against the group', async (when, stream) => {
    const logs = new Logs();
    logs.write(line('TransactionId'), 0);
    const abort = new AbortController();
    if (when === 'before') abort.abort();
    logs.beforePage = (_, query) => {
      if (query.stream !== stream) return;
      abort.abort();
      throw throttled();
    };
    expect(await following(logs).look([], abort.signal)).toMatchObject({ unreadable: [], complete: false });
  });

  it('by a refused token begins again', async () => {
    const logs = new Logs();
    five(logs);
    logs.patience = 2;
    logs.beforePage = (page) => {
      if (page === 3) throw Object.assign(denied().changedTo('REFUSED', 'the token is not valid'));
    };
    const call = following(logs);
    await call.look([], never);
    logs.patience = Number.POSITIVE_INFINITY;
    expect(texts(await call.look([], never))).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(logs.queries.map(({ after }) => after)).toEqual([undefined, '2', undefined]);
  });

  it('by a refused token begins again where the read began, and not where its first page was read', async () => {
    const logs = new Logs();
    for (const [index, text] of ['a', 'b', 'c'].entries()) logs.write(line(text), -500_000 + index);
    logs.pageSize = 1;
    logs.patience = 1;
    logs.beforePage = (page) => {
      if (page === 2) throw denied().changedTo('REFUSED', 'the token is not valid');
    };
    const call = following(logs, { since: T0 - 600_000 });
    expect(await call.look([], never)).toMatchObject({ complete: false, readAt: null });
    expect(texts(await lookAt(logs, call, 1_000))).toEqual(['a', 'b', 'c']);
  });

  it('is as old as its first page, however long the others took', async () => {
    const logs = new Logs();
    five(logs);
    logs.patience = 1;
    logs.beforePage = () => void logs.pass(1_000);
    const call = following(logs);
    expect(await call.look([], never)).toMatchObject({ complete: true, readAt: T0 + 1_000 });
  });

  it('because its turn would not come in time ends there', async () => {
    let asked = 0;
    const read = async (): Promise<RecordPage> => {
      asked += 1;
      if (asked > 5) throw new Error('it asks without end');
      return { records: [], complete: false, next: '1', failure: null, readAt: null, requestIds: [] };
    };
    const logs = new Logs();
    expect(await followCall({ read }, QUERY, logs).look([], never)).toMatchObject({ complete: false, unreadable: [] });
    expect(asked).toBe(1);
  });
});

describe('a group that cannot be read', () => {
  it('is named with its reason, and the others are read', async () => {
    const logs = new Logs();
    logs.write(line('here'), 0);
    logs.beforePage = (_, { group }) => {
      if (group === '/secret') throw denied();
    };
    const look = await following(logs, { groups: ['/secret', GROUP] }).look([], never);
    expect(texts(look)).toEqual(['here']);
    expect(look).toMatchObject({ complete: false, readAt: null });
    expect(look.unreadable).toMatchObject([{ group: '/secret', failure: { code: 'ACCESS_DENIED' } }]);
  });

  it('is as old as the group that was read first', async () => {
    const logs = new Logs();
    logs.beforePage = () => void logs.pass(1_000);
    const look = await following(logs, { groups: [GROUP, '/other'] }).look([], never);
    expect(look).toMatchObject({ complete: true, readAt: T0 + 1_000 });
  });

  it('leaves the time of the last complete look', async () => {
    const logs = new Logs();
    const call = following(logs);
    await call.look([], never);
    logs.beforePage = () => {
      throw throttled();
    };
    expect(await lookAt(logs, call, 5_000)).toMatchObject({ complete: false, readAt: T0 });
  });
});

describe('a context', () => {
  const stream = (from: number) => ({ group: GROUP, stream: STREAM, containing: [], since: T0 + from, atMost: 3_000 });

  it('is kept and continued', async () => {
    const logs = new Logs();
    logs.write(start(REQUEST_1), 0);
    logs.write(line('ours'), 10);
    const call = following(logs);
    await call.look([], never);
    const look = await lookAt(logs, call, 1_000, [stream(-1_000)]);
    expect(look.records).toHaveLength(2);
    expect(look.complete).toBe(true);
    expect((await lookAt(logs, call, 2_000)).records).toHaveLength(2);
  });

  it('of each stream is its own', async () => {
    const logs = new Logs();
    logs.write('here', 0);
    logs.write('there', 0, { stream: 'another' });
    const both = [stream(-1_000), { ...stream(-1_000), stream: 'another' }];
    const call = following(logs);
    expect((await lookAt(logs, call, 1_000, both)).records).toHaveLength(2);
    const before = logs.queries.length;
    await lookAt(logs, call, 2_000, both);
    expect(logs.queries.slice(before).map(({ since: from }) => from - T0)).toEqual([-60_000, -1_000, -1_000]);
  });

  it('that begins earlier than before is read from there', async () => {
    const logs = new Logs();
    logs.write('first', -5_000);
    const call = following(logs);
    expect((await call.look([stream(0)], never)).records).toHaveLength(0);
    expect((await call.look([stream(-6_000)], never)).records).toHaveLength(1);
  });

  it('that cannot be read makes the look incomplete', async () => {
    const logs = new Logs();
    logs.beforePage = (_, query) => {
      if (query.stream !== undefined) throw throttled();
    };
    expect((await following(logs).look([stream(0)], never)).complete).toBe(false);
  });
});

describe('an event printed over many records', () => {
  const lines = JSON.stringify(update(2), null, 1).split('\n');

  it('is read whole, from around the record that holds the id', async () => {
    const logs = new Logs();
    for (const [index, text] of lines.entries()) logs.write(text, index);
    const call = following(logs.at(500));
    expect((await call.look([], never)).records).toHaveLength(lines.length);
    const before = logs.queries.length;
    await lookAt(logs, call, 1_000);
    expect(logs.queries.length - before).toBe(1);
  });

  it('is looked for until its neighbors have had the time to come', async () => {
    const logs = new Logs();
    logs.write(line('TransactionId'), 0);
    const call = following(logs);
    const queriesAt = async (ms: number) => {
      const before = logs.queries.length;
      await lookAt(logs, call, ms);
      return logs.queries.length - before;
    };
    expect([await queriesAt(0), await queriesAt(5_000), await queriesAt(10_000), await queriesAt(11_000)]).toEqual([
      2, 2, 2, 1,
    ]);
  });

  it('is looked for longer where records are slow', async () => {
    const logs = new Logs();
    logs.write(line('TransactionId'), 0, { delayMs: 8_000 });
    const call = following(logs);
    const queriesAt = async (ms: number) => {
      const before = logs.queries.length;
      await lookAt(logs, call, ms);
      return logs.queries.length - before;
    };
    expect([await queriesAt(8_000), await queriesAt(19_000), await queriesAt(24_000), await queriesAt(25_000)]).toEqual(
      [2, 2, 2, 1],
    );
  });

  it('of which the rest cannot be read makes the look incomplete, and names the group', async () => {
    const logs = new Logs();
    logs.pageSize = 1;
    logs.write(line('TransactionId'), 0);
    logs.write('beside it', 0);
    logs.beforePage = (page, { stream }) => {
      if (stream !== undefined && page === 3) throw throttled();
    };
    const look = await following(logs).look([], never);
    expect(look).toMatchObject({ complete: false, unreadable: [{ group: GROUP }] });
  });

  it.each([
    ['group', { group: '/other' }],
    ['stream', { stream: 'another' }],
  ])('has its own time in each %s', async (_, elsewhere) => {
    const logs = new Logs();
    logs.write(line('TransactionId'), 0);
    logs.write(line('TransactionId'), 8_000, elsewhere);
    const call = following(logs, { groups: [GROUP, '/other'] });
    const around = async (ms: number) => {
      const before = logs.queries.length;
      await lookAt(logs, call, ms);
      return logs.queries.slice(before).filter(({ containing }) => containing.length === 0).length;
    };
    expect([await around(9_000), await around(10_000), await around(11_000)]).toEqual([2, 2, 1]);
    expect([await around(18_000), await around(19_000)]).toEqual([1, 0]);
  });

  it('in as many streams as are read at once leaves the look complete', async () => {
    const logs = new Logs();
    for (let n = 0; n < 4; n += 1) logs.write(line('TransactionId'), 0, { stream: `stream-${n}` });
    expect((await following(logs).look([], never)).complete).toBe(true);
  });

  it('in more streams than are read at once makes the look incomplete', async () => {
    const logs = new Logs();
    for (let n = 0; n < 5; n += 1) logs.write(line('TransactionId'), 0, { stream: `stream-${n}` });
    const call = following(logs);
    expect((await call.look([], never)).complete).toBe(false);
    await lookAt(logs, call, 20_000);
    expect((await lookAt(logs, call, 21_000)).complete).toBe(true);
  });

  it('of another call, in a context, is not looked for', async () => {
    const logs = new Logs();
    logs.write(event('RINGING', 1), 0);
    logs.write('TransactionId of somebody else', -100);
    const context = { group: GROUP, stream: STREAM, containing: [], since: SINCE, atMost: 100 };
    await following(logs).look([context], never);
    expect(logs.queries).toHaveLength(2);
  });
});
