import { randomUUID } from 'node:crypto';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAws } from '../../src/aws/open.js';
import { openDeadline } from '../../src/core/outcome/deadline.js';
import { openProgress } from '../../src/core/outcome/progress.js';
import type { Clock } from '../../src/core/ports/clock.js';
import { findCall } from '../../src/core/proof/find-call.js';
import { followCall } from '../../src/core/proof/follow-records.js';
import { event, phone, SMA, TRANSACTION } from '../core/samples.js';
import { type Running, running } from '../emulator/running.js';
import { useTestAccount } from './stub.js';

const GROUP = '/aws/lambda/noting';
const never = new AbortController().signal;

beforeEach(() => {
  // The emulator's time passes only where a test lets it: on a slow machine a quota would fill up again meanwhile.
  vi.useFakeTimers({ toFake: ['Date'] });
  useTestAccount();
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
});
const opened: { close(): void }[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const aws of opened.splice(0)) aws.close();
});

/** AWS as the core sees it, over the wire to an emulator on whose clock it waits. */
function overTheWire({ url, sma }: Running, chance = 0.5) {
  const emulated = sma.parts.clock;
  const waited: number[] = [];
  const clock: Clock = {
    now: () => emulated.now(),
    sleep: async (ms) => {
      waited.push(ms);
      emulated.advance(ms);
    },
  };
  const settings = { region: 'us-east-1', meetingsRegion: 'us-east-1', profile: null, endpointUrl: url };
  const aws = openAws(settings, { clock, chance: () => chance });
  opened.push(aws);
  return { ...aws, clock, waited, write: (message: string) => sma.parts.logs.append(GROUP, 'stream', message) };
}

/** A deadline that the passing of the emulator's time does not set off by itself. */
const within = (ms: number, clock: Clock) =>
  openDeadline(ms, { now: () => clock.now(), sleep: () => new Promise(() => {}) }, null).signal;

const sent = async ({ control }: Running) =>
  ((await control('/requests')).body as { operation: string }[]).filter(
    ({ operation }) => operation === 'FilterLogEvents',
  ).length;

describe('the records of a call', () => {
  it('are followed past empty pages, each once, with the time of the service and the delay of its log', async () => {
    const emulator = await running({ logDelayMs: 3_000 });
    const { records, clock, write } = overTheWire(emulator);
    const since = clock.now() - 60_000;
    const call = followCall(records, { groups: [GROUP], id: TRANSACTION, since, atMost: 100 }, clock);
    write(JSON.stringify(event('NEW_INBOUND_CALL', 1)));
    const first = await call.look([], never);
    expect(first).toMatchObject({ records: [], complete: true, logDelayMs: null });
    expect(first.requestIds).toHaveLength(2);
    emulator.sma.parts.clock.advance(3_000);
    write(`${TRANSACTION} cannot be read yet`);
    const second = await call.look([], never);
    expect(second).toMatchObject({ complete: true, logDelayMs: 3_000 });
    expect(second.records).toHaveLength(1);
    expect(second.readAt).toBe(Math.floor(clock.now() / 1_000) * 1_000);
    emulator.sma.parts.clock.advance(3_000);
    expect((await call.look([], never)).records).toHaveLength(2);
  });
});

describe('a quota that others use up', () => {
  it('is waited for: the read goes on from its token, and keeps what it has', async () => {
    const emulator = await running();
    const { records, clock, waited, write } = overTheWire(emulator);
    for (let n = 0; n < 3; n += 1) write(`${TRANSACTION} ${n}`);
    const query = () => new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern: 'other' });
    for (let n = 0; n < 4; n += 1) await emulator.logs.send(query());
    const since = clock.now() - 60_000;
    const page = await records.read(
      { group: GROUP, containing: [TRANSACTION], since, atMost: 100 },
      within(110_000, clock),
    );
    expect(page).toMatchObject({ complete: true, failure: null });
    expect(page.records).toHaveLength(3);
    const statuses = ((await emulator.control('/requests')).body as { status: number }[]).map(({ status }) => status);
    expect(statuses.filter((status) => status === 400)).toHaveLength(waited.length);
    expect(waited.length).toBeGreaterThan(0);
  });
});

describe('the lookup by CallId', () => {
  it('costs as many requests after a thousand earlier calls as after ten', async () => {
    const counts: number[] = [];
    for (const earlier of [10, 1_000]) {
      const emulator = await running();
      const { records, applications, clock, write } = overTheWire(emulator);
      const call = () => {
        const details = { TransactionId: randomUUID(), Participants: [phone({ CallId: randomUUID() })] };
        write(JSON.stringify(event('NEW_INBOUND_CALL', 1, {}, details)));
        return details;
      };
      for (let n = 0; n < earlier; n += 1) call();
      const { TransactionId: transactionId, Participants } = call();
      const callId = String(Participants[0]?.['CallId']);
      const named = { callId, transactionId: null, sipMediaApplicationId: null };
      const found = await findCall(
        { call: named, logGroups: [GROUP] },
        { records, applications, clock: { now: () => clock.now(), sleep: () => new Promise(() => {}) } },
        openProgress(clock, () => {}),
        never,
      );
      expect(found).toEqual({ callId, transactionId, sipMediaApplicationId: SMA });
      counts.push(await sent(emulator));
    }
    expect(counts).toEqual([2, 2]);
  });
});
