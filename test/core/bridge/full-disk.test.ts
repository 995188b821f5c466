import { describe, expect, it } from 'vitest';
import { RUN_ID } from '../samples.js';
import { handlerThatJoins, perform, request, worldWith } from './fakes.js';

/** The journal takes so many entries, and no more. */
async function afterEntries(count: number) {
  const world = worldWith((world) => ({ update: handlerThatJoins(world), end: () => null }));
  let taken = 0;
  world.journal.refuses = () => {
    taken += 1;
    return taken > count;
  };
  return perform(world, request());
}

async function wholeJournal(): Promise<string[]> {
  const { world } = await perform(
    worldWith((world) => ({ update: handlerThatJoins(world), end: () => null })),
    request(),
  );
  return world.journal.types(RUN_ID);
}

describe('a journal that takes no more', () => {
  it('ends the run before the update, with nothing left, or is a warning of a run that goes on', async () => {
    const entries = await wholeJournal();
    const sending = entries.indexOf('update-sending');
    expect(sending).toBeGreaterThan(5);
    for (const [count] of entries.entries()) {
      const { result, warnings, world } = await afterEntries(count);
      const sent = world.sent.filter(({ operation }) => operation === 'UpdateSipMediaApplicationCall').length;
      if (count <= sending) {
        expect([count, result?.verdict ?? 'FAILED', sent]).toEqual([count, 'FAILED', 0]);
        expect(result?.leftovers ?? []).toEqual([]);
      } else {
        expect([count, result?.verdict, sent]).toEqual([count, 'JOINED', 1]);
        // The last lines hold what is being told, and give the run free.
        if (count < entries.indexOf('ended')) expect(warnings.join()).toContain('journal');
      }
    }
  });
});
