import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { handlerSource } from '../../src/input/handler-source.js';

const folder = mkdtempSync(join(tmpdir(), 'chime-join-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const named = (name: string) => {
  writeFileSync(join(folder, name), '');
  return join(folder, name);
};
const of = (file?: string, url?: string) => handlerSource('--handler', file, url);

describe('a handler by its file', () => {
  it.each(['a.mjs', 'a.cjs', 'a.js', 'a.ts', 'a.py'])('%s', async (name) => {
    expect(await of(named(name))).toEqual({ file: join(folder, name) });
  });
  it('with the name of its function, unless a file is called so', async () => {
    const file = named('b.mjs');
    expect(await of(`${file}#onCall`)).toEqual({ file, exportName: 'onCall' });
    expect(await of(`${file}#calls.onCall`)).toEqual({ file, exportName: 'calls.onCall' });
    const odd = named('c#d.mjs');
    expect(await of(odd)).toEqual({ file: odd });
    expect(await of(`${odd}#onCall`)).toEqual({ file: odd, exportName: 'onCall' });
  });
  it.each([
    ['another language', () => named('a.rb'), /ends in none of \.mjs, \.cjs, \.js, \.ts, .*\.py/],
    ['none', () => join(folder, 'none.py'), /no such file/],
    ['a folder', () => folder, /no such file/],
    ['nothing', () => '', /no such file/],
  ])('not %s', async (_what, file, cause) => {
    await expect(of(file())).rejects.toMatchObject({ code: 'FILE_UNREADABLE', cause: expect.stringMatching(cause) });
  });
});

const PATH = '/2015-03-31/functions/f/invocations';
describe('a handler by its URL', () => {
  it.each([
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000/2015-03-31/functions/function/invocations'],
    ['http://localhost:3001/', 'http://localhost:3001/2015-03-31/functions/function/invocations'],
    [`http://[::1]:3001${PATH}`, `http://[::1]:3001${PATH}`],
    [`https://example.com${PATH}?Qualifier=live`, `https://example.com${PATH}?Qualifier=live`],
  ])('%s', async (given, url) => {
    expect(await of(undefined, given)).toEqual({ url });
  });
  it.each([
    'http://example.com',
    'http://127.0.0.1.example.com',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'nonsense',
    '',
    'http://127.0.0.1:9000/other',
  ])('not %j', async (given) => {
    await expect(of(undefined, given)).rejects.toMatchObject({ code: 'ENDPOINT_INVALID', exitCode: 2 });
  });
});

it('is one, or none', async () => {
  expect(await of()).toBeNull();
  await expect(of(named('b.mjs'), 'http://127.0.0.1:9000')).rejects.toMatchObject({ code: 'USAGE', exitCode: 2 });
});
