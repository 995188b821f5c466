import {
  CreateSipMediaApplicationCallCommand,
  GetSipMediaApplicationCommand,
  GetSipMediaApplicationLoggingConfigurationCommand,
  ListSipMediaApplicationsCommand,
  ListSipRulesCommand,
  PutSipMediaApplicationLoggingConfigurationCommand,
  UpdateSipMediaApplicationCallCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { afterEach, expect, test, vi } from 'vitest';
import { TooManyCalls } from '../../src/emulator/sma/allowance.js';
import { running } from './running.js';

async function withCall() {
  const aws = await running();
  const call = await aws.placeCall();
  const update = (more: { TransactionId?: string; SipMediaApplicationId?: string; Arguments?: object } = {}) =>
    aws.voice.send(
      new UpdateSipMediaApplicationCallCommand({
        SipMediaApplicationId: call.sipMediaApplicationId,
        TransactionId: call.transactionId,
        Arguments: { MeetingId: 'm' },
        ...(more as { Arguments?: Record<string, string> }),
      }),
    );
  return { ...aws, call, update };
}

const notFound = { name: 'NotFoundException', Code: 'NotFound', $metadata: { httpStatusCode: 404 } };
const badRequest = { name: 'BadRequestException', $metadata: { httpStatusCode: 400 } };

test('an update of a live call is accepted with 202 and reaches the SMA once', async () => {
  const { update, call, sma } = await withCall();
  const answer = await update();
  expect(answer.$metadata.httpStatusCode).toBe(202);
  expect(answer.SipMediaApplicationCall?.TransactionId).toBe(call.transactionId);
  expect(sma.updates).toEqual([{ transactionId: call.transactionId, args: { MeetingId: 'm' } }]);
});

test('an update of an unknown call, an ended call or an unknown SMA is NotFoundException', async () => {
  const { update, call, sma, hangUp } = await withCall();
  const unknown = '00000000-0000-4000-8000-000000000000';
  await expect(update({ TransactionId: unknown })).rejects.toMatchObject(notFound);
  await expect(update({ SipMediaApplicationId: unknown })).rejects.toMatchObject(notFound);
  hangUp(call.transactionId);
  await expect(update()).rejects.toMatchObject({
    ...notFound,
    message: `Transaction ${call.transactionId} doesn't exist for SipMediaApplication ${call.sipMediaApplicationId}`,
  });
  expect(sma.updates).toEqual([]);
});

test.each<[string, { TransactionId?: string; Arguments?: object }]>([
  ['21 arguments', { Arguments: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, 'v'])) }],
  ['an argument that is a number', { Arguments: { n: 5 } }],
  ['no arguments', { Arguments: undefined }],
  ['an empty TransactionId', { TransactionId: '' }],
  ['a blank TransactionId', { TransactionId: ' ' }],
])('an update with %s is BadRequestException', async (_what, more) => {
  const { update, sma } = await withCall();
  await expect(update(more)).rejects.toMatchObject(badRequest);
  expect(sma.updates).toEqual([]);
});

test('a call of an unknown SMA is NotFoundException', async () => {
  const { voice, sma } = await running();
  const SipMediaApplicationId = '00000000-0000-4000-8000-000000000000';
  const numbers = { FromPhoneNumber: '+12065550100', ToPhoneNumber: '+12065550142' };
  const sent = voice.send(new CreateSipMediaApplicationCallCommand({ SipMediaApplicationId, ...numbers }));
  await expect(sent).rejects.toMatchObject(notFound);
  expect(sma.outbound).toEqual([]);
});

test('20 arguments are accepted, none in the map too', async () => {
  const { update } = await withCall();
  await update({ Arguments: Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, 'v'])) });
  await update({ Arguments: {} });
});

afterEach(() => void vi.useRealTimers());

test('beyond five updates a second the answer is ThrottledClientException and nothing reaches the SMA', async () => {
  // The machine's clock stands still: however slow it is, all requests are of one moment.
  vi.useFakeTimers({ toFake: ['Date'] });
  const { update, sma, control } = await withCall();
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => update()));
  const throttled = answers.filter((answer) => answer.status === 'rejected');
  expect(throttled).toHaveLength(7);
  expect(throttled[0]).toMatchObject({
    reason: {
      name: 'ThrottledClientException',
      message: 'Service received too many requests',
      Code: 'Throttled',
      $metadata: { httpStatusCode: 429 },
    },
  });
  expect(sma.updates).toHaveLength(12 - throttled.length);
  await control('/advance', { ms: 1_000 });
  await update();
});

test('the SMA shows its function, in its own region only', async () => {
  const { voice, sma, clients } = await running({ region: 'eu-west-1' });
  const { sipMediaApplicationId: SipMediaApplicationId } = sma;
  const { SipMediaApplication } = await voice.send(new GetSipMediaApplicationCommand({ SipMediaApplicationId }));
  expect(SipMediaApplication).toMatchObject({
    AwsRegion: 'eu-west-1',
    Endpoints: [{ LambdaArn: sma.lambdaArn }],
    SipMediaApplicationArn: `arn:aws:chime:eu-west-1:111122223333:sma/${SipMediaApplicationId}`,
  });
  expect(SipMediaApplication?.CreatedTimestamp).toBeInstanceOf(Date);
  const list = await voice.send(new ListSipMediaApplicationsCommand({ MaxResults: 1 }));
  expect(list.SipMediaApplications?.map((each) => each.Name)).toEqual(['noting']);
  expect(list.NextToken).toBeUndefined();
  const elsewhere = clients('us-west-2').voice;
  expect((await elsewhere.send(new ListSipMediaApplicationsCommand())).SipMediaApplications).toEqual([]);
  const get = elsewhere.send(new GetSipMediaApplicationCommand({ SipMediaApplicationId }));
  await expect(get).rejects.toMatchObject(notFound);
});

test('a call can be created, with headers that may be set, once a second', async () => {
  const { voice, sma, control } = await running();
  const create = (SipHeaders: Record<string, string> = { 'X-Test': 'yes' }) =>
    voice.send(
      new CreateSipMediaApplicationCallCommand({
        SipMediaApplicationId: sma.sipMediaApplicationId,
        FromPhoneNumber: '+12065550100',
        ToPhoneNumber: '+12065550101',
        SipHeaders,
        ArgumentsMap: { who: 'me' },
      }),
    );
  const created = await create();
  expect(created.$metadata.httpStatusCode).toBe(201);
  expect(sma.outbound).toEqual([
    { from: '+12065550100', to: '+12065550101', sipHeaders: { 'X-Test': 'yes' }, arguments: { who: 'me' } },
  ]);
  await expect(create()).rejects.toMatchObject({ name: 'ThrottledClientException' });
  for (const name of ['X-AMZN-Own', 'x-vc', 'x-vine-a', 'X-Canary-b', 'x-voice-c', 'Subject']) {
    await control('/advance', { ms: 1_000 });
    await expect(create({ 'x-mine': 'yes', [name]: 'no' })).rejects.toMatchObject({
      ...badRequest,
      message: `Invalid SIP header(s) provided: ${name}`,
    });
  }
  expect(sma.outbound).toHaveLength(1);
});

test('a call beyond the active calls of the account is ResourceLimitExceededException', async () => {
  const { voice, sma } = await running();
  sma.placeOutbound = () => {
    throw new TooManyCalls(10);
  };
  const create = new CreateSipMediaApplicationCallCommand({
    SipMediaApplicationId: sma.sipMediaApplicationId,
    FromPhoneNumber: '+12065550100',
    ToPhoneNumber: '+12065550101',
  });
  await expect(voice.send(create)).rejects.toMatchObject({
    name: 'ResourceLimitExceededException',
    $metadata: { httpStatusCode: 400 },
  });
});

test('the message log can be read and switched', async () => {
  const { voice, sma } = await running();
  const { sipMediaApplicationId: SipMediaApplicationId } = sma;
  const read = new GetSipMediaApplicationLoggingConfigurationCommand({ SipMediaApplicationId });
  const configured = { EnableSipMediaApplicationMessageLogs: true };
  expect((await voice.send(read)).SipMediaApplicationLoggingConfiguration).toEqual(configured);
  const off = { SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: false } };
  await voice.send(new PutSipMediaApplicationLoggingConfigurationCommand({ SipMediaApplicationId, ...off }));
  expect(sma.messageLogs).toBe(false);
});

test('an operation that is not there is UnknownOperationException, and named on stderr', async () => {
  const { voice, said } = await running();
  await expect(voice.send(new ListSipRulesCommand())).rejects.toMatchObject({
    name: 'UnknownOperationException',
    $metadata: { httpStatusCode: 404 },
  });
  expect(said).toEqual([expect.stringContaining('ListSipRules')]);
});
