import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** Tests that take minutes of whole processes have this name; `npm run test:long` runs them too. */
const LONG = 'test/**/*.long.test.ts';
const exclude = process.env['TEST_LONG'] === '1' ? configDefaults.exclude : [...configDefaults.exclude, LONG];

/** These rooms keep no state in their modules, so their tests share a process and load each module once. */
const PURE = 'test/{core,output}/**/*.test.ts';

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: [PURE], exclude, isolate: false } },
      { extends: true, test: { name: 'rest', include: ['test/**/*.test.ts'], exclude: [...exclude, PURE] } },
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
