import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { explainRequest } from '../../src/input/explain-request.js';
import { context } from './given.js';

const folder = mkdtempSync(join(tmpdir(), 'chime-join-explain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'call.log'), 'x');
writeFileSync(join(folder, "it's a call.log"), 'x');

const asked = (error: string) =>
  explainRequest({ flags: { list: false }, typed: new Set(), args: { error } }, context());

it.each([
  ['a file', join(folder, 'call.log'), join(folder, 'call.log')],
  ['a file that a shell needs quoted', join(folder, "it's a call.log"), `'${folder}/it'\\''s a call.log'`],
  ['a folder', folder, null],
  ['no file', join(folder, 'nothing'), null],
  ['words with a NUL', 'a\u0000b', null],
  ['a long text', 'x'.repeat(100_000), null],
])('words that name %s', async (_, words, file) => {
  expect(await asked(words)).toMatchObject({ text: words, file });
});
