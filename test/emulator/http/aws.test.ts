import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/emulator/faults.js';
import { turns } from '../sma/turns.js';
import { faceHere } from './face-here.js';

const fault = (more: Partial<Fault>): Fault => ({ operation: 'CreateMeeting', kind: 'error', ...more });

/** One request that suffers a fault. */
async function suffering(more: Partial<Fault>) {
  const own = faceHere({ faults: [fault(more)] });
  const heard = own.ask();
  await turns();
  const [entry] = own.requests.entries();
  return { ...own, heard, entry };
}

describe('a request', () => {
  it('is answered by its operation, and stands in the record as delivered', async () => {
    const { ask, requests } = faceHere();
    const heard = ask();
    await turns();
    expect(heard).toMatchObject({ status: 201, end: 'whole', body: '{"Meeting":{"ExternalMeetingId":"standup"}}' });
    expect(requests.entries()).toMatchObject([{ operation: 'CreateMeeting', status: 201, delivered: true }]);
  });

  it.each([
    ['breaks the model', 'much too long', 400, 'BadRequestException'],
    ['is refused by its operation', 'full', 400, 'LimitExceededException'],
    ['finds the emulator broken', 'broken', 500, 'ServiceFailureException'],
  ])('that %s is answered so, and was not delivered', async (_what, id, status, name) => {
    const { ask, requests } = faceHere();
    const heard = ask(id);
    await turns();
    expect(heard.status).toBe(status);
    expect(heard.headers?.['x-amzn-errortype']).toBe(name);
    expect(requests.entries()).toMatchObject([{ status, delivered: false }]);
  });

  it('that finds the emulator broken tells the operator how, and the client not', async () => {
    const { ask, stderr } = faceHere();
    const heard = ask('broken');
    await turns();
    expect(stderr[0]).toMatch(/^CreateMeeting failed inside the emulator: TypeError: no such thing/);
    expect(heard.body).not.toContain('no such thing');
  });

  it('of no operation is told to the operator in one line, whatever its path holds', async () => {
    const { ask, stderr } = faceHere();
    const heard = ask('x', { url: '/\u001b[31mred' });
    await turns();
    expect(heard.status).toBe(404);
    expect(stderr).toEqual(['the emulator has no operation POST /?[31mred: answered UnknownOperationException, 404']);
  });

  it('of no operation, from a client that reads XML, is refused in XML', async () => {
    const { ask } = faceHere();
    const heard = ask('x', {
      url: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    });
    await turns();
    expect(heard).toMatchObject({ status: 400, body: expect.stringContaining('<Code>InvalidAction</Code>') });
  });
});

describe('a quota', () => {
  const ONE = { perSecond: 1, burst: 1 };

  it('beyond it a request is throttled and has no effect', async () => {
    const { ask, state } = faceHere({ quota: ONE });
    ask();
    const heard = ask();
    await turns();
    expect(heard.status).toBe(429);
    expect(heard.headers?.['x-amzn-errortype']).toBe('ThrottlingException');
    expect(state.ran).toBe(1);
  });

  it('is looked at before what is wrong with the request', async () => {
    const { ask } = faceHere({ quota: ONE });
    const wrong = ask('much too long');
    const right = ask();
    await turns();
    expect([wrong.status, right.status]).toEqual([400, 429]);
  });

  it('is not used up by a request that a fault kept from its operation', async () => {
    const { ask } = faceHere({ quota: ONE, faults: [fault({ kind: 'reset-before' })] });
    ask();
    const heard = ask();
    await turns();
    expect(heard.status).toBe(201);
  });
});

describe('a fault without effect', () => {
  it.each<[Partial<Fault>, number, string]>([
    [{}, 500, 'ServiceFailureException'],
    [{ status: 503 }, 503, 'ServiceUnavailableException'],
    [{ status: 418 }, 418, 'BadRequestException'],
    [{ code: 'ConflictException' }, 409, 'ConflictException'],
    [{ code: 'ConflictException', status: 500 }, 500, 'ConflictException'],
  ])('error, %j, is %i %s', async (more, status, name) => {
    const { heard, state, entry } = await suffering(more);
    expect(heard.status).toBe(status);
    expect(heard.headers?.['x-amzn-errortype']).toBe(name);
    expect(state.ran).toBe(0);
    expect(entry).toMatchObject({ status, delivered: false });
  });

  it('error may say when to come again, and in which words', async () => {
    const { heard } = await suffering({ message: 'not now', retryAfter: 3 });
    expect(heard.headers?.['retry-after']).toBe('3');
    expect(heard.body).toContain('not now');
  });

  it('html is a page of 502, with nothing of AWS’s', async () => {
    const { heard, state } = await suffering({ kind: 'html' });
    expect(heard).toMatchObject({ status: 502, body: expect.stringContaining('502 Bad Gateway') });
    expect(heard.headers).not.toHaveProperty('x-amzn-requestid');
    expect(state.ran).toBe(0);
  });

  it('reset-before is answered nothing', async () => {
    const { heard, state, entry } = await suffering({ kind: 'reset-before' });
    expect(heard).toEqual({ body: '', end: 'reset' });
    expect(state.ran).toBe(0);
    expect(entry).toMatchObject({ status: null, delivered: false });
  });
});

describe('a fault with effect', () => {
  it.each(['reset-after', 'hang'] as const)('%s takes effect and is answered nothing', async (kind) => {
    const { heard, state, entry } = await suffering({ kind });
    expect(state.ran).toBe(1);
    expect(heard).toMatchObject({ body: '', end: kind === 'hang' ? 'open' : 'reset' });
    expect(entry).toMatchObject({ status: null, delivered: true });
  });

  it('truncate breaks the connection in the middle of the body that was promised', async () => {
    const { heard } = await suffering({ kind: 'truncate' });
    expect(heard).toMatchObject({ status: 201, end: 'destroyed' });
    expect(heard.body.length).toBe(Math.floor(Number(heard.headers?.['content-length']) / 2));
  });

  it('replace is answered by somebody else, though it took effect', async () => {
    const { heard, state } = await suffering({ kind: 'replace', body: '{"blocked":true}', status: 451 });
    expect(heard).toMatchObject({ status: 451, body: '{"blocked":true}' });
    expect(heard.headers).not.toHaveProperty('x-amzn-requestid');
    expect(state.ran).toBe(1);
  });

  it('delay takes effect, and is answered, only after its time', async () => {
    const { heard, state, clock } = await suffering({ kind: 'delay', ms: 5_000 });
    clock.advance(4_999);
    await turns();
    expect([state.ran, heard.end]).toEqual([0, 'open']);
    clock.advance(1);
    await turns();
    expect(heard).toMatchObject({ status: 201, end: 'whole' });
  });

  it('and a reset of the emulator breaks off what it holds back', async () => {
    const { face, heard } = await suffering({ kind: 'hang' });
    face.reset();
    expect(heard.end).toBe('destroyed');
  });
});
