import { describe, expect, it } from 'vitest';
import { asked } from './asked.js';
import { JOIN, PAUSE, SPEAK } from './rig.js';

const BRIEF = { Type: 'Pause', Parameters: { DurationInMilliseconds: '1000' } };

/** An inbound call that its handler holds. */
async function held() {
  const rig = await asked();
  const transactionId = await rig.ring();
  await rig.answer([PAUSE]);
  return Object.assign(rig, { transactionId });
}

describe('events of one call', () => {
  it('wait for the answer to the one before, and come in the order in which things happened', async () => {
    const rig = await held();
    await rig.update(rig.transactionId, { n: '1' });
    await rig.update(rig.transactionId, { n: '2' });
    rig.sma.hangUp(rig.transactionId);
    expect(rig.waiting()).toBe(1);
    await rig.answer();
    await rig.answer();
    await rig.answer();
    const args = rig.events().map(({ ActionData }) => ActionData?.Parameters?.['Arguments']);
    expect(rig.types()).toEqual(['NEW_INBOUND_CALL', 'CALL_UPDATE_REQUESTED', 'CALL_UPDATE_REQUESTED', 'HANGUP']);
    expect(args).toEqual([undefined, { n: '1' }, { n: '2' }, undefined]);
  });

  it('show the legs as they were when it happened', async () => {
    const rig = await held();
    await rig.update(rig.transactionId);
    await rig.update(rig.transactionId);
    rig.sma.hangUp(rig.transactionId);
    await rig.answer();
    expect(rig.events()[2]?.CallDetails.Participants[0]?.Status).toBe('Connected');
  });

  it('show the attributes as they are when it is told', async () => {
    const rig = await held();
    await rig.update(rig.transactionId);
    await rig.update(rig.transactionId);
    await rig.answer({ TransactionAttributes: { step: '2' } });
    expect(rig.events()[2]?.CallDetails.TransactionAttributes).toEqual({ step: '2' });
  });

  it('keep the attributes of the call where the answer names none, and lose them by an empty map', async () => {
    const rig = await held();
    const seen: unknown[] = [];
    for (const TransactionAttributes of [{ step: '1' }, undefined, null, {}, undefined]) {
      await rig.update(rig.transactionId);
      seen.push(rig.events().at(-1)?.CallDetails.TransactionAttributes);
      await rig.answer({ TransactionAttributes });
    }
    expect(seen).toEqual([undefined, { step: '1' }, { step: '1' }, { step: '1' }, undefined]);
  });

  it('of two calls do not wait for each other', async () => {
    const rig = await held();
    await rig.update(rig.transactionId);
    await rig.ring();
    expect(rig.waiting()).toBe(2);
  });

  it('that are dropped take their Sequence with them', async () => {
    const rig = await held();
    rig.faults.push({ kind: 'drop-event', ms: 0 });
    await rig.update(rig.transactionId);
    await rig.update(rig.transactionId);
    expect(rig.events().map(({ Sequence }) => Sequence)).toEqual([1, 3]);
  });

  it('are no longer told once the SMA is reset, not even those that wait', async () => {
    const rig = await held();
    await rig.update(rig.transactionId);
    await rig.update(rig.transactionId);
    await rig.sma.reset();
    await rig.answer();
    expect(rig.waiting()).toBe(0);
  });
});

describe('an update', () => {
  it('is accepted before the handler hears of it', async () => {
    const rig = await held();
    expect(rig.sma.update(rig.transactionId, {})).toBe('accepted');
    expect(rig.waiting()).toBe(0);
    expect(rig.types()).toEqual(['NEW_INBOUND_CALL']);
  });

  it('carries the arguments as they were when it was asked for', async () => {
    const rig = await held();
    const args = { meeting: 'one' };
    const updated = rig.update(rig.transactionId, args);
    args.meeting = 'two';
    await updated;
    expect(rig.events().at(-1)?.ActionData).toEqual({
      Type: 'CallUpdateRequest',
      Parameters: { Arguments: { meeting: 'one' } },
    });
  });

  it('of a call that ends before the handler could hear of it is lost', async () => {
    const rig = await held();
    const updated = rig.update(rig.transactionId);
    rig.sma.hangUp(rig.transactionId);
    await updated;
    await rig.answer();
    expect(rig.types()).toEqual(['NEW_INBOUND_CALL', 'HANGUP']);
    expect(await rig.update(rig.transactionId)).toBe('call-ended');
  });
});

describe('an answer that comes too late', () => {
  it('to the success of an older list than the present one is ignored', async () => {
    const rig = await asked();
    const transactionId = await rig.ring();
    await rig.answer([BRIEF]);
    await rig.update(transactionId);
    await rig.pass(1_000);
    await rig.answer([PAUSE]);
    expect(rig.working()).toBe('ACTION_SUCCESSFUL');
    await rig.answer([{ Type: 'Hangup', Parameters: {} }]);
    await rig.pass(5_000);
    expect(rig.status()).toBe('Connected');
    await rig.pass(25_000);
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL Pause');
  });

  it('keeps its attributes all the same', async () => {
    const rig = await asked();
    const transactionId = await rig.ring();
    await rig.answer([BRIEF]);
    await rig.update(transactionId);
    await rig.pass(1_000);
    await rig.answer([PAUSE]);
    await rig.answer({ Actions: [SPEAK], TransactionAttributes: { late: 'yes' } });
    await rig.update(transactionId);
    expect(rig.events().at(-1)?.CallDetails.TransactionAttributes).toEqual({ late: 'yes' });
  });

  it('to the success of the present list is heeded', async () => {
    const rig = await asked();
    await rig.ring();
    await rig.answer([BRIEF]);
    await rig.pass(1_000);
    await rig.answer([SPEAK]);
    await rig.pass(2_000);
    expect(rig.seen().at(-1)).toBe('ACTION_SUCCESSFUL Speak');
  });

  it('to anything of a call that is over is ignored', async () => {
    const rig = await held();
    await rig.update(rig.transactionId);
    rig.sma.hangUp(rig.transactionId);
    await rig.answer([JOIN]);
    await rig.answer([JOIN]);
    await rig.pass(1_000);
    expect(rig.door.connected).toBe(0);
    expect(rig.types().at(-1)).toBe('HANGUP');
  });
});
