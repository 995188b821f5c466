import { describe, expect, it } from 'vitest';
import type { StartSandbox } from '../../../src/emulator/sma/sandbox.js';
import { asked } from './asked.js';
import { rigHere } from './in-process.js';
import { PAUSE, startRig } from './rig.js';

const never: StartSandbox = async () => ({
  ...{ logStreamName: 'here', alive: true },
  invoke: () => new Promise(() => {}),
  kill() {},
});

describe('the function of an SMA', () => {
  it.each([
    ['/srv/my-handler_1.mjs', 'my-handler_1'],
    ['/srv/ünser Händler.py', '-nser-H-ndler'],
    [`/srv/${'x'.repeat(80)}.js`, 'x'.repeat(64)],
  ])('of the file %s is called %s', async (file, name) => {
    const { sma } = await startRig(file, { handler: { file, start: never } });
    expect(sma).toMatchObject({
      functionName: name,
      logGroupName: `/aws/lambda/${name}`,
      lambdaArn: `arn:aws:lambda:us-east-1:111122223333:function:${name}`,
    });
  });

  it.each([
    ['http://127.0.0.1:9000/2015-03-31/functions/mine/invocations', 'mine'],
    ['http://127.0.0.1:9000/invoke', 'handler'],
  ])('at %s is called %s', async (url, name) => {
    const { sma, logs } = await startRig('', { handler: { url } });
    expect(sma.functionName).toBe(name);
    expect(logs.groups().map(({ logGroupName }) => logGroupName)).toEqual([`/aws/lambda/${name}`]);
  });

  it('that cannot be loaded is an error, not an SMA', async () => {
    const start: StartSandbox = () => Promise.reject(new Error('SyntaxError: no'));
    const starting = startRig('h.mjs', { handler: { file: '/srv/h.mjs', start } });
    await expect(starting).rejects.toThrow('The handler /srv/h.mjs cannot be loaded: SyntaxError: no');
  });

  it('is at work from the event to the answer', async () => {
    const rig = await asked();
    expect(rig.sma.isHandlerAtWork()).toBe(false);
    await rig.ring();
    expect(rig.sma.isHandlerAtWork()).toBe(true);
    await rig.answer([PAUSE]);
    expect(rig.sma.isHandlerAtWork()).toBe(false);
  });
});

describe('calls', () => {
  it('come in on numbers that belong to nobody, unless others are named', async () => {
    const rig = await rigHere(() => undefined);
    await rig.call();
    await rig.sma.placeInbound({ from: '+493012345678', to: '+18005550100' });
    expect(rig.sma.calls().map(({ legs: [leg] }) => [leg?.from, leg?.to])).toEqual([
      ['+12065550142', '+12065550100'],
      ['+493012345678', '+18005550100'],
    ]);
  });

  it('are placed once the handler has answered the first event', async () => {
    const rig = await asked();
    let placed = false;
    void rig.call().then(() => {
      placed = true;
    });
    await rig.pass(0);
    expect(placed).toBe(false);
    await rig.answer([PAUSE]);
    expect(placed).toBe(true);
  });

  it('have the id of their SMA, which may be given', async () => {
    const id = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';
    const rig = await rigHere(() => undefined, { sipMediaApplicationId: id });
    await rig.call();
    expect(rig.sma.sipMediaApplicationId).toBe(id);
    expect(rig.sma.calls()[0]?.sipMediaApplicationId).toBe(id);
    expect(rig.events()[0]?.CallDetails.SipMediaApplicationId).toBe(id);
  });

  it('of one SMA have one SIP rule', async () => {
    const rig = await rigHere(() => undefined);
    for (let count = 0; count < 2; count += 1) await rig.call();
    const rules = rig.sma.calls().map(({ events: [first] }) => first?.CallDetails.SipRuleId);
    expect(new Set(rules).size).toBe(1);
  });
});

describe('a reset', () => {
  it('forgets the calls without a word, and makes the log groups again', async () => {
    const rig = await rigHere(() => undefined);
    const { transactionId } = await rig.call();
    rig.logs.reset();
    await rig.sma.reset();
    await rig.pass(60_000);
    expect(rig.sma.calls()).toEqual([]);
    expect(rig.sma.hangUp(transactionId)).toBe(false);
    const groups = rig.logs.groups().map(({ logGroupName }) => logGroupName);
    expect(groups).toEqual([
      rig.sma.logGroupName,
      `/aws/ChimeSipMediaApplicationSipMessages/${rig.sma.sipMediaApplicationId}`,
    ]);
  });
});
