import { describe, expect, it } from 'vitest';
import { arnOf, asking } from './asking.js';

async function changed() {
  const own = asking();
  const { applications, made } = own;
  const application = (await applications.create('us-east-1', 'line', arnOf('first')))!;
  const [, before] = made;
  before!.transactions.set('old', 'accepted');
  before!.messageLogs = false;
  expect(await applications.changeFunction(application, arnOf('second'))).toBe(true);
  const [, , after] = made;
  return { ...own, application, before: before!, after: after! };
}

describe('an SMA whose function is changed', () => {
  it('has its id and its setting of message logs still, and takes new calls with the new function', async () => {
    const { application, before, after } = await changed();
    expect(application.sma).toBe(after);
    expect(after.sipMediaApplicationId).toBe(before.sipMediaApplicationId);
    expect(after.lambdaArn).toBe(arnOf('second'));
    expect(after.messageLogs).toBe(false);
  });

  it('updates its older calls by the function they began with', async () => {
    const { applications, application, before, after } = await changed();
    after.transactions.set('new', 'accepted');
    expect(applications.update(application, 'old', { a: '1' })).toBe('accepted');
    expect(before.updates).toContainEqual({ transactionId: 'old', args: { a: '1' } });
    expect(applications.update(application, 'new', {})).toBe('accepted');
    expect(applications.update(application, 'none', {})).toBe('no-such-call');
  });

  it('whose old call has ended says so', async () => {
    const { applications, application, before } = await changed();
    before.transactions.set('old', 'call-ended');
    expect(applications.update(application, 'old', {})).toBe('call-ended');
  });

  it('is among the running ones in both its states', async () => {
    const { applications, own, before, after } = await changed();
    expect(applications.running()).toEqual([own, after, before]);
  });

  it('stays where there is no such function', async () => {
    const { applications, application, after } = await changed();
    expect(await applications.changeFunction(application, arnOf('missing'))).toBe(false);
    expect(application).toMatchObject({ sma: after, lambdaArn: arnOf('second') });
  });
});

describe('an SMA that is removed', () => {
  it('is not found any more, and its calls go on', async () => {
    const { applications, application, after } = await changed();
    applications.remove(application);
    expect(applications.find('us-east-1', application.id)).toBeUndefined();
    expect(applications.running()).toContain(after);
    expect(after.isClosed).toBe(false);
  });
});

describe('a reset', () => {
  it('leaves the own SMA with its own function, and closes all others', async () => {
    const { applications, own, before, after } = await changed();
    await applications.changeFunction(applications.own, arnOf('third'));
    await applications.reset();
    expect(applications.all()).toEqual([applications.own]);
    expect(applications.own.sma).toBe(own);
    expect(applications.running()).toEqual([own]);
    expect([own.isReset, before.isClosed, after.isClosed]).toEqual([true, true, true]);
  });

  it('is not a close, which ends all', async () => {
    const { applications, made } = await changed();
    await applications.close();
    expect(made.map(({ isClosed }) => isClosed)).toEqual([true, true, true]);
  });
});
