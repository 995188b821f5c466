/** Prompts take the emulator's time, not the reader's: what comes after the longest of them is still seen. */
import { expect, it } from 'vitest';
import { check } from './checked.js';

const HOLD = `{ SchemaVersion: '1.0', Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } }] }`;
const handler = (onUpdate: string) => `export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const type = event.InvocationEventType;
  const { JoinToken, MeetingId } = event.ActionData?.Parameters?.Arguments ?? {};
  const join = { Type: 'JoinChimeMeeting', Parameters: { JoinToken, MeetingId } };
  const pause = (ms) => ({ Type: 'Pause', Parameters: { DurationInMilliseconds: String(ms) } });
  if (type === 'CALL_UPDATE_REQUESTED') { ${onUpdate} }
  return type === 'NEW_INBOUND_CALL' ? ${HOLD} : { SchemaVersion: '1.0' };
};`;

it('a join after forty seconds of waiting is a join', async () => {
  const { status, findings } = await check(
    handler(`return { SchemaVersion: '1.0', Actions: [pause(25_000), pause(15_000), join] };`),
  );
  expect(findings).toEqual([]);
  expect(status('joins')).toBe('ok');
});

it('a hang-up that a prompt comes before is seen when the update comes again', async () => {
  const { of } = await check(
    handler(`const isIn = event.CallDetails.Participants.length > 1;
      return { SchemaVersion: '1.0', Actions: isIn ? [pause(5_000), { Type: 'Hangup', Parameters: {} }] : [join] };`),
  );
  expect(of('second-update')).toMatchObject({ status: 'finding' });
});
