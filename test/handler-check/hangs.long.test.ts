import { expect, it } from 'vitest';
import { check } from './checked.js';

const HOLD = `{ SchemaVersion: '1.0', Actions: [{ Type: 'Pause', Parameters: { DurationInMilliseconds: '20000' } }] }`;
const KEEP = `{ SchemaVersion: '1.0' }`;
/** What a handler does right, by event; `a` are the arguments of an update. */
const DECIDE = `
const decide = (event) => {
  if (event.InvocationEventType !== 'CALL_UPDATE_REQUESTED') {
    return ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'ACTION_FAILED'].includes(event.InvocationEventType) ? ${HOLD} : ${KEEP};
  }
  const a = event.ActionData.Parameters.Arguments;
  if (!a.JoinToken || event.CallDetails.Participants.length > 1) return ${KEEP};
  return { SchemaVersion: '1.0', Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: a.JoinToken, MeetingId: a.MeetingId } }] };
};`;

it('a callback waits for what is open, and past five seconds nobody waits for it', async () => {
  const { of } = await check(
    `${DECIDE}\nexports.handler = (event, context, callback) => { setInterval(() => {}, 1000); callback(null, decide(event)); };`,
    '.cjs',
  );
  expect(of('answers-in-time')).toMatchObject({
    status: 'finding',
    seen: expect.stringContaining('No answer within 5 s'),
  });
}, 30_000);
