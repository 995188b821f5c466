import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  PutLogEventsCommand,
  StartLiveTailCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Running, running } from './running.js';

const GROUP = '/aws/lambda/noting';
const ARN = `arn:aws:logs:us-east-1:111122223333:log-group:${GROUP}`;
const HOUR = 60 * 60_000;
const invalid = { name: 'InvalidParameterException', $metadata: { httpStatusCode: 400 } };
const noGroup = { name: 'ResourceNotFoundException', message: 'The specified log group does not exist.' };
const noStream = { name: 'ResourceNotFoundException', message: 'The specified log stream does not exist.' };

const write = ({ sma }: Running, stream: string, ...messages: string[]) => {
  for (const message of messages) {
    sma.parts.logs.append(GROUP, stream, message);
    sma.parts.clock.advance(1_000);
  }
};

describe('streams', () => {
  const names = async (aws: Running, input: object) => {
    const page = await aws.logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP, ...input }));
    return { names: page.logStreams?.map(({ logStreamName }) => logStreamName), nextToken: page.nextToken };
  };

  test('are listed by name or by their last event, page by page, with the times of their records', async () => {
    const aws = await running();
    write(aws, 'b', 'one');
    write(aws, 'c', 'two');
    write(aws, 'a', 'three', 'four');
    write(aws, 'b', 'five');
    expect((await names(aws, {})).names).toEqual(['a', 'b', 'c']);
    expect((await names(aws, { orderBy: 'LastEventTime', descending: true })).names).toEqual(['b', 'a', 'c']);
    expect((await names(aws, { logStreamNamePrefix: 'c' })).names).toEqual(['c']);
    const first = await names(aws, { limit: 2 });
    expect(await names(aws, { limit: 2, nextToken: first.nextToken })).toEqual({ names: ['c'], nextToken: undefined });
    const { logStreams } = await aws.logs.send(new DescribeLogStreamsCommand({ logGroupIdentifier: ARN, limit: 1 }));
    const [stream] = logStreams ?? [];
    expect(stream).toMatchObject({ arn: `${ARN}:log-stream:a`, storedBytes: 0 });
    expect((stream?.lastEventTimestamp ?? 0) - (stream?.firstEventTimestamp ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  test('whose records cannot be read yet show no times', async () => {
    const aws = await running({ logDelayMs: HOUR });
    write(aws, 'late', 'one');
    const { logStreams } = await aws.logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP }));
    expect(logStreams).toMatchObject([{ logStreamName: 'late' }]);
    expect(logStreams?.[0]).not.toHaveProperty('lastEventTimestamp');
  });

  test.each<[string, object, object]>([
    ['no group', { logGroupName: undefined }, invalid],
    ['a group twice', { logGroupIdentifier: ARN }, invalid],
    ['a group that is not there', { logGroupName: '/none' }, noGroup],
    ['a prefix and the order of last events', { orderBy: 'LastEventTime', logStreamNamePrefix: 'a' }, invalid],
    ['a token of nobody', { nextToken: 'x' }, invalid],
    ['51 at once', { limit: 51 }, invalid],
  ])('asked for with %s are refused', async (_what, input, refusal) => {
    await expect(names(await running(), input)).rejects.toMatchObject(refusal);
  });
});

describe('events of one stream', () => {
  const page = async (aws: Running, input: Partial<GetLogEventsCommandInput> = {}) => {
    const command = new GetLogEventsCommand({ logGroupName: GROUP, logStreamName: 'a', ...input });
    const { events, nextForwardToken, nextBackwardToken } = await aws.logs.send(command);
    return { seen: events?.map(({ message }) => message), forward: nextForwardToken, back: nextBackwardToken };
  };

  test('are read from the head until a token comes back that was sent', async () => {
    const aws = await running();
    write(aws, 'a', '1', '2', '3');
    write(aws, 'other', 'x');
    const first = await page(aws, { startFromHead: true, limit: 2 });
    expect(first.seen).toEqual(['1', '2']);
    const second = await page(aws, { nextToken: first.forward, limit: 2 });
    expect(second.seen).toEqual(['3']);
    const end = await page(aws, { nextToken: second.forward });
    expect(end).toMatchObject({ seen: [], forward: second.forward });
    write(aws, 'a', '4');
    expect((await page(aws, { nextToken: end.forward })).seen).toEqual(['4']);
    expect((await page(aws, { nextToken: end.back })).seen).toEqual(['1', '2', '3']);
  });

  test('are the newest where nothing else is asked, oldest first, and older ones page by page', async () => {
    const aws = await running();
    write(aws, 'a', '1', '2', '3');
    const newest = await page(aws, { limit: 2 });
    expect(newest.seen).toEqual(['2', '3']);
    const older = await page(aws, { nextToken: newest.back, limit: 2 });
    expect(older.seen).toEqual(['1']);
    const begin = await page(aws, { nextToken: older.back });
    expect(begin).toMatchObject({ seen: [], back: older.back });
    expect((await page(aws, { nextToken: begin.forward })).seen).toEqual(['1', '2', '3']);
  });

  test('of an empty stream come once there are some', async () => {
    const aws = await running();
    await aws.logs.send(new CreateLogStreamCommand({ logGroupName: GROUP, logStreamName: 'a' }));
    const none = await page(aws);
    expect(none.seen).toEqual([]);
    write(aws, 'a', '1');
    expect((await page(aws, { nextToken: none.forward })).seen).toEqual(['1']);
    expect((await page(aws, { nextToken: none.back })).seen).toEqual([]);
  });

  test('of a time begin at its start and end before its end', async () => {
    const aws = await running();
    write(aws, 'a', '1', '2', '3');
    const times = (aws.sma.parts.logs.read(GROUP) ?? []).map(({ timestamp }) => timestamp);
    const [startTime, , endTime] = times;
    expect((await page(aws, { startTime, endTime })).seen).toEqual(['1', '2']);
  });

  test('fill a page with 1 MB at most', async () => {
    const aws = await running();
    write(aws, 'a', ...Array.from({ length: 5 }, (_, n) => `${n}${'x'.repeat(300_000)}`));
    const first = await page(aws, { startFromHead: true });
    expect(first.seen?.map((text) => text?.[0])).toEqual(['0', '1', '2']);
    expect((await page(aws, { nextToken: first.forward })).seen).toHaveLength(2);
  });

  test.each<[string, Partial<GetLogEventsCommandInput>, object]>([
    ['a stream that is not there', { logStreamName: 'none' }, noStream],
    ['a group that is not there', { logGroupName: '/none' }, noGroup],
    ['a token of nobody', { nextToken: 'f/123' }, invalid],
    ['10,001 at once', { limit: 10_001 }, invalid],
  ])('asked for with %s are refused', async (_what, input, refusal) => {
    const aws = await running();
    write(aws, 'a', '1');
    await expect(page(aws, input)).rejects.toMatchObject(refusal);
  });
});

describe('a log group of one’s own', () => {
  const own = { logGroupName: '/mine', logStreamName: 'one' };
  const opened = async () => {
    const aws = await running();
    await aws.logs.send(new CreateLogGroupCommand({ logGroupName: '/mine' }));
    await aws.logs.send(new CreateLogStreamCommand(own));
    const put = (...logEvents: { timestamp: number; message: string }[]) =>
      aws.logs.send(new PutLogEventsCommand({ ...own, logEvents }));
    const now = aws.sma.parts.clock.now();
    const read = async () => (await aws.logs.send(new GetLogEventsCommand(own))).events?.map(({ message }) => message);
    return { aws, put, now, read };
  };

  test('is made, takes events with their own times, and is found by filters', async () => {
    const { aws, put, now, read } = await opened();
    const { nextSequenceToken } = await put(
      { timestamp: now - 2_000, message: 'first' },
      { timestamp: now - 1_000, message: 'second' },
    );
    expect(nextSequenceToken).toMatch(/^\w+$/);
    await put({ timestamp: now - 1_500, message: 'between' });
    expect(await read()).toEqual(['first', 'between', 'second']);
    const found = new FilterLogEventsCommand({ logGroupName: '/mine', filterPattern: 'first', startTime: now - 2_000 });
    const pages = [await aws.logs.send(found), await aws.logs.send(found)];
    expect(pages.flatMap(({ events = [] }) => events)).toMatchObject([{ message: 'first', timestamp: now - 2_000 }]);
    const { logGroups } = await aws.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/mine' }));
    expect(logGroups).toHaveLength(1);
  });

  test('exists in its region only, and so does its stream', async () => {
    const { aws } = await opened();
    const elsewhere = aws.clients('eu-west-1').logs;
    await expect(elsewhere.send(new GetLogEventsCommand(own))).rejects.toMatchObject(noGroup);
    await elsewhere.send(new CreateLogGroupCommand({ logGroupName: '/mine' }));
    await expect(elsewhere.send(new GetLogEventsCommand(own))).rejects.toMatchObject(noStream);
  });

  test('takes what is not too old and not too new, and says where the rest is', async () => {
    const { put, now, read } = await opened();
    const { rejectedLogEventsInfo } = await put(
      { timestamp: now - 14 * 24 * HOUR - 60_000, message: 'old' },
      { timestamp: now, message: 'now' },
      { timestamp: now + 2 * HOUR + 60_000, message: 'new' },
    );
    expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 });
    expect(await read()).toEqual(['now']);
  });

  test('takes no batch that is out of order or longer than a day', async () => {
    const { put, now, read } = await opened();
    const message = 'x';
    await expect(put({ timestamp: now, message }, { timestamp: now - 1, message })).rejects.toMatchObject(invalid);
    const long = put({ timestamp: now - 25 * HOUR, message }, { timestamp: now, message });
    await expect(long).rejects.toMatchObject(invalid);
    await expect(put()).rejects.toMatchObject(invalid);
    await expect(put({ timestamp: now, message: '' })).rejects.toMatchObject(invalid);
    expect(await read()).toEqual([]);
  });

  test('is made once, with a name and a class that are allowed', async () => {
    const { aws } = await opened();
    const there = { name: 'ResourceAlreadyExistsException', $metadata: { httpStatusCode: 400 } };
    const make = (input: object) => aws.logs.send(new CreateLogGroupCommand({ logGroupName: '/new', ...input }));
    await expect(make({ logGroupName: '/mine' })).rejects.toMatchObject(there);
    await expect(aws.logs.send(new CreateLogStreamCommand(own))).rejects.toMatchObject(there);
    for (const input of [{ logGroupName: 'aws/x' }, { logGroupName: 'a b' }, { logGroupClass: 'DELIVERY' }]) {
      await expect(make(input)).rejects.toMatchObject(invalid);
    }
    const stream = (input: object) => aws.logs.send(new CreateLogStreamCommand({ ...own, ...input }));
    await expect(stream({ logStreamName: 'a:b' })).rejects.toMatchObject(invalid);
    await expect(stream({ logGroupName: '/none' })).rejects.toMatchObject(noGroup);
    const nowhere = new PutLogEventsCommand({
      ...{ logGroupName: '/mine', logStreamName: 'none' },
      logEvents: [{ timestamp: 1, message: 'x' }],
    });
    await expect(aws.logs.send(nowhere)).rejects.toMatchObject(noStream);
  });
});

describe('Live Tail', () => {
  const tail = async (aws: Running, input: object = {}) => {
    // The SDK would put "stream-" before the host, and loopback has no such name.
    const config = { region: 'us-east-1', endpoint: aws.url, disableHostPrefix: true, maxAttempts: 1 };
    const client = new CloudWatchLogsClient({
      ...config,
      credentials: { accessKeyId: 'EMULATOR', secretAccessKey: 'emulator' },
    });
    const { responseStream } = await client.send(new StartLiveTailCommand({ logGroupIdentifiers: [ARN], ...input }));
    const events = responseStream![Symbol.asyncIterator]();
    const next = async () => (await events.next()).value;
    return { next, close: () => client.destroy() };
  };

  test('begins with the session, then brings what was ingested since the last second', async () => {
    const aws = await running();
    write(aws, 'a', 'before');
    const { next, close } = await tail(aws, { logEventFilterPattern: '-boring' });
    const { sessionStart } = (await next()) ?? {};
    expect(sessionStart).toMatchObject({ logGroupIdentifiers: [ARN], logEventFilterPattern: '-boring' });
    for (const message of ['one', 'boring', 'two']) aws.sma.parts.logs.append(GROUP, 'a', message);
    aws.sma.parts.clock.advance(1_000);
    const { sessionUpdate } = (await next()) ?? {};
    expect(sessionUpdate?.sessionMetadata).toEqual({ sampled: false });
    expect(sessionUpdate?.sessionResults).toMatchObject([
      { message: 'one', logStreamName: 'a', logGroupIdentifier: ARN },
      { message: 'two' },
    ]);
    aws.sma.parts.clock.advance(1_000);
    expect((await next())?.sessionUpdate?.sessionResults).toEqual([]);
    close();
  });

  test('shows at most 500 events of a second, and says so', async () => {
    const aws = await running();
    const { next, close } = await tail(aws);
    await next();
    for (let n = 0; n < 501; n += 1) aws.sma.parts.logs.append(GROUP, 'a', `${n}`);
    aws.sma.parts.clock.advance(1_000);
    const { sessionUpdate } = (await next()) ?? {};
    expect(sessionUpdate?.sessionMetadata).toEqual({ sampled: true });
    expect(sessionUpdate?.sessionResults).toHaveLength(500);
    close();
  });

  test('ends after three hours with an exception, and with the emulator', async () => {
    const aws = await running();
    const { next, close } = await tail(aws);
    await next();
    aws.sma.parts.clock.advance(3 * HOUR);
    const read = async () => {
      for (let each = await next(); each !== undefined; each = await next()) if (!each.sessionUpdate) return each;
      return undefined;
    };
    await expect(read()).rejects.toMatchObject({ name: 'SessionTimeoutException' });
    close();
    const second = await tail(aws);
    await second.next();
    await aws.emulator.close();
    await expect(second.next()).rejects.toThrow();
    second.close();
  });

  test.each<[string, object, object]>([
    ['a name', { logGroupIdentifiers: [GROUP] }, invalid],
    ['an ARN with an asterisk', { logGroupIdentifiers: [`${ARN}:*`] }, invalid],
    ['no group', { logGroupIdentifiers: [] }, invalid],
    ['a group that is not there', { logGroupIdentifiers: [`${ARN}2`] }, noGroup],
    ['streams and prefixes', { logStreamNames: ['a'], logStreamNamePrefixes: ['a'] }, invalid],
    ['streams of two groups', { logStreamNames: ['a'], logGroupIdentifiers: [ARN, ARN] }, invalid],
    ['a pattern that is none', { logEventFilterPattern: '{' }, invalid],
  ])('of %s is refused', async (_what, input, refusal) => {
    await expect(tail(await running(), input)).rejects.toMatchObject(refusal);
  });
});

afterEach(() => void vi.useRealTimers());

test('more than 25 DescribeLogStreams at once are throttled, the rest is answered', async () => {
  // The machine's clock stands still: however slow it is, all requests are of one moment.
  vi.useFakeTimers({ toFake: ['Date'] });
  const aws = await running();
  const asked = Array.from({ length: 60 }, () => aws.logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP })));
  const answers = await Promise.allSettled(asked);
  const refused = answers.filter((each) => each.status === 'rejected');
  expect(refused).toHaveLength(35);
  expect(refused[0]).toMatchObject({ reason: { name: 'ThrottlingException' } });
});

test('a batch of events larger than a request may be is 413', async () => {
  const aws = await running();
  const logEvents = [{ timestamp: aws.sma.parts.clock.now(), message: 'x'.repeat(1_048_600) }];
  const put = aws.logs.send(new PutLogEventsCommand({ logGroupName: GROUP, logStreamName: 'a', logEvents }));
  await expect(put).rejects.toMatchObject({ $metadata: { httpStatusCode: 413 } });
});
