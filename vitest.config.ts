import { configDefaults, defineConfig } from 'vitest/config';

/** Minutes of whole processes: `npm run test:long` runs these too. */
const LONG = [
  'test/proof/{faults,fuzz,kill,leaks,long-text,model}.test.ts',
  'test/e2e/{bridge-faults,bridge-ways,debug,handler-conventions,handler-hangs,hostile-words,not-aws,pipes,proxy,run-again,runs,shell}.test.ts',
];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: process.env['TEST_LONG'] === '1' ? configDefaults.exclude : [...configDefaults.exclude, ...LONG],
    // Tests that start the program wait for whole processes; on a busy machine that takes its time.
    maxConcurrency: 4,
    testTimeout: 30_000,
    hookTimeout: 30_000,
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
