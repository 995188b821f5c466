import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordQuery } from '../../src/core/ports/records.js';
import {
  awsAnswering,
  awsError,
  closeAll,
  failureOf,
  hang,
  json,
  never,
  type Reply,
  stoppedAt,
  useTestAccount,
} from './stub.js';

beforeEach(useTestAccount);
afterEach(closeAll);

const SINCE = Date.UTC(2026, 10, 23);
const QUERY: RecordQuery = { group: '/aws/lambda/f', containing: ['tx-1'], since: SINCE, atMost: 100 };
const event = (eventId: string, timestamp: number, message = `tx-1 ${eventId}`) => ({
  eventId,
  timestamp,
  ingestionTime: timestamp + 5,
  message,
  logStreamName: 's',
});
const DATE = Date.UTC(2026, 10, 23, 14, 29, 10);
const page = (events: unknown[], nextToken?: string) =>
  json(200, { events, nextToken }, { date: new Date(DATE).toUTCString() });
const texts = ({ records }: { records: { message: string }[] }) => records.map(({ message }) => message);
const instant = { clock: { now: () => 0, sleep: async () => {} } };

describe('reading records', () => {
  it('asks for quoted texts, a stream, and a time whose end is exclusive', async () => {
    const { aws, received } = await awsAnswering(page([]));
    await aws.records.read({ ...QUERY, containing: ['tx-1', 'two words'], stream: 's', until: SINCE + 1000 }, never);
    expect(received).toMatchObject([{ target: 'Logs_20140328.FilterLogEvents' }]);
    expect(received[0]?.body).toEqual({
      logGroupName: '/aws/lambda/f',
      logStreamNames: ['s'],
      filterPattern: '"tx-1" "two words"',
      startTime: SINCE,
      endTime: SINCE + 999,
      limit: 100,
    });
  });

  it('goes on after an empty page, and knows a record it has seen', async () => {
    const { aws, received } = await awsAnswering([
      page([], 'a'),
      page([event('1', 1), event('2', 2)], 'b'),
      page([event('2', 2), event('3', 3)]),
    ]);
    const found = await aws.records.read(QUERY, never);
    expect(texts(found)).toEqual(['tx-1 1', 'tx-1 2', 'tx-1 3']);
    const place = { group: '/aws/lambda/f', stream: 's' };
    expect(found.records[0]).toEqual({ id: '1', ...place, time: 1, ingestedAt: 6, message: 'tx-1 1' });
    expect(found).toMatchObject({ complete: true, next: null, requestIds: ['req-1', 'req-1', 'req-1'] });
    expect(found.readAt).toBe(DATE);
    expect(received.map(({ body }) => body['nextToken'])).toEqual([undefined, 'a', 'b']);
  });

  it('gives the oldest first, in the order of their arrival within a millisecond', async () => {
    const { aws } = await awsAnswering(page([event('c', 2), event('a', 1), event('b', 1)]));
    expect(texts(await aws.records.read(QUERY, never))).toEqual(['tx-1 a', 'tx-1 b', 'tx-1 c']);
  });

  it('knows a record without an id again', async () => {
    const nameless = { ...event('x', 1), eventId: undefined };
    const { aws } = await awsAnswering(page([nameless, nameless]));
    expect((await aws.records.read(QUERY, never)).records).toHaveLength(1);
  });

  it('leaves out what only matched the pattern', async () => {
    const { aws, received } = await awsAnswering(
      page([event('1', 1, 'say "hi\\" there'), event('2', 2, 'say hi, there')]),
    );
    expect(texts(await aws.records.read({ ...QUERY, containing: ['"hi\\"'] }, never))).toEqual(['say "hi\\" there']);
    expect(received[0]?.body['filterPattern']).toBe('"hi"');
  });

  it('stops after the page that brings enough, and says where to go on', async () => {
    const { aws, received } = await awsAnswering([page([event('1', 1), event('2', 2)], 'a'), page([event('3', 3)])]);
    const found = await aws.records.read({ ...QUERY, atMost: 1 }, never);
    expect([texts(found), found.complete, found.next]).toEqual([['tx-1 1', 'tx-1 2'], false, 'a']);
    const rest = await aws.records.read({ ...QUERY, after: 'a' }, never);
    expect([texts(rest), rest.complete, rest.next]).toEqual([['tx-1 3'], true, null]);
    expect(received[1]?.body['nextToken']).toBe('a');
  });

  it('stops at the first page that holds a record, if that is enough', async () => {
    const { aws, received } = await awsAnswering([page([], 'a'), page([event('1', 1)], 'b')]);
    const found = await aws.records.read({ ...QUERY, firstHit: true }, never);
    expect([texts(found), found.complete, found.next]).toEqual([['tx-1 1'], false, 'b']);
    expect(received).toHaveLength(2);
  });

  it('keeps the pages it has where the next one cannot be read', async () => {
    const { aws } = await awsAnswering([page([event('1', 1)], 'a'), awsError(400, 'AccessDeniedException')]);
    const found = await aws.records.read(QUERY, never);
    expect([texts(found), found.complete, found.next]).toEqual([['tx-1 1'], false, 'a']);
    expect(found.failure).toMatchObject({ code: 'ACCESS_DENIED' });
  });

  it('stops at a token that comes again', async () => {
    const { aws, received } = await awsAnswering(page([event('1', 1)], 'again'));
    expect(await aws.records.read(QUERY, never)).toMatchObject({ complete: false, next: null });
    expect(received).toHaveLength(2);
  });

  it('stops at pages that do not end', async () => {
    let token = 0;
    const endless: Reply = (response, socket) => page([], `t${token++}`)(response, socket);
    const { aws, received } = await awsAnswering(endless, instant);
    expect(await aws.records.read(QUERY, never)).toMatchObject({ records: [], complete: false, next: 't499' });
    expect(received).toHaveLength(500);
  });

  it('does not know when a record was ingested that does not say it', async () => {
    const { aws } = await awsAnswering(page([{ ...event('1', 1), ingestionTime: 'soon' }]));
    expect((await aws.records.read(QUERY, never)).records[0]?.ingestedAt).toBeNull();
  });

  it('cuts a huge message', async () => {
    const { aws } = await awsAnswering(page([event('1', 1, `tx-1${'x'.repeat(1_000_000)}`)]));
    expect(texts(await aws.records.read(QUERY, never))[0]).toHaveLength(256 * 1024);
  });

  it('asks nothing where nothing can be', async () => {
    const { aws, received } = await awsAnswering(page([]));
    expect(await aws.records.read({ ...QUERY, until: SINCE }, never)).toMatchObject({ records: [], complete: true });
    expect(received).toHaveLength(0);
  });

  it.each([
    ['a group that is not there', awsError(400, 'ResourceNotFoundException'), 'LOG_GROUP_NOT_FOUND'],
    ['a denied group', awsError(400, 'AccessDeniedException'), 'ACCESS_DENIED'],
    ['a time that is a word', page([{ ...event('1', 1), timestamp: 'noon' }]), 'UNREADABLE_ANSWER'],
    ['events that are none', json(200, { events: 'none' }), 'UNREADABLE_ANSWER'],
    ['an event that is null', json(200, { events: [7] }), 'UNREADABLE_ANSWER'],
  ])('%s is a failure', async (_what, reply, code) => {
    const { aws } = await awsAnswering(reply);
    expect((await failureOf(aws.records.read(QUERY, never))).code).toBe(code);
  });
});

describe('reading the newest records first', () => {
  const NEWEST = { ...QUERY, newestFirst: true, atMost: 2 };

  it('is left to the service', async () => {
    const { aws, received } = await awsAnswering(page([event('3', 3), event('2', 2), event('1', 1)], 'more'));
    expect(texts(await aws.records.read(NEWEST, never))).toEqual(['tx-1 3', 'tx-1 2', 'tx-1 1']);
    expect(received).toHaveLength(1);
    expect(received[0]?.body['startFromHead']).toBe(false);
  });

  it('is done here where the service ignores it', async () => {
    const forwards = [page([event('1', 1), event('2', 2)], 'a'), page([event('3', 3)])];
    const { aws, received } = await awsAnswering([page([event('1', 1), event('2', 2)], 'a'), ...forwards]);
    const found = await aws.records.read({ ...NEWEST, firstHit: true }, never);
    expect([texts(found), found.complete]).toEqual([['tx-1 3', 'tx-1 2'], false]);
    expect(received.map(({ body }) => body['startFromHead'])).toEqual([false, undefined, undefined]);
  });

  it('is done here where the service refuses it', async () => {
    const forwards = [page([event('1', 1), event('2', 2)], 'a'), page([event('3', 3)])];
    const { aws, received } = await awsAnswering([awsError(400, 'InvalidParameterException'), ...forwards]);
    const found = await aws.records.read(NEWEST, never);
    expect([texts(found), found.complete]).toEqual([['tx-1 3', 'tx-1 2'], false]);
    expect(received.map(({ body }) => body['startFromHead'])).toEqual([false, undefined, undefined]);
  });

  it('is done here before 2024, where the service would refuse it', async () => {
    const { aws, received } = await awsAnswering(page([event('1', 1), event('2', 2)]));
    const found = await aws.records.read({ ...NEWEST, since: 0 }, never);
    expect([texts(found), found.complete]).toEqual([['tx-1 2', 'tx-1 1'], true]);
    expect(received[0]?.body['startFromHead']).toBeUndefined();
  });
});

describe('a signal', () => {
  it('before the first page leaves nothing', async () => {
    const { aws } = await awsAnswering(page([event('1', 1)]));
    const found = await aws.records.read(QUERY, AbortSignal.abort());
    expect(found).toMatchObject({ records: [], complete: false, next: null, failure: null, requestIds: [] });
  });

  it('between pages leaves what was read', async () => {
    const { reply, signal } = stoppedAt(hang);
    const limits = { connectMs: 20_000, requestMs: 60_000 };
    const { aws } = await awsAnswering([page([event('1', 1)], 'a'), reply], { limits });
    const found = await aws.records.read(QUERY, signal);
    expect([texts(found), found.complete]).toEqual([['tx-1 1'], false]);
  });
});

it('never asks more than five times a second, whoever asks', async () => {
  let now = 0;
  const times: number[] = [];
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const { aws } = await awsAnswering(
    (response, socket) => {
      times.push(now);
      page([], times.length % 4 === 0 ? undefined : `t${times.length}`)(response, socket);
    },
    { clock },
  );
  for (let i = 0; i < 3; i++) await aws.records.read(QUERY, never);
  expect(times).toEqual([0, 0, 0, 0, 0, 1000, 1000, 1000, 1000, 1000, 2000, 2000]);
});
