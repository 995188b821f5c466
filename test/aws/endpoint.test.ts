import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configuredEndpoint } from '../../src/aws/endpoint.js';
import { openAws } from '../../src/aws/open.js';
import { ChimeSDKMeetingsClient, GetMeetingCommand } from '../../src/aws/sdk/meetings.js';
import { closeAll, failureOf, json, MEETING, MEETING_ID, never, type Stub, startStub, useTestAccount } from './stub.js';

let folder = '';
beforeEach(() => {
  useTestAccount();
  folder = mkdtempSync(join(tmpdir(), 'endpoint-'));
  process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
});
afterEach(async () => {
  await closeAll();
  rmSync(folder, { recursive: true });
});

/** The SDK caches the config file by its path, so each text has a path of its own: the test's folder. */
const CONFIG = `
[default]
endpoint_url = http://127.0.0.1:1111/default

[profile plain]
endpoint_url = http://127.0.0.1:1111/plain

[profile sectioned]
endpoint_url = http://127.0.0.1:1111/plain
services = ours

[services ours]
chime_sdk_meetings =
  endpoint_url = http://127.0.0.1:1111/section
chime_sdk_voice =
  endpoint_url = http://127.0.0.1:1111/voice

[profile dangling]
endpoint_url = http://127.0.0.1:1111/plain
services = nowhere

[profile ignoring]
endpoint_url = http://127.0.0.1:1111/plain
ignore_configured_endpoint_urls = true

[profile bare]
region = us-east-1
`;

const SERVICE = { AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS: 'http://127.0.0.1:1111/service' };
const ANY = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1111/any' };
const IGNORING = { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };

const asked = (profile: string | null, endpointUrl: string | null = null) => ({ profile, endpointUrl });

/** Where the SDK's own client sends when it is left alone with the environment. */
async function whereTheSdkSends(): Promise<string | null> {
  const client = new ChimeSDKMeetingsClient({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKID', secretAccessKey: 's' },
    requestHandler: {
      handle: (request: { protocol: string; hostname: string; port?: number; path: string }) =>
        Promise.reject(Object.assign(new Error('seen'), { request })),
    } as never,
  });
  const { request } = await client.send(new GetMeetingCommand({ MeetingId: MEETING_ID })).catch((error) => error);
  if (request.hostname.endsWith('.amazonaws.com')) return null;
  return `${request.protocol}//${request.hostname}:${request.port}${request.path.replace(/\/meetings\/.*$/, '')}`;
}

describe('the endpoint that is configured', () => {
  const cases: [string, string | null, Record<string, string>, string | null][] = [
    ["the default profile's", null, {}, '/default'],
    ["AWS_PROFILE's", null, { AWS_PROFILE: 'plain' }, '/plain'],
    ['that of a profile without one', null, { AWS_PROFILE: 'bare' }, null],
    ['that of a profile that is not there', null, { AWS_PROFILE: 'nope' }, null],
    ['of the services section, above the profile', null, { AWS_PROFILE: 'sectioned' }, '/section'],
    ['AWS_ENDPOINT_URL, above the file', null, { AWS_PROFILE: 'sectioned', ...ANY }, '/any'],
    ["the service's own variable, above the general one", null, { ...ANY, ...SERVICE }, '/service'],
    ['none where the environment ignores them', null, { ...ANY, ...SERVICE, ...IGNORING }, null],
    ['none where the profile ignores them', null, { AWS_PROFILE: 'ignoring', ...ANY }, null],
    ['an empty variable is none', null, { AWS_ENDPOINT_URL: '', AWS_PROFILE: 'bare' }, null],
  ];

  it.each(cases)('%s is where the SDK sends', async (_, profile, environment, path) => {
    writeFileSync(join(folder, 'config'), CONFIG);
    Object.assign(process.env, environment);
    const endpoint = await configuredEndpoint(asked(profile));
    expect(endpoint).toBe(await whereTheSdkSends());
    expect(endpoint).toBe(path === null ? null : `http://127.0.0.1:1111${path}`);
  });

  it.each([
    ['plain', {}, 'http://127.0.0.1:1111/plain'],
    ['bare', {}, null],
    ['bare', { AWS_PROFILE: 'plain' }, null],
    ['sectioned', {}, 'http://127.0.0.1:1111/section'],
    ['sectioned', SERVICE, 'http://127.0.0.1:1111/service'],
  ])(
    'is that of the profile %s that is asked for, not of another, under %o',
    async (profile, environment, endpoint) => {
      writeFileSync(join(folder, 'config'), CONFIG);
      Object.assign(process.env, environment);
      expect(await configuredEndpoint(asked(profile))).toBe(endpoint);
    },
  );

  it('is refused where the profile names a services section that is not there: the SDK would send to AWS', async () => {
    writeFileSync(join(folder, 'config'), CONFIG);
    const failure = await failureOf(configuredEndpoint(asked('dangling')));
    expect(failure).toMatchObject({ code: 'ENDPOINT_INVALID', delivery: 'not-sent', exitCode: 2 });
    expect(failure.message).toContain('nowhere');
  });

  it('is the flag, whatever else is set', async () => {
    Object.assign(process.env, { ...ANY, ...SERVICE, ...IGNORING });
    expect(await configuredEndpoint(asked(null, 'http://127.0.0.1:7'))).toBe('http://127.0.0.1:7');
  });

  it.each([
    ['https://Proxy.Example.COM/', 'https://proxy.example.com'],
    ['https://proxy.example.com:443', 'https://proxy.example.com'],
    ['http://LOCALHOST:8080/aws//', 'http://localhost:8080/aws'],
    ['https://user:secret@example.com/?a=b', 'https://example.com'],
    ['no url', 'no url'],
  ])('%s is written %s', async (given, written) => {
    expect(await configuredEndpoint(asked(null, given))).toBe(written);
  });
});

describe('a request goes to the endpoint of the profile that is asked for', () => {
  const withProfiles = async () => {
    const [theirs, ours]: Stub[] = [await startStub(json(200, {})), await startStub(json(200, { Meeting: MEETING }))];
    writeFileSync(
      join(folder, 'config'),
      `[default]\nendpoint_url = ${theirs?.url}\n[profile ours]\nendpoint_url = ${ours?.url}\n`,
    );
    writeFileSync(join(folder, 'credentials'), '[ours]\naws_access_key_id = AKIDOURS\naws_secret_access_key = s\n');
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'credentials');
    return { theirs: theirs as Stub, ours: ours as Stub };
  };

  it('and never to that of the default one', async () => {
    const { theirs, ours } = await withProfiles();
    const aws = openAws({ region: 'us-east-1', meetingsRegion: 'us-east-1', ...asked('ours') });
    await aws.meetings.find(MEETING_ID, never);
    expect([theirs.received.length, ours.received.length]).toEqual([0, 1]);
    expect(ours.received[0]?.headers.authorization).toContain('AKIDOURS');
    aws.close();
    await Promise.all([theirs.close(), ours.close()]);
  });
});
