import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type Running, running, signedFor } from './running.js';

interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** A request as it is, past the politeness of fetch and of the SDKs. */
function raw({ url }: Running, { method = 'GET', path = '/meetings', headers = signedFor(), body }: Sent) {
  const { hostname, port } = new URL(url);
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const sent = httpRequest({ hostname, port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('every answer to an AWS request bears a request id of AWS', () => {
  const target = (operation: string) => ({
    ...signedFor('us-east-1', 'logs'),
    'x-amz-target': `Logs_20140328.${operation}`,
  });
  test.each<[string, Sent]>([
    ['a success', { path: '/sip-media-applications' }],
    ['a success of CloudWatch Logs', { method: 'POST', path: '/', headers: target('DescribeLogGroups'), body: '{}' }],
    ['a success without a body', { method: 'DELETE', path: '/meetings/00000000-0000-0000-0000-000000000000' }],
    ['a refusal', { path: '/meetings/00000000-0000-0000-0000-000000000000' }],
    ['a refusal of CloudWatch Logs', { method: 'POST', path: '/', headers: target('FilterLogEvents'), body: '{}' }],
    ['what is no JSON', { method: 'POST', path: '/meetings', body: 'x' }],
    ['what is too large', { method: 'POST', path: '/meetings', body: 'x'.repeat(1_100_000) }],
    ['an operation that is not there', { path: '/nothing-of-aws' }],
    ['a request without a signature', { path: '/sip-media-applications', headers: {} }],
  ])('%s', async (_what, sent) => {
    const { headers } = await raw(await running(), sent);
    expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('who may ask', () => {
  test.each(['evil.example', 'evil.example:PORT', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example:PORT'])(
    'a Host of "%s" is refused',
    async (host) => {
      const aws = await running();
      const headers = { ...signedFor(), host: host.replace('PORT', new URL(aws.url).port) };
      expect((await raw(aws, { headers })).status).toBe(403);
      expect((await raw(aws, { headers, path: '/_emulator/state' })).status).toBe(403);
    },
  );

  test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])(
    'a Host of %s with the port is accepted',
    async (name) => {
      const aws = await running();
      const host = `${name}:${new URL(aws.url).port}`;
      expect((await raw(aws, { headers: { host }, path: '/_emulator/state' })).status).toBe(200);
    },
  );

  test.each(['https://evil.example', 'null', 'http://localhost:1', 'https://127.0.0.1:PORT'])(
    'an Origin of %s is refused, with no effect',
    async (origin) => {
      const aws = await running();
      const headers = { origin: origin.replace('PORT', new URL(aws.url).port) };
      const refused = await raw(aws, { method: 'POST', path: '/_emulator/calls', headers, body: '{}' });
      expect(refused.status).toBe(403);
      expect(aws.sma.calls()).toEqual([]);
    },
  );

  test('its own Origin is accepted', async () => {
    const aws = await running();
    expect((await raw(aws, { headers: { origin: aws.url }, path: '/_emulator/state' })).status).toBe(200);
  });

  test('an unsigned AWS request is refused as AWS does', async () => {
    const aws = await running();
    const refused = await raw(aws, { method: 'POST', headers: {}, body: '{}' });
    expect(refused.status).toBe(403);
    expect(refused.headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
  });

  test('a signature without a region is refused', async () => {
    const aws = await running();
    const refused = await raw(aws, { method: 'POST', headers: { authorization: 'Bearer me' }, body: '{}' });
    expect(refused.status).toBe(403);
    expect(JSON.parse(refused.body).Code).toBe('IncompleteSignature');
  });

  test('a region without an endpoint of the service is refused', async () => {
    const aws = await running();
    const meetings = await raw(aws, { method: 'POST', headers: signedFor('eu-west-1'), body: '{}' });
    expect(meetings).toMatchObject({ status: 403, headers: { 'x-amzn-errortype': 'InvalidSignatureException' } });
    const path = '/sip-media-applications';
    expect((await raw(aws, { path, headers: signedFor('ap-south-1') })).status).toBe(403);
  });
});

describe('what an answer looks like', () => {
  test('of Chime SDK: request id, the name in the header, Code, Message and RequestId in the body', async () => {
    const aws = await running();
    const { status, headers, body } = await raw(aws, { path: '/meetings/nope' });
    expect(status).toBe(400);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-amzn-errortype': 'BadRequestException',
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(JSON.parse(body)).toEqual({
      Code: 'BadRequest',
      Message: expect.stringContaining('MeetingId'),
      RequestId: headers['x-amzn-requestid'],
    });
  });

  test('of Logs: the name in __type', async () => {
    const aws = await running();
    const headers = { ...signedFor('us-east-1', 'logs'), 'x-amz-target': 'Logs_20140328.FilterLogEvents' };
    const { status, headers: answered, body } = await raw(aws, { method: 'POST', path: '/', headers, body: '{}' });
    expect(status).toBe(400);
    expect(answered['content-type']).toBe('application/x-amz-json-1.1');
    expect(JSON.parse(body)).toMatchObject({ __type: 'InvalidParameterException', message: expect.any(String) });
  });

  test("says the emulator's time as its Date", async () => {
    const aws = await running();
    await aws.control('/advance', { ms: 3_600_000 });
    const { headers } = await raw(aws, { path: '/sip-media-applications' });
    expect(Date.parse(String(headers['date'])) - Date.now()).toBeGreaterThan(3_500_000);
  });

  test('never repeats what was sent', async () => {
    const aws = await running();
    const body = JSON.stringify({ ClientRequestToken: 'my secret token!', ExternalMeetingId: 'x' });
    expect((await raw(aws, { method: 'POST', body })).body).not.toContain('secret');
  });
});

describe('what is no request', () => {
  const post = { method: 'POST', path: '/meetings' };
  const whole = '{"MediaRegion":"us-east-1","ExternalMeetingId":"room","ClientRequestToken":"one","Unheard":';
  /** A request that would be taken but for this byte. */
  const inText = (byte: number) => Buffer.concat([Buffer.from(`${whole}"`), Buffer.from([byte]), Buffer.from('"}')]);
  /** The same but for its depth: the object itself is one level. */
  const nested = (levels: number) => `${whole}${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;

  test('32 levels of JSON are one', async () => {
    expect((await raw(await running(), { ...post, body: nested(32) })).status).toBe(200);
  });

  test.each<[string, Sent, number, string]>([
    ['broken JSON', { ...post, body: '{"a":' }, 400, 'BadRequestException'],
    ['JSON that is no object', { ...post, body: '[1]' }, 400, 'BadRequestException'],
    ['null', { ...post, body: 'null' }, 400, 'BadRequestException'],
    ['invalid UTF-8', { ...post, body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) }, 400, 'BadRequestException'],
    ['invalid UTF-8 in a text', { ...post, body: inText(0xff) }, 400, 'BadRequestException'],
    ['33 levels of JSON', { ...post, body: nested(33) }, 400, 'BadRequestException'],
    ['JSON nested too deep', { ...post, body: '{"a":'.repeat(100_000) }, 400, 'BadRequestException'],
    ['a body of more than a megabyte', { ...post, body: 'x'.repeat(1_100_000) }, 413, 'RequestEntityTooLargeException'],
    ['malformed percent-encoding', { path: '/meetings/%E0%A4%A' }, 400, 'BadRequestException'],
    [
      'malformed percent-encoding in the query',
      { path: '/meetings/x/attendees?max-results=%' },
      400,
      'BadRequestException',
    ],
    ['a path that climbs', { path: '/meetings/../../etc/passwd' }, 404, 'UnknownOperationException'],
    ['an unknown path', { path: '/nowhere' }, 404, 'UnknownOperationException'],
    ['a method that is not there', { method: 'PATCH', path: '/meetings' }, 404, 'UnknownOperationException'],
    ['max-results that is no number', { path: '/sip-media-applications?max-results=ten' }, 400, 'BadRequestException'],
    ['max-results of 101', { path: '/sip-media-applications?max-results=101' }, 400, 'BadRequestException'],
    ['an empty meeting id', { path: '/meetings/' }, 400, 'BadRequestException'],
  ])('%s is answered by the service', async (_what, sent, status, name) => {
    const aws = await running();
    const answer = await raw(aws, sent);
    expect(answer.status).toBe(status);
    expect(answer.headers['x-amzn-errortype']).toBe(name);
    expect((await aws.control('/state')).status).toBe(200);
  });

  test('an operation of the query protocol is refused in XML, which is all that its client reads', async () => {
    const headers = {
      ...signedFor('us-east-1', 'sts'),
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    };
    const body = 'Action=GetCallerIdentity&Version=2011-06-15';
    const answer = await raw(await running(), { method: 'POST', path: '/', headers, body });
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'text/xml']);
    expect(answer.body).toMatch(
      /^<ErrorResponse><Error><Type>Sender<\/Type><Code>InvalidAction<\/Code>.*<\/ErrorResponse>$/,
    );
  });

  test('an unknown target is UnknownOperationException, and named on stderr without control characters', async () => {
    const aws = await running();
    const headers = { ...signedFor(), 'x-amz-target': 'Logs_20140328.StartQuery\u009b' };
    const answer = await raw(aws, { method: 'POST', path: '/', headers, body: '{}' });
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body).__type).toBe('UnknownOperationException');
    expect(aws.said).toEqual([expect.stringMatching(/StartQuery\?/)]);
  });

  test('bytes that are no HTTP are answered 400, and the emulator goes on', async () => {
    const aws = await running();
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(aws.url).port), '127.0.0.1', () => socket.end('\u0000\u0001\r\n\r\n'));
      let text = '';
      socket.on('data', (part) => (text += part));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect((await aws.control('/state')).status).toBe(200);
  });

  test('a path of 20 kB is refused', async () => {
    const aws = await running();
    expect((await raw(aws, { path: `/meetings/${'x'.repeat(20_000)}` })).status).toBe(431);
  });
});

describe('the credential scope', () => {
  const listing = { path: '/sip-media-applications' };
  const logs = (service: string) => ({
    method: 'POST',
    path: '/',
    headers: { ...signedFor('us-east-1', service), 'x-amz-target': 'Logs_20140328.DescribeLogGroups' },
    body: '{}',
  });

  test.each([
    ['execute-api', { path: '/sip-media-applications', headers: signedFor('us-east-1', 'execute-api') }, 403, 'chime'],
    [
      'chime-sdk-voice',
      { path: '/sip-media-applications', headers: signedFor('us-east-1', 'chime-sdk-voice') },
      403,
      'chime',
    ],
    ['logs, of a meeting', { method: 'POST', headers: signedFor('us-east-1', 'logs'), body: '{}' }, 403, 'chime'],
    ['chime, of log groups', logs('chime'), 400, 'logs'],
  ])('of %s is refused, naming the right service', async (_what, sent, status, service) => {
    const aws = await running();
    const answer = await raw(aws, sent);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(`Credential should be scoped to correct service: '${service}'. `);
    expect(`${answer.headers['x-amzn-errortype']}${answer.body}`).toContain('InvalidSignatureException');
    expect((await aws.control('/state')).body.meetings).toEqual([]);
  });

  test('of a region where the service is not is refused', async () => {
    const { status, body } = await raw(await running(), { ...listing, headers: signedFor('us-west-1') });
    expect(status).toBe(403);
    expect(body).toContain("Credential should be scoped to a valid region, not 'us-west-1'.");
  });

  test('that is right lets the request in', async () => {
    const aws = await running();
    expect((await raw(aws, listing)).status).toBe(200);
    expect((await raw(aws, logs('logs'))).status).toBe(200);
  });
});

describe('the old Chime namespace', () => {
  const whole = { ClientRequestToken: 'token', MediaRegion: 'us-east-1', ExternalMeetingId: 'standup' };
  const create = (userAgent: string, body: object = whole) => ({
    method: 'POST',
    headers: { ...signedFor(), 'user-agent': userAgent },
    body: JSON.stringify(body),
  });
  const dead =
    'Account Id 111122223333 is not authorized to call deprecated Amazon Chime SDK API on the \\"chime\\" endpoint';

  test.each<[string, Sent]>([
    ['the SDK for JavaScript v3, which names the API', create('aws-sdk-js/3.500.0 ua/2.0 os/linux api/chime#3.500.0')],
    ['the AWS CLI v1', create('aws-cli/1.16.1 Python/3.7 botocore/1.12.1 command/chime.create-meeting')],
    ['the AWS CLI v2', create('aws-cli/2.34 md/awscrt#0.1 ua/2.1 md/command#chime.create-meeting')],
    [
      'the SDK for JavaScript v2, without an external id',
      create('aws-sdk-nodejs/2.1693.0 linux', { ClientRequestToken: 'token' }),
    ],
    ['boto3, without a media region', create('Boto3/1.20.0 Botocore/1.23.0', { ...whole, MediaRegion: undefined })],
    ['its endpoint’s path', { path: '/console/meetings', method: 'POST', body: '{}' }],
    ['its dial-outs', { path: '/meetings/00000000-0000-4000-8000-000000000000/dial-outs', method: 'POST', body: '{}' }],
    ['its accounts', { path: '/accounts' }],
  ])('is told by %s, and refused as AWS does', async (_what, sent) => {
    const aws = await running();
    const { status, headers, body } = await raw(aws, sent);
    expect(status).toBe(403);
    expect(headers['x-amzn-errortype']).toBe('ForbiddenException');
    expect(body).toContain(dead);
    expect((await aws.control('/state')).body.meetings).toEqual([]);
  });

  test.each<[string, Sent, number]>([
    [
      'the new namespace in the SDK for JavaScript v3',
      create('aws-sdk-js/3.500.0 api/chime-sdk-meetings#3.500.0'),
      200,
    ],
    ['the new namespace in the AWS CLI', create('aws-cli/2.34 md/command#chime-sdk-meetings.create-meeting'), 200],
    ['what looks the same in both', create('aws-sdk-nodejs/2.1693.0 linux'), 200],
    ['a client that does not validate', create('curl/8.5', { ClientRequestToken: 'token' }), 400],
  ])('is not taken for %s', async (_what, sent, status) => {
    const aws = await running();
    const answer = await raw(aws, sent);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain('deprecated');
  });
});
