import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asked } from '../catalogue/asked.js';
import { CALL_A, MEETING, update } from '../samples.js';

const tokenOf = (attendee: string, secret: string) => btoa(`${attendee}:${secret}`);
const TOKEN = tokenOf('0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', '11223344-5566-4788-99aa-bbccddeeff00');

const wrapped = (text: string, width: number, between: string) =>
  text.match(new RegExp(`.{1,${width}}`, 'gs'))?.join(between) ?? '';

function expectNoneOf(token: string, text: string) {
  const told = JSON.stringify(asked(text));
  const half = token.slice(48);
  for (let at = 0; at + 16 <= half.length; at += 1) expect(told).not.toContain(half.slice(at, at + 16));
}

const failed = (token: string) =>
  JSON.stringify({
    ...update(2, { JoinToken: token }),
    InvocationEventType: 'ACTION_FAILED',
    ActionData: {
      Type: 'JoinChimeMeeting',
      Parameters: { JoinToken: token, CallId: CALL_A, MeetingId: MEETING },
      ErrorType: 'SystemException',
      ErrorMessage: `System error while running action ${token}`,
    },
  });

test.each([
  ['in a message', `NotFoundException: no attendee ${wrapped(TOKEN, 30, '\n  ')}`],
  ['by blanks', `NotFoundException: JoinToken=${wrapped(TOKEN, 10, ' ')}`],
  ['in two lines of a log', `Error: NotFoundException: ${TOKEN.slice(0, 60)}\nNotFoundException ${TOKEN.slice(60)}`],
  ['where its beginning is missing', `NotFoundException: ${TOKEN.slice(52)} is unknown`],
  ['as an event', wrapped(failed(TOKEN), 80, '\r\n')],
])('a token that was broken is shown in no piece: %s', (_, text) => {
  expect(JSON.stringify(asked(text))).toContain('said');
  expectNoneOf(TOKEN, text);
});

test('of any token in an event, however it is broken', () => {
  const broken = fc.record({
    ...{ attendee: fc.uuid(), secret: fc.uuid(), width: fc.integer({ min: 10, max: 140 }) },
    ...{ between: fc.constantFrom('\n', '\r\n', '\n  ', ' \n\t') },
  });
  fc.assert(
    fc.property(broken, ({ attendee, secret, width, between }) => {
      const token = tokenOf(attendee, secret);
      expectNoneOf(token, wrapped(failed(token), width, between));
    }),
    { numRuns: 150 },
  );
});
