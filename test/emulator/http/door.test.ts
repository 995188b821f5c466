import { describe, expect, it } from 'vitest';
import { type Admitted, admit } from '../../../src/emulator/http/door.js';
import { Refusal } from '../../../src/emulator/http/refusal.js';
import type { Destination } from '../../../src/emulator/http/route.js';

const to = (service: 'meetings' | 'voice' | 'logs', operation = 'GetMeeting'): Destination => ({
  ...{ service, operation, labels: {}, query: {} },
});
const signedFor = (region: string, service = 'chime') =>
  `AWS4-HMAC-SHA256 Credential=KEY/20261122/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
const VALID = signedFor('us-east-1');

interface More {
  authorization?: string | undefined;
  userAgent?: string;
  body?: string | 'too-large';
}

function knock(destination: Destination, more: More = {}): Admitted | { code: string; status: number | undefined } {
  const { authorization = VALID, userAgent, body = '{}' } = more;
  const claims = { authorization: 'authorization' in more ? more.authorization : authorization, userAgent };
  const sent = body === 'too-large' ? body : Buffer.from(body);
  const admitted = admit(destination, sent, { ...claims, accountId: '111122223333' });
  return admitted instanceof Refusal ? { code: admitted.code, status: admitted.status } : admitted;
}

describe('a request is let in', () => {
  it.each([
    ['meetings', 'us-east-1', 'chime'],
    ['meetings', 'us-gov-west-1', 'chime'],
    ['voice', 'eu-west-1', 'chime'],
    ['logs', 'sa-east-1', 'logs'],
  ] as const)('to %s of %s where it was signed for %s', (service, region, name) => {
    expect(knock(to(service), { authorization: signedFor(region, name) })).toMatchObject({ region });
  });
});

describe('a request is turned away', () => {
  it.each<[string, Destination, More, [string, number | undefined]]>([
    ['unsigned', to('meetings'), { authorization: undefined }, ['MissingAuthenticationTokenException', 403]],
    ['unsigned, from logs too', to('logs'), { authorization: undefined }, ['MissingAuthenticationTokenException', 403]],
    ['half signed', to('meetings'), { authorization: 'x' }, ['IncompleteSignatureException', 403]],
    ['half signed, from logs', to('logs'), { authorization: 'x' }, ['IncompleteSignatureException', 400]],
    [
      'signed for another service',
      to('voice'),
      { authorization: signedFor('us-east-1', 's3') },
      ['InvalidSignatureException', 403],
    ],
    ['signed for chime, from logs', to('logs'), {}, ['InvalidSignatureException', 400]],
    [
      'of a region without meetings',
      to('meetings'),
      { authorization: signedFor('eu-west-1') },
      ['InvalidSignatureException', 403],
    ],
    [
      'of a region without voice',
      to('voice'),
      { authorization: signedFor('sa-east-1') },
      ['InvalidSignatureException', 403],
    ],
    ['too large', to('meetings'), { body: 'too-large' }, ['RequestEntityTooLargeException', 413]],
    ['of no operation', { service: 'voice', unknown: 'GET /x' }, {}, ['UnknownOperationException', 404]],
    ['of no URI', { service: 'meetings', malformed: 'no' }, {}, ['BadRequestException', undefined]],
  ])('%s', (_what, destination, more, refusal) => {
    const [code, status] = refusal;
    expect(knock(destination, more)).toEqual({ code, status });
  });

  it('of no operation, before anybody asks for its signature', () => {
    const nowhere: Destination = { service: 'voice', unknown: 'GET /x' };
    expect(knock(nowhere, { authorization: undefined })).toMatchObject({ code: 'UnknownOperationException' });
  });

  it('unsigned, before anybody looks at its URI', () => {
    const bad: Destination = { service: 'meetings', malformed: 'no' };
    expect(knock(bad, { authorization: undefined })).toMatchObject({ code: 'MissingAuthenticationTokenException' });
  });
});

describe('a request for the namespace that is no more', () => {
  const NEEDS_BOTH = '{"ExternalMeetingId":"a","MediaRegion":"us-east-1"}';
  it.each<[string, Destination, More]>([
    ['named by the SDK of version 3', to('meetings'), { userAgent: 'aws-sdk-js/3.1.0 api/chime#3.1.0' }],
    ['named by the AWS CLI', to('voice'), { userAgent: 'aws-cli/2.15.0 md/command#chime.create-meeting' }],
    ['told by its path', { service: 'voice', unknown: 'GET /accounts' }, {}],
    ['told by the path of a dial-out', { service: 'meetings', unknown: 'POST /meetings/a/dial-outs' }, {}],
    [
      'told by what it leaves out',
      to('meetings', 'CreateMeeting'),
      { userAgent: 'Boto3/1.20 md', body: '{"MediaRegion":"x"}' },
    ],
  ])('%s is forbidden, signed or not', (_what, destination, more) => {
    for (const authorization of [VALID, undefined]) {
      expect(knock(destination, { ...more, authorization })).toEqual({ code: 'ForbiddenException', status: 403 });
    }
  });

  it.each<[string, Destination, More]>([
    ['the new API’s name', to('meetings'), { userAgent: 'aws-sdk-js/3.1.0 api/chime-sdk-meetings#3.1.0' }],
    ['a whole request', to('meetings', 'CreateMeeting'), { userAgent: 'Boto3/1.20 md', body: NEEDS_BOTH }],
    ['a client that checks nothing', to('meetings', 'CreateMeeting'), { userAgent: 'curl/8', body: '{}' }],
    ['the logs', to('logs'), { userAgent: 'api/chime#3.1', authorization: signedFor('us-east-1', 'logs') }],
  ])('is not one with %s', (_what, destination, more) => {
    expect(knock(destination, more)).not.toMatchObject({ code: 'ForbiddenException' });
  });
});
