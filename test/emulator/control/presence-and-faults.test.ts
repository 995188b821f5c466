/** What the control plane changes: who is in a meeting, what fails, who answers, and everything. */
import { describe, expect, it } from 'vitest';
import { plane } from './plane-here.js';

describe('an attendee', () => {
  const posted = (own: ReturnType<typeof plane>, more: object) =>
    own.ask('POST', '/present', {
      meetingId: own.meeting.meetingId,
      attendeeId: own.attendee.attendeeId.toUpperCase(),
      ...more,
    });
  const isPresent = ({ rooms }: ReturnType<typeof plane>) => rooms.state()[0]?.attendees[0]?.present;

  it('comes and goes as is posted', async () => {
    const own = plane();
    expect(await posted(own, { present: true })).toMatchObject({
      status: 200,
      body: { attendeeId: own.attendee.attendeeId, present: true },
    });
    expect(isPresent(own)).toBe(true);
    expect((await posted(own, { present: false, dropped: true })).status).toBe(200);
    expect(isPresent(own)).toBe(false);
  });

  it('who is there as a phone is not taken out', async () => {
    const own = plane();
    own.rooms.door.connect(own.meeting.meetingId, own.attendee.attendeeId, () => undefined);
    expect((await posted(own, { present: false })).status).toBe(409);
    expect(isPresent(own)).toBe(true);
  });

  it('cannot come and be dropped at once', async () => {
    const own = plane();
    expect((await posted(own, { present: true, dropped: true })).status).toBe(400);
    expect(isPresent(own)).toBe(false);
  });

  it.each([{ attendeeId: 'nobody' }, { meetingId: 'nowhere' }])('of %j is 404', async (more) => {
    expect((await posted(plane(), { present: true, ...more })).status).toBe(404);
  });

  it.each([{}, { present: 'yes' }, { present: true, dropped: 1 }])('posted with %j is refused', async (more) => {
    expect((await posted(plane(), more)).status).toBe(400);
  });
});

describe('faults', () => {
  it('replace those that were there', async () => {
    const { ask, faults } = plane();
    await ask('POST', '/faults', [{ operation: 'GetMeeting', kind: 'hang' }]);
    expect(await ask('POST', '/faults', [{ operation: 'CreateMeeting', kind: 'error', status: 503 }])).toMatchObject({
      status: 200,
      body: { faults: 1 },
    });
    expect(faults.next('GetMeeting')).toBeUndefined();
    expect(faults.next('CreateMeeting')).toMatchObject({ kind: 'error', status: 503 });
  });

  it('of which one is wrong are refused, and the old ones stay', async () => {
    const { ask, faults } = plane();
    await ask('POST', '/faults', [{ operation: 'GetMeeting', kind: 'hang' }]);
    const wrong = [
      { operation: 'CreateMeeting', kind: 'hang' },
      { operation: 'CreateMeeting', kind: 'boom' },
    ];
    const { status, body } = await ask('POST', '/faults', wrong);
    expect(status).toBe(400);
    expect(body.message).toMatch(/^\[1\]: /);
    expect(faults.next('GetMeeting')).toBeDefined();
  });
});

describe('telephones', () => {
  it('replace those that were there', async () => {
    const { ask, telephones } = plane();
    await ask('POST', '/telephones', [{ number: '+12065550199', answers: 'busy' }]);
    expect((await ask('POST', '/telephones', [])).body).toEqual({ telephones: 0 });
    expect(telephones.at('+12065550199')).toEqual({ answersAfterMs: 1_000 });
  });

  it.each<[unknown, string]>([
    [{}, 'the telephones must be a list'],
    [[5], '[0]: a telephone must be a JSON object'],
    [[{ number: 'x', answers: 'busy' }], "[0]: Value at 'number'"],
    [[{ number: '+12065550199' }], "[0]: Value at 'answers'"],
    [[{ number: '+12065550199', answers: 'soon' }], "[0]: 'answers' is"],
    [Array.from({ length: 10_001 }, () => 0), 'at most 10000 telephones'],
  ])('%j are refused', async (body, words) => {
    const answer = await plane().ask('POST', '/telephones', body as object);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(words);
  });
});

it('a reset is done before it is answered', async () => {
  const { ask, state } = plane();
  expect(await ask('POST', '/reset')).toMatchObject({ status: 200, body: {} });
  expect(state.resets).toBe(1);
});
