/** Once the update may have been delivered nothing is removed: by no verdict, interrupt or second run; `runs cleanup` looks first. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { envelopeSchema } from '../schemas/envelope.js';
import { runsCleanupResult } from '../schemas/runs.js';
import {
  bridgeEnvelope,
  bridgeJson,
  documentIn,
  journalFile,
  liveMeetings,
  meetingLegs,
  run,
  scratch,
  until,
  withCall,
} from './program.js';

const LIMIT_MS = 60_000;
const cleanupDocument = envelopeSchema(runsCleanupResult);

/** An operator with a state folder of their own, beside a live call. */
async function operator(handler?: string) {
  const cloud = await withCall(handler);
  const state = scratch();
  const env = { ...cloud.env, XDG_STATE_HOME: state };
  const bridge = (...words: string[]) => bridgeJson(words, { env });
  const cleanUp = async (...words: string[]) => {
    const ended = await run(['runs', 'cleanup', ...words, '--json'], { env });
    return documentIn(cleanupDocument, ended).result;
  };
  const operations = async () => (await cloud.requests()).map(({ operation }) => operation);
  const removals = async () => (await operations()).filter((operation) => operation.startsWith('Delete'));
  return { ...cloud, state, env, bridge, cleanUp, operations, removals };
}
type Operator = Awaited<ReturnType<typeof operator>>;

const roomsOf = async ({ truth }: Operator) => liveMeetings(await truth()).map(({ meetingId }) => meetingId);

describe.concurrent('after the update was delivered', () => {
  it(
    'a run that did not join names its meeting, and a cleanup keeps it until the caller hangs up',
    async () => {
      const them = await operator('ignores-update');
      const { envelope } = await them.bridge('--run-id', 'declined', '--wait', '12s');
      const { verdict, meeting, standing } = envelope.result ?? {};
      expect(verdict).toBe('NOT_JOINED');
      expect(standing).toMatchObject([
        { kind: 'meeting', meetingId: meeting?.meetingId, command: 'chime-join runs cleanup declined' },
      ]);
      const endsIn = Date.parse(standing?.[0]?.endsBy ?? '') - Date.now();
      expect(endsIn).toBeGreaterThan(0);
      expect(endsIn).toBeLessThanOrEqual(5 * 60_000);
      expect(await them.cleanUp('declined', '--yes')).toMatchObject({ removed: [], kept: [{ kind: 'meeting' }] });
      expect([await them.removals(), await roomsOf(them)]).toEqual([[], [meeting?.meetingId]]);

      them.emulator.hangUp(them.call.transactionId);
      await until(async () => ((await them.cleanUp('declined', '--yes'))?.removed.length ?? 0) > 0);
      expect(await roomsOf(them)).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'an UNCONFIRMED run names its meeting',
    async () => {
      const them = await operator('logs-nothing-ignores');
      const { code, envelope } = await them.bridge('--wait', '500ms');
      expect([code, envelope.result?.verdict]).toEqual([7, 'UNCONFIRMED']);
      expect(envelope.result?.standing.map(({ meetingId }) => meetingId)).toEqual(await roomsOf(them));
      expect(await them.removals()).toEqual([]);
    },
    LIMIT_MS,
  );

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s in the wait removes nothing',
    async (signal) => {
      const them = await operator('logs-nothing');
      const meanwhile = async (pid: number) => {
        await until(async () => meetingLegs(await them.truth()).length > 0);
        process.kill(pid, signal);
      };
      const ended = await run(['bridge', '--json', '--wait', '60s'], { env: them.env, meanwhile });
      const { result, error } = documentIn(bridgeEnvelope, ended);
      expect(ended.code).toBe(signal === 'SIGINT' ? 130 : 143);
      expect(result?.standing).toHaveLength(1);
      expect(error?.tryThis.some((step) => step.startsWith('wrong caller? take them out, which cuts them off:'))).toBe(
        true,
      );
      expect(await them.removals()).toEqual([]);
      expect(meetingLegs(await them.truth())).toMatchObject([{ status: 'Connected' }]);
    },
    LIMIT_MS,
  );
});

describe.concurrent('a second run for the same call', () => {
  it(
    "goes into the first one's meeting; a late join of the first update brings the caller there",
    async () => {
      const them = await operator('joins-later');
      const first = (await them.bridge('--run-id', 'first', '--wait', '500ms')).envelope.result;
      expect(first?.verdict).toBe('UNCONFIRMED');
      const { envelope } = await them.bridge('--run-id', 'second', '--wait', '500ms');
      const second = envelope.result;
      expect(second?.meeting).toMatchObject({ meetingId: first?.meeting?.meetingId, created: false });
      expect(second?.attendee?.attendeeId).not.toBe(first?.attendee?.attendeeId);
      expect(envelope.warnings.join()).toContain('Run first left meeting');
      // The handler kept the first update, and joins when its prompt is over.
      await them.advance(31_000);
      await until(async () => meetingLegs(await them.truth()).length > 0);
      expect(meetingLegs(await them.truth())).toMatchObject([
        { meetingId: second?.meeting?.meetingId, attendeeId: first?.attendee?.attendeeId },
      ]);
      expect(await them.removals()).toEqual([]);
      expect((await run(['runs', 'check', 'first', '--wait', '10s'], them)).code).toBe(0);
    },
    LIMIT_MS,
  );

  it(
    'makes a meeting of its own with --new-meeting',
    async () => {
      const them = await operator('logs-nothing-ignores');
      const first = (await them.bridge('--run-id', 'first', '--wait', '100ms')).envelope.result;
      const second = (await them.bridge('--run-id', 'second', '--new-meeting', '--wait', '100ms')).envelope.result;
      expect(second?.meeting).toMatchObject({ created: true });
      expect(await roomsOf(them)).toEqual([first?.meeting?.meetingId, second?.meeting?.meetingId]);
      expect(await them.removals()).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'makes a new one where the first has ended',
    async () => {
      const them = await operator('logs-nothing-ignores');
      const first = (await them.bridge('--run-id', 'first', '--wait', '100ms')).envelope.result;
      await them.advance(6 * 60_000);
      const second = (await them.bridge('--run-id', 'second', '--wait', '100ms')).envelope.result;
      expect(second?.meeting?.created).toBe(true);
      expect(await roomsOf(them)).toEqual([second?.meeting?.meetingId]);
      expect(second?.meeting?.meetingId).not.toBe(first?.meeting?.meetingId);
    },
    LIMIT_MS,
  );

  it(
    'has no seat that a cleanup of the first one would spare, once the call is over',
    async () => {
      const them = await operator('ignores-update');
      for (const runId of ['first', 'second']) await them.bridge('--run-id', runId, '--wait', '100ms');
      expect(await roomsOf(them)).toHaveLength(1);
      them.emulator.hangUp(them.call.transactionId);
      await until(async () => ((await them.cleanUp('first', '--yes'))?.removed.length ?? 0) > 0);
      expect(await roomsOf(them)).toEqual([]);
    },
    LIMIT_MS,
  );
});

describe.concurrent('a run that goes on', () => {
  // Alone: a run looks for two seconds at most before it sends its update, and a crowded machine takes longer to show it.
  it.sequential(
    'with a journal of a backup: its caller is in the meeting already, and stays',
    async () => {
      const them = await operator();
      const first = (await them.bridge('--run-id', 'restored')).envelope.result;
      expect(first?.verdict).toBe('JOINED');
      const file = journalFile(them.state, 'restored');
      const lines = readFileSync(file, 'utf8').split('\n');
      const update = lines.findIndex((line) => line.includes('"update-sending"'));
      writeFileSync(file, `${lines.slice(0, update).join('\n')}\n`);

      const { code, envelope } = await them.bridge('--run-id', 'restored');
      expect([code, envelope.result?.verdict, envelope.error?.code]).toEqual([5, 'FAILED', 'CALL_BRIDGED']);
      expect(envelope.result).toMatchObject({ undone: [], standing: [{ meetingId: first?.meeting?.meetingId }] });
      expect(await them.removals()).toEqual([]);
      expect(meetingLegs(await them.truth())).toMatchObject([{ status: 'Connected' }]);
      expect((await them.operations()).filter((operation) => operation.startsWith('Update'))).toHaveLength(1);
    },
    LIMIT_MS,
  );

  it(
    'makes a new meeting in a new attempt where its own has ended',
    async () => {
      const them = await operator();
      await them.faults([{ operation: 'CreateMeetingWithAttendees', kind: 'hang' }]);
      const meanwhile = async (pid: number) => {
        await until(async () => (await them.operations()).includes('CreateMeetingWithAttendees'));
        process.kill(pid, 'SIGKILL');
      };
      await run(['bridge', '--run-id', 'late'], { env: them.env, meanwhile });
      await them.faults([]);
      await them.advance(6 * 60_000);
      expect(await roomsOf(them)).toEqual([]);
      const { envelope } = await them.bridge('--run-id', 'late');
      expect(envelope.result?.verdict).toBe('JOINED');
      expect(await roomsOf(them)).toEqual([envelope.result?.meeting?.meetingId]);
    },
    LIMIT_MS,
  );
});

test('an SMA that is not there ends the run before anything is made', async () => {
  const them = await operator();
  const wrong = '11111111-2222-3333-4444-555555555555';
  const { code, envelope } = await them.bridge('--transaction-id', them.call.transactionId, '--sma-id', wrong);
  expect([code, envelope.result?.verdict, envelope.result?.meeting]).toEqual([4, 'FAILED', null]);
  const changes = (await them.operations()).filter((operation) => /^(?:Create|Batch|Update|Delete)/.test(operation));
  expect(changes).toEqual([]);
});
