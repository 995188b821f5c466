import { describe, expect, it } from 'vitest';
import { ANSWER, answering, handlerFile, startRig } from './rig.js';

describe('event faults', () => {
  it('drop-event: the handler never gets it, and nothing follows', async () => {
    const rig = await startRig(answering({ CALL_UPDATE_REQUESTED: [] }));
    const { transactionId } = await rig.call();
    rig.faults.push({ kind: 'drop-event', ms: 0 });
    rig.sma.update(transactionId, {});
    await rig.until(() => rig.faults.length === 0);
    rig.clock.advance(30_000);
    await rig.until(() => rig.seen().length === 2);
    expect(rig.seen()[1]).toBe('ACTION_SUCCESSFUL Pause');
    expect(rig.events()[1]?.Sequence).toBe(3);
  });

  it('double-event: the handler gets the same event twice, and its second answer counts', async () => {
    const file = handlerFile(`let n = 0; export const handler = async (event) => (n++ === 0
      ? { SchemaVersion: '1.0', Actions: [] } : ${ANSWER});`);
    const rig = await startRig(file);
    rig.faults.push({ kind: 'double-event', ms: 0 });
    await rig.call();
    expect(rig.events().map(({ Sequence }) => Sequence)).toEqual([1, 1]);
    expect(rig.sma.calls()[0]?.status).toBe('Connected');
  });

  it('late-event: the handler gets it after the time asked for', async () => {
    const rig = await startRig(answering({}));
    const { transactionId } = await rig.call();
    rig.faults.push({ kind: 'late-event', ms: 3_000 });
    rig.sma.update(transactionId, {});
    await rig.until(() => rig.faults.length === 0);
    expect(rig.seen()).toHaveLength(1);
    rig.clock.advance(3_000);
    await rig.until(() => rig.seen().length === 2);
  });

  it("reorder-events: the invocation's records become readable in another order", async () => {
    const rig = await startRig(answering({}));
    rig.faults.push({ kind: 'reorder-events', ms: 0 });
    await rig.call();
    expect(rig.logs.reordered).toBe(1);
  });
});
