import { describe, expect, it } from 'vitest';
import { RAISED_QUOTAS } from '../../../src/emulator/account-quotas.js';
import { createQuotas } from '../../../src/emulator/quotas.js';
import { createAllowance, TooManyCalls } from '../../../src/emulator/sma/allowance.js';
import { Call, type Leg } from '../../../src/emulator/sma/call.js';
import { fakeClock } from './rig.js';

function allowed(account: Partial<typeof RAISED_QUOTAS> = {}) {
  const clock = fakeClock();
  return { clock, allowance: createAllowance({ ...RAISED_QUOTAS, ...account }, createQuotas(clock)) };
}

function liveCall(legB?: Partial<Leg>): Call {
  const call = new Call('Inbound');
  const leg = { to: '+1', from: '+2', direction: 'Inbound', startedAt: 0, status: 'Connected' } as const;
  call.addLeg({ ...leg, tag: 'LEG-A' });
  if (legB !== undefined) call.addLeg({ ...leg, tag: 'LEG-B', ...legB });
  return call;
}

describe('live calls', () => {
  it('are allowed up to the quota, and again once one has ended', () => {
    const { allowance } = allowed({ activeCalls: 2 });
    const calls = [liveCall(), liveCall()];
    for (const call of calls) {
      expect(allowance.mayCall()).toBe(true);
      allowance.began(call);
    }
    expect(allowance.mayCall()).toBe(false);
    expect(allowance.live).toBe(2);
    allowance.ended(calls[0]!);
    expect(allowance.mayCall()).toBe(true);
    expect(allowance.live).toBe(1);
  });

  it('count twice while a telephone is on LEG-B, once while that leg is a meeting’s', () => {
    const { allowance } = allowed({ activeCalls: 2 });
    const inMeeting = liveCall({ meeting: { meetingId: 'm', attendeeId: 'a', leave() {} } });
    allowance.began(inMeeting);
    expect(allowance.mayCall()).toBe(true);
    allowance.ended(inMeeting);
    const bridged = liveCall({});
    allowance.began(bridged);
    expect(allowance.mayCall()).toBe(false);
    bridged.legs[1]!.status = 'Disconnected';
    expect(allowance.mayCall()).toBe(true);
  });

  it('are none where the quota is none', () => {
    expect(allowed({ activeCalls: 0 }).allowance.mayCall()).toBe(false);
  });

  it('beyond it are refused in words that name the quota', () => {
    expect(new TooManyCalls(10)).toMatchObject({ name: 'TooManyCalls', message: expect.stringContaining('10') });
  });
});

describe('actions', () => {
  it('are so many a second, not so many in all', () => {
    const { clock, allowance } = allowed({ actionsPerSecond: 2 });
    expect([allowance.mayAct(), allowance.mayAct(), allowance.mayAct()]).toEqual([true, true, false]);
    clock.advance(500);
    expect([allowance.mayAct(), allowance.mayAct()]).toEqual([true, false]);
    clock.advance(60_000);
    expect([allowance.mayAct(), allowance.mayAct(), allowance.mayAct()]).toEqual([true, true, false]);
  });
});

describe('bots', () => {
  it('that are known may be used again when the quota is full', () => {
    const { allowance } = allowed({ bots: 1 });
    expect(allowance.mayUseBot('one')).toBe(true);
    expect(allowance.mayUseBot('two')).toBe(false);
    expect(allowance.mayUseBot('one')).toBe(true);
  });

  it('are forgotten by a reset, as calls are', () => {
    const { allowance } = allowed({ bots: 1, activeCalls: 1 });
    allowance.mayUseBot('one');
    allowance.began(liveCall());
    allowance.reset();
    expect(allowance.mayUseBot('two')).toBe(true);
    expect(allowance.live).toBe(0);
    expect(allowance.mayCall()).toBe(true);
  });
});
