/** Many runs of the built program in one process, for what no process of its own could change. A start costs half a second. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import type { Ended } from './program.js';
import { ROOT } from './sources.js';

type Run = (args: string[], env?: Record<string, string>, stdin?: string) => Promise<Ended>;

/** As `chimeJoin` runs it, one run after the other, for the tests of one file. */
export function manyRuns(): Run {
  let host: ReturnType<typeof fork>;
  let last: Promise<unknown> = Promise.resolve();

  beforeAll(() => {
    const main = pathToFileURL(join(ROOT, 'dist/frame/main.js')).href;
    host = fork(join(ROOT, 'test/contract/many-runs-host.js'), [main], { execArgv: [] });
  });
  afterAll(() => host.disconnect());

  const run: Run = async (args, env = {}, stdin = '') => {
    const aws = { AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' };
    const own = { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), AWS_EC2_METADATA_DISABLED: 'true' };
    const ends = new AbortController();
    const dies = once(host, 'exit', { signal: ends.signal }).then(([code]) => {
      throw new Error(`the program ended its process: ${code}`);
    });
    const answers = once(host, 'message', { signal: ends.signal });
    host.send({ args, env: { ...own, ...aws, ...env }, stdin });
    try {
      const [ended] = await Promise.race([answers, dies]);
      return ended as Ended;
    } finally {
      ends.abort();
      await Promise.allSettled([answers, dies]);
    }
  };
  return (...words) => {
    const mine = last.then(() => run(...words));
    last = mine.catch(() => {});
    return mine;
  };
}
