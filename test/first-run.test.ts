/** The main way through the whole program, as a user goes it; test/e2e has all the others. */
import { expect, it } from 'vitest';
import { meetingLegs, run, withCall } from './e2e/program.js';

it('a live call is bridged: JOINED, 0, and it is in the meeting', async () => {
  const { env, truth } = await withCall();
  const { code, stdout, stderr } = await run(['bridge', '--wait', '20s'], { env });
  expect(stderr).toContain('look for evidence of the join');
  expect({ code, last: stdout.trim().split('\n').at(-1) }).toEqual({ code: 0, last: expect.stringMatching(/^JOINED/) });
  expect(meetingLegs(await truth())).toHaveLength(1);
});

it('a mistake of the operator: 2, and nothing was sent', async () => {
  const { env, requests } = await withCall();
  const { code, stdout, stderr } = await run(['bridge', '--call-id', 'not-an-id'], { env });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('--call-id');
  expect(await requests()).toEqual([]);
});
