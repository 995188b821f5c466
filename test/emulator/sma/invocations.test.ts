import { expect, it } from 'vitest';
import type { InvocationEvent } from '../../../src/core/facts/event.js';
import type { StartSandbox } from '../../../src/emulator/sma/sandbox.js';
import { answeringHere, by, rigHere } from './in-process.js';
import { PAUSE } from './rig.js';

it('the handler gets the next event of a call once it has answered the one before', async () => {
  const got: string[] = [];
  const answers: (() => void)[] = [];
  const start: StartSandbox = async () => ({
    logStreamName: 'here',
    alive: true,
    invoke: ({ event }) => {
      got.push((event as InvocationEvent).InvocationEventType);
      const text = JSON.stringify({ SchemaVersion: '1.0', Actions: [PAUSE] });
      return new Promise((resolve) => {
        answers.push(() => resolve({ kind: 'answer', text, durationMs: 1, memoryMb: 1 }));
      });
    },
    kill() {},
  });
  const rig = await rigHere(by({}), { handler: { file: 'handler.mjs', start } });
  const placed = rig.call();
  await rig.pass(0);
  const [call] = rig.sma.calls();
  expect(rig.sma.update(call?.transactionId ?? '', {})).toBe('accepted');
  await rig.pass(0);
  expect(got).toEqual(['NEW_INBOUND_CALL']);
  answers[0]?.();
  await placed;
  await rig.pass(0);
  expect(got).toEqual(['NEW_INBOUND_CALL', 'CALL_UPDATE_REQUESTED']);
});

it('the handler is invoked 1,000 times for a call, then the call ends', async () => {
  const rig = await answeringHere(by({}));
  for (let sent = 1; sent < 1_000; sent += 1) rig.sma.update(rig.transactionId, {});
  for (let turns = 0; turns < 2_000 && rig.events().length < 1_000; turns += 1) await rig.pass(0);
  expect(rig.events()).toHaveLength(1_000);
  expect(rig.sma.calls()[0]?.status).toBe('Connected');
  await rig.update();
  expect(rig.events()).toHaveLength(1_000);
  expect(rig.sma.calls()[0]?.status).toBe('Ended');
  expect(rig.messages()).toContain('The AWS Lambda function was throttled.');
});

it('an outbound call rings after 0.2 s and is answered after 1 s', async () => {
  const rig = await rigHere(by({}));
  rig.sma.placeOutbound({ from: '+12065550100', to: '+12065550142', sipHeaders: {}, arguments: {} });
  const types = () => rig.events().map(({ InvocationEventType: type }) => type);
  await rig.pass(199);
  expect(types()).toEqual(['NEW_OUTBOUND_CALL']);
  await rig.pass(1);
  expect(types()).toEqual(['NEW_OUTBOUND_CALL', 'RINGING']);
  await rig.pass(799);
  expect(types()).toEqual(['NEW_OUTBOUND_CALL', 'RINGING']);
  await rig.pass(1);
  expect(types()).toEqual(['NEW_OUTBOUND_CALL', 'RINGING', 'CALL_ANSWERED']);
});
