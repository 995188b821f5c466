/** A short share of what `npm run soak` performs, always the same one; and that the proof sees what it is there to see. */
import { beforeAll, describe, expect, test } from 'vitest';
import { problemsOf } from './random/judge.js';
import { performPlan } from './random/one-run.js';
import { performRuns } from './random/perform.js';
import type { Performed } from './random/performed.js';
import { type Plan, randomPlan } from './random/plan.js';
import { prepare } from './random/prepare.js';
import { addTally, emptyTally } from './random/tally.js';

const RUNS = 50;
const LIMIT_MS = 240_000;

describe('random runs over generated handlers', () => {
  test('no verdict lies, no caller is dropped, nothing is left unnamed', { timeout: LIMIT_MS }, async () => {
    const tally = emptyTally();
    const wrong: string[] = [];
    const numbers = Array.from({ length: RUNS }, (_, at) => at);
    await performRuns({ seed: 20, numbers, planOf: randomPlan, whole: false }, (seen) => {
      addTally(tally, seen.tally);
      if (seen.wrong !== null) wrong.push(seen.wrong);
    });
    expect(wrong).toEqual([]);
    expect(tally).toMatchObject({ plans: RUNS, failed: 0, mostUpdates: 1 });
    // A proof that sees no verdict of a kind proves nothing about it.
    for (const verdict of ['JOINED', 'NOT_JOINED', 'UNCONFIRMED', 'FAILED']) {
      expect(tally.verdicts[verdict]).toBeGreaterThan(0);
    }
  });
});

/** A handler that joins at once and logs everything; nothing happens meanwhile. */
function plainPlan(): Plan {
  const plan = randomPlan(1, 0);
  const { handler, asked } = plan;
  return {
    ...plan,
    handler: {
      acts: { ...handler.acts, update: { kind: 'join' }, firstJoin: 'right', throws: null, unusable: null },
      takes: { usual: 50, update: [100, 100], failure: [100, 100], success: [100, 100], cold: 0 },
      logs: {
        ...handler.logs,
        ...{ format: 'Text', system: 'INFO', through: 'console', envelope: 'none' },
        events: { ...handler.logs.events, which: 'all', style: 'json', late: false, actionData: 'whole' },
        answers: { which: 'all', style: 'json', length: 0, label: '' },
        masks: { keys: 'none', how: 'stars', cutsTokenAfter: null, numbers: false },
      },
    },
    asked: { ...asked, existingMeeting: false, userId: 'made', findsCall: false, waitMs: 9_000, timeoutMs: 60_000 },
    ...{ logDelaysMs: [0], lost: null, faults: [], secondRun: null, othersUpdateAfter: [] },
    ...{ hangsUpAfter: null, interruptAfter: null, asksAgain: false, hangsUpLate: false },
  };
}

describe('the judge', () => {
  let performed: Performed;
  let run: Performed['runs'][number];
  let kinds: (changed: Performed) => string[];

  beforeAll(async () => {
    await prepare();
    performed = await performPlan(plainPlan(), { seed: 1, number: 0 });
    run = performed.runs[0]!;
    kinds = (changed) => [...new Set(problemsOf(changed).map(({ kind }) => kind))];
  }, LIMIT_MS);

  const said = (change: object) => ({
    ...performed,
    runs: [{ ...run, check: null, first: { ...run.first, result: { ...run.first.result!, ...change } } }],
  });
  const removal = (from: string, path: string, time: string) => ({
    ...performed,
    truth: {
      ...performed.truth,
      requests: [
        ...performed.truth.requests,
        { operation: 'DeleteMeeting', status: 204, delivered: true, from, path, time },
      ],
    },
  });

  test('finds nothing wrong with a run that joined its caller and says so', () => {
    expect(run.first.result?.verdict).toBe('JOINED');
    expect(kinds(performed)).toEqual([]);
  });

  test.each([
    ['NOT_JOINED, in', { verdict: 'NOT_JOINED' }],
    ['FAILED, delivered', { verdict: 'FAILED' }],
    ['wrong exit', { verdict: 'UNCONFIRMED' }],
    ['JOINED, never in', { meeting: { meetingId: 'another' } }],
    ['JOINED, never in', { asOf: '2020-01-01T00:00:00Z' }],
  ])('finds %s', (kind, change) => {
    const asOf = new Date(run.first.endedAt).toISOString();
    expect(kinds(said({ asOf, ...change }))).toContain(kind);
  });

  test('finds what stands and is not named', () => {
    expect(kinds(said({ verdict: 'UNCONFIRMED' }))).toContain('not named');
  });

  test('finds a token in what was said, and in the journal', () => {
    const [secret = ''] = performed.truth.secrets;
    const shown = { ...performed, runs: [{ ...run, first: { ...run.first, said: `…${secret}…` } }] };
    expect(kinds(shown)).toEqual(['secret']);
    expect(kinds({ ...performed, runs: [{ ...run, journal: secret }] })).toEqual(['secret']);
  });

  test('finds a removal after the update, a cleanup of a live call, and the caller who was dropped by it', () => {
    const [stay] = performed.truth.stays;
    const path = `/meetings/${stay!.meetingId}`;
    const time = new Date(run.first.endedAt).toISOString();
    expect(kinds(removal(run.runId, path, time))).toEqual(['delete after update']);
    expect(kinds(removal(`${run.runId} cleanup`, path, time))).toEqual(['cleanup of a live call']);
    const dropped = removal(run.runId, path, time);
    const stays = [{ ...stay!, until: run.first.endedAt }];
    expect(kinds({ ...dropped, truth: { ...dropped.truth, stays } })).toContain('dropped');
  });

  test('finds a second delivered update', () => {
    const updates = performed.truth.requests.filter(({ operation }) => operation === 'UpdateSipMediaApplicationCall');
    const truth = { ...performed.truth, requests: [...performed.truth.requests, ...updates] };
    expect(kinds({ ...performed, truth })).toEqual(['updates']);
  });
});

test('a run is the same each time', { timeout: LIMIT_MS }, async () => {
  await prepare();
  const plan = randomPlan(3, 4);
  const once = await performPlan(plan, { seed: 3, number: 4 });
  const twice = await performPlan(plan, { seed: 3, number: 4 });
  expect(twice.truth).toEqual(once.truth);
  expect(twice.runs.map(({ first }) => first.said)).toEqual(once.runs.map(({ first }) => first.said));
});
