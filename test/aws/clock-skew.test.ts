import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SYSTEM_CLOCK } from '../../src/aws/pace.js';
import {
  awsAnswering,
  awsError,
  closeAll,
  failureOf,
  json,
  MEETING,
  never,
  type Reply,
  UPDATE,
  useTestAccount,
} from './stub.js';

beforeEach(useTestAccount);
afterEach(async () => {
  vi.useRealTimers();
  await closeAll();
});

const TEN_MINUTES = 10 * 60_000;
const NEW = { clientRequestToken: 'run-1', externalMeetingId: 'standup', mediaRegion: 'us-west-2', attendees: [] };

/** `20261123T100000Z` */
const signedAt = (stamp: unknown) =>
  Date.parse(String(stamp).replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** A service whose clock is so far from ours: it refuses what was signed more than five minutes off, as AWS does. */
function service(offsetMs: number, refusal: string, status = 403): Reply {
  return (response, socket) => {
    const now = Date.now() + offsetMs;
    const headers = { date: new Date(now).toUTCString() };
    const skewed = Math.abs(now - signedAt(response.req.headers['x-amz-date'])) > 5 * 60_000;
    const isUpdate = response.req.url?.endsWith(UPDATE.transactionId) === true;
    const reply = skewed
      ? awsError(status, refusal, 'Signature expired.', headers)
      : isUpdate
        ? json(202, {}, headers)
        : json(
            200,
            { Meeting: MEETING, SipMediaApplication: { SipMediaApplicationId: UPDATE.sipMediaApplicationId } },
            headers,
          );
    reply(response, socket);
  };
}

describe.each([
  ['behind', TEN_MINUTES],
  ['ahead', -TEN_MINUTES],
])('the clock of this machine is ten minutes %s', (_where, offsetMs) => {
  it.each([
    ['InvalidSignatureException', 403],
    ['RequestTimeTooSkewed', 403],
    ['SignatureDoesNotMatch', 403],
    ['RequestExpired', 400],
  ])(
    'one request is refused with %s (%i), and every client is corrected: the update is sent once',
    async (name, status) => {
      const { aws, received } = await awsAnswering(service(offsetMs, name, status));
      expect(await aws.meetings.create(NEW, never)).toMatchObject({ attempts: 2 });
      expect(await aws.calls.update(UPDATE, never)).toMatchObject({ attempts: 1 });
      expect(await aws.applications.find(UPDATE.sipMediaApplicationId, never)).toMatchObject({ attempts: 1 });
      expect(received).toHaveLength(4);
    },
  );

  it('an update that comes first is refused, not sent again here, and right the next time', async () => {
    const { aws, received } = await awsAnswering(service(offsetMs, 'InvalidSignatureException'));
    const failure = await failureOf(aws.calls.update(UPDATE, never));
    expect(failure).toMatchObject({ code: 'CLOCK_SKEWED', delivery: 'refused', attempts: 1 });
    await aws.calls.update(UPDATE, never);
    expect(received).toHaveLength(2);
  });
});

it('a repeat for the time of this machine is told as one', async () => {
  const retries: unknown[] = [];
  const { aws } = await awsAnswering(service(TEN_MINUTES, 'InvalidSignatureException'), {
    retry: (one) => retries.push(one),
  });
  await aws.meetings.create(NEW, never);
  expect(retries).toMatchObject([{ operation: 'CreateMeeting', attempt: 1, delayMs: 0 }]);
});

describe("the program's own clock", () => {
  it('agrees with the wall clock, in whole milliseconds', () => {
    const before = Date.now();
    const now = SYSTEM_CLOCK.now();
    // The wall clock is read when the module is loaded; what an NTP client set since then is not noticed.
    expect(now).toBeGreaterThan(before - 2_000);
    expect(now).toBeLessThan(Date.now() + 2_000);
    expect(Number.isInteger(SYSTEM_CLOCK.now())).toBe(true);
  });

  it('goes on evenly where the wall clock is set', () => {
    const before = SYSTEM_CLOCK.now();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(before - TEN_MINUTES);
    const passed = SYSTEM_CLOCK.now() - before;
    expect(passed).toBeGreaterThanOrEqual(0);
    expect(passed).toBeLessThan(TEN_MINUTES / 2);
  });
});
