import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { handlerText } from '../../src/input/handler-text.js';

const folder = mkdtempSync(join(tmpdir(), 'chime-join-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

it("holds the handler's own files, each once, and no package's", async () => {
  write('b.mjs', `import { a } from './a.mjs'; // from b\nrequire("./c")`);
  write('c.js', '// from c');
  const text = await handlerText(write('a.mjs', `import './b.mjs';\nimport 'aws-sdk';\nimport './none.mjs';`));
  expect(text.match(/from [bc]$/gm)).toEqual(['from b', 'from c']);
  expect(text.match(/aws-sdk/g)).toHaveLength(1);
});

it('holds those of a Python handler', async () => {
  write('updates.py', '# from updates');
  const text = await handlerText(write('index.py', 'import json\nfrom updates import join\n'));
  expect(text).toContain('# from updates');
});

it('is bounded, and empty where there is nothing to read', async () => {
  expect(await handlerText('/nonexistent/a.mjs')).toBe('\n');
  write('huge.mjs', 'x'.repeat(3_000_000));
  expect((await handlerText(write('of-huge.mjs', `import './huge.mjs'`))).length).toBeLessThan(100);
});
