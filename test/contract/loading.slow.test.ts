import { describe, expect, it } from 'vitest';
import { loadedBy } from './program.js';

const ID = 'c5a25427-88f4-4bf6-b4b2-f44659300bdc';
const WHOLE = ['--transaction-id', ID, '--sma-id', '266e0891-0fe9-4718-a3a8-15b67842c128'];
const AWS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' };
const SDK = /\/node_modules\/(?:@aws-sdk|@smithy|@aws-crypto)\//;
const PROMPTS = /\/node_modules\/@?inquirer\b/;
const TUNNEL = /\/node_modules\/hpagent\/|\/tunnelling-agent\.js$/;
const CATALOGUE = /\/dist\/core\/catalogue\/catalogue\.js$/;
const SCHEMAS = /\/node_modules\/zod\//;

describe('what is loaded', () => {
  it.concurrent.each<[string, string[]]>([
    ['by --version', ['--version']],
    ['by --help', ['--help']],
    ['by the help of bridge', ['bridge', '--help']],
    ['by an unknown command', ['brigde']],
    ['by a wrong flag', ['bridge', '--frobnicate']],
    ['by a wrong id', ['bridge', '--call-id', 'x']],
    ['by a validation', ['validate', 'package.json']],
    ['by an explanation', ['explain', 'NotFoundException']],
    ['by the action', ['action', '--join-token-file', '-']],
    ['by the permissions', ['handler', 'print', '--language', 'policy']],
    ['by a handler that is not there', ['handler', 'check', '/nonexistent.mjs']],
    ['by an emulator that cannot start', ['emulator', 'start', '--port', 'x']],
  ])('%s: no AWS SDK, no prompts, no schema', async (_, args) => {
    const { loaded } = await loadedBy(args, AWS);
    expect(loaded.some((url) => url.endsWith('/dist/frame/main.js'))).toBe(true);
    expect(loaded.filter((url) => SDK.test(url) || PROMPTS.test(url) || SCHEMAS.test(url))).toEqual([]);
  });

  it.concurrent.each<[string, string[]]>([
    ['by --version', ['--version']],
    ['by an unknown command', ['brigde']],
  ])('%s: the words of failures, and not the catalogue that explains them', async (_, args) => {
    const { loaded } = await loadedBy(args, AWS);
    expect(loaded.some((url) => url.endsWith('/dist/core/catalogue/failed.js'))).toBe(true);
    expect(loaded.filter((url) => CATALOGUE.test(url))).toEqual([]);
  });

  it.concurrent('by a command that reaches AWS: the SDK, and still no prompts and no schema', async () => {
    const args = ['meeting', 'show', '--meeting-id', ID, '--endpoint-url', 'http://127.0.0.1:9'];
    const { loaded, exitCode } = await loadedBy(args, AWS);
    expect(exitCode).toBe(6);
    expect(loaded.some((url) => SDK.test(url))).toBe(true);
    expect(loaded.filter((url) => PROMPTS.test(url) || SCHEMAS.test(url) || TUNNEL.test(url))).toEqual([]);
  });

  it.concurrent('by a command behind a proxy: what opens tunnels', async () => {
    const args = ['meeting', 'show', '--meeting-id', ID];
    const { loaded, exitCode } = await loadedBy(args, { ...AWS, HTTPS_PROXY: 'http://127.0.0.1:9' });
    expect(exitCode).toBe(6);
    expect(loaded.some((url) => TUNNEL.test(url))).toBe(true);
  });

  it.concurrent('by a rehearsal, which reads: no prompts and no schema', async () => {
    const args = ['bridge', ...WHOLE, '--dry-run', '--endpoint-url', 'http://127.0.0.1:9'];
    const { exitCode, loaded } = await loadedBy(args, AWS);
    expect(exitCode).toBe(0);
    expect(loaded.filter((url) => PROMPTS.test(url) || SCHEMAS.test(url))).toEqual([]);
  });
});
