import { expect, test } from 'vitest';
import { Call } from '../../../src/emulator/sma/call.js';
import type { CallFlow } from '../../../src/emulator/sma/call-flow.js';
import { rememberCalls } from '../../../src/emulator/sma/remembered-calls.js';
import { fakeClock } from './rig.js';

const HOUR = 60 * 60_000;

function house() {
  const clock = fakeClock();
  const calls = rememberCalls(clock);
  const add = () => {
    const call = new Call('Inbound');
    calls.add({ call } as CallFlow);
    return call;
  };
  const end = (call: Call) => Object.assign(call, { endedAt: clock.now() });
  return { clock, calls, add, end };
}

test('an ended call is forgotten an hour later, a live one never', () => {
  const { clock, calls, add, end } = house();
  const live = add();
  const over = end(add());
  clock.advance(HOUR - 1);
  expect(calls.all()).toHaveLength(2);
  expect(calls.find(over.transactionId.toUpperCase())?.call).toBe(over);
  clock.advance(1);
  expect(calls.find(over.transactionId)).toBeUndefined();
  clock.advance(48 * HOUR);
  expect(calls.all().map(({ call }) => call)).toEqual([live]);
});

test('of thousands of ended calls the newest are remembered, and every live one', () => {
  const { calls, add, end } = house();
  const live = add();
  const ended = Array.from({ length: 1_500 }, () => end(add()));
  const kept = calls.all().map(({ call }) => call);
  expect(kept).toHaveLength(1_001);
  expect(kept[0]).toBe(live);
  expect(kept.at(-1)).toBe(ended.at(-1));
});
