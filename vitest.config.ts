import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** These rooms keep no state in their modules, so their tests share a process and load each module once. */
const PURE = 'test/{aws,contract,core,emulator,handler,input,output}/**/*.test.ts';
/** But for those that replace modules, or start handlers that somebody has to end. */
const ALONE = 'test/**/*.alone.test.ts';
/** Whole processes, and many random runs: `npm run test:slow`. */
const SLOW = ['test/{e2e,proof,handler-check}/**/*.test.ts', 'test/**/*.slow.test.ts'];
/** What takes minutes has this name: `npm run test:long`. */
const LONG = 'test/**/*.long.test.ts';

const project = (name: string, include: string[], without: string[], isolate = true) => ({
  extends: true as const,
  test: { name, include, exclude: [...configDefaults.exclude, ...without], isolate },
});

export default defineConfig({
  test: {
    projects: [
      project('pure', [PURE], [ALONE, ...SLOW, LONG], false),
      project('fast', [ALONE, 'test/*.test.ts', 'test/journal/*.test.ts'], [...SLOW, LONG]),
      project('slow', SLOW, [LONG]),
      project('long', [LONG], []),
    ],
    // Many tests wait for a process or a time-out, so even a machine with two cores has room for two files at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Tests that start the program wait for whole processes; on a busy machine that takes its time. A time-out stops what hangs.
    maxConcurrency: 4,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // The operator's own settings must not reach a test.
    env: {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_CONFIG_FILE: '/nonexistent/config',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  },
});
