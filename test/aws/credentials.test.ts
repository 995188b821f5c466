import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAws } from '../../src/aws/open.js';
import { regionFromProfile } from '../../src/aws/profile.js';
import { failureOf, never, UPDATE, useTestAccount } from './stub.js';

let home = '';
beforeEach(() => {
  useTestAccount();
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'])
    delete process.env[name];
  home = mkdtempSync(join(tmpdir(), 'credentials-'));
  process.env['HOME'] = home;
  mkdirSync(join(home, '.aws/sso/cache'), { recursive: true });
  writeFileSync(join(home, '.aws/config'), CONFIG(home));
  // An SSO token is kept under the SHA-1 of its session's name, or of its start URL.
  for (const name of ['corp', 'https://example.com/start']) {
    const file = `${createHash('sha1').update(name).digest('hex')}.json`;
    const token = { accessToken: 'token', expiresAt: '2020-01-01T00:00:00Z' };
    writeFileSync(join(home, '.aws/sso/cache', file), JSON.stringify(token));
  }
});
afterEach(() => rmSync(home, { recursive: true }));

const ACCOUNT = 'sso_account_id = 111122223333\nsso_role_name = r';
const ROLE = 'role_arn = arn:aws:iam::111122223333:role/x';
const CONFIG = (folder: string) => `
[sso-session corp]
sso_region = us-east-1
sso_start_url = https://example.com/start

[profile legacy]
sso_start_url = https://example.com/start
sso_region = us-east-1
${ACCOUNT}

[profile session]
sso_session = corp
${ACCOUNT}

[profile never-signed-in]
sso_start_url = https://example.com/never
sso_region = us-east-1
${ACCOUNT}

[profile no-session]
sso_session = nowhere
${ACCOUNT}

[profile no-account]
sso_session = corp

[profile process-fails]
credential_process = exit 3

[profile process-talks]
credential_process = echo hello

[profile process-hangs]
credential_process = echo $$ > ${folder}/pid; exec sleep 60

[profile no-source]
${ROLE}
source_profile = nowhere

[profile only-role]
${ROLE}

[profile keyless-source]
${ROLE}
source_profile = empty

[profile one-time-code]
${ROLE}
source_profile = keys
mfa_serial = arn:aws:iam::111122223333:mfa/me

[profile keys]
aws_access_key_id = AKIDKEYS
aws_secret_access_key = s

[profile token-file]
${ROLE}
web_identity_token_file = /nonexistent/token

[profile login]
login_session = arn:aws:iam::111122223333:user/me

[profile empty]
region = eu-west-2
`;

const open = (profile: string | null) =>
  openAws({ region: 'us-east-1', meetingsRegion: 'us-east-1', profile, endpointUrl: 'http://127.0.0.1:1' });

describe('a profile without credentials is told with the command that mends it', () => {
  it.each([
    ['legacy', 'CREDENTIALS_EXPIRED', { exitCode: 3, command: 'aws sso login --profile legacy', told: 'expired' }],
    ['session', 'CREDENTIALS_EXPIRED', { exitCode: 3, command: 'aws sso login --profile session', told: 'expired' }],
    [
      'never-signed-in',
      'CREDENTIALS_EXPIRED',
      { exitCode: 3, command: 'aws sso login --profile never-signed-in', told: 'expired' },
    ],
    ['login', 'CREDENTIALS_EXPIRED', { exitCode: 3, command: 'aws login --profile login', told: 'aws login' }],
    [
      'no-session',
      'PROFILE_INVALID',
      { exitCode: 2, command: 'aws configure sso --profile no-session', told: 'no-session' },
    ],
    [
      'no-account',
      'PROFILE_INVALID',
      { exitCode: 2, command: 'aws configure sso --profile no-account', told: 'not whole' },
    ],
    [
      'process-fails',
      'CREDENTIALS_MISSING',
      { exitCode: 3, command: 'aws sts get-caller-identity --profile process-fails', told: 'credential_process' },
    ],
    [
      'process-talks',
      'CREDENTIALS_MISSING',
      { exitCode: 3, command: 'aws sts get-caller-identity --profile process-talks', told: 'credential_process' },
    ],
    ['no-source', 'PROFILE_INVALID', { exitCode: 2, command: 'aws configure list-profiles', told: 'assumes a role' }],
    ['only-role', 'PROFILE_INVALID', { exitCode: 2, command: 'aws configure list-profiles', told: 'assumes a role' }],
    [
      'keyless-source',
      'PROFILE_INVALID',
      { exitCode: 2, command: 'aws configure list-profiles', told: 'assumes a role' },
    ],
    [
      'one-time-code',
      'CREDENTIALS_MISSING',
      {
        exitCode: 3,
        command: 'eval "$(aws configure export-credentials --profile one-time-code --format env)"',
        told: 'one-time code',
      },
    ],
    [
      'token-file',
      'CREDENTIALS_MISSING',
      { exitCode: 3, command: 'aws sts get-caller-identity --profile token-file', told: 'file' },
    ],
    [
      'empty',
      'CREDENTIALS_MISSING',
      { exitCode: 3, command: 'aws sso login --profile empty', told: 'No AWS credentials' },
    ],
    ['nope', 'PROFILE_INVALID', { exitCode: 2, command: 'aws configure list-profiles', told: 'nope' }],
  ])('%s: %s', async (profile, code, { exitCode, command, told }) => {
    const failure = await failureOf(open(profile).calls.update(UPDATE, never));
    expect(failure).toMatchObject({ code, exitCode, delivery: 'not-sent', attempts: 0 });
    expect(failure.message).toContain(told);
    expect(failure.tryThis).toContain(command);
  });

  it('and so is the one that AWS_PROFILE names', async () => {
    process.env['AWS_PROFILE'] = 'nope';
    const failure = await failureOf(open(null).calls.update(UPDATE, never));
    expect(failure).toMatchObject({ code: 'PROFILE_INVALID', cause: expect.stringContaining('no profile nope') });
  });

  it('what is missing in it is told', async () => {
    const failure = await failureOf(open('no-account').calls.update(UPDATE, never));
    expect(failure.cause).toContain('it lacks sso_account_id, sso_role_name');
  });

  it('one that is not there is told before a region is asked for', async () => {
    expect(await failureOf(regionFromProfile('nope'))).toMatchObject({
      code: 'PROFILE_INVALID',
      tryThis: ['aws configure list-profiles', 'check --profile and AWS_PROFILE'],
    });
  });
});

it('a credential_process that hangs heeds the time limit, and is ended when the run is over', async () => {
  const aws = open('process-hangs');
  const limit = new AbortController();
  const update = failureOf(aws.calls.update(UPDATE, limit.signal));
  await expect.poll(() => existsSync(join(home, 'pid')) && readFileSync(join(home, 'pid'), 'utf8')).toMatch(/\d+\n/);
  limit.abort(new DOMException('the time is up', 'TimeoutError'));
  expect(await update).toMatchObject({ code: 'TIMED_OUT', delivery: 'not-sent', attempts: 0, exitCode: 6 });
  aws.close();
  const pid = Number(readFileSync(join(home, 'pid'), 'utf8'));
  await expect.poll(() => isRunning(pid)).toBe(false);
});

it('two sources of credentials are no reason for the SDK to write to the terminal', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 's' });
  await failureOf(open('keys').calls.update(UPDATE, never));
  expect(warned).not.toHaveBeenCalled();
  warned.mockRestore();
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
