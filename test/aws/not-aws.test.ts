import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAwsError, requestIdIn } from '../../src/aws/aws-mark.js';
import { pageInWords } from '../../src/aws/page-in-words.js';
import {
  ATTENDEE_ID,
  attendee,
  awsAnswering,
  awsError,
  closeAll,
  done,
  failureOf,
  json,
  MARK,
  MEETING,
  MEETING_ID,
  never,
  type Reply,
  raw,
  UPDATE,
  useTestAccount,
} from './stub.js';

beforeEach(useTestAccount);
afterEach(closeAll);

const PAGE = '<html><head><title>Access denied</title></head><body><p>Blocked by policy</p></body></html>';
const html = (status: number, body = PAGE, headers = {}): Reply =>
  raw(status, body, { 'content-type': 'text/html', ...headers });
const bare = (status: number, body: unknown): Reply =>
  raw(status, JSON.stringify(body), { 'content-type': 'application/json' });
const NEW = {
  clientRequestToken: 'run-1',
  externalMeetingId: 'standup',
  mediaRegion: 'us-west-2',
  attendees: [{ externalUserId: 'phone' }],
};

const STRANGERS: [string, Reply, number][] = [
  ['a block page', html(403), 403],
  ['a proxy that wants to be signed in to', html(407), 407],
  ['a rate limit of somebody else', html(429, 'slow down'), 429],
  ['a page withheld for legal reasons', html(451), 451],
  ['an empty 404', raw(404, ''), 404],
  ['an empty 400', raw(400, ''), 400],
  ["a gateway's own JSON", bare(403, { message: 'blocked' }), 403],
  ['a code without its capital', bare(403, { code: 'Forbidden', message: 'no' }), 403],
  ['a code that AWS does not have', bare(400, { Code: 'E1001', Message: 'no' }), 400],
  ["a code of Node's", bare(403, { code: 'ECONNREFUSED', syscall: 'connect', message: 'connect ECONNREFUSED' }), 403],
  ["a code of a proxy's fault", bare(403, { code: 'ERR_PROXY_FORBIDDEN' }), 403],
  ["an error's name of the SDK's", bare(400, { __type: 'CredentialsProviderError', message: 'expired' }), 400],
  ['words of the SDK', bare(400, { message: 'Region is missing' }), 400],
  ["a page of CloudFront's", html(403, PAGE, { 'x-amz-cf-id': 'abc', 'x-cache': 'Error from cloudfront' }), 403],
  ['an empty header', raw(403, '', { 'x-amzn-requestid': ' ' }), 403],
  ["a gateway's 502", html(502), 502],
  ['a sign-in page', html(200), 200],
  ['an empty success', bare(202, {}), 202],
  ['a redirect', raw(302, '', { location: 'https://login.example/' }), 302],
  ['a captive portal', html(511), 511],
];

describe('an answer without the mark of AWS says nothing of the request', () => {
  it.each(STRANGERS)('%s: the update may have been delivered, and is sent once', async (_what, reply, status) => {
    const { aws, received } = await awsAnswering(reply);
    const failure = await failureOf(aws.calls.update(UPDATE, never));
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', delivery: 'unknown', attempts: 1 });
    expect(failure.message).toContain(`AWS did not answer the request to update the call`);
    expect(failure.message).toContain(`HTTP ${status}; it may have taken effect.`);
    expect(received).toHaveLength(1);
  });

  it.each(STRANGERS)('%s: the meeting counts as made', async (_what, reply) => {
    const { aws } = await awsAnswering(reply);
    const failure = await failureOf(aws.meetings.create(NEW, never));
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', delivery: 'unknown' });
  });

  it.each(STRANGERS)('%s: a read has no result', async (_what, reply) => {
    const { aws } = await awsAnswering(reply);
    const failure = await failureOf(aws.meetings.find(MEETING_ID, never));
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', exitCode: 6 });
    expect(failure.message).not.toContain('effect');
  });

  it('a success that is all but marked is none', async () => {
    const { aws } = await awsAnswering(bare(200, { Meeting: MEETING, Attendees: [attendee('phone')] }));
    const failure = await failureOf(aws.meetings.create(NEW, never));
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', delivery: 'unknown' });
    expect(failure.cause).not.toContain('token-of-phone');
  });

  it('a removal that it seems to confirm may not have happened', async () => {
    const { aws } = await awsAnswering(raw(204, ''));
    expect(await failureOf(aws.attendees.remove(MEETING_ID, ATTENDEE_ID, never))).toMatchObject({
      delivery: 'unknown',
    });
  });

  it('says who answered, and what to do', async () => {
    const { aws } = await awsAnswering(html(403));
    const { cause, tryThis } = await failureOf(aws.calls.update(UPDATE, never));
    expect(cause).toBe('403, not from AWS: Access denied: Blocked by policy');
    expect(tryThis.join('\n')).toMatch(/sign-in page.*endpoint/s);
  });

  it('does not repeat a token that the page repeats', async () => {
    const { aws } = await awsAnswering(html(403, `<p>${UPDATE.arguments.JoinToken}</p>`));
    const { cause } = await failureOf(aws.calls.update(UPDATE, never));
    expect(cause).toBe('403, not from AWS: ***');
  });

  it('its clock is not that of AWS', async () => {
    const { aws, received } = await awsAnswering([html(403, PAGE, { date: 'Thu, 01 Jan 1970 00:00:00 GMT' }), done]);
    await failureOf(aws.meetings.find(MEETING_ID, never));
    await aws.meetings.end(MEETING_ID, never);
    expect(received[1]?.headers['x-amz-date']).not.toMatch(/^1970/);
  });
});

describe('an answer with the mark of AWS', () => {
  it.each<[string, Reply]>([
    ['an id', raw(404, '', MARK)],
    ['the id of older services', raw(404, '', { 'x-amz-request-id': 'req-1' })],
    ['an error type', raw(404, '{}', { 'x-amzn-errortype': 'NotFoundException' })],
    ['an error type, and a body that nobody can read', html(404, PAGE, { 'x-amzn-errortype': 'NotFoundException' })],
    ["the protocol's own body", bare(404, { __type: 'com.amazonaws.chime#NotFoundException', message: 'No.' })],
    ['all of it', awsError(404, 'NotFoundException')],
  ])('%s: it was refused', async (_what, reply) => {
    const { aws } = await awsAnswering(reply);
    expect(await failureOf(aws.calls.update(UPDATE, never))).toMatchObject({
      code: 'CALL_NOT_FOUND',
      delivery: 'refused',
    });
  });

  it("is not taken for one of Node's own errors by a code in its body", async () => {
    const { aws } = await awsAnswering(json(403, { code: 'ECONNREFUSED', syscall: 'connect', message: 'No.' }));
    const failure = await failureOf(aws.calls.update(UPDATE, never));
    expect(failure).toMatchObject({ code: 'ACCESS_DENIED', delivery: 'refused' });
  });

  it('that cannot be read refused nothing', async () => {
    const { aws } = await awsAnswering(html(403, PAGE, MARK));
    const failure = await failureOf(aws.calls.update(UPDATE, never));
    expect(failure).toMatchObject({ code: 'UNREADABLE_ANSWER', delivery: 'unknown' });
  });

  it('refused a repeat only: the first may have been delivered to somebody in its place', async () => {
    const { aws, received } = await awsAnswering([html(503), awsError(403, 'ForbiddenException')]);
    const failure = await failureOf(aws.meetings.create(NEW, never));
    expect(failure).toMatchObject({ code: 'ACCESS_DENIED', delivery: 'unknown', attempts: 2 });
    expect(received).toHaveLength(2);
  });

  it('a throttle was not delivered, and says how long to wait', async () => {
    const { aws } = await awsAnswering(awsError(429, 'ThrottledClientException', 'Slow.', { 'retry-after': '7' }));
    const failure = await failureOf(aws.calls.update(UPDATE, never));
    expect(failure).toMatchObject({ code: 'THROTTLED', delivery: 'not-sent', retryAfterSeconds: 7 });
    expect(failure.tryThis[0]).toBe('Run it again after 7 s');
  });

  it('CloudWatch Logs is known by its __type alone', () => {
    const type = JSON.stringify({ __type: 'ResourceNotFoundException', message: 'No.' });
    const code = JSON.stringify({ Code: 'NotFound', Message: 'No.' });
    expect([isAwsError(type), isAwsError(code)]).toEqual([true, false]);
  });

  it.each([
    [429, 'TooManyRequests'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
  ])('is not to be had of a body in the form of Chime: %i', async (status, Code) => {
    const { aws, received } = await awsAnswering(bare(status, { Code, Message: 'No.' }));
    expect(await failureOf(aws.calls.update(UPDATE, never))).toMatchObject({ delivery: 'unknown' });
    expect(received).toHaveLength(1);
  });

  it('is not to be had of other headers', () => {
    expect(requestIdIn({ 'x-amz-cf-id': 'a', 'x-amz-id-2': 'b', 'x-request-id': 'c', via: 'd' })).toBeNull();
  });
});

it('no page of a stranger is ever taken for a refusal', () =>
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      expect(isAwsError(text)).toBe(false);
      expect(pageInWords(text).length).toBeLessThanOrEqual(201);
    }),
  ));

describe('a page in words', () => {
  it.each([
    [
      '<html><head><title>Sign in</title><style>a{}</style></head><body>Your <b>network</b></body></html>',
      'Sign in: Your network',
    ],
    ['<!doctype html><script>var a = "<b>"</script>Blocked &amp; logged', 'Blocked & logged'],
    ['upstream connect error', 'upstream connect error'],
    ['{"message":"blocked"}', '{"message":"blocked"}'],
    ['<html><title>Same</title><body>Same</body>', 'Same'],
    ['<html><!-- a', ''],
    ['', ''],
  ])('%j', (page, words) => expect(pageInWords(page)).toBe(words));
});

it('JSON answers of the stub are marked', async () => {
  const { aws } = await awsAnswering(json(200, { Meeting: MEETING }));
  expect((await aws.meetings.find(MEETING_ID, never)).requestId).toBe('req-1');
});
