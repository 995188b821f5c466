import { describe, expect, it } from 'vitest';
import type { InvocationEvent } from '../../../src/core/facts/event.js';
import { type Delivery, deliver } from '../../../src/emulator/sma/delivery.js';
import type { InvocationOutcome } from '../../../src/emulator/sma/lambda-function.js';
import type { EventFault } from '../../../src/emulator/world.js';
import { fakeClock, fakeLogs } from './rig.js';
import { turns } from './turns.js';

const EVENT = { Sequence: 7, InvocationEventType: 'CALL_UPDATE_REQUESTED' } as InvocationEvent;
const GROUP = '/aws/lambda/handler';
const answered = (text: string): InvocationOutcome => ({ kind: 'answered', text });
const FAILED: InvocationOutcome = { kind: 'failed' };

/** One event on its way to a handler that answers when the test says so. */
async function delivering(fault?: EventFault) {
  const clock = fakeClock();
  const logs = fakeLogs();
  const invoked: { event: unknown; end: (outcome: InvocationOutcome) => void }[] = [];
  const seen = { copies: 0, wanted: true, delivery: undefined as Delivery | undefined };
  const lambda = {
    invoke: (event: unknown) => new Promise<InvocationOutcome>((end) => void invoked.push({ event, end })),
    interrupt() {},
    close() {},
  };
  const deps = { clock, logs, lambda, logGroupName: GROUP, graceMs: 0, eventFaults: { next: () => fault } };
  const recipient = { wanted: () => seen.wanted, got: () => void seen.copies++ };
  void deliver(deps, EVENT, recipient).then((delivery) => {
    seen.delivery = delivery;
  });
  const pass = async (ms: number) => {
    clock.advance(ms);
    await turns();
  };
  const end = async (index: number, outcome: InvocationOutcome) => {
    invoked[index]?.end(outcome);
    await turns();
  };
  await turns();
  return { logs, invoked, seen, pass, end };
}

describe('an event', () => {
  it('is brought to the handler once where it answers', async () => {
    const { invoked, seen, pass, end } = await delivering();
    await end(0, answered('{}'));
    await pass(60_000);
    expect(invoked.map(({ event }) => event)).toEqual([EVENT]);
    expect(seen).toMatchObject({ delivery: answered('{}'), copies: 1 });
  });

  it('is brought again 5 s after a handler that says nothing got it, and not before', async () => {
    const { invoked, seen, pass } = await delivering();
    await pass(4_999);
    expect(invoked).toHaveLength(1);
    await pass(1);
    expect(invoked.map(({ event }) => event)).toEqual([EVENT, EVENT]);
    expect(seen).toMatchObject({ delivery: undefined, copies: 2 });
  });

  it('has timed out 20 s after it was first sent, with two invocations at most', async () => {
    const { invoked, seen, pass } = await delivering();
    await pass(19_999);
    expect(seen.delivery).toBeUndefined();
    await pass(1);
    expect(seen.delivery).toEqual({ kind: 'timed-out' });
    expect(invoked).toHaveLength(2);
  });

  it('is tried again at once after an error, and the second answer counts', async () => {
    const { invoked, seen, end } = await delivering();
    await end(0, FAILED);
    expect(invoked).toHaveLength(2);
    await end(1, answered('second'));
    expect(seen.delivery).toEqual(answered('second'));
  });

  it('has failed after two errors, and is not sent a third time', async () => {
    const { invoked, seen, pass, end } = await delivering();
    await end(0, FAILED);
    await end(1, FAILED);
    expect(seen.delivery).toEqual(FAILED);
    await pass(30_000);
    expect(invoked).toHaveLength(2);
  });

  it('that was tried again after an error is not tried again for slowness too', async () => {
    const { invoked, pass, end } = await delivering();
    await end(0, FAILED);
    await pass(10_000);
    expect(invoked).toHaveLength(2);
  });

  it.each([0, 1])('of two invocations that run, gets the answer that comes first: that of number %i', async (first) => {
    const { seen, pass, end } = await delivering();
    await pass(5_000);
    await end(first, answered('first'));
    await end(1 - first, answered('late'));
    expect(seen.delivery).toEqual(answered('first'));
  });

  it.each([0, 1])('waits for the other invocation where number %i fails', async (failing) => {
    const { seen, pass, end } = await delivering();
    await pass(5_000);
    await end(failing, FAILED);
    expect(seen.delivery).toBeUndefined();
    await end(1 - failing, answered('the other'));
    expect(seen.delivery).toEqual(answered('the other'));
  });

  it('of a call that was forgotten meanwhile is not tried again', async () => {
    const { invoked, seen, pass } = await delivering();
    seen.wanted = false;
    await pass(5_000);
    expect(invoked).toHaveLength(1);
    expect(seen.delivery).toEqual(FAILED);
  });
});

describe('an event with a fault', () => {
  it('that is dropped reaches nobody, and nothing is waited for', async () => {
    const { invoked, seen } = await delivering({ kind: 'drop-event', ms: 0 });
    expect(invoked).toEqual([]);
    expect(seen).toMatchObject({ delivery: { kind: 'dropped' }, copies: 0 });
  });

  it('that is late is sent after its time, and only then do the 5 s begin', async () => {
    const { invoked, pass } = await delivering({ kind: 'late-event', ms: 3_000 });
    await pass(2_999);
    expect(invoked).toHaveLength(0);
    await pass(1);
    expect(invoked).toHaveLength(1);
    await pass(4_999);
    expect(invoked).toHaveLength(1);
    await pass(1);
    expect(invoked).toHaveLength(2);
  });

  it('that is late is not sent where its call has been forgotten', async () => {
    const { invoked, seen, pass } = await delivering({ kind: 'late-event', ms: 3_000 });
    seen.wanted = false;
    await pass(3_000);
    expect(invoked).toHaveLength(0);
  });

  it('that is doubled comes a second time once the first is answered, and the first answer is lost', async () => {
    const { invoked, seen, end } = await delivering({ kind: 'double-event', ms: 0 });
    expect(invoked).toHaveLength(1);
    await end(0, answered('lost'));
    expect(invoked.map(({ event }) => event)).toEqual([EVENT, EVENT]);
    expect(seen.delivery).toBeUndefined();
    await end(1, answered('heard'));
    expect(seen).toMatchObject({ delivery: answered('heard'), copies: 2 });
  });

  it('that is doubled and fails both times is tried four times in all', async () => {
    const { invoked, seen, end } = await delivering({ kind: 'double-event', ms: 0 });
    for (const index of [0, 1, 2, 3]) await end(index, FAILED);
    expect(invoked).toHaveLength(4);
    expect(seen.delivery).toEqual(FAILED);
  });

  it('that is reordered is delivered, and the records of its group arrive in another order', async () => {
    const { invoked, logs } = await delivering({ kind: 'reorder-events', ms: 0 });
    expect(invoked).toHaveLength(1);
    expect(logs.reordered).toBe(1);
  });
});
