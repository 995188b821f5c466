import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { bridgeResult } from '../schemas/bridge.js';
import { envelopeSchema } from '../schemas/envelope.js';
import { runShowResult, runsCleanupResult, runsListResult } from '../schemas/runs.js';
import {
  bridgeJson,
  documentIn,
  journalFile,
  liveMeetings,
  meetingLegs,
  PROGRAM,
  run,
  scratch,
  start,
  until,
  withCall,
} from './program.js';

const listDocument = envelopeSchema(runsListResult);
const showDocument = envelopeSchema(runShowResult);
const cleanupDocument = envelopeSchema(runsCleanupResult);
const checkDocument = envelopeSchema(bridgeResult);

/** An operator with a state of his own, beside a live call. */
async function operator(handler?: string) {
  const cloud = await withCall(handler);
  const state = join(scratch(), 'state');
  const env = { ...cloud.env, XDG_STATE_HOME: state };
  const text = (...words: string[]) => run(['runs', ...words], { env });
  const json = async <Schema extends z.ZodType>(schema: Schema, ...words: string[]) => {
    const ended = await run(['runs', ...words, '--json'], { env });
    return { ...ended, envelope: documentIn(schema, ended) };
  };
  const updates = async () =>
    (await cloud.requests()).filter(({ operation }) => operation === 'UpdateSipMediaApplicationCall').length;
  return { ...cloud, env, state, text, json, updates };
}
type Operator = Awaited<ReturnType<typeof operator>>;

/** Kills the run while AWS has done the first such request and not answered it. */
async function killed({ env, faults, requests }: Operator, operation: string, ...words: string[]) {
  await faults([{ operation, kind: 'hang' }]);
  const meanwhile = async (pid: number) => {
    await until(async () => (await requests()).some((one) => one.operation === operation));
    process.kill(pid, 'SIGKILL');
  };
  await run(['bridge', ...words], { env, meanwhile });
  await faults([]);
}

describe.concurrent('a run that joined', () => {
  test('is listed, shown line by line and checked; nothing of it is left, and no secret is in it', async () => {
    const { env, text, json, truth, state } = await operator();
    expect((await run(['bridge', '--run-id', 'joined', '--reason', 'ticket 7'], { env })).code).toBe(0);

    const list = await text('list');
    expect([list.code, list.stderr]).toEqual([0, '']);
    expect(list.stdout).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}JOINED +joined {2}on http:\S+; ticket 7\n$/);
    const listed = await json(listDocument, 'list');
    expect(listed.envelope.result?.runs).toMatchObject([
      { runId: 'joined', state: 'ENDED', verdict: 'JOINED', attempts: 1, reason: 'ticket 7', leavesSomething: false },
    ]);

    const show = await text('show', 'joined');
    expect(show.code).toBe(0);
    for (const told of ['attempt 1:', 'sending the update', 'the update: accepted', 'ended: JOINED, exit 0'])
      expect(show.stdout).toContain(told);
    const shown = await json(showDocument, 'show', 'joined');
    expect(shown.envelope.result).toMatchObject({ run: { runId: 'joined' }, unreadable: 0 });
    expect(shown.envelope.result?.entries.map(({ type }) => type).slice(0, 2)).toEqual(['claimed', 'begun']);

    const check = await text('check', 'joined');
    expect(check.code).toBe(0);
    expect(check.stdout.trimEnd().split('\n').at(-1)).toMatch(/^JOINED\b/);
    const checked = await json(checkDocument, 'check', 'joined');
    expect([checked.code, checked.envelope.result?.verdict]).toEqual([0, 'JOINED']);

    const cleanup = await text('cleanup', '--yes');
    expect([cleanup.code, cleanup.stdout]).toEqual([0, 'Nothing to clean up here.\n']);
    const named = await json(cleanupDocument, 'cleanup', 'joined', '--yes');
    expect(named.envelope.result).toMatchObject({ removed: [], kept: [{ kind: 'meeting', runId: 'joined' }] });
    expect(liveMeetings(await truth())).toHaveLength(1);

    const file = journalFile(state, 'joined');
    expect([statSync(file).mode & 0o777, statSync(join(state, 'chime-join')).mode & 0o777]).toEqual([0o600, 0o700]);
    const everything = [list, show, shown, check, checked, cleanup].map(({ stdout, stderr }) => stdout + stderr).join();
    for (const secret of (await truth()).secrets) {
      expect(readFileSync(file, 'utf8')).not.toContain(secret);
      expect(everything).not.toContain(secret);
    }
  });

  test('answers again under its id as it did, and sends nothing; under other arguments it is 2', async () => {
    const { env, requests, truth, state } = await operator();
    const first = await bridgeJson(['--run-id', 'again'], { env });
    const sent = (await requests()).length;
    const again = await bridgeJson(['--run-id', 'again'], { env });
    expect([again.code, again.envelope.result]).toEqual([0, first.envelope.result]);
    expect(again.envelope.warnings).toContainEqual(expect.stringContaining('nothing was sent'));
    const other = await bridgeJson(['--run-id', 'again', '--argument', 'room=5'], { env });
    expect([other.code, other.envelope.error?.code, other.envelope.result]).toEqual([2, 'RUN_ID_TAKEN', null]);
    const text = await run(['bridge', '--run-id', 'again', '--argument', 'room=5'], { env });
    expect([text.code, text.stdout]).toEqual([2, '']);
    expect((await requests()).length).toBe(sent);
    expect(meetingLegs(await truth())).toHaveLength(1);
    expect(readdirSync(dirname(journalFile(state, 'again')))).toEqual(['again.jsonl']);
  });
});

describe.concurrent('a run that was killed', () => {
  test('while the meeting was made: what it left is named, and removed with --yes alone', async () => {
    const them = await operator();
    const { text, json, truth } = them;
    await killed(them, 'CreateMeetingWithAttendees', '--run-id', 'killed');
    expect(liveMeetings(await truth())).toHaveLength(1);
    expect((await text('list')).stdout).toMatch(/CUT_SHORT +killed .*chime-join runs cleanup killed\n$/);

    const asked = await json(cleanupDocument, 'cleanup');
    expect([asked.code, asked.envelope.result?.kept[0]?.reason]).toEqual([
      0,
      'it may be removed, and --yes was not given',
    ]);
    expect(liveMeetings(await truth())).toHaveLength(1);

    const done = await json(cleanupDocument, 'cleanup', '--yes');
    expect(done.code).toBe(0);
    expect(done.envelope.result?.removed.map(({ kind }) => kind)).toEqual(['attendee', 'meeting']);
    expect(liveMeetings(await truth())).toEqual([]);
    expect((await truth()).meetings).toHaveLength(1);
    expect((await text('cleanup', '--yes')).stdout).toBe('Nothing to clean up here.\n');
  });

  test('while the meeting was made: asked for again, it joins into that meeting', async () => {
    const them = await operator();
    await killed(them, 'CreateMeetingWithAttendees', '--run-id', 'killed');
    const { code, envelope } = await bridgeJson(['--run-id', 'killed'], them);
    expect([code, envelope.result?.verdict]).toEqual([0, 'JOINED']);
    const truth = await them.truth();
    expect(truth.meetings.map(({ meetingId }) => meetingId)).toEqual([envelope.result?.meeting?.meetingId]);
    expect([meetingLegs(truth).length, await them.updates()]).toEqual([1, 1]);
  });

  test('while the update was sent: asked for again, it finds that it joined, and sends it no more', async () => {
    const them = await operator();
    await killed(them, 'UpdateSipMediaApplicationCall', '--run-id', 'killed');
    const { code, envelope } = await bridgeJson(['--run-id', 'killed'], them);
    expect([code, envelope.result?.verdict]).toEqual([0, 'JOINED']);
    expect([meetingLegs(await them.truth()).length, await them.updates()]).toEqual([1, 1]);
  });

  test('while the update was sent: a cleanup keeps the meeting that the caller is in, and says why', async () => {
    const them = await operator();
    await killed(them, 'UpdateSipMediaApplicationCall', '--run-id', 'killed');
    const { code, stdout } = await them.text('cleanup', '--yes');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^kept {5}meeting \S+, of the run killed: .*caller in it; try again at \S+\n$/),
    ]);
    expect(meetingLegs(await them.truth())).toMatchObject([{ status: 'Connected' }]);
    expect((await them.text('check', 'killed')).code).toBe(0);
  });
});

describe.concurrent('a run that nobody saw to join', () => {
  test('is UNCONFIRMED for its check too, 7, and its meeting is kept until it has ended by itself', async () => {
    const { env, text, json, truth, updates } = await operator('logs-nothing');
    expect((await run(['bridge', '--run-id', 'unseen', '--wait', '1s'], { env })).code).toBe(7);
    const check = await json(checkDocument, 'check', 'unseen', '--wait', '1s');
    expect([check.code, check.envelope.error?.code]).toEqual([7, 'UNCONFIRMED']);
    const { code, envelope } = await json(cleanupDocument, 'cleanup', '--yes');
    expect(code).toBe(0);
    expect(envelope.result).toMatchObject({ removed: [], kept: [{ runId: 'unseen' }], failed: [] });
    expect(Date.parse(envelope.result?.kept[0]?.tryAgainAt ?? '')).toBeGreaterThan(Date.now());
    expect((await text('cleanup', '--yes')).stdout).toContain('; try again at ');
    expect(liveMeetings(await truth())).toHaveLength(1);
    const again = await bridgeJson(['--run-id', 'unseen', '--wait', '1s'], { env });
    expect([again.code, again.envelope.result?.verdict, await updates()]).toEqual([7, 'UNCONFIRMED', 1]);
  });

  test('leaves nothing once its caller has hung up', async () => {
    const { env, emulator, call, json, truth } = await operator('logs-event-only');
    expect((await run(['bridge', '--wait', '1s'], { env })).code).toBe(7);
    expect((await json(cleanupDocument, 'cleanup', '--yes')).envelope.result).toMatchObject({
      removed: [],
      kept: [{}],
    });
    emulator.hangUp(call.transactionId);
    await until(async () => (await json(cleanupDocument, 'cleanup', '--yes')).envelope.result?.kept.length === 0);
    expect(liveMeetings(await truth())).toEqual([]);
  });
});

test('what cannot be removed is told, with 9, and removed by the next cleanup', async () => {
  const them = await operator();
  await killed(them, 'CreateMeetingWithAttendees');
  await them.faults([
    { operation: 'DeleteMeeting', kind: 'error', status: 403, code: 'AccessDeniedException', times: 20 },
  ]);
  const failed = await them.json(cleanupDocument, 'cleanup', '--yes');
  expect([failed.code, failed.envelope.error?.exitCode]).toEqual([9, 9]);
  expect(failed.envelope.result).toMatchObject({ removed: [], kept: [], failed: [{ kind: 'meeting' }] });
  await them.faults([]);
  expect((await them.text('cleanup', '--yes')).stdout).toMatch(/^removed {2}attendee .*\nremoved {2}meeting .*\n$/);
  expect(liveMeetings(await them.truth())).toEqual([]);
});

describe.concurrent('what is asked wrongly', () => {
  test.each([
    [['show'], 2, 'ID_MISSING'],
    [['check'], 2, 'ID_MISSING'],
    [['show', '../etc'], 2, 'ID_INVALID'],
    [['cleanup', 'no/run'], 2, 'ID_INVALID'],
    [['show', 'no-such-run'], 4, 'RUN_NOT_FOUND'],
    [['check', 'no-such-run'], 4, 'RUN_NOT_FOUND'],
    [['cleanup', 'no-such-run', '--yes'], 4, 'RUN_NOT_FOUND'],
  ])('runs %j ends with %i, as text and as JSON', async (words, exitCode, errorCode) => {
    const env = { XDG_STATE_HOME: scratch(), AWS_REGION: 'us-east-1' };
    const text = await run(['runs', ...words], { env });
    expect([text.code, text.stdout]).toEqual([exitCode, '']);
    const json = await run(['runs', ...words, '--json'], { env });
    expect(json.code).toBe(exitCode);
    expect(documentIn(showDocument, json)).toMatchObject({
      ok: false,
      error: { code: errorCode, exitCode },
      result: null,
    });
  });

  test('an empty journal has no runs, and nothing to remove', async () => {
    const env = { XDG_STATE_HOME: scratch() };
    expect(await run(['runs', 'list'], { env })).toMatchObject({ code: 0, stdout: 'No runs yet.\n' });
    expect(await run(['runs', 'cleanup'], { env })).toMatchObject({ code: 0, stdout: 'Nothing to clean up here.\n' });
    expect(readdirSync(env.XDG_STATE_HOME)).toEqual([]);
  });
});

test('where the journal cannot be written nothing is sent: 2', async () => {
  const { env, requests } = await withCall();
  const place = join(scratch(), 'a file');
  writeFileSync(place, '');
  const { code, envelope } = await bridgeJson([], { env: { ...env, XDG_STATE_HOME: place } });
  expect([code, envelope.error?.code, envelope.result]).toEqual([2, 'JOURNAL_UNUSABLE', null]);
  expect(await requests()).toEqual([]);
  const list = await run(['runs', 'list'], { env: { XDG_STATE_HOME: place } });
  expect(list.code).toBe(2);
});

test('emulator exec keeps its runs to itself, whatever state folder is named', async () => {
  const state = scratch();
  const bridge = [process.execPath, PROGRAM, 'bridge'];
  const { code } = await run(['emulator', 'exec', '--', ...bridge], { env: { XDG_STATE_HOME: state } });
  expect([code, readdirSync(state)]).toEqual([0, []]);
});

test('state is kept in the home directory where nothing else is said', async () => {
  const { env } = await withCall();
  const home = scratch();
  const at = { ...env, HOME: home, XDG_STATE_HOME: 'not/absolute' };
  expect((await start(process.execPath, [PROGRAM, 'bridge', '--run-id', 'at-home'], { env: at })).code).toBe(0);
  expect(statSync(journalFile(join(home, '.local', 'state'), 'at-home')).isFile()).toBe(true);
});
