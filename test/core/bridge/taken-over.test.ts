import { describe, expect, it } from 'vitest';
import type { EntryBody } from '../../../src/core/journal/entry.js';
import { RUN_ID } from '../samples.js';
import { handlerThatJoins, perform, request, type World, worldWith } from './fakes.js';

const REMOVALS = ['DeleteMeeting', 'DeleteAttendee'];

/** While this process is about to write its entry `at`, another machine's takes hold of the run and goes on with it. */
function takeOver(world: World, at: (entry: EntryBody) => boolean, entries: EntryBody[]): void {
  let isOver = false;
  world.journal.refuses = (entry) => {
    if (isOver || !at(entry)) return false;
    isOver = true;
    const by = { host: 'elsewhere', pid: 2, started: null };
    const claimed = { claim: 'theirs', purpose: 'bridge', by, who: null, version: '0.1.0', lastsMs: 1_000 } as const;
    const lines = [{ type: 'claimed', ...claimed } as const, ...entries].map((line) =>
      JSON.stringify({ time: new Date(world.clock.now()).toISOString(), ...line }),
    );
    world.journal.files.set(RUN_ID, `${world.journal.files.get(RUN_ID)}${lines.join('\n')}\n`);
    return false;
  };
}

const isUpdateStep = (entry: EntryBody) => entry.type === 'step-started' && entry.step === 'update';
const joins = () => worldWith((world) => ({ update: handlerThatJoins(world), end: () => null }));

describe('a process whose run was taken over while it was suspended', () => {
  it('sends no update and removes nothing: the other may have joined the caller to that very meeting', async () => {
    const world = joins();
    takeOver(world, isUpdateStep, [{ type: 'step-started', step: 'look' }]);
    const { result, failure } = await perform(world, request());
    expect(failure).toMatchObject({ code: 'RUN_UNDER_WAY', exitCode: 7 });
    expect(result).toMatchObject({
      verdict: 'UNCONFIRMED',
      standing: [{ kind: 'meeting' }],
      undone: [],
      leftovers: [],
    });
    const sent = world.sent.map(({ operation }) => operation);
    expect(sent).not.toContain('UpdateSipMediaApplicationCall');
    expect(sent.filter((operation) => REMOVALS.includes(operation))).toEqual([]);
    // Its own verdict would be taken for the run's.
    expect(world.journal.types(RUN_ID)).not.toContain('verdict');
  });

  it('goes on where the other has given way', async () => {
    const world = joins();
    takeOver(world, isUpdateStep, [{ type: 'released', claim: 'theirs' }]);
    const { result } = await perform(world, request());
    expect(result?.verdict).toBe('JOINED');
  });
});
