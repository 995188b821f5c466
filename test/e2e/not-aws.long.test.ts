import { describe, expect, test } from 'vitest';
import { bridgeJson, liveMeetings, meetingLegs, run, withCall } from './program.js';

const UPDATE = 'UpdateSipMediaApplicationCall';
const CREATE = 'CreateMeetingWithAttendees';

describe.concurrent('somebody else answers in place of AWS', () => {
  test.each([
    [403, undefined],
    [404, ''],
    [407, ''],
    [429, 'slow down'],
    [451, '<html>withheld</html>'],
    [200, '{"message":"signed in"}'],
  ])('to the update, with %i %j: it is sent once, and the call joins', async (status, body) => {
    const { env, faults, truth, requests } = await withCall();
    await faults([{ operation: UPDATE, kind: 'replace', status, ...(body === undefined ? {} : { body }) }]);
    const { envelope, code } = await bridgeJson(['--wait', '20s'], { env });
    expect([envelope.result?.verdict, code]).toEqual(['JOINED', 0]);
    const sent = await requests();
    expect(sent.filter(({ operation }) => operation === UPDATE)).toHaveLength(1);
    expect(sent.filter(({ operation }) => operation.startsWith('Delete'))).toEqual([]);
    expect(meetingLegs(await truth())).toHaveLength(1);
  });

  test('to the create: the meeting is found again and ended, and the run may be repeated', async () => {
    const { env, faults, truth } = await withCall();
    await faults([{ operation: CREATE, kind: 'replace', status: 403 }]);
    const { envelope, code } = await bridgeJson(['--wait', '20s'], { env });
    expect([envelope.result?.verdict, code]).toEqual(['FAILED', 6]);
    expect(envelope.error).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    expect(envelope.error?.tryThis[0]).toBe('Run it again');
    expect(envelope.error?.tryThis.join('\n')).not.toContain('before you run it again');
    expect(envelope.error?.cause).toBe('403, not from AWS: Access denied: Blocked by policy');
    expect(liveMeetings(await truth())).toEqual([]);
  });

  test('to a read: it names the page, and may be repeated', async () => {
    const { env, faults } = await withCall();
    await faults([
      { operation: 'GetMeeting', kind: 'replace', status: 511, body: '<title>Hotel Wi-Fi</title>', times: 9 },
    ]);
    const id = '6f5b1a0e-2a55-4c0e-9f5d-3f6f0f1e2d3c';
    const { code, stdout } = await run(['meeting', 'show', '--meeting-id', id, '--json'], { env });
    expect(code).toBe(6);
    expect(JSON.parse(stdout).error).toMatchObject({ retryable: true, cause: '511, not from AWS: Hotel Wi-Fi' });
  });
});
