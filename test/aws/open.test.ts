import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAws } from '../../src/aws/open.js';
import { regionFromProfile } from '../../src/aws/profile.js';
import { closeAll, failureOf, json, never, startStub, UPDATE, useTestAccount } from './stub.js';

let folder = '';
beforeEach(async () => {
  useTestAccount();
  folder = await mkdtemp(join(tmpdir(), 'aws-'));
});
afterEach(async () => {
  await closeAll();
  await rm(folder, { recursive: true });
});

const SETTINGS = { region: 'us-east-1', meetingsRegion: 'us-east-1', profile: null, endpointUrl: null };

async function withConfig(text: string): Promise<void> {
  process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
  await writeFile(join(folder, 'config'), text);
}

describe('where requests go', () => {
  it.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_CHIME_SDK_VOICE'])('%s is followed', async (name) => {
    const stub = await startStub(json(202, {}));
    process.env[name] = stub.url;
    const aws = openAws(SETTINGS);
    await aws.calls.update(UPDATE, never);
    expect(stub.received).toHaveLength(1);
    aws.close();
    await stub.close();
  });

  it('an explicit endpoint wins', async () => {
    const stub = await startStub(json(202, {}));
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:1';
    const aws = openAws({ ...SETTINGS, endpointUrl: stub.url });
    await aws.calls.update(UPDATE, never);
    expect(stub.received).toHaveLength(1);
    aws.close();
    await stub.close();
  });

  it('an endpoint beside FIPS is refused before anything is sent', async () => {
    process.env['AWS_USE_FIPS_ENDPOINT'] = 'true';
    const aws = openAws({ ...SETTINGS, endpointUrl: 'http://127.0.0.1:1' });
    expect(await failureOf(aws.calls.update(UPDATE, never))).toMatchObject({
      code: 'ENDPOINT_INVALID',
      attempts: 0,
      exitCode: 2,
    });
  });
});

it('closing drops the connections, so that nothing keeps the process alive', async () => {
  const stub = await startStub(json(202, {}));
  const aws = openAws({ ...SETTINGS, endpointUrl: stub.url });
  await aws.calls.update(UPDATE, never);
  expect(await stub.connections()).toBe(1);
  aws.close();
  await expect.poll(() => stub.connections()).toBe(0);
  await stub.close();
});

it('the SDK is loaded by a request, service by service', async () => {
  const folder = new URL('../../src/aws/', import.meta.url);
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.ts') || name.startsWith('sdk')) continue;
    const text = await readFile(new URL(name, folder), 'utf8');
    expect(text, name).not.toMatch(/^import (?!type)[^;]*from '(@aws-sdk|@smithy|\.+\/sdk)\//m);
  }
});

describe('who asks', () => {
  const withoutKeys = () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
  };
  const update = (profile: string | null) =>
    failureOf(openAws({ ...SETTINGS, endpointUrl: 'http://127.0.0.1:1', profile }).calls.update(UPDATE, never));

  it('nobody is CREDENTIALS_MISSING, and nothing is sent', async () => {
    withoutKeys();
    expect(await update(null)).toMatchObject({
      code: 'CREDENTIALS_MISSING',
      delivery: 'not-sent',
      attempts: 0,
      exitCode: 3,
    });
  });

  it('a profile that is not there is PROFILE_INVALID', async () => {
    withoutKeys();
    expect(await update('nope')).toMatchObject({ code: 'PROFILE_INVALID', delivery: 'not-sent', exitCode: 2 });
  });

  it('an SSO session that has expired is CREDENTIALS_EXPIRED, with the command that renews it', async () => {
    withoutKeys();
    process.env['HOME'] = folder;
    await withConfig(
      '[profile prod]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = r\n[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://example.com/start\n',
    );
    const failure = await update('prod');
    expect(failure).toMatchObject({ code: 'CREDENTIALS_EXPIRED', delivery: 'not-sent', attempts: 0 });
    expect(failure.tryThis).toContain('aws sso login --profile prod');
  });
});

describe('the region of a profile', () => {
  it.each([
    [null, {}, 'eu-west-2'],
    [null, { AWS_PROFILE: 'prod' }, 'eu-central-1'],
    ['prod', {}, 'eu-central-1'],
    ['prod', { AWS_REGION: 'us-west-2' }, 'eu-central-1'],
    ['bare', {}, null],
  ])('%o under %o is %o', async (profile, environment, region) => {
    await withConfig(
      '[default]\nregion = eu-west-2\n[profile prod]\nregion = eu-central-1\n[profile bare]\noutput = json\n',
    );
    Object.assign(process.env, environment);
    expect(await regionFromProfile(profile)).toBe(region);
  });

  it('is null without any file', async () => expect(await regionFromProfile(null)).toBeNull());
});
