import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/outcome/outcome.js';
import { openOutput } from '../../src/output/output.js';
import { MOST_RETRIES } from '../../src/output/retries.js';
import { BRIDGE_VIEW } from '../../src/output/views/bridge.js';
import { bridgeResult } from '../schemas/bridge.js';
import { envelopeSchema } from '../schemas/envelope.js';
import { captured, outcome } from './captured.js';

const retry = (attempt: number): RunEvent => ({
  type: 'retry',
  operation: 'CreateMeeting',
  attempt,
  reason: 'AWS is busy.',
  delayMs: 12,
});

async function documentAfter(events: RunEvent[], quiet = false) {
  const { streams, ...seen } = captured();
  const output = await openOutput({ streams, colour: false, json: true, quiet, command: 'bridge' });
  for (const event of events) output.progress(event);
  await output.finish(outcome(), BRIDGE_VIEW, null);
  return envelopeSchema(bridgeResult).parse(JSON.parse(seen.out()));
}

describe("what was sent again stands in the envelope's timing", () => {
  it('in its order, whether or not it is told on the way', async () => {
    const { timing } = await documentAfter([retry(1), { type: 'warning', message: 'x' }, retry(2)], true);
    expect(timing.retries).toEqual([
      { operation: 'CreateMeeting', attempt: 1, reason: 'AWS is busy.', delayMs: 12 },
      { operation: 'CreateMeeting', attempt: 2, reason: 'AWS is busy.', delayMs: 12 },
    ]);
  });

  it('empty where nothing was', async () => expect((await documentAfter([])).timing.retries).toEqual([]));

  it('bounded: the first and the last of very many', async () => {
    const { timing } = await documentAfter(Array.from({ length: 10_000 }, (_, index) => retry(index + 1)));
    const attempts = timing.retries.map(({ attempt }) => attempt);
    expect([attempts.length, attempts[0], attempts[49], attempts[50], attempts.at(-1)]).toEqual([
      MOST_RETRIES,
      1,
      50,
      9_951,
      10_000,
    ]);
  });
});
