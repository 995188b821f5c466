import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAws } from '../../src/aws/open.js';
import { isExcepted, proxyFrom } from '../../src/aws/proxy.js';
import { AUTHORITY, connectProxy, httpsFront, type ProxyManners } from '../e2e/behind-proxy.js';
import {
  closeAll,
  failureOf,
  hang,
  json,
  never,
  type Reply,
  reset,
  startStub,
  truncate,
  UPDATE,
  useTestAccount,
} from './stub.js';

const PASSWORD = 'p%40ss%2Fword';
const SECRETS = ['p@ss/word', PASSWORD, Buffer.from('ops:p@ss/word').toString('base64')];
const SETTINGS = ['https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY', 'AWS_CA_BUNDLE'];

let folder = '';
const toClose: (() => unknown)[] = [];
beforeEach(() => {
  useTestAccount();
  for (const name of SETTINGS) delete process.env[name];
  folder = mkdtempSync(join(tmpdir(), 'proxy-'));
});
afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
  await closeAll();
  for (const name of SETTINGS) delete process.env[name];
  rmSync(folder, { recursive: true });
});

/** A stub behind an https front behind a proxy, and AWS as the core sees it. */
async function behind(manners: ProxyManners = {}, reply: Reply = json(202, {})) {
  const stub = await startStub(reply);
  const front = await httpsFront(stub.url);
  const proxy = await connectProxy(manners);
  process.env['HTTPS_PROXY'] = proxy.url;
  process.env['AWS_CA_BUNDLE'] = AUTHORITY;
  const settings = { region: 'us-east-1', meetingsRegion: 'us-east-1', profile: null, endpointUrl: front.url };
  // What a busy machine answers late is an answer all the same.
  const isSilent = manners.silent === true || manners.blackHole === true;
  // The front keeps its connection open where the stub cuts off, so that ends by the time limit too.
  const requestMs = reply === hang || reply === truncate ? 600 : 20_000;
  const open = (connectMs = isSilent ? 300 : 20_000) => {
    const aws = openAws(settings, { limits: { connectMs, requestMs } });
    toClose.push(() => aws.close());
    return aws;
  };
  toClose.push(() => stub.close());
  return { stub, front, proxy, open, update: () => failureOf(open().calls.update(UPDATE, never)) };
}

const withSignIn = (url: string) => url.replace('://', `://ops:${PASSWORD}@`);

describe('a tunnel that does not come to stand: nothing was delivered, and the error names the proxy', () => {
  it.each<[string, ProxyManners, 'signed in' | 'anonymous', RegExp]>([
    [
      'wants to be signed in to',
      { signIn: 'ops:other' },
      'anonymous',
      /wants to be signed in to, and the variable holds no/,
    ],
    ['does not accept the password', { signIn: 'ops:other' }, 'signed in', /does not accept the user and password/],
    ['forbids the host', { answer: 403 }, 'signed in', /refused a connection to the endpoint/],
    ['cannot reach the host', { answer: 502 }, 'signed in', /could not reach the endpoint/],
    ['answers with something else', { answer: 302 }, 'signed in', /could not reach the endpoint/],
    ['cuts the tunnel', { cuts: true }, 'signed in', /cut the connection to the endpoint .* before TLS was set up/],
    ['says nothing', { silent: true }, 'signed in', /gave no connection to the endpoint .* in time/],
    ['lets nothing through', { blackHole: true }, 'signed in', /gave no connection to the endpoint .* in time/],
  ])('by one that %s', async (_, manners, who, told) => {
    const { proxy, stub, update } = await behind(manners);
    if (who === 'signed in') process.env['HTTPS_PROXY'] = withSignIn(proxy.url);
    const failure = await update();
    expect(failure).toMatchObject({ code: 'UNREACHABLE', delivery: 'not-sent', attempts: 1, exitCode: 6 });
    expect(failure.message).toMatch(told);
    expect(failure.message).toContain(`127.0.0.1:${proxy.port} (HTTPS_PROXY)`);
    expect(proxy.asked.every((asked) => asked.startsWith('localhost:'))).toBe(true);
    expect(stub.received).toEqual([]);
    const shown = JSON.stringify({ ...failure, message: failure.message });
    for (const secret of SECRETS) expect(shown).not.toContain(secret);
  });

  it.each([
    ['http://ops:secret@127.0.0.1:9', '127.0.0.1:9 (https_proxy)'],
    ['nowhere.invalid:3128', 'nowhere.invalid:3128 (https_proxy)'],
  ])('%s cannot be reached', async (address, name) => {
    const { update } = await behind();
    process.env['https_proxy'] = address;
    const failure = await update();
    expect(failure).toMatchObject({ code: 'UNREACHABLE', delivery: 'not-sent', exitCode: 6 });
    expect(failure.message).toContain(`the proxy ${name} cannot be reached`);
    expect(failure.message).not.toContain('secret');
  });

  it('a certificate that is not trusted is told with the proxy it came through and the bundle that lacks it', async () => {
    const { proxy, update } = await behind();
    process.env['AWS_CA_BUNDLE'] = join(folder, 'other.pem');
    writeFileSync(process.env['AWS_CA_BUNDLE'], rootCertificates.slice(0, 3).join('\n'));
    const failure = await update();
    expect(failure).toMatchObject({ code: 'UNREACHABLE', delivery: 'not-sent', exitCode: 6 });
    expect(failure.message).toContain(`through the proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY)`);
    expect(failure.tryThis[1]).toContain(`AWS_CA_BUNDLE (${folder}/other.pem)`);
  });

  it('without a bundle the error names the variable', async () => {
    const { update } = await behind();
    delete process.env['AWS_CA_BUNDLE'];
    expect((await update()).tryThis[1]).toContain('set AWS_CA_BUNDLE');
  });
});

describe('once TLS stands in the tunnel', () => {
  it.each<[string, Reply]>([
    ['a connection that is cut', reset],
    ['an answer that breaks off', truncate],
    ['no answer in time', hang],
  ])('%s leaves it open whether the request arrived', async (_, reply) => {
    const { update, stub } = await behind({}, reply);
    expect(await update()).toMatchObject({ delivery: 'unknown' });
    expect(stub.received).toHaveLength(1);
  });

  it('a proxy that breaks into it does so, too: the same words in the handshake would mean that nothing was sent', async () => {
    let breakIn = () => {};
    const { proxy, stub, update } = await behind({}, () => breakIn());
    breakIn = proxy.breakIn;
    const failure = await update();
    expect(failure.cause).toMatch(/ERR_SSL_|EPROTO/);
    expect(failure).toMatchObject({ delivery: 'unknown' });
    expect(stub.received).toHaveLength(1);
  });

  it('one connection serves request after request', async () => {
    const { open, proxy, stub, front } = await behind();
    const aws = open();
    for (const _ of [1, 2, 3]) await aws.calls.update(UPDATE, never);
    expect(stub.received).toHaveLength(3);
    expect([proxy.asked.length, front.connections()]).toEqual([1, 1]);
  });

  it('the proxy sees neither the request nor a credential of it', async () => {
    const { open, proxy, front } = await behind();
    await open().calls.update(UPDATE, never);
    expect(proxy.asked).toEqual([`localhost:${front.port}`]);
  });
});

it('closing drops a tunnel that is being opened, so that nothing keeps the process alive', async () => {
  const { open, proxy } = await behind({ silent: true });
  const aws = open(60_000);
  const abort = new AbortController();
  const update = failureOf(aws.calls.update(UPDATE, abort.signal));
  await expect.poll(() => proxy.asked.length).toBe(1);
  abort.abort(new Error('enough'));
  aws.close();
  expect(await update).toMatchObject({ code: 'INTERRUPTED' });
  await expect.poll(() => proxy.open()).toBe(0);
});

describe('a setting that cannot be followed: exit 2, and nothing is sent', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a bundle that is not there',
      { AWS_CA_BUNDLE: '/nonexistent/ca.pem' },
      /^AWS_CA_BUNDLE \(\/nonexistent\/ca\.pem\) cannot be read/,
    ],
    ['a bundle that is none', { AWS_CA_BUNDLE: '/dev/null' }, /^AWS_CA_BUNDLE \(\/dev\/null\) is not a bundle/],
    ['a proxy of another kind', { HTTPS_PROXY: 'socks5://127.0.0.1:1' }, /^HTTPS_PROXY .*socks5/],
    ['a proxy without a host', { https_proxy: 'http://:3128' }, /^https_proxy is not a URL/],
    ['a password with a slash', { HTTPS_PROXY: 'http://ops:12/p@ss/word@h:1' }, /^HTTPS_PROXY .*percent-encoded/],
    ['a password with a percent sign', { HTTPS_PROXY: 'http://ops:100%@h:1' }, /^HTTPS_PROXY .*percent-encoded/],
  ])('%s', async (_, settings, told) => {
    const { proxy, stub, update } = await behind();
    Object.assign(process.env, settings);
    const failure = await update();
    expect(failure).toMatchObject({ delivery: 'not-sent', attempts: 0, exitCode: 2 });
    expect(failure.message).toMatch(told);
    expect(JSON.stringify([failure.message, failure.cause, failure.tryThis])).not.toMatch(/ss\/word|100%/);
    expect([proxy.asked, stub.received]).toEqual([[], []]);
  });

  it('a bundle with a certificate that cannot be read', async () => {
    const { update } = await behind();
    process.env['AWS_CA_BUNDLE'] = join(folder, 'garbage.pem');
    writeFileSync(process.env['AWS_CA_BUNDLE'], '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    expect(await update()).toMatchObject({ code: 'FILE_INVALID', exitCode: 2 });
  });
});

describe('which proxy', () => {
  it.each<[Record<string, string>, string | null]>([
    [{}, null],
    [{ HTTPS_PROXY: '' }, null],
    [{ HTTP_PROXY: 'http://a:1', ALL_PROXY: 'http://b:2' }, null],
    [{ HTTPS_PROXY: 'http://a:3128' }, 'a:3128 (HTTPS_PROXY)'],
    [{ HTTPS_PROXY: 'http://a:3128', https_proxy: 'http://b:3128' }, 'b:3128 (https_proxy)'],
    [{ HTTPS_PROXY: 'a:3128' }, 'a:3128 (HTTPS_PROXY)'],
    [{ HTTPS_PROXY: '//a' }, 'a:80 (HTTPS_PROXY)'],
    [{ HTTPS_PROXY: 'https://user:secret@a' }, 'a:443 (HTTPS_PROXY)'],
  ])('of %o is %s', (environment, name) => {
    expect(proxyFrom(environment)?.name ?? null).toBe(name);
  });

  it.each<[string, string, boolean]>([
    ['', 'voice.us-east-1.amazonaws.com', false],
    ['amazonaws.com', 'voice.us-east-1.amazonaws.com', true],
    ['.amazonaws.com', 'voice.us-east-1.amazonaws.com', true],
    ['*.amazonaws.com', 'voice.us-east-1.amazonaws.com', true],
    ['AmazonAWS.com', 'voice.us-east-1.amazonaws.com', true],
    ['aws.com', 'voice.us-east-1.amazonaws.com', false],
    ['a.example, amazonaws.com:443', 'voice.us-east-1.amazonaws.com', true],
    ['amazonaws.com:8443', 'voice.us-east-1.amazonaws.com', false],
    ['*', 'voice.us-east-1.amazonaws.com', true],
    ['::1', '::1', true],
    ['[::1]:443', '::1', true],
    ['127.0.0.1', '127.0.0.1', true],
  ])('NO_PROXY=%s excepts %s: %s', (except, host, excepted) => {
    expect(isExcepted(except, host, 443)).toBe(excepted);
  });
});
