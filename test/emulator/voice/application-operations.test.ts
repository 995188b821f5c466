import { describe, expect, it } from 'vitest';
import { refusalOf } from '../refusal-of.js';
import { ACCOUNT, arnOf, asking } from './asking.js';

const idsOf = (answer: { SipMediaApplications: { SipMediaApplicationId: string }[] }) =>
  answer.SipMediaApplications.map(({ SipMediaApplicationId }) => SipMediaApplicationId);

describe('a new SMA', () => {
  it('has the name and function it was made with, and an ARN of its own', async () => {
    const { ask, create } = asking();
    const made = await create({ Name: 'night line' });
    const { SipMediaApplicationId } = made;
    expect(made).toMatchObject({
      Name: 'night line',
      AwsRegion: 'us-east-1',
      Endpoints: [{ LambdaArn: arnOf('other') }],
      SipMediaApplicationArn: `arn:aws:chime:us-east-1:${ACCOUNT}:sma/${SipMediaApplicationId}`,
      CreatedTimestamp: '1970-01-01T00:00:00.000Z',
    });
    const shown = await ask('GetSipMediaApplication', { SipMediaApplicationId: SipMediaApplicationId.toUpperCase() });
    expect(shown.SipMediaApplication).toEqual(made);
  });

  it('is of the region of its request, where no other one sees it', async () => {
    const { ask, create } = asking();
    const { SipMediaApplicationId } = await create({}, 'eu-central-1');
    expect((await refusalOf(ask('GetSipMediaApplication', { SipMediaApplicationId }))).code).toBe('NotFoundException');
    await expect(ask('GetSipMediaApplication', { SipMediaApplicationId }, 'eu-central-1')).resolves.toBeDefined();
  });

  it.each([
    [
      'of another region than the request',
      { AwsRegion: 'eu-central-1' },
      'AwsRegion must be the Region of the request',
    ],
    [
      'with the function of another region',
      { Endpoints: [{ LambdaArn: arnOf('x', 'eu-west-2') }] },
      'must be in the Region',
    ],
    ['with something else than a function', { Endpoints: [{ LambdaArn: 'arn:aws:s3:::bucket' }] }, 'must be the ARN'],
    ['without an endpoint', { Endpoints: [] }, 'Endpoints'],
    ['with two endpoints', { Endpoints: [{ LambdaArn: arnOf('a') }, { LambdaArn: arnOf('b') }] }, 'Endpoints'],
    ['with an endpoint of nothing', { Endpoints: [{}] }, 'must be the ARN'],
    ['with a name of signs', { Name: 'night/line' }, 'Name'],
    ['with a function that is not there', { Endpoints: [{ LambdaArn: arnOf('missing') }] }, 'no such Lambda function'],
    ['with a function that cannot be loaded', { Endpoints: [{ LambdaArn: arnOf('broken') }] }, 'SyntaxError: no'],
  ])('%s is refused', async (_what, more, words) => {
    const { create, applications } = asking();
    const refusal = await refusalOf(create(more));
    expect(refusal.code).toBe('BadRequestException');
    expect(refusal.message).toContain(words);
    expect(applications.all()).toHaveLength(1);
  });

  it('takes tags, of which nothing is shown, and refuses what is none', async () => {
    const { create } = asking();
    const Tags = [{ Key: 'team', Value: '' }];
    expect(await create({ Tags })).not.toHaveProperty('Tags');
    for (const wrong of [[], [{ Key: '', Value: 'x' }], [{ Key: 'team' }], Array.from({ length: 51 }, () => Tags[0])]) {
      expect((await refusalOf(create({ Tags: wrong }))).message).toContain("Value at 'Tags");
    }
  });

  it('is one of thirty in a region; another region has thirty of its own', async () => {
    const { create } = asking();
    for (let count = 1; count < 30; count += 1) await create();
    expect((await refusalOf(create())).code).toBe('ResourceLimitExceededException');
    await expect(create({}, 'eu-central-1')).resolves.toBeDefined();
  });

  it('has room again once another is gone', async () => {
    const { ask, create } = asking();
    const first = await create();
    for (let count = 2; count < 30; count += 1) await create();
    await ask('DeleteSipMediaApplication', { SipMediaApplicationId: first.SipMediaApplicationId });
    await expect(create()).resolves.toBeDefined();
  });
});

describe('a changed SMA', () => {
  it('keeps what is not named, and shows when it was changed', async () => {
    const { clock, ask, create } = asking();
    const made = await create();
    clock.advance(5_000);
    const { SipMediaApplicationId } = made;
    const changed = await ask('UpdateSipMediaApplication', { SipMediaApplicationId, Name: 'day line' });
    expect(changed.SipMediaApplication).toEqual({
      ...made,
      Name: 'day line',
      UpdatedTimestamp: '1970-01-01T00:00:05.000Z',
    });
  });

  it.each(['missing', 'broken'])('whose new function is %s stays as it was', async (name) => {
    const { ask, create } = asking();
    const made = await create();
    const { SipMediaApplicationId } = made;
    const Endpoints = [{ LambdaArn: arnOf(name) }];
    const change = ask('UpdateSipMediaApplication', { SipMediaApplicationId, Name: 'day line', Endpoints });
    expect((await refusalOf(change)).code).toBe('BadRequestException');
    expect((await ask('GetSipMediaApplication', { SipMediaApplicationId })).SipMediaApplication).toEqual(made);
  });
});

describe('the emulator’s own SMA', () => {
  it('is not deleted', async () => {
    const { ask, own } = asking();
    const { sipMediaApplicationId: SipMediaApplicationId } = own;
    expect((await refusalOf(ask('DeleteSipMediaApplication', { SipMediaApplicationId }))).code).toBe(
      'ConflictException',
    );
    await expect(ask('GetSipMediaApplication', { SipMediaApplicationId })).resolves.toBeDefined();
  });
});

describe('the listing', () => {
  it('has the region’s SMAs in pages that together are all of them', async () => {
    const { ask, create, own } = asking();
    const ids = [own.sipMediaApplicationId];
    for (let count = 0; count < 4; count += 1) ids.push((await create()).SipMediaApplicationId);
    await create({}, 'eu-central-1');
    for (const MaxResults of [1, 2, 5, 100]) {
      let page = await ask('ListSipMediaApplications', { MaxResults });
      const found = idsOf(page);
      while (page.NextToken !== undefined) {
        page = await ask('ListSipMediaApplications', { MaxResults, NextToken: page.NextToken });
        found.push(...idsOf(page));
      }
      expect(found).toEqual(ids);
    }
  });

  it('shows all at once where it is not said how many', async () => {
    const { ask, create } = asking();
    for (let count = 1; count < 30; count += 1) await create();
    const page = await ask('ListSipMediaApplications');
    expect(page.SipMediaApplications).toHaveLength(30);
    expect(page).not.toHaveProperty('NextToken');
  });

  it.each([{ MaxResults: 0 }, { MaxResults: 101 }, { NextToken: 'x' }])('of %j is refused', async (input) => {
    expect((await refusalOf(asking().ask('ListSipMediaApplications', input))).code).toBe('BadRequestException');
  });
});

describe('message logs', () => {
  const of = ({ SipMediaApplicationLoggingConfiguration }: Record<string, object>) =>
    SipMediaApplicationLoggingConfiguration;

  it('are switched off and on, for one SMA', async () => {
    const { ask, own } = asking();
    const id = { SipMediaApplicationId: own.sipMediaApplicationId };
    const off = { EnableSipMediaApplicationMessageLogs: false };
    const put = { ...id, SipMediaApplicationLoggingConfiguration: off };
    expect(of(await ask('PutSipMediaApplicationLoggingConfiguration', put))).toEqual(off);
    expect(own.messageLogs).toBe(false);
    expect(of(await ask('GetSipMediaApplicationLoggingConfiguration', id))).toEqual(off);
  });
});
