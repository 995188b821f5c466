import { CreateMeetingCommand, DeleteMeetingCommand } from '@aws-sdk/client-chime-sdk-meetings';
import { ListSipMediaApplicationsCommand, UpdateSipMediaApplicationCallCommand } from '@aws-sdk/client-chime-sdk-voice';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/emulator/faults.js';
import { running, signedFor } from './running.js';

const OPERATION = 'UpdateSipMediaApplicationCall';

async function withFault(fault: Partial<Fault>) {
  const aws = await running({ faults: [{ operation: OPERATION, ...fault } as Fault] });
  const call = await aws.placeCall();
  const update = (abortSignal?: AbortSignal) =>
    aws.voice.send(
      new UpdateSipMediaApplicationCallCommand({
        SipMediaApplicationId: call.sipMediaApplicationId,
        TransactionId: call.transactionId,
        Arguments: {},
      }),
      { abortSignal },
    );
  const requests = async () => (await aws.control('/requests')).body;
  /** The update of a client that leaves once this is so. */
  const updateUntil = async (isSo: () => Promise<boolean> | boolean) => {
    const leave = new AbortController();
    const ended = update(leave.signal);
    ended.catch(() => {});
    await expect.poll(isSo, { timeout: 20_000 }).toBe(true);
    leave.abort();
    return ended;
  };
  return { ...aws, call, update, updateUntil, requests };
}

const recorded = (status: number | null, delivered: boolean) => [
  { operation: OPERATION, status, delivered, time: expect.stringMatching(/^\d{4}-.*Z$/) },
];

describe('without effect', () => {
  test('error answers as the service would, with status, code, message and retry-after', async () => {
    const fault = { kind: 'error', status: 503, message: 'come back', retryAfter: 2 } as const;
    const { update, sma, requests } = await withFault(fault);
    await expect(update()).rejects.toMatchObject({
      name: 'ServiceUnavailableException',
      message: 'come back',
      $response: { headers: { 'retry-after': '2' } },
      $metadata: { httpStatusCode: 503 },
    });
    expect(sma.updates).toEqual([]);
    expect(await requests()).toEqual(recorded(503, false));
  });

  test.each([
    [{}, 500, 'ServiceFailureException'],
    [{ status: 429 }, 429, 'ThrottledClientException'],
    [{ code: 'ForbiddenException' }, 403, 'ForbiddenException'],
    [{ code: 'GoneException', status: 410 }, 410, 'GoneException'],
  ])('error %j answers %i %s', async (more, status, name) => {
    const { update } = await withFault({ kind: 'error', ...more });
    await expect(update()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
  });

  test('html answers as an unwell proxy would', async () => {
    const { update, sma, requests } = await withFault({ kind: 'html' });
    await expect(update()).rejects.toMatchObject({ $metadata: { httpStatusCode: 502 } });
    expect(sma.updates).toEqual([]);
    expect(await requests()).toEqual(recorded(502, false));
  });

  test('reset-before breaks the connection', async () => {
    const { update, sma, requests } = await withFault({ kind: 'reset-before' });
    await expect(update()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(sma.updates).toEqual([]);
    expect(await requests()).toEqual(recorded(null, false));
  });
});

describe('with effect', () => {
  test('reset-after breaks the connection after the request took effect', async () => {
    const { update, sma, requests } = await withFault({ kind: 'reset-after' });
    await expect(update()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(sma.updates).toHaveLength(1);
    expect(await requests()).toEqual(recorded(null, true));
  });

  test('truncate sends half of the answer', async () => {
    const { update, sma, requests } = await withFault({ kind: 'truncate' });
    await expect(update()).rejects.toThrow();
    expect(sma.updates).toHaveLength(1);
    expect(await requests()).toEqual(recorded(202, true));
  });

  test('truncate breaks an answer without a body too', async () => {
    const { meetings, control } = await running({
      faults: [{ operation: 'DeleteMeeting', kind: 'truncate' }],
    });
    const request = { ClientRequestToken: 'token', MediaRegion: 'us-east-1', ExternalMeetingId: 'standup' };
    const { Meeting } = await meetings.send(new CreateMeetingCommand(request));
    await expect(meetings.send(new DeleteMeetingCommand({ MeetingId: Meeting?.MeetingId }))).rejects.toThrow();
    expect((await control('/state')).body.meetings[0].ended).toBe(true);
  });

  test('hang never answers, and does not keep the emulator from closing', async () => {
    const { updateUntil, sma, requests } = await withFault({ kind: 'hang' });
    const hanging = updateUntil(() => sma.updates.length > 0);
    await expect(hanging).rejects.toMatchObject({ name: 'AbortError' });
    expect(sma.updates).toHaveLength(1);
    expect(await requests()).toEqual(recorded(null, true));
  });

  test.each([
    [{}, 403, 'text/html', /Blocked by policy/],
    [{ status: 200, body: '{"message":"signed in"}' }, 200, 'application/json', /^{"message":"signed in"}$/],
    [{ status: 429, body: 'slow down', retryAfter: 2 }, 429, 'text/plain', /^slow down$/],
    [{ status: 404, body: '' }, 404, null, /^$/],
  ])('replace %j: the update takes effect, and somebody else answers', async (more, status, type, body) => {
    const { url, call, sma, requests } = await withFault({ kind: 'replace', ...more });
    const answer = await fetch(
      `${url}/sip-media-applications/${call.sipMediaApplicationId}/calls/${call.transactionId}`,
      { method: 'POST', headers: signedFor(), body: '{"Arguments":{"JoinToken":"token"}}' },
    );
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe(type);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('x-am'))).toEqual([]);
    expect(await answer.text()).toMatch(body);
    expect(sma.updates).toHaveLength(1);
    expect(await requests()).toEqual(recorded(status, true));
  });

  test('replace takes effect even if the client has left', async () => {
    const { updateUntil, sma, requests } = await withFault({ kind: 'replace' });
    await updateUntil(async () => (await requests()).length > 0).catch(() => undefined);
    await expect.poll(() => sma.updates.length).toBe(1);
    expect((await requests())[0].delivered).toBe(true);
  });

  test('delay holds the request on the clock, then it takes effect even if the client has left', async () => {
    const { updateUntil, sma, control, requests } = await withFault({ kind: 'delay', ms: 60_000 });
    const left = updateUntil(async () => (await requests()).length > 0);
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    expect(sma.updates).toEqual([]);
    expect(await requests()).toEqual(recorded(null, false));
    await control('/advance', { ms: 60_000 });
    expect(sma.updates).toHaveLength(1);
    expect((await requests())[0].delivered).toBe(true);
  });

  test('a reset forgets what a delay has held back', async () => {
    const { update, sma, control } = await withFault({ kind: 'delay', ms: 60_000 });
    const held = update().catch((error: unknown) => error);
    await expect.poll(async () => (await control('/requests')).body.length).toBe(1);
    await control('/reset', {});
    expect(await held).toBeInstanceOf(Error);
    await control('/advance', { ms: 120_000 });
    expect(sma.updates).toEqual([]);
  });
});

test('a fault lasts for its times and hits only its operation', async () => {
  const { update, voice, sma } = await withFault({ kind: 'error', times: 2 });
  await voice.send(new ListSipMediaApplicationsCommand());
  await expect(update()).rejects.toThrow();
  await expect(update()).rejects.toThrow();
  await update();
  expect(sma.updates).toHaveLength(1);
});

test('a fault of CloudWatch Logs is spelled as Logs does', async () => {
  const { logs } = await running({ faults: [{ operation: 'FilterLogEvents', kind: 'error', status: 503 }] });
  const query = logs.send(new FilterLogEventsCommand({ logGroupName: '/aws/lambda/noting' }));
  await expect(query).rejects.toMatchObject({ name: 'ServiceUnavailableException' });
});

test('faults of events are handed to the SMA one by one', async () => {
  const { sma } = await running({
    faults: [
      { operation: 'Event', kind: 'drop-event', times: 2 },
      { operation: 'Event', kind: 'late-event', ms: 70 },
    ],
  });
  const next = () => sma.parts.eventFaults.next();
  expect([next(), next(), next(), next()]).toEqual([
    { kind: 'drop-event', ms: 1_000 },
    { kind: 'drop-event', ms: 1_000 },
    { kind: 'late-event', ms: 70 },
    undefined,
  ]);
});

test('a fault with skip strikes after so many requests have passed, whatever those suffered', async () => {
  const faults = [
    { operation: OPERATION, kind: 'error', status: 500 },
    { operation: OPERATION, kind: 'error', status: 403, skip: 2 },
  ];
  const { voice, placeCall } = await running({ faults });
  const { sipMediaApplicationId, transactionId } = await placeCall();
  const command = { SipMediaApplicationId: sipMediaApplicationId, TransactionId: transactionId, Arguments: {} };
  const statuses: (number | undefined)[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const answer = await voice
      .send(new UpdateSipMediaApplicationCallCommand(command))
      .catch((error: { $metadata: object }) => error);
    statuses.push((answer.$metadata as { httpStatusCode?: number }).httpStatusCode);
  }
  expect(statuses).toEqual([500, 202, 403, 202]);
});
