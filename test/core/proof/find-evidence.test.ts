/** The loop around the watching, over logs in memory and a clock that jumps. */
import { describe, expect, it } from 'vitest';
import { openProgress } from '../../../src/core/outcome/progress.js';
import { concludeFrom } from '../../../src/core/proof/conclusion.js';
import type { Delivered } from '../../../src/core/proof/delivered.js';
import { findEvidence } from '../../../src/core/proof/find-evidence.js';
import { notSent, refused, type Script, World, worldWith } from '../bridge/fakes.js';
import {
  CALL_A,
  done,
  event,
  failed,
  GROUP,
  handled,
  hangUp,
  type Json,
  joinFailed,
  marks,
  SMA,
  succeeded,
  T0,
  TOKEN,
  TRANSACTION,
  update,
} from '../samples.js';

const delivered = (more: Partial<Delivered> = {}) => ({
  marks: marks(),
  call: { callId: CALL_A, transactionId: TRANSACTION, sipMediaApplicationId: SMA },
  logGroups: [GROUP],
  lost: null,
  ...more,
  waitMs: more.waitMs ?? 30_000,
});

/** Looks in a world whose handler logs these messages so many ms after the update. */
async function looked(
  logs: [ms: number, messages: (string | object)[]][],
  { script = {}, abortAt, ...more }: Partial<Delivered> & { script?: Script; abortAt?: number } = {},
) {
  const world: World = worldWith(() => script);
  for (const [ms, messages] of logs) world.clock.at(ms, () => world.logs(...messages));
  const stop = new AbortController();
  if (abortAt !== undefined) world.clock.at(abortAt, () => stop.abort());
  const progress = openProgress(world.clock, () => {});
  const given = delivered(more);
  const proof = await world.clock.runUntilSettled(
    findEvidence(given, { ports: world.ports(), progress, signal: stop.signal }),
  );
  return { proof, world, ending: concludeFrom(proof, given, abortAt !== undefined), at: world.clock.now() - T0 };
}

describe('the watching', () => {
  it('ends at once with a join, as of the time of its record', async () => {
    const { proof, ending, at } = await looked([[900, [update(2), succeeded(3)]]]);
    expect(proof).toMatchObject({ proved: true, judgement: { kind: 'joined' }, asOf: T0 + 900 });
    expect(ending).toMatchObject({ verdict: 'JOINED', asOf: new Date(T0 + 900).toISOString(), likely: null });
    expect(at).toBeLessThan(2_000);
  });

  it('believes a failure after six seconds of silence, as of the last whole read', async () => {
    const { proof, ending, at } = await looked([[500, joinFailed()]]);
    expect(proof).toMatchObject({ proved: true, complete: true, judgement: { code: 'ACTION_FAILED' } });
    expect(ending).toMatchObject({ verdict: 'NOT_JOINED', failure: { code: 'ACTION_FAILED' } });
    expect(at).toBeGreaterThanOrEqual(6_500);
    expect(proof?.asOf).toBeGreaterThanOrEqual(T0 + 6_500);
  });

  it('waits for a log that is slow twice as long as it is', async () => {
    const world = new World();
    const progress = openProgress(world.clock, () => {});
    for (const message of joinFailed()) {
      world.logs(message);
      const [written] = world.log.slice(-1);
      if (written !== undefined) written.ingestedAt = T0 + 5_000;
    }
    const watching = { ports: world.ports(), progress, signal: new AbortController().signal };
    const proof = await world.clock.runUntilSettled(findEvidence(delivered(), watching));
    expect(proof).toMatchObject({ proved: true });
    // Read at 5 s, then ten seconds of silence.
    expect(world.clock.now() - T0).toBeGreaterThanOrEqual(15_000);
    expect(proof?.asOf).toBeLessThanOrEqual(world.clock.now() - 5_000);
  });

  it('reads what stands around the events before it believes a failure', async () => {
    const { world } = await looked([[500, joinFailed()]]);
    const unfiltered = world.sent.filter(
      ({ operation, input }) =>
        operation === 'FilterLogEvents' && (input as { containing: string[] }).containing.length === 0,
    );
    expect(unfiltered.length).toBeGreaterThan(0);
  });

  it('is not over for a silent request of somebody else, and does not believe a failure beside it', async () => {
    const silent = ['START RequestId: 99999999-0000-4000-8000-000000000009 Version: $LATEST'];
    const { ending } = await looked([
      [500, joinFailed()],
      [600, silent],
    ]);
    expect(ending).toMatchObject({ verdict: 'UNCONFIRMED', likely: 'not-joined' });
    expect(ending.failure?.cause).toContain('a Lambda request after the update logged no event');
  });

  it('ends unproved when the wait is over', async () => {
    const { proof, ending, at } = await looked([[500, [update(2)]]], { waitMs: 5_000 });
    expect([proof?.proved, ending.verdict, ending.likely]).toEqual([false, 'UNCONFIRMED', null]);
    expect(at).toBeGreaterThanOrEqual(5_000);
    expect(at).toBeLessThan(8_000);
  });

  it('of a call that is over ends soon, where nothing more can be proved', async () => {
    const { ending, at } = await looked([[500, [update(2), hangUp(9)]]]);
    expect(ending).toMatchObject({ verdict: 'UNCONFIRMED', likely: 'not-joined' });
    expect(at).toBeLessThan(9_000);
  });

  it('ends when it is interrupted', async () => {
    const { ending, at } = await looked([[500, joinFailed()]], { abortAt: 3_000 });
    expect(ending).toMatchObject({ verdict: 'UNCONFIRMED', likely: 'not-joined' });
    expect(ending.failure?.message).toContain('Interrupted after the update was sent');
    expect(at).toBe(3_000);
  });

  it('gives a single look to who does not wait', async () => {
    const { ending, at } = await looked([[0, [update(2), succeeded(3)]]], { waitMs: 0 });
    expect([ending.verdict, at]).toEqual(['JOINED', 0]);
  });
});

describe('a log that cannot be read', () => {
  it.each<[string, Script, RegExp]>([
    ['for want of a permission', { read: () => refused('ACCESS_DENIED') }, /could not be read/],
    ['for now', { read: () => notSent('THROTTLED') }, /could not be read/],
  ])('%s proves nothing', async (_, script, words) => {
    const { ending } = await looked([], { script, waitMs: 5_000 });
    expect(ending).toMatchObject({ verdict: 'UNCONFIRMED', likely: null });
    expect(ending.failure?.message).toMatch(words);
  });

  it('beside one that can proves no absence', async () => {
    const { ending } = await looked([[500, joinFailed()]], {
      logGroups: [GROUP, '/other'],
      script: { read: ({ group }) => (group === GROUP ? [] : refused('ACCESS_DENIED')) },
    });
    expect(ending.verdict).toBe('UNCONFIRMED');
  });

  it('is none where no log is known', async () => {
    const { proof, ending } = await looked([], {
      logGroups: [],
      script: { application: () => refused('ACCESS_DENIED') },
      waitMs: 2_000,
    });
    expect(proof).toBeNull();
    expect(ending).toMatchObject({ verdict: 'UNCONFIRMED', asOf: null, likely: null, evidence: [] });
    expect(ending.failure?.tryThis.join()).toContain('--log-group');
  });
});

describe('what is concluded', () => {
  const EMPTY = { SchemaVersion: '1.0', Actions: [] };
  const pause = { SchemaVersion: '1.0', Actions: [{ Type: 'Pause' }] };
  const held = handled(event('NEW_INBOUND_CALL', 1), pause);

  it.each<[string, (string | object)[], RegExp]>([
    [
      'a join whose meeting is hidden',
      [update(2), succeeded(3, { JoinToken: '***' } as Json)],
      /the log hides which one/,
    ],
    [
      'an event that is missing',
      [...handled(update(2)), ...handled(failed(4)), ...handled(done(5))],
      /an event of the call is missing/,
    ],
    [
      'a request that goes on',
      handled(update(2)).concat(handled(failed(3)).slice(0, 2), handled(done(4))),
      /has not ended/,
    ],
    ['ends that are not logged', [update(2), failed(3), done(4)], /SystemLogLevel may be WARN/],
    [
      'a handler that was asked twice',
      [...held, ...handled(update(2), EMPTY), ...handled(update(2)), ...handled(failed(3)), ...handled(done(4))],
      /asked twice/,
    ],
  ])('of %s names the reason', async (_, messages, words) => {
    const { ending } = await looked([[500, messages]], { waitMs: 9_000 });
    expect(ending.verdict).toBe('UNCONFIRMED');
    expect(ending.failure?.cause).toMatch(words);
    expect(ending.failure?.exitCode).toBe(7);
  });

  it('names the wait that would have decided, as it is typed', async () => {
    const { proof, ending } = await looked([[500, joinFailed()]], { waitMs: 3_000 });
    expect(proof?.wouldTakeMs).toBeGreaterThan(6_000);
    expect(ending.failure?.cause).toMatch(/--wait [67]s would have decided/);
  });

  it("holds no token of a run that is known by its digest, though AWS's words repeat it", async () => {
    const words = { ErrorType: 'X', ErrorMessage: `bad token ${TOKEN}!` };
    const told = { ...failed(4), ActionData: { Type: 'JoinChimeMeeting', Parameters: { JoinToken: TOKEN }, ...words } };
    const known = marks();
    const byDigest = { ...known, joinToken: { ...known.joinToken, clear: null } };
    const { ending } = await looked([[500, [...joinFailed().slice(0, -3), ...handled(told)]]], { marks: byDigest });
    expect(ending.verdict).toBe('NOT_JOINED');
    expect(JSON.stringify([ending, ending.failure?.message, ending.failure?.cause])).not.toContain(TOKEN.slice(0, 16));
  });
});
