import {
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { type Running, running } from './running.js';

const GROUP = '/aws/lambda/noting';
const EVENTS = '/aws/events/chime-join';

const write = ({ sma }: Running, ...messages: string[]) => {
  for (const message of messages) sma.parts.logs.append(GROUP, 'stream/one', message);
};

/** Every page of a query, moving the clock on so that the quota does not end it. */
async function pages(aws: Running, input: Partial<FilterLogEventsCommandInput> = {}) {
  const found: string[][] = [];
  const query = { logGroupName: GROUP, ...input } as FilterLogEventsCommandInput;
  for await (const page of paginateFilterLogEvents({ client: aws.logs }, query)) {
    found.push((page.events ?? []).map(({ message = '' }) => message));
    aws.sma.parts.clock.advance(1_000);
  }
  return found;
}

const invalid = { name: 'InvalidParameterException', $metadata: { httpStatusCode: 400 } };

test('the matching records of a group are found, with what CloudWatch says of each', async () => {
  const aws = await running();
  write(aws, 'call 1 rings', 'call 2 rings');
  await pages(aws, { filterPattern: '"call 2"' });
  const { events } = await aws.logs.send(
    new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern: '"call 2"' }),
  );
  expect(events).toEqual([
    {
      eventId: expect.stringMatching(/^\d{56}$/),
      logStreamName: 'stream/one',
      message: 'call 2 rings',
      timestamp: expect.any(Number),
      ingestionTime: expect.any(Number),
    },
  ]);
});

test('the first query begins with an empty page that has a token, and so does every third one after it', async () => {
  const aws = await running();
  write(aws, 'one');
  expect(await pages(aws)).toEqual([[], ['one']]);
  expect(await pages(aws)).toEqual([['one']]);
  expect(await pages(aws)).toEqual([['one']]);
  expect(await pages(aws)).toEqual([[], ['one']]);
});

test('what others asked before changes nothing of that', async () => {
  const aws = await running();
  write(aws, 'one');
  await pages(aws);
  expect(await pages(aws, { filterPattern: 'one' })).toEqual([[], ['one']]);
  expect(await pages(aws, { filterPattern: 'one', startTime: 1, limit: 5 })).toEqual([['one']]);
});

test('a record far behind others that do not match is found beyond empty pages', async () => {
  const aws = await running();
  write(aws, ...Array.from({ length: 25_000 }, (_, n) => `noise ${n}`), 'needle');
  const found = await pages(aws, { filterPattern: 'needle' });
  expect(found).toEqual([[], [], [], ['needle']]);
});

test('a page holds ten thousand events', async () => {
  const aws = await running();
  write(aws, ...Array.from({ length: 10_001 }, (_, n) => `${n}`));
  expect((await pages(aws)).map(({ length }) => length)).toEqual([0, 10_000, 1]);
});

test('pages of a limit hold every record once, oldest or newest first', async () => {
  const aws = await running();
  write(aws, 'a', 'b', 'c', 'd', 'e');
  expect((await pages(aws, { limit: 2 })).flat()).toEqual(['a', 'b', 'c', 'd', 'e']);
  const startTime = Date.UTC(2025, 0, 1);
  expect((await pages(aws, { limit: 2, startTime, startFromHead: false })).flat()).toEqual(['e', 'd', 'c', 'b', 'a']);
});

test('a page holds no more than a megabyte', async () => {
  const aws = await running();
  write(aws, 'x'.repeat(700_000), 'y'.repeat(700_000));
  const found = (await pages(aws)).filter((page) => page.length > 0);
  expect(found.map((page) => page.length)).toEqual([1, 1]);
});

test('startTime and endTime count themselves', async () => {
  const aws = await running();
  const { clock } = aws.sma.parts;
  write(aws, 'before');
  clock.advance(1_000);
  write(aws, 'then');
  const at = aws.sma.parts.logs.read(GROUP)?.at(-1)?.timestamp;
  clock.advance(1_000);
  write(aws, 'after');
  expect((await pages(aws, { startTime: at, endTime: at })).flat()).toEqual(['then']);
});

test('streams can be chosen by name or by prefix', async () => {
  const aws = await running();
  write(aws, 'one');
  aws.sma.parts.logs.append(GROUP, 'other', 'two');
  expect((await pages(aws, { logStreamNames: ['other'] })).flat()).toEqual(['two']);
  expect((await pages(aws, { logStreamNamePrefix: 'stream/' })).flat()).toEqual(['one']);
});

test('a group can be named by its ARN', async () => {
  const aws = await running();
  write(aws, 'one');
  const { logGroups } = await aws.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/' }));
  const logGroupIdentifier = logGroups?.[0]?.logGroupArn;
  expect((await pages(aws, { logGroupName: undefined, logGroupIdentifier })).flat()).toEqual(['one']);
});

test.each<[string, Partial<FilterLogEventsCommandInput>]>([
  ['no group', { logGroupName: undefined }],
  ['a name and an identifier', { logGroupIdentifier: GROUP }],
  ['a limit of 10001', { limit: 10_001 }],
  ['a limit of 0', { limit: 0 }],
  ['names and a prefix of streams', { logStreamNames: ['a'], logStreamNamePrefix: 'a' }],
  ['an unquoted id', { filterPattern: '9ff01357-23c5-4611-9dd3-f05f9d654faa' }],
  ['a pattern of 1025 characters', { filterPattern: 'x'.repeat(1_025) }],
  ['a token that is none', { nextToken: 'forged' }],
  ['newest first without a start', { startFromHead: false }],
  ['newest first from 2023', { startFromHead: false, startTime: Date.UTC(2023, 11, 31) }],
  ['a start after the end', { startTime: 2, endTime: 1 }],
])('%s is InvalidParameterException', async (_what, input) => {
  const aws = await running();
  const query = { logGroupName: GROUP, ...input };
  await expect(aws.logs.send(new FilterLogEventsCommand(query))).rejects.toMatchObject(invalid);
});

test('a token of one query is not valid in another', async () => {
  const aws = await running();
  write(aws, 'one');
  const { nextToken } = await aws.logs.send(new FilterLogEventsCommand({ logGroupName: GROUP }));
  const other = new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern: 'one', nextToken });
  await expect(aws.logs.send(other)).rejects.toMatchObject(invalid);
});

test('an unknown group, or one of another region, is ResourceNotFoundException', async () => {
  const aws = await running();
  const missing = { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 400 } };
  const query = new FilterLogEventsCommand({ logGroupName: '/nowhere' });
  await expect(aws.logs.send(query)).rejects.toMatchObject(missing);
  const elsewhere = aws.clients('eu-west-1').logs.send(new FilterLogEventsCommand({ logGroupName: GROUP }));
  await expect(elsewhere).rejects.toMatchObject(missing);
});

test('beyond five requests a second the answer is ThrottlingException', async () => {
  const aws = await running();
  const query = () => aws.logs.send(new FilterLogEventsCommand({ logGroupName: GROUP }));
  const answers = await Promise.allSettled(Array.from({ length: 12 }, query));
  const refused = answers.filter((answer) => answer.status === 'rejected');
  expect(refused.length).toBeGreaterThan(3);
  expect(refused[0]).toMatchObject({ reason: { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } } });
});

test('log groups are listed by name, by prefix or by pattern, page by page', async () => {
  const aws = await running();
  for (const name of ['/b', '/a', '/aws/x']) aws.sma.parts.logs.ensureGroup(name);
  const names = async (input: object) => {
    const { logGroups, nextToken } = await aws.logs.send(new DescribeLogGroupsCommand(input));
    return { names: logGroups?.map(({ logGroupName }) => logGroupName), nextToken };
  };
  const first = await names({ limit: 2 });
  expect(first.names).toEqual(['/a', EVENTS]);
  const second = await names({ limit: 3, nextToken: first.nextToken });
  expect(second).toEqual({ names: [GROUP, '/aws/x', '/b'], nextToken: undefined });
  expect((await names({ logGroupNamePrefix: '/aws/' })).names).toEqual([EVENTS, GROUP, '/aws/x']);
  expect((await names({ logGroupNamePattern: 'ambda' })).names).toEqual([GROUP]);
  const both = new DescribeLogGroupsCommand({ logGroupNamePrefix: 'a', logGroupNamePattern: 'b' });
  await expect(aws.logs.send(both)).rejects.toMatchObject(invalid);
});

test('a log delay may differ from record to record, and be without end', async () => {
  const delays: Record<string, number> = { quick: 0, slow: 5_000, lost: Number.POSITIVE_INFINITY };
  const aws = await running({ logDelayMs: (_stream, message) => delays[message] ?? 0 });
  write(aws, 'quick', 'slow', 'lost');
  expect(aws.handlerRecords().map(({ message }) => message)).toEqual(['quick']);
  aws.sma.parts.clock.advance(5_000);
  expect(aws.handlerRecords().map(({ message }) => message)).toEqual(['quick', 'slow']);
  aws.sma.parts.clock.advance(24 * 60 * 60_000);
  expect(aws.handlerRecords()).toHaveLength(2);
});
