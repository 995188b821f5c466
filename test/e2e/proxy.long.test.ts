import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AUTHORITY, connectProxy, httpsFront, type ProxyManners } from './behind-proxy.js';
import { bridgeJson, type Ended, liveMeetings, meetingLegs, PROGRAM, run, scratch, withCall } from './program.js';

const PASSWORD = 'p%40ss/word'.replace('/', '%2F');
const SECRETS = ['p@ss/word', PASSWORD, Buffer.from('ops:p@ss/word').toString('base64')];

/** A call behind an https front, and the environment of an operator who may reach it only through a proxy. */
async function office(manners: ProxyManners = {}) {
  const { emulator, env, truth, requests } = await withCall();
  const front = await httpsFront(emulator.url);
  const proxy = await connectProxy(manners);
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_ENDPOINT_URL')));
  return {
    front,
    proxy,
    truth,
    requests,
    env: { ...own, AWS_CA_BUNDLE: AUTHORITY, HTTPS_PROXY: proxy.url, CHIME_JOIN_ENDPOINT_URL: front.url },
    updates: async () =>
      (await requests()).filter(({ operation }) => operation === 'UpdateSipMediaApplicationCall').length,
  };
}

const withSignIn = (url: string, user = `ops:${PASSWORD}`) => url.replace('://', `://${user}@`);

function neverShown({ stdout, stderr }: Ended): void {
  for (const secret of SECRETS) expect(`${stdout}\n${stderr}`).not.toContain(secret);
}

describe.concurrent('through a proxy, with a private authority', () => {
  it('the call joins, the update is sent once, and every request went through a tunnel', async () => {
    const { env, front, proxy, truth, updates } = await office();
    const { envelope, code } = await bridgeJson([], { env });
    expect(envelope.result?.verdict).toBe('JOINED');
    expect(code).toBe(0);
    expect(meetingLegs(await truth())).toHaveLength(1);
    expect(await updates()).toBe(1);
    expect(new Set(proxy.asked)).toEqual(new Set([`localhost:${front.port}`]));
    expect(front.connections()).toBe(proxy.asked.length);
    // Connections are kept: there are fewer of them than requests.
    expect(proxy.asked.length).toBeLessThan(front.hosts.length);
  });

  it('a proxy that wants to be signed in to gets the password of the variable, and nobody else sees it', async () => {
    const { env, proxy } = await office({ signIn: 'ops:p@ss/word' });
    const ended = await run(['bridge', '--json', '--debug'], { env: { ...env, HTTPS_PROXY: withSignIn(proxy.url) } });
    expect(ended.stdout).toContain('"verdict":"JOINED"');
    neverShown(ended);
  });

  it('a proxy that is reached over https is believed by the same bundle', async () => {
    const { env, proxy } = await office({ tls: true });
    const { envelope } = await bridgeJson([], { env });
    expect(envelope.result?.verdict).toBe('JOINED');
    expect(proxy.asked.length).toBeGreaterThan(0);
  });

  it('what NO_PROXY names goes without it', async () => {
    const { env, proxy, front } = await office();
    const { envelope } = await bridgeJson([], { env: { ...env, NO_PROXY: 'example.com,LOCALHOST' } });
    expect(envelope.result?.verdict).toBe('JOINED');
    expect(proxy.asked).toEqual([]);
    expect(front.hosts.length).toBeGreaterThan(0);
  });

  it('http on this machine never goes through it', async () => {
    const { env } = await withCall();
    const proxy = await connectProxy();
    const all = Object.fromEntries(
      ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY'].map((name) => [name, proxy.url]),
    );
    const { envelope } = await bridgeJson([], { env: { ...env, ...all } });
    expect(envelope.result?.verdict).toBe('JOINED');
    expect(proxy.asked).toEqual([]);
  });

  it('the bundle may stand in the profile', async () => {
    const { env } = await office();
    const file = join(scratch(), 'config');
    writeFileSync(file, `[default]\nca_bundle = ${AUTHORITY}\n`);
    const { envelope } = await bridgeJson([], { env: { ...env, AWS_CA_BUNDLE: '', AWS_CONFIG_FILE: file } });
    expect(envelope.result?.verdict).toBe('JOINED');
  });

  it("an SSO session's credentials are fetched through it, too", async () => {
    const { env, proxy, front } = await office();
    const { leadsTo, home } = { leadsTo: front.port, home: scratch() };
    const everywhere = await connectProxy({ leadsTo });
    mkdirSync(join(home, '.aws/sso/cache'), { recursive: true });
    writeFileSync(
      join(home, '.aws/config'),
      '[profile sso]\nsso_start_url = https://example.com/start\nsso_region = us-east-1\nsso_account_id = 111122223333\nsso_role_name = r\nregion = us-east-1\n',
    );
    // SHA-1 of the start URL names the file.
    const { createHash } = await import('node:crypto');
    const name = createHash('sha1').update('https://example.com/start').digest('hex');
    writeFileSync(
      join(home, `.aws/sso/cache/${name}.json`),
      JSON.stringify({ accessToken: 'token', expiresAt: new Date(Date.now() + 3_600_000).toISOString() }),
    );
    const ended = await run(
      ['meeting', 'show', '--meeting-id', '6f5b1a0e-2a55-4c0e-9f5d-3f6f0f1e2d3c', '--profile', 'sso'],
      {
        env: { ...env, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', HOME: home, HTTPS_PROXY: everywhere.url },
      },
    );
    expect(ended.code).toBe(3);
    expect(everywhere.asked).toEqual(['portal.sso.us-east-1.amazonaws.com:443']);
    expect(front.hosts).toEqual(['portal.sso.us-east-1.amazonaws.com']);
    expect(proxy.asked).toEqual([]);
  });
});

describe.concurrent('without the private authority', () => {
  it('the error names the proxy, and the variable that would mend it; nothing was delivered', async () => {
    const { env, proxy, requests } = await office();
    const { envelope, code } = await bridgeJson([], { env: { ...env, AWS_CA_BUNDLE: '' } });
    expect(code).toBe(6);
    expect(envelope.result?.verdict).toBe('FAILED');
    expect(envelope.error?.message).toContain(`through the proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY)`);
    expect(envelope.error?.tryThis.join()).toContain('AWS_CA_BUNDLE');
    expect(await requests()).toEqual([]);
  });
});

it.concurrent('a rehearsal knows neither the proxy nor the bundle of the operator', async () => {
  const proxy = await connectProxy({ answer: 403 });
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];
  const env = { ...Object.fromEntries(names.map((name) => [name, proxy.url])), AWS_CA_BUNDLE: '/nonexistent/ca.pem' };
  const ended = await run(['emulator', 'exec', '--', process.execPath, PROGRAM, 'bridge', '--json'], { env });
  expect(ended.stdout).toContain('"verdict":"JOINED"');
  expect(proxy.asked).toEqual([]);
});

it.concurrent('a bundle that is not there: exit 2, and nothing is sent', async () => {
  const { env, requests, proxy } = await office();
  const { code, envelope } = await bridgeJson([], { env: { ...env, AWS_CA_BUNDLE: '/nonexistent/ca.pem' } });
  expect(code).toBe(2);
  expect(envelope.error).toMatchObject({ code: 'FILE_UNREADABLE' });
  expect(envelope.error?.message).toMatch(/^AWS_CA_BUNDLE \(\/nonexistent\/ca\.pem\)/);
  expect([await requests(), proxy.asked]).toEqual([[], []]);
});

describe.concurrent('a proxy that gives no connection: exit 6, nothing was delivered, and the error names it', () => {
  it('one that is not there', async () => {
    const { env, requests, truth } = await office();
    const ended = await bridgeJson([], { env: { ...env, https_proxy: `http://ops:${PASSWORD}@127.0.0.1:9` } });
    expect(ended.code).toBe(6);
    expect(ended.envelope.result?.verdict).toBe('FAILED');
    expect(ended.envelope.error?.message).toContain('the proxy 127.0.0.1:9 (https_proxy) cannot be reached');
    expect([await requests(), liveMeetings(await truth())]).toEqual([[], []]);
    neverShown(ended);
  });

  it('one that does not accept the password', async () => {
    const { env, proxy, requests } = await office({ signIn: 'ops:other' });
    const ended = await run(['bridge', '--debug'], { env: { ...env, HTTPS_PROXY: withSignIn(proxy.url) } });
    expect(ended.code).toBe(6);
    expect(ended.stderr).toContain(
      `The proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY) does not accept the user and password`,
    );
    expect(await requests()).toEqual([]);
    neverShown(ended);
  });
});
