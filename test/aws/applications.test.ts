import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { functionName } from '../../src/aws/function-name.js';
import { awsAnswering, awsError, closeAll, failureOf, json, never, useTestAccount } from './stub.js';

beforeEach(useTestAccount);
afterEach(closeAll);

const SMA = {
  SipMediaApplicationId: '266e0891-0fe9-4718-a3a8-15b67842c128',
  Name: 'front desk',
  AwsRegion: 'us-west-2',
  Endpoints: [{ LambdaArn: 'arn:aws:lambda:us-west-2:111122223333:function:front-desk:live' }],
};
const read = {
  sipMediaApplicationId: SMA.SipMediaApplicationId,
  name: 'front desk',
  region: 'us-west-2',
  functionName: 'front-desk',
};

describe('SIP media applications', () => {
  it('one is found by its id', async () => {
    const { aws, received } = await awsAnswering(json(200, { SipMediaApplication: SMA }));
    expect((await aws.applications.find(SMA.SipMediaApplicationId, never)).value).toEqual(read);
    expect(received).toMatchObject([{ method: 'GET', path: `/sip-media-applications/${SMA.SipMediaApplicationId}` }]);
    expect(received[0]?.headers.authorization).toContain('/us-east-1/chime/');
  });

  it('all pages are listed', async () => {
    const bare = {
      SipMediaApplicationId: 'b',
      AwsRegion: 'the moon',
      Endpoints: [{ LambdaArn: 'arn:aws:lex:us-east-1:1:bot' }],
    };
    const { aws } = await awsAnswering([
      json(200, { SipMediaApplications: [SMA], NextToken: 'next' }),
      json(200, { SipMediaApplications: [bare] }),
    ]);
    const { value } = await aws.applications.list(never);
    expect(value).toEqual([read, { sipMediaApplicationId: 'b', name: null, region: null, functionName: null }]);
  });

  it.each([
    ['an unknown id', awsError(404, 'NotFoundException'), { code: 'APPLICATION_NOT_FOUND', exitCode: 4 }],
    ['a denied look-up', awsError(403, 'AccessDeniedException'), { code: 'ACCESS_DENIED', exitCode: 3 }],
    ['an answer without one', json(200, {}), { code: 'UNREADABLE_ANSWER' }],
  ])('%s is a failure', async (_what, reply, expected) => {
    const { aws } = await awsAnswering(reply);
    expect(await failureOf(aws.applications.find('x', never))).toMatchObject(expected);
  });

  it("a refusal mentions AWS's closing to new customers without claiming it", async () => {
    const { aws } = await awsAnswering(awsError(403, 'ForbiddenException'));
    const { message, tryThis } = await failureOf(aws.applications.find('x', never));
    expect(tryThis.join()).toMatch(/2026-10-29.*if this account is new/);
    expect(message).not.toContain('2026');
  });
});

it.each([
  ['arn:aws:lambda:us-east-1:111122223333:function:my_Handler-1', 'my_Handler-1'],
  ['arn:aws:lambda:us-east-1:111122223333:function:f:42', 'f'],
  ['arn:aws:lambda:us-east-1:111122223333:function:f:$LATEST', 'f'],
  ['arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:f:live', 'f'],
  ['arn:aws:lambda:us-east-1:111122223333:function:', null],
  ['arn:aws:lambda:us-east-1:111122223333:layer:f', null],
  ['arn:aws:lambda:us-east-1:111122223333:function:f/../g', null],
  ['111122223333:function:f', null],
  ['f', null],
  ['', null],
  [undefined, null],
  [{}, null],
])('the function of %o is %o', (arn, name) => {
  expect(functionName(arn)).toBe(name);
});
