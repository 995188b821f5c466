import { describe, expect, it } from 'vitest';
import { asked } from './asked.js';
import { PAUSE, SPEAK } from './rig.js';

const UNUSABLE = { SchemaVersion: '0' };

/** An inbound call that its handler holds. */
async function held() {
  const rig = await asked();
  const transactionId = await rig.ring();
  await rig.answer([PAUSE]);
  return Object.assign(rig, { transactionId });
}

describe('events that are told, not asked', () => {
  it('ACTION_INTERRUPTED: an answer with actions changes nothing', async () => {
    const rig = await held();
    await rig.update(rig.transactionId);
    await rig.answer([SPEAK]);
    expect(rig.working()).toBe('ACTION_INTERRUPTED');
    await rig.answer([{ Type: 'Hangup', Parameters: {} }]);
    await rig.pass(2_000);
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL Speak');
  });

  it('RINGING and NEW_OUTBOUND_CALL: likewise, but their attributes are kept', async () => {
    const rig = await asked();
    await rig.dial();
    await rig.answer({ Actions: [SPEAK], TransactionAttributes: { a: '1' } });
    await rig.pass(200);
    await rig.answer([SPEAK]);
    await rig.pass(800);
    await rig.answer();
    await rig.pass(10_000);
    expect(rig.types()).toEqual(['NEW_OUTBOUND_CALL', 'RINGING', 'CALL_ANSWERED']);
    expect(rig.events()[1]?.CallDetails.TransactionAttributes).toEqual({ a: '1' });
  });

  it('an unusable answer is written to the message log and told nobody', async () => {
    const rig = await asked();
    await rig.dial();
    await rig.answer(UNUSABLE);
    expect(rig.messages()).toHaveLength(1);
    await rig.pass(1_000);
    await rig.answer();
    expect(rig.types()).toEqual(['NEW_OUTBOUND_CALL', 'RINGING', 'CALL_ANSWERED']);
  });

  it('a handler that fails on one does not end the call', async () => {
    const rig = await asked();
    await rig.dial();
    await rig.fail();
    await rig.fail();
    expect(rig.status()).toBe('Ringing');
  });

  it('a handler that fails on any other ends it with 480', async () => {
    const rig = await held();
    await rig.update(rig.transactionId);
    await rig.fail();
    await rig.fail();
    expect(rig.status()).toBe('Ended');
    expect(rig.events().at(-1)?.ActionData?.Parameters).toMatchObject({ SipResponseCode: 480 });
  });
});
