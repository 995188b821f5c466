import { describe, expect, it } from 'vitest';
import { plane } from './plane-here.js';

const ID = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';

describe('the control plane', () => {
  it.each([
    ['GET', '/state'],
    ['GET', '/instance'],
    ['GET', '/requests'],
    ['GET', '/rules'],
    ['POST', '/calls'],
    ['POST', '/hangup'],
    ['POST', '/press'],
    ['POST', '/telephones'],
    ['POST', '/present'],
    ['POST', '/advance'],
    ['POST', '/faults'],
    ['POST', '/reset'],
  ])('has %s %s, and no other method there', async (method, path) => {
    const { ask } = plane();
    const other = method === 'GET' ? 'POST' : 'GET';
    const refused = await ask(other, path);
    expect(refused).toMatchObject({ status: 405, body: { message: `${path} takes ${method}` } });
    expect(refused.headers['allow']).toBe(method);
  });

  it.each(['', '/', '/nothing', '/toString', '/state/'])('has nothing at %j, and says what there is', async (path) => {
    const { status, body } = await plane().ask('GET', path);
    expect(status).toBe(404);
    expect(body.message).toMatch(/^there is only \/state, .*\/reset under \/_emulator$/);
  });

  it.each(['/calls', '/hangup', '/press', '/present', '/advance'])('%s wants a JSON object', async (path) => {
    const { ask } = plane();
    expect(await ask('POST', path, '[]')).toMatchObject({
      status: 400,
      body: { message: 'the body must be a JSON object' },
    });
    expect(await ask('POST', path, '{')).toMatchObject({
      status: 400,
      body: { message: 'the body is not valid JSON' },
    });
  });

  it('shows meetings, calls and secrets as they are', async () => {
    const { ask, meeting, token } = plane();
    const { body } = await ask('GET', '/state');
    expect(body).toMatchObject({
      meetings: [{ meetingId: meeting.meetingId }],
      calls: [{ transactionId: 'live' }],
      secrets: [token],
    });
  });

  it('shows which emulator it is, its requests and its rules', async () => {
    const { ask, own } = plane();
    expect((await ask('GET', '/instance')).body).toEqual({ instance: own.sipMediaApplicationId });
    expect((await ask('GET', '/requests')).body).toMatchObject([{ operation: 'GetMeeting', status: null }]);
    expect((await ask('GET', '/rules')).body).toEqual([{ id: 'a-rule' }]);
  });
});

describe('a call that is posted', () => {
  it('is placed on the SMA that is named, else on the emulator’s own', async () => {
    const { ask, own, other } = plane();
    const [mine, others] = [own.sipMediaApplicationId, other.sipMediaApplicationId];
    expect((await ask('POST', '/calls', {})).body).toMatchObject({ sipMediaApplicationId: mine, transactionId: 'in' });
    const named = { sipMediaApplicationId: others.toUpperCase() };
    expect((await ask('POST', '/calls', named)).body).toMatchObject({ sipMediaApplicationId: others });
  });

  it('comes on the line that was asked for', async () => {
    const { ask, own } = plane();
    const line = { from: '+12065550142', to: '+12065550100', sipHeaders: { 'x-a': '1' } };
    await ask('POST', '/calls', line);
    expect(own.inbound).toEqual([line]);
  });

  it.each<[object, number, string]>([
    [{ from: 'nobody' }, 400, "Value at 'from'"],
    [{ to: '+0' }, 400, "Value at 'to'"],
    [{ sipHeaders: { a: 1 } }, 400, "Value at 'sipHeaders'"],
    [{ sipHeaders: { From: 'x' } }, 400, 'Invalid SIP header(s) provided: From'],
    [{ sipMediaApplicationId: ID }, 404, 'there is no such SIP media application'],
  ])('of %j is refused with %i', async (body, status, words) => {
    const { ask, own } = plane();
    const answer = await ask('POST', '/calls', body);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(words);
    expect(own.inbound).toEqual([]);
  });

  it('beyond the account’s quota is refused with 409', async () => {
    const { ask, own } = plane();
    own.full = true;
    expect((await ask('POST', '/calls', {})).status).toBe(409);
  });
});

describe('hands at a telephone', () => {
  it('hang up, and press keys, at the leg that is named', async () => {
    const { ask, hands } = plane();
    expect(await ask('POST', '/hangup', { transactionId: 'live' })).toMatchObject({ status: 200 });
    expect(
      await ask('POST', '/press', { transactionId: 'live', digits: '12#', participantTag: 'LEG-B' }),
    ).toMatchObject({
      status: 200,
      body: { transactionId: 'live', digits: '12#' },
    });
    expect(hands).toEqual(['hang up live undefined', 'press live 12# LEG-B']);
  });

  it.each(['/hangup', '/press'])('%s of no live call is 404', async (path) => {
    const answer = await plane().ask('POST', path, { transactionId: 'gone', digits: '1' });
    expect(answer).toMatchObject({ status: 404, body: { message: 'there is no such live call' } });
  });

  it.each([
    { transactionId: 'live', digits: '' },
    { transactionId: 'live', digits: 'E' },
    { transactionId: 'live' },
    { digits: '1' },
    { transactionId: 'live', digits: '1'.repeat(129) },
    { transactionId: 'live', digits: '1', participantTag: 'LEG-C' },
  ])('press no %j', async (body) => {
    const { ask, hands } = plane();
    expect((await ask('POST', '/press', body)).status).toBe(400);
    expect(hands).toEqual([]);
  });
});

describe('time', () => {
  it('is moved on by so much, and its new state is answered', async () => {
    const { ask, clock } = plane();
    expect((await ask('POST', '/advance', { ms: 90_000 })).body).toEqual({ now: '1970-01-01T00:01:30.000Z' });
    expect(clock.now()).toBe(90_000);
  });

  it.each([{ ms: -1 }, { ms: 1.5 }, { ms: '5' }, {}, { ms: 367 * 24 * 60 * 60_000 }])(
    'is not moved by %j',
    async (body) => {
      const { ask, clock } = plane();
      expect((await ask('POST', '/advance', body)).status).toBe(400);
      expect(clock.now()).toBe(0);
    },
  );
});
