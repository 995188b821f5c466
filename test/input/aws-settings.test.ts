import { describe, expect, it } from 'vitest';
import { resolveAws, resolveMeetings } from '../../src/input/aws-settings.js';
import { context, person } from './given.js';

const flags = (more: object = {}) => ({ debug: false, ...more });
const regionOf = async (
  given: object,
  event: string | null,
  environment: Record<string, string>,
  profile: string | null = null,
) => {
  const from = context({ environment, regionFromProfile: () => Promise.resolve(profile) });
  return (await resolveAws(flags({ 'meetings-region': 'us-east-1', ...given }), event, from)).region;
};

it("the region is the flag's, the event's, the environment's, the profile's, in this order", async () => {
  const environment = { AWS_REGION: 'env', AWS_DEFAULT_REGION: 'default' };
  expect(await regionOf({ region: 'flag' }, 'event', environment, 'profile')).toBe('flag');
  expect(await regionOf({}, 'event', environment, 'profile')).toBe('event');
  expect(await regionOf({}, null, environment, 'profile')).toBe('env');
  expect(await regionOf({}, null, { ...environment, AWS_REGION: '' }, 'profile')).toBe('default');
  expect(await regionOf({}, null, {}, 'profile')).toBe('profile');
});

it('an empty --region is told, not repaired', async () => {
  expect(await regionOf({ region: '' }, 'event', { AWS_REGION: 'env' })).toBe('');
});

it('the profile is asked by its name: the flag goes before AWS_PROFILE', async () => {
  const asked: (string | null)[] = [];
  const regionFromProfile = async (profile: string | null) => {
    asked.push(profile);
    return 'us-east-1';
  };
  const from = (environment: Record<string, string>) => context({ environment, regionFromProfile });
  await resolveAws(flags({ profile: 'flag' }), null, from({ AWS_PROFILE: 'env' }));
  await resolveAws(flags(), null, from({ AWS_PROFILE: 'env' }));
  await resolveAws(flags(), null, from({}));
  expect(asked).toEqual(['flag', 'env', null]);
});

describe('no region at all', () => {
  it('is exit 2', () =>
    expect(resolveAws(flags(), null, context())).rejects.toMatchObject({ code: 'REGION_MISSING', exitCode: 2 }));
  it('is asked, where a person is there', async () => {
    const { questions, asked } = person({ choice: 'us-west-2' });
    expect((await resolveAws(flags(), null, context({ questions }))).region).toBe('us-west-2');
    expect(asked).toHaveLength(1);
  });
});

describe('the meetings region', () => {
  it.each([
    [{ region: 'us-west-2' }, 'us-west-2'],
    [{ region: 'eu-west-1', 'meetings-region': 'eu-central-1' }, 'eu-central-1'],
    [{ region: 'us-east-1', 'meetings-region': 'us-gov-west-1' }, 'us-gov-west-1'],
  ])('of %o is %s', async (given, region) =>
    expect((await resolveAws(flags(given), null, context())).meetingsRegion).toBe(region),
  );

  it('of eu-west-1 must be said', () =>
    expect(resolveAws(flags({ region: 'eu-west-1' }), null, context())).rejects.toMatchObject({
      code: 'REGION_MISSING',
    }));

  it('is all that a command of meetings needs', async () => {
    expect(await resolveMeetings(flags({ 'meetings-region': 'eu-west-2' }), context())).toMatchObject({
      meetingsRegion: 'eu-west-2',
    });
  });
});

describe('an endpoint', () => {
  it.each(['https://example.com', 'http://127.0.0.1:4566', 'http://localhost:1', 'http://[::1]:80/x'])(
    '%s is taken',
    async (url) => {
      expect((await resolveAws(flags({ region: 'us-east-1', 'endpoint-url': url }), null, context())).endpointUrl).toBe(
        url,
      );
    },
  );
  it.each([
    '',
    'http://example.com',
    'http://127.0.0.1.example.com',
    'ftp://127.0.0.1',
    'file:///etc',
    '127.0.0.1:80',
    'http://127.0.0.1@example.com',
  ])('%o is refused', (url) =>
    expect(resolveAws(flags({ region: 'us-east-1', 'endpoint-url': url }), null, context())).rejects.toMatchObject({
      code: 'ENDPOINT_INVALID',
      exitCode: 2,
    }),
  );
});
