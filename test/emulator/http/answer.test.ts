import { describe, expect, it } from 'vitest';
import {
  controlAnswer,
  htmlAnswer,
  queryRefusalAnswer,
  refusalAnswer,
  resultAnswer,
  strangersAnswer,
} from '../../../src/emulator/http/answer.js';
import { EventStream } from '../../../src/emulator/http/event-stream.js';
import { EXCEPTIONS, exceptionFor, Refusal, statusOf } from '../../../src/emulator/http/refusal.js';

const NOW = Date.UTC(2026, 10, 22, 8, 30);
const DATE = 'Sun, 22 Nov 2026 08:30:00 GMT';

describe('a result', () => {
  it.each([
    ['meetings', 'application/json'],
    ['voice', 'application/json'],
    ['logs', 'application/x-amz-json-1.1'],
  ] as const)('of %s is JSON of the type %s, with a request id and the emulator’s time', (service, type) => {
    const { status, headers, body } = resultAnswer(service, 201, { a: 1 }, NOW);
    expect(status).toBe(201);
    expect(headers).toMatchObject({ 'content-type': type, date: DATE });
    expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
    expect(body).toBe('{"a":1}');
  });

  it('that is none has neither a body nor a type', () => {
    const { headers, body } = resultAnswer('meetings', 204, undefined, NOW);
    expect(body).toBe('');
    expect(headers).not.toHaveProperty('content-type');
  });

  it('that goes on is a stream', () => {
    const stream = new EventStream(() => ({ stop() {} }));
    const answer = resultAnswer('logs', 200, stream, NOW);
    expect(answer.stream).toBe(stream);
    expect(answer.headers['content-type']).toBe('application/vnd.amazon.eventstream');
  });
});

describe('a refusal', () => {
  it('of Chime SDK has its name in a header, and its code, message and request id in the body', () => {
    const { status, headers, body } = refusalAnswer('meetings', new Refusal('NotFoundException', 'no'), NOW);
    expect(status).toBe(404);
    expect(headers['x-amzn-errortype']).toBe('NotFoundException');
    expect(JSON.parse(body)).toEqual({ Code: 'NotFound', Message: 'no', RequestId: headers['x-amzn-requestid'] });
  });

  it.each([
    ['ThrottledClientException', 'Throttled', 429],
    ['UnauthorizedClientException', 'Unauthorized', 401],
    ['UnprocessableEntityException', 'Unprocessable', 422],
    ['BadRequestException', 'BadRequest', 400],
  ])('%s has the code %s and the status %i', (name, Code, status) => {
    const answer = refusalAnswer('voice', new Refusal(name, ''), NOW);
    expect(JSON.parse(answer.body)).toMatchObject({ Code });
    expect(answer.status).toBe(status);
  });

  it('of CloudWatch Logs has its name in the body alone', () => {
    const { status, headers, body } = refusalAnswer('logs', new Refusal('ResourceNotFoundException', 'no'), NOW);
    expect(status).toBe(400);
    expect(headers).not.toHaveProperty('x-amzn-errortype');
    expect(JSON.parse(body)).toEqual({ __type: 'ResourceNotFoundException', message: 'no' });
  });

  it('may say when to come again', () => {
    const refusal = new Refusal('ThrottlingException', '');
    expect(refusalAnswer('meetings', refusal, NOW, 7).headers['retry-after']).toBe('7');
    expect(refusalAnswer('meetings', refusal, NOW).headers).not.toHaveProperty('retry-after');
  });

  it('has the status of its exception, unless it names one; an unknown exception is 400', () => {
    expect(statusOf('meetings', new Refusal('ConflictException', ''))).toBe(409);
    expect(statusOf('meetings', new Refusal('ConflictException', '', 418))).toBe(418);
    expect(statusOf('meetings', new Refusal('Whatever', ''))).toBe(400);
  });
});

describe('the exception for a status', () => {
  it.each(['meetings', 'voice', 'logs'] as const)('of %s is one that has it', (service) => {
    for (const status of Object.values(EXCEPTIONS[service])) {
      expect(EXCEPTIONS[service][exceptionFor(service, status)]).toBe(status);
    }
  });

  it('that nobody names is bad input, or a service that is not there', () => {
    expect(exceptionFor('meetings', 418)).toBe('BadRequestException');
    expect(exceptionFor('logs', 418)).toBe('InvalidParameterException');
    expect(exceptionFor('voice', 599)).toBe('ServiceUnavailableException');
  });
});

describe('the answers of others', () => {
  it('a page of a proxy is HTML with its message made harmless', () => {
    const { status, headers, body } = htmlAnswer(502, '<b> & co', NOW, 3);
    expect(status).toBe(502);
    expect(headers).toEqual({ date: DATE, 'content-type': 'text/html', 'retry-after': '3' });
    expect(body).toContain('502 &lt;b> &amp; co');
  });

  it.each([
    [' <html>', 'text/html'],
    ['{"a":1}', 'application/json'],
    ['\n[1]', 'application/json'],
    ['blocked', 'text/plain'],
    ['', undefined],
  ])('%j has the type %s, and no header of AWS', (body, type) => {
    const { headers } = strangersAnswer(403, body, NOW);
    expect(headers['content-type']).toBe(type);
    expect(Object.keys(headers).filter((name) => name.startsWith('x-amz'))).toEqual([]);
  });

  it('a refusal for a client that reads XML is XML', () => {
    const { status, headers, body } = queryRefusalAnswer('no', NOW);
    expect(status).toBe(400);
    expect(headers['content-type']).toBe('text/xml');
    expect(body).toContain('<Code>InvalidAction</Code><Message>no</Message>');
    expect(body).toContain(`<RequestId>${headers['x-amzn-requestid']}</RequestId>`);
  });

  it('the control plane answers one line of JSON', () => {
    expect(controlAnswer(404, { message: 'no' })).toEqual({
      status: 404,
      headers: { 'content-type': 'application/json' },
      body: '{"message":"no"}\n',
    });
  });
});
