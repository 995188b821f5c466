import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAws } from '../../src/aws/open.js';
import { asFailure, Failure } from '../../src/core/failure.js';
import type { WireTrace } from '../../src/core/ports/aws.js';
import {
  awsAnswering,
  awsError,
  closeAll,
  failureOf,
  hang,
  json,
  MARK,
  never,
  type Reply,
  raw,
  reset,
  stoppedAt,
  UPDATE,
  useTestAccount,
} from './stub.js';

beforeEach(useTestAccount);
afterEach(closeAll);

const accepted = json(
  202,
  { SipMediaApplicationCall: { TransactionId: UPDATE.transactionId } },
  { date: 'Mon, 23 Nov 2026 10:00:00 GMT' },
);

describe('the update of a call', () => {
  it('goes to the call and carries the arguments', async () => {
    const { aws, received } = await awsAnswering(accepted);
    const answer = await aws.calls.update(UPDATE, never);
    expect(received).toMatchObject([
      {
        method: 'POST',
        path: `/sip-media-applications/${UPDATE.sipMediaApplicationId}/calls/${UPDATE.transactionId}`,
        body: { Arguments: UPDATE.arguments },
      },
    ]);
    expect(answer).toEqual({
      value: { transactionId: UPDATE.transactionId },
      requestId: 'req-1',
      attempts: 1,
      date: Date.UTC(2026, 10, 23, 10),
    });
  });

  it('is accepted without a transaction id in the answer', async () => {
    const { aws } = await awsAnswering(json(202, {}));
    expect((await aws.calls.update(UPDATE, never)).value).toEqual({ transactionId: null });
  });

  const troubles: [string, Reply, Partial<Failure>][] = [
    [
      'an unknown call',
      awsError(404, 'NotFoundException'),
      { code: 'CALL_NOT_FOUND', delivery: 'refused', exitCode: 4 },
    ],
    ['a 404 without a name', raw(404, '', MARK), { code: 'CALL_NOT_FOUND', delivery: 'refused' }],
    ['the body of a 404 alone', json(404, { Code: 'NotFound', Message: 'No.' }), { code: 'CALL_NOT_FOUND' }],
    [
      'a throttle',
      awsError(429, 'ThrottledClientException'),
      { code: 'THROTTLED', delivery: 'not-sent', exitCode: 6, retryable: true },
    ],
    [
      'a throttle by its common name',
      awsError(400, 'ThrottlingException'),
      { code: 'THROTTLED', delivery: 'not-sent' },
    ],
    [
      'a failure of the service',
      awsError(500, 'ServiceFailureException'),
      { code: 'UNAVAILABLE', delivery: 'unknown' },
    ],
    [
      'an unavailable service',
      awsError(503, 'ServiceUnavailableException'),
      { code: 'UNAVAILABLE', delivery: 'unknown' },
    ],
    [
      'a throttle with the status of a failure',
      awsError(503, 'ThrottlingException'),
      { code: 'THROTTLED', delivery: 'unknown' },
    ],
    ['a 202 with garbage', raw(202, 'OK', MARK), { code: 'UNREADABLE_ANSWER', delivery: 'unknown', exitCode: 1 }],
    [
      'a redirect',
      raw(302, '', { location: 'https://login.example/', ...MARK }),
      { code: 'UNREADABLE_ANSWER', delivery: 'unknown' },
    ],
    ['a connection that is reset', reset, { code: 'UNAVAILABLE', delivery: 'unknown' }],
    ['no answer', hang, { code: 'TIMED_OUT', delivery: 'unknown' }],
    ['a request time-out told by the server', raw(408, '', MARK), { code: 'TIMED_OUT', delivery: 'unknown' }],
    [
      'an answer that is no HTTP',
      (_response, socket) => socket.end('what?\r\n\r\n'),
      { code: 'UNREADABLE_ANSWER', delivery: 'unknown' },
    ],
  ];

  it.each(troubles)('%s ends in one request, and what is known of it', async (_what, reply, expected) => {
    const { aws, received } = await awsAnswering(reply);
    expect(await failureOf(aws.calls.update(UPDATE, never))).toMatchObject({ attempts: 1, ...expected });
    expect(received).toHaveLength(1);
  });

  it.each([
    { AWS_MAX_ATTEMPTS: '5' },
    { AWS_MAX_ATTEMPTS: '5', AWS_RETRY_MODE: 'adaptive' },
    { AWS_MAX_ATTEMPTS: '5', AWS_RETRY_MODE: 'legacy' },
    { AWS_MAX_ATTEMPTS: 'many' },
  ])('is sent once whatever the environment says: %o', async (environment) => {
    Object.assign(process.env, environment);
    for (const reply of [awsError(500, 'ServiceFailureException'), awsError(429, 'ThrottledClientException'), reset]) {
      const { aws, received } = await awsAnswering(reply);
      await failureOf(aws.calls.update(UPDATE, never));
      expect(received).toHaveLength(1);
      expect(received[0]?.headers['amz-sdk-request']).toBe('attempt=1; max=1');
    }
  });

  it('a look-up before it does not lend it its own repeats', async () => {
    const { aws, received } = await awsAnswering([
      json(200, { SipMediaApplication: { SipMediaApplicationId: UPDATE.sipMediaApplicationId } }),
      awsError(500, 'ServiceFailureException'),
    ]);
    await aws.applications.find(UPDATE.sipMediaApplicationId, never);
    await failureOf(aws.calls.update(UPDATE, never));
    expect(received).toHaveLength(2);
  });

  it('a refused connection is no delivery', async () => {
    const settings = {
      region: 'us-east-1',
      meetingsRegion: 'us-east-1',
      profile: null,
      endpointUrl: 'http://127.0.0.1:1',
    };
    const failure = await failureOf(openAws(settings).calls.update(UPDATE, never));
    expect(failure).toMatchObject({ code: 'UNREACHABLE', delivery: 'not-sent', exitCode: 6 });
    expect(failure.cause).toContain('ECONNREFUSED');
  });

  it('a plain server where TLS was expected is no delivery', async () => {
    const { stub } = await awsAnswering(accepted);
    const settings = { region: 'us-east-1', meetingsRegion: 'us-east-1', profile: null };
    const aws = openAws({ ...settings, endpointUrl: stub.url.replace('http:', 'https:') });
    const failure = await failureOf(aws.calls.update(UPDATE, never));
    expect(failure).toMatchObject({ code: 'UNREACHABLE', delivery: 'not-sent' });
    aws.close();
  });

  it('shows no argument, even where AWS repeats it', async () => {
    const { aws } = await awsAnswering(
      awsError(400, 'BadRequestException', `bad value ${UPDATE.arguments.JoinToken} ${'x'.repeat(900)}`),
    );
    const failure = await failureOf(aws.calls.update(UPDATE, never));
    expect(failure.code).toBe('REFUSED');
    expect(failure.cause).toContain('bad value ***');
    expect(failure.cause?.length).toBeLessThan(600);
    expect(JSON.stringify({ ...failure, message: failure.message })).not.toContain('very-secret');
  });

  it('tells how long to wait', async () => {
    const { aws } = await awsAnswering(awsError(429, 'ThrottledClientException', 'Slow.', { 'retry-after': '7' }));
    expect((await failureOf(aws.calls.update(UPDATE, never))).retryAfterSeconds).toBe(7);
  });

  it('is traced from its request to its end, its arguments masked', async () => {
    const traces: WireTrace[] = [];
    const { aws, stub } = await awsAnswering([accepted, reset], { trace: (wire) => traces.push(wire) });
    await aws.calls.update(UPDATE, never);
    await failureOf(aws.calls.update(UPDATE, never));
    const operation = 'UpdateSipMediaApplicationCall';
    expect(traces).toMatchObject([
      {
        kind: 'request',
        operation,
        attempt: 1,
        method: 'POST',
        host: stub.url,
        path: `/sip-media-applications/${UPDATE.sipMediaApplicationId}/calls/${UPDATE.transactionId}`,
        body: '{"Arguments":"***"}',
      },
      { kind: 'answer', attempt: 1, status: 202, error: null, requestId: 'req-1', bytes: 84 },
      { kind: 'end', operation, attempts: 1, status: 202, requestId: 'req-1' },
      { kind: 'request' },
      { kind: 'answer', status: null, error: 'TimeoutError ECONNRESET', requestId: null, body: null },
      { kind: 'decision', attempt: 1, delayMs: null, because: 'whether it is sent again is for the run to decide' },
      { kind: 'end', operation, attempts: 1, status: null, requestId: null },
    ]);
    expect(traces[1]).toMatchObject({
      body: `{"SipMediaApplicationCall":{"TransactionId":"${UPDATE.transactionId}"}}`,
    });
  });
});

describe('an update that is aborted', () => {
  it('was not sent where the signal came first', async () => {
    const { aws, received } = await awsAnswering(accepted);
    const failure = await failureOf(aws.calls.update(UPDATE, AbortSignal.abort()));
    expect(failure).toMatchObject({ code: 'INTERRUPTED', delivery: 'not-sent', attempts: 0 });
    expect(received).toHaveLength(0);
  });

  it('may have been delivered where it was on its way', async () => {
    const { reply, signal } = stoppedAt(hang);
    const { aws } = await awsAnswering(reply, { limits: { connectMs: 20_000, requestMs: 60_000 } });
    const failure = await failureOf(aws.calls.update(UPDATE, signal));
    expect(failure).toMatchObject({ code: 'TIMED_OUT', delivery: 'unknown', attempts: 1 });
  });

  it("fails with the caller's own reason", async () => {
    const { aws } = await awsAnswering(hang);
    const reason = new Failure('CALLER_HUNG_UP', 'Gone.');
    const failure = await failureOf(aws.calls.update(UPDATE, AbortSignal.abort(reason)));
    expect(failure).toMatchObject({
      code: 'CALLER_HUNG_UP',
      message: 'Gone.',
      operation: 'UpdateSipMediaApplicationCall',
    });
    expect(asFailure(failure)).toBe(failure);
  });
});
