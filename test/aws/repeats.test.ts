import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { openAws } from '../../src/aws/open.js';
import { ASKING, FOR_THE_RUN, repeating } from '../../src/aws/repeats.js';
import { Failure } from '../../src/core/failure.js';
import { openDeadline } from '../../src/core/outcome/deadline.js';
import type { Retry } from '../../src/core/outcome/outcome.js';
import type { Clock } from '../../src/core/ports/clock.js';
import {
  attendee,
  awsAnswering,
  awsError,
  closeAll,
  failureOf,
  hang,
  json,
  MEETING,
  MEETING_ID,
  never,
  type Reply,
  raw,
  reset,
  truncate,
  UPDATE,
  useTestAccount,
} from './stub.js';

beforeEach(useTestAccount);
afterEach(closeAll);

const NEW = { clientRequestToken: 'run-1', externalMeetingId: 'standup', mediaRegion: 'us-west-2', attendees: [] };
const found = json(200, { Meeting: MEETING });
const throttle = (retryAfter?: string) =>
  awsError(429, 'ThrottlingException', 'Slow.', retryAfter === undefined ? {} : { 'retry-after': retryAfter });

/** Time that passes as soon as somebody waits, and who waited how long. */
function passing(): Clock & { waited: number[] } {
  let now = 1_000_000;
  const waited: number[] = [];
  return {
    waited,
    now: () => now,
    sleep: async (ms) => {
      waited.push(ms);
      now += ms;
    },
  };
}

async function answering(replies: Reply | Reply[], more: { chance?: number; clock?: Clock } = {}) {
  const retries: Retry[] = [];
  const clock = passing();
  const hooks = {
    clock: more.clock ?? clock,
    chance: () => more.chance ?? 0.5,
    retry: (one: Retry) => retries.push(one),
  };
  return { ...(await awsAnswering(replies, hooks)), retries, clock };
}

describe('a request that may be repeated', () => {
  it.each<[string, Reply, number[]]>([
    ['a throttle', throttle(), [500, 1_000]],
    ['a throttle of a thousand names', awsError(400, 'ThrottledClientException'), [500, 1_000]],
    ['a failure of the service', awsError(503, 'ServiceUnavailableException'), [100, 200]],
    ['a reset connection', reset, [100, 200]],
    ['half an answer', truncate, [100, 200]],
    ['no answer', hang, [100, 200]],
    ['an HTML 502', raw(502, '<html>'), [100, 200]],
  ])('is sent three times at %s, with jittered pauses that double', async (_what, reply, pauses) => {
    const { aws, received, retries, clock } = await answering(reply);
    const failure = await failureOf(aws.meetings.create(NEW, never));
    expect(received).toHaveLength(3);
    expect(failure.attempts).toBe(3);
    expect(clock.waited).toEqual(pauses);
    expect(retries.map(({ delayMs }) => delayMs)).toEqual(pauses);
    expect(retries.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(received.map(({ body }) => body['ClientRequestToken'])).toEqual(['run-1', 'run-1', 'run-1']);
  });

  it('says which it is, and what went wrong, in words of ours', async () => {
    const { aws, retries } = await answering([throttle(), found]);
    await aws.meetings.find(MEETING_ID, never);
    expect(retries).toEqual([
      {
        operation: 'GetMeeting',
        attempt: 1,
        reason: 'AWS took no notice of the request to look up the meeting: too many requests at a time.',
        delayMs: 500,
      },
    ]);
  });

  it.each([
    ['seconds', '7', 7_500],
    ['a date on the clock of the service', new Date(Date.UTC(2030, 0, 1, 0, 0, 7)).toUTCString(), 7_500],
  ])('waits as long as AWS asks, in %s, and then by chance', async (_what, header, waited) => {
    const busy = awsError(503, 'ServiceUnavailableException', 'Busy.', {
      'retry-after': header,
      date: new Date(Date.UTC(2030, 0, 1)).toUTCString(),
    });
    const { aws, clock } = await answering([busy, found]);
    await aws.meetings.find(MEETING_ID, never);
    expect(clock.waited).toEqual([waited - 400]);
  });

  it('does not hold what one answer asked for against the next attempt', async () => {
    const { aws, clock } = await answering([throttle('7'), reset, found]);
    await aws.meetings.find(MEETING_ID, never);
    expect(clock.waited).toEqual([7_500, 200]);
  });

  it.each([
    ['of the run', 5_000],
    ['of an undo', 900],
  ])('does not wait in vain where AWS asks for more than is left %s', async (_what, leftMs) => {
    const { aws, received, retries, clock } = await answering(throttle('30'));
    const deadline = deadlineOf(leftMs, clock);
    const failure = await failureOf(aws.meetings.end(MEETING_ID, deadline.signal));
    expect(failure).toMatchObject({ code: 'THROTTLED', retryAfterSeconds: 30, attempts: 1 });
    expect([received.length, retries, clock.waited]).toEqual([1, [], []]);
    deadline.close();
  });

  it.each<[string, Reply]>([
    ['a refusal', awsError(400, 'BadRequestException')],
    ['no permission', awsError(403, 'ForbiddenException')],
    ['nothing there', awsError(404, 'NotFoundException')],
    ['a limit that is no throttle', awsError(400, 'LimitExceededException')],
    ['an answer that cannot be read', raw(200, 'OK')],
  ])('is not sent again at %s', async (_what, reply) => {
    const { aws, received, retries } = await answering(reply);
    await failureOf(aws.meetings.create(NEW, never));
    expect([received.length, retries]).toEqual([1, []]);
  });

  it('is given up at once when the signal comes during a pause, and nothing of it remains', async () => {
    const { clock, signal } = stoppedInPause();
    const { aws, received } = await answering([throttle('20')], { clock });
    const failure = await failureOf(aws.meetings.create(NEW, signal));
    expect(failure).toMatchObject({ code: 'TIMED_OUT', delivery: 'not-sent', attempts: 1 });
    expect(received).toHaveLength(1);
  });
});

/** A time limit that nobody waits for to its end. */
const deadlineOf = (ms: number, { now }: Clock) =>
  openDeadline(ms, { now, sleep: (_, signal) => stopped(signal) }, null);

/** A clock whose pauses end by the signal alone, and that signal: a time limit's, which comes in the first pause. */
function stoppedInPause() {
  const stop = new AbortController();
  const sleep = (_ms: number, signal: AbortSignal) => {
    setImmediate(() => stop.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')));
    return stopped(signal);
  };
  return { clock: { now: () => 0, sleep }, signal: stop.signal };
}

const stopped = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

describe('the update of a call', () => {
  it.each<[string, Reply]>([
    ['a throttle', throttle('1')],
    ['a failure of the service', awsError(503, 'ServiceUnavailableException')],
    ['a reset connection', reset],
    ['a signature refused for the time', awsError(403, 'RequestTimeTooSkewed')],
  ])('is never sent again here at %s: that is for the run to decide', async (_what, reply) => {
    const { aws, received, retries, clock } = await answering(reply);
    await failureOf(aws.calls.update(UPDATE, never));
    expect([received.length, retries, clock.waited]).toEqual([1, [], []]);
  });
});

it('the update of a call is not repeated even by what repeats all the rest', async () => {
  const strategy = repeating({ clock: passing(), chance: () => 0, retry: () => {} });
  const tell = () => new Failure('THROTTLED', 'Slow.', { delivery: 'not-sent' });
  const asking = { operation: 'UpdateSipMediaApplicationCall', signal: never, tell, decided: () => {} } as const;
  const again = ASKING.run(asking, async () =>
    strategy.refreshRetryTokenForRetry(await strategy.acquireInitialRetryToken(''), { errorType: 'THROTTLING' }),
  );
  await expect(again).rejects.toThrow(FOR_THE_RUN);
});

describe('requests keep under their quota', () => {
  const turns = async (count: number, ask: (aws: ReturnType<typeof openAws>) => Promise<unknown>, reply: Reply) => {
    const { aws, clock } = await answering(reply);
    for (let turn = 0; turn < count; turn += 1) await ask(aws as ReturnType<typeof openAws>);
    return clock.waited.length;
  };

  it('ten of each meetings operation a second', async () => {
    expect(await turns(10, (aws) => aws.meetings.find(MEETING_ID, never), found)).toBe(0);
    expect(await turns(11, (aws) => aws.meetings.find(MEETING_ID, never), found)).toBe(1);
  });

  it('five updates a second', async () => {
    expect(await turns(5, (aws) => aws.calls.update(UPDATE, never), json(202, {}))).toBe(0);
    expect(await turns(6, (aws) => aws.calls.update(UPDATE, never), json(202, {}))).toBe(1);
  });

  it('each operation by itself', async () => {
    const added = json(200, { Meeting: MEETING, Attendee: attendee('ann') });
    const both = async (aws: ReturnType<typeof openAws>) => {
      await aws.meetings.find(MEETING_ID, never);
      await aws.attendees.add(MEETING_ID, [{ externalUserId: 'ann' }], never);
    };
    expect(await turns(10, both, added)).toBe(0);
  });

  it('repeats included', async () => {
    const { aws, clock } = await answering(throttle(), { chance: 0 });
    for (let turn = 0; turn < 4; turn += 1) await failureOf(aws.meetings.find(MEETING_ID, never));
    expect(clock.waited.filter((ms) => ms > 0)).toEqual([1_000]);
  });

  it('one whose turn would come after the time is up is not sent, and not waited for', async () => {
    const { aws, received, clock } = await answering(found);
    const deadline = deadlineOf(500, clock);
    const all = Array.from({ length: 11 }, () => aws.meetings.find(MEETING_ID, deadline.signal));
    const failed = (await Promise.allSettled(all)).filter((one) => one.status === 'rejected');
    expect(failed).toMatchObject([{ reason: { code: 'TIMED_OUT', delivery: 'not-sent', attempts: 0, exitCode: 6 } }]);
    expect([received.length, clock.waited]).toEqual([10, []]);
    deadline.close();
  });

  it('one that is aborted while it waits for its turn is answered at once', async () => {
    const { clock, signal } = stoppedInPause();
    const { aws, received } = await answering(found, { clock });
    for (let turn = 0; turn < 10; turn += 1) await aws.meetings.find(MEETING_ID, never);
    const failure = await failureOf(aws.meetings.find(MEETING_ID, signal));
    expect(failure).toMatchObject({ code: 'TIMED_OUT', delivery: 'not-sent', attempts: 0 });
    expect(received).toHaveLength(10);
  });
});

describe('a read that is throttled', () => {
  const QUERY = { group: '/g', containing: [], since: Date.UTC(2026, 0, 1), atMost: 100 };
  const slow = awsError(400, 'ThrottlingException', 'Rate exceeded');
  const empty = json(200, { events: [] });

  it('is repeated as long as there is time, with pauses that grow to ten seconds', async () => {
    const { aws, received, clock } = await answering([...Array(8).fill(slow), empty]);
    const deadline = deadlineOf(110_000, clock);
    expect((await aws.records.read(QUERY, deadline.signal)).complete).toBe(true);
    expect(received).toHaveLength(9);
    expect(clock.waited).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000, 5_000]);
    deadline.close();
  });

  it('is given up where the next pause would outlast the time', async () => {
    const { aws, received, clock } = await answering(slow);
    const deadline = deadlineOf(3_000, clock);
    const failure = await failureOf(aws.records.read(QUERY, deadline.signal));
    expect(failure).toMatchObject({ code: 'THROTTLED', attempts: 3 });
    expect([received.length, clock.waited]).toEqual([3, [500, 1_000]]);
    deadline.close();
  });

  it('is sent three times where no time is set', async () => {
    const { aws, received } = await answering(slow);
    await failureOf(aws.records.read(QUERY, never));
    expect(received).toHaveLength(3);
  });

  it('makes the next ones wait before they are sent, less with each answer', async () => {
    const { aws, clock } = await answering([slow, slow, empty]);
    const deadline = deadlineOf(110_000, clock);
    for (let read = 0; read < 5; read += 1) await aws.records.read(QUERY, deadline.signal);
    // 1.5, 1 and 0.5 throttles are still counted; then none is.
    expect(clock.waited).toEqual([500, 1_000, 708, 500, 354]);
    deadline.close();
  });

  it('leaves other operations as they were', async () => {
    const { aws, clock } = await answering([slow, empty, found]);
    const deadline = deadlineOf(110_000, clock);
    await aws.records.read(QUERY, deadline.signal);
    await aws.meetings.find(MEETING_ID, deadline.signal);
    expect(clock.waited).toEqual([500]);
    deadline.close();
  });
});
