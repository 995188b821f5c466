/** `emulator parity` as it is typed, carried out, with a second emulator in the account's place. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { envelopeSchema } from '../schemas/envelope.js';
import { parityResult } from '../schemas/parity.js';
import { documentIn, liveMeetings, run as runAlone, runInOneProcess, scratch, until, withCall } from './program.js';

const run = runInOneProcess();
const envelope = envelopeSchema(parityResult);
const WORDS = ['emulator', 'parity'];

// The first three attendees are asked for in a meeting that is not there.
describe('emulator parity', { timeout: 90_000 }, () => {
  test.concurrent('with --yes prints a report, and keeps it in the file that was named', async () => {
    const { aws, truth, requests, faults, call } = await withCall();
    await faults([{ operation: 'GetAttendee', kind: 'error', code: 'ConflictException', status: 409 }]);
    const file = join(scratch(), 'parity.md');
    const ids = { CHIME_JOIN_TRANSACTION_ID: call.transactionId };
    const { code, stdout, stderr } = await run([...WORDS, '--yes', '--report', file], { env: { ...aws, ...ids } });
    expect(code).toBe(1);
    expect(stdout).toContain('AWS `ConflictException`');
    expect(readFileSync(file, 'utf8')).toBe(stdout);
    expect(stderr).toContain('sends no update');
    expect(stderr).toContain('FINDINGS');
    // The environment names no call: it may be another shell's.
    expect((await requests()).map(({ operation }) => operation)).not.toContain('UpdateSipMediaApplicationCall');
    expect((await truth()).meetings.map(({ ended }) => ended)).toEqual([true]);
  });

  test.concurrent('with --json gives one document, and takes a call that is named', async () => {
    const { aws, call, truth } = await withCall();
    const named = ['--sma-id', call.sipMediaApplicationId, '--transaction-id', call.transactionId];
    const ended = await run([...WORDS, ...named, '--yes', '--json'], { env: aws });
    const { ok, result, requestIds } = documentIn(envelope, ended);
    expect([ended.code, ok, requestIds]).toEqual([0, true, []]);
    expect(result?.cases.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
    expect(JSON.stringify(result)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/i);
    const updates = (await truth()).calls[0]?.events.filter(
      ({ InvocationEventType }) => InvocationEventType === 'CALL_UPDATE_REQUESTED',
    );
    expect(updates).toHaveLength(1);
  });

  test.concurrent.each([
    ['ends its meeting', [], 130],
    [
      'names the meeting that it could not end',
      [{ operation: 'DeleteMeeting', kind: 'error', code: 'ForbiddenException', status: 403, times: 99 }],
      9,
    ],
  ])('that is interrupted %s', async (_, faults, exitCode) => {
    const cloud = await withCall();
    await cloud.faults([...faults, { operation: 'CreateAttendee', kind: 'delay', ms: 20_000, skip: 3 }]);
    const meanwhile = async (pid: number) => {
      await until(
        async () => (await cloud.requests()).filter(({ operation }) => operation === 'CreateAttendee').length > 3,
      );
      process.kill(pid, 'SIGINT');
    };
    const { code, stdout, stderr } = await runAlone([...WORDS, '--yes'], { env: cloud.aws, meanwhile });
    expect(code).toBe(exitCode);
    const [left] = liveMeetings(await cloud.truth());
    expect(left === undefined).toBe(exitCode === 130);
    expect((await cloud.truth()).meetings).toHaveLength(1);
    expect(stdout).toContain('the run had ended');
    if (left !== undefined) expect(stderr).toContain(`chime-join meeting end --meeting-id ${left.meetingId}`);
  });
});
