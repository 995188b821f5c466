import { describe, expect, it } from 'vitest';
import { type TranslationContext, translate } from '../../src/aws/translate.js';
import { asFailure, Failure } from '../../src/core/failure.js';

const UPDATE: TranslationContext = {
  operation: 'UpdateSipMediaApplicationCall',
  service: 'voice',
  region: 'us-east-1',
};
const about = (operation: string): TranslationContext => ({ operation, service: 'meetings', region: 'us-east-1' });
const LOGS: TranslationContext = { operation: 'FilterLogEvents', service: 'logs', region: 'us-east-1' };

/** An error as the SDK throws it for an answer. */
const answered = (name: string, status: number, message = 'No.') =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status, requestId: 'r-1', attempts: 2 } });
/** An error as Node throws it. */
const failed = (code: string, rest: object = {}, message = code) =>
  Object.assign(new Error(message), { code, ...rest });

describe('answers, by name in every spelling and by status', () => {
  const rows: [string, number, TranslationContext, { code: string; delivery: string }][] = [
    ['AccessDeniedException', 403, UPDATE, { code: 'ACCESS_DENIED', delivery: 'refused' }],
    ['AccessDeniedException', 400, UPDATE, { code: 'ACCESS_DENIED', delivery: 'refused' }],
    ['AccessDenied', 403, UPDATE, { code: 'ACCESS_DENIED', delivery: 'refused' }],
    ['ForbiddenException', 403, UPDATE, { code: 'ACCESS_DENIED', delivery: 'refused' }],
    ['UnauthorizedClientException', 401, UPDATE, { code: 'ACCESS_DENIED', delivery: 'refused' }],
    ['UnauthorizedException', 401, about('GetMeeting'), { code: 'ACCESS_DENIED', delivery: 'refused' }],
    ['NotAuthorized', 400, UPDATE, { code: 'ACCESS_DENIED', delivery: 'refused' }],
    ['OptInRequired', 403, UPDATE, { code: 'ACCESS_DENIED', delivery: 'refused' }],
    ['Unknown', 403, UPDATE, { code: 'ACCESS_DENIED', delivery: 'refused' }],
    ['UnrecognizedClientException', 403, UPDATE, { code: 'CREDENTIALS_REFUSED', delivery: 'refused' }],
    ['InvalidClientTokenId', 403, UPDATE, { code: 'CREDENTIALS_REFUSED', delivery: 'refused' }],
    ['IncompleteSignature', 400, UPDATE, { code: 'CREDENTIALS_REFUSED', delivery: 'refused' }],
    ['InvalidSignatureException', 403, UPDATE, { code: 'CREDENTIALS_REFUSED', delivery: 'refused' }],
    ['ExpiredTokenException', 403, UPDATE, { code: 'CREDENTIALS_EXPIRED', delivery: 'refused' }],
    ['RequestExpired', 400, UPDATE, { code: 'CLOCK_SKEWED', delivery: 'refused' }],
    ['RequestTimeTooSkewed', 403, UPDATE, { code: 'CLOCK_SKEWED', delivery: 'refused' }],
    ['ThrottledClientException', 429, UPDATE, { code: 'THROTTLED', delivery: 'not-sent' }],
    ['ThrottlingException', 429, about('CreateMeeting'), { code: 'THROTTLED', delivery: 'not-sent' }],
    ['ThrottlingException', 400, LOGS, { code: 'THROTTLED', delivery: 'not-sent' }],
    ['Throttling', 400, UPDATE, { code: 'THROTTLED', delivery: 'not-sent' }],
    ['TooManyRequestsException', 429, UPDATE, { code: 'THROTTLED', delivery: 'not-sent' }],
    ['CallsPerSecondLimit', 403, UPDATE, { code: 'THROTTLED', delivery: 'not-sent' }],
    ['Unknown', 429, UPDATE, { code: 'THROTTLED', delivery: 'not-sent' }],
    ['ConcurrentCallLimit', 403, UPDATE, { code: 'LIMIT_EXCEEDED', delivery: 'refused' }],
    ['ResourceLimitExceededException', 400, UPDATE, { code: 'LIMIT_EXCEEDED', delivery: 'refused' }],
    ['LimitExceededException', 400, about('CreateMeeting'), { code: 'LIMIT_EXCEEDED', delivery: 'refused' }],
    ['LimitExceededException', 400, about('CreateAttendee'), { code: 'MEETING_FULL', delivery: 'refused' }],
    ['LimitExceeded', 400, about('BatchCreateAttendee'), { code: 'MEETING_FULL', delivery: 'refused' }],
    ['ConflictException', 409, about('CreateMeeting'), { code: 'CONFLICT', delivery: 'refused' }],
    ['UnprocessableEntityException', 422, about('CreateAttendee'), { code: 'REFUSED', delivery: 'refused' }],
    ['Unprocessable', 422, UPDATE, { code: 'REFUSED', delivery: 'refused' }],
    ['GoneException', 410, UPDATE, { code: 'CALL_ENDED', delivery: 'refused' }],
    ['GoneException', 410, about('GetMeeting'), { code: 'MEETING_NOT_FOUND', delivery: 'refused' }],
    ['NotFoundException', 404, UPDATE, { code: 'CALL_NOT_FOUND', delivery: 'refused' }],
    ['NotFoundException:http://internal.amazon.com/', 404, UPDATE, { code: 'CALL_NOT_FOUND', delivery: 'refused' }],
    ['com.amazonaws.chime#NotFoundException', 404, UPDATE, { code: 'CALL_NOT_FOUND', delivery: 'refused' }],
    ['NotFound', 404, UPDATE, { code: 'CALL_NOT_FOUND', delivery: 'refused' }],
    ['Unknown', 404, UPDATE, { code: 'CALL_NOT_FOUND', delivery: 'refused' }],
    ['NotFoundException', 404, about('GetSipMediaApplication'), { code: 'APPLICATION_NOT_FOUND', delivery: 'refused' }],
    ['NotFoundException', 404, about('CreateAttendee'), { code: 'MEETING_NOT_FOUND', delivery: 'refused' }],
    ['NotFoundException', 404, about('ListAttendees'), { code: 'MEETING_NOT_FOUND', delivery: 'refused' }],
    ['NotFoundException', 404, about('DeleteMeeting'), { code: 'MEETING_NOT_FOUND', delivery: 'refused' }],
    ['NotFoundException', 404, about('DeleteAttendee'), { code: 'ATTENDEE_NOT_FOUND', delivery: 'refused' }],
    ['NotFoundException', 404, about('SomethingElse'), { code: 'NOT_FOUND', delivery: 'refused' }],
    ['ResourceNotFoundException', 400, LOGS, { code: 'LOG_GROUP_NOT_FOUND', delivery: 'refused' }],
    ['UnknownOperationException', 404, UPDATE, { code: 'REFUSED', delivery: 'refused' }],
    ['BadRequestException', 400, UPDATE, { code: 'REFUSED', delivery: 'refused' }],
    ['ValidationError', 400, about('CreateMeeting'), { code: 'REFUSED', delivery: 'refused' }],
    ['Unknown', 418, UPDATE, { code: 'REFUSED', delivery: 'refused' }],
    ['ServiceFailureException', 500, UPDATE, { code: 'UNAVAILABLE', delivery: 'unknown' }],
    ['InternalFailure', 500, UPDATE, { code: 'UNAVAILABLE', delivery: 'unknown' }],
    ['ServiceUnavailableException', 503, UPDATE, { code: 'UNAVAILABLE', delivery: 'unknown' }],
    ['Unknown', 504, UPDATE, { code: 'UNAVAILABLE', delivery: 'unknown' }],
    ['SyntaxError', 502, UPDATE, { code: 'UNAVAILABLE', delivery: 'unknown' }],
    ['SyntaxError', 202, UPDATE, { code: 'UNREADABLE_ANSWER', delivery: 'unknown' }],
    ['SyntaxError', 404, UPDATE, { code: 'UNREADABLE_ANSWER', delivery: 'unknown' }],
    ['BadRequestException', 500, UPDATE, { code: 'REFUSED', delivery: 'unknown' }],
    ['RequestTimeout', 408, UPDATE, { code: 'TIMED_OUT', delivery: 'unknown' }],
  ];
  it.each(rows)('%s (%i) is told for what it is', (name, status, context, told) => {
    const failure = translate(answered(name, status), context);
    expect(failure).toMatchObject({ ...told, requestId: 'r-1', attempts: 2, operation: context.operation });
    expect(failure.cause).toBe(`${name} (${status}): No.`);
    expect(failure.message).toMatch(/^[A-Z].*\.$/);
  });
});

describe('the clock', () => {
  it.each([
    [
      'what AWS says',
      answered('InvalidSignatureException', 403, 'Signature expired: 20261123T1 is now earlier than 20261123T2'),
      {},
    ],
    ["the service's own clock", answered('SignatureDoesNotMatch', 403), { skewMs: -3_600_000 }],
  ])('is seen to be wrong by %s', (_how, error, seen) => {
    expect(translate(error, { ...UPDATE, ...seen }).code).toBe('CLOCK_SKEWED');
  });
});

describe('no answer', () => {
  const happyEyeballs = (code: string) =>
    Object.assign(new AggregateError([failed(code, { syscall: 'connect' }, `connect ${code} 127.0.0.1:1`)]), { code });
  const timeout = (message: string, rest = {}) => Object.assign(new Error(message), { name: 'TimeoutError', ...rest });
  const rows: [string, Error, string, string][] = [
    ['refused', failed('ECONNREFUSED', { syscall: 'connect' }), 'UNREACHABLE', 'not-sent'],
    ['refused on every address', happyEyeballs('ECONNREFUSED'), 'UNREACHABLE', 'not-sent'],
    ['no address in time', happyEyeballs('ETIMEDOUT'), 'UNREACHABLE', 'not-sent'],
    ['no route', failed('EHOSTUNREACH', { syscall: 'connect' }), 'UNREACHABLE', 'not-sent'],
    ['a route lost', failed('EHOSTUNREACH', { syscall: 'read' }), 'UNAVAILABLE', 'unknown'],
    ['unknown host', failed('ENOTFOUND', { syscall: 'getaddrinfo' }), 'UNREACHABLE', 'not-sent'],
    ['no name service', failed('EAI_AGAIN', { syscall: 'getaddrinfo' }), 'UNREACHABLE', 'not-sent'],
    [
      'no connection in time',
      timeout('the request socket did not establish a connection with the server'),
      'UNREACHABLE',
      'not-sent',
    ],
    ['a connect that timed out', timeout('x', { code: 'ETIMEDOUT', syscall: 'connect' }), 'UNREACHABLE', 'not-sent'],
    [
      'a request that timed out',
      timeout('exceeded the configured 10000 ms requestTimeout', { code: 'ETIMEDOUT' }),
      'TIMED_OUT',
      'unknown',
    ],
    ['reset', timeout('read ECONNRESET', { code: 'ECONNRESET', syscall: 'read' }), 'UNAVAILABLE', 'unknown'],
    ['hung up', failed('ECONNRESET', {}, 'socket hang up'), 'UNAVAILABLE', 'unknown'],
    [
      'reset in the handshake',
      failed('ECONNRESET', {}, 'Client network socket disconnected before secure TLS connection was established'),
      'UNREACHABLE',
      'not-sent',
    ],
    ['a broken pipe', failed('EPIPE', { syscall: 'write' }), 'UNAVAILABLE', 'unknown'],
    ...[
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'CERT_HAS_EXPIRED',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'EPROTO',
    ].map((code): [string, Error, string, string] => [code, failed(code), 'UNREACHABLE', 'not-sent']),
    ['a wrapped refusal', new Error('fetch failed', { cause: failed('ECONNREFUSED') }), 'UNREACHABLE', 'not-sent'],
    ['no HTTP', failed('HPE_INVALID_CONSTANT'), 'UNREADABLE_ANSWER', 'unknown'],
    ['something never seen', failed('EWHAT'), 'INTERNAL', 'unknown'],
  ];
  it.each(rows)('%s', (_what, error, code, delivery) => {
    expect(translate(error, { ...UPDATE, sent: 1 })).toMatchObject({ code, delivery, attempts: 1 });
  });
});

describe('nothing was sent', () => {
  const named = (name: string, message: string) => Object.assign(new Error(message), { name });
  const rows: [string, unknown, string][] = [
    [
      'no credentials',
      named('CredentialsProviderError', 'Could not load credentials from any providers'),
      'CREDENTIALS_MISSING',
    ],
    [
      'an expired sign-in',
      named('CredentialsProviderError', 'The SSO session associated with this profile has expired.'),
      'CREDENTIALS_EXPIRED',
    ],
    [
      'an expired token',
      named('TokenProviderError', "Token is expired. To refresh, run 'aws sso login'"),
      'CREDENTIALS_EXPIRED',
    ],
    [
      'a profile without credentials',
      named('CredentialsProviderError', 'Could not resolve credentials using profile: [x] in …'),
      'PROFILE_INVALID',
    ],
    ['a role that may not be had', answered('AccessDenied', 403), 'ACCESS_DENIED'],
    ['a role that is not there', answered('NotFoundException', 404), 'CREDENTIALS_MISSING'],
    ['no region', new Error('Region is missing'), 'REGION_MISSING'],
    [
      'a strange region',
      new Error('Region not accepted: region="a b" is not a valid hostname component.'),
      'REGION_INVALID',
    ],
    [
      'FIPS beside an endpoint',
      new Error('Invalid Configuration: FIPS and custom endpoint are not supported'),
      'ENDPOINT_INVALID',
    ],
    ['no URL', failed('ERR_INVALID_URL'), 'ENDPOINT_INVALID'],
    ['no id', new Error('No value provided for input HTTP label: MeetingId.'), 'ID_MISSING'],
    ['a defect', new TypeError('x is not a function'), 'INTERNAL'],
    ['a word', 'boo', 'INTERNAL'],
    ['nothing', undefined, 'INTERNAL'],
  ];
  it.each(rows)('%s', (_what, error, code) => {
    expect(translate(error, { ...UPDATE, sent: 0 })).toMatchObject({ code, delivery: 'not-sent', attempts: 0 });
  });
});

describe('what may have happened before', () => {
  it('an earlier attempt without an answer leaves it open', () => {
    expect(translate(failed('ECONNREFUSED'), { ...about('CreateMeeting'), sent: 2, perhaps: true }).delivery).toBe(
      'unknown',
    );
  });
  it('what is not there at all was not changed either', () => {
    const failure = translate(answered('NotFoundException', 404), {
      ...about('DeleteMeeting'),
      sent: 2,
      perhaps: true,
    });
    expect(failure.delivery).toBe('refused');
  });
  it('a meeting that is made may have been made before, whatever is not there now', () => {
    const before = { sent: 2, perhaps: true };
    const create = (operation: string) =>
      translate(answered('NotFoundException', 404), { ...about(operation), ...before });
    expect(create('CreateMeeting').delivery).toBe('unknown');
    expect(create('CreateMeetingWithAttendees').delivery).toBe('unknown');
    expect(create('CreateAttendee').delivery).toBe('refused');
  });
  it('only what changes something is to be looked for', () => {
    const failed = (operation: string) => translate(answered('ServiceFailureException', 500), about(operation)).message;
    expect(failed('GetMeeting')).not.toContain('may have taken effect');
    expect(failed('CreateMeeting')).toContain('may have taken effect');
  });
});

it('a Failure stays the one it is', () => {
  const failure = new Failure('USAGE', 'x');
  expect(translate(failure, UPDATE)).toBe(failure);
  expect(asFailure(failure)).toBe(failure);
});

it('the unknown call is told with everything it may mean, and no more', () => {
  const { message, tryThis } = translate(answered('NotFoundException', 404), UPDATE);
  for (const part of ['ended', 'region', 'SMA', 'account', 'us-east-1']) expect(message).toContain(part);
  expect(tryThis.join()).toContain('CallId given as the TransactionId');
});
