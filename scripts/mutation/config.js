import path from 'node:path';

/** The rooms whose code is changed, and the tests that must notice. */
export const ROOMS = {
  verdict: ['test/core/verdict/**/*.test.ts', 'test/core/evidence/**/*.test.ts'],
  evidence: ['test/core/evidence/**/*.test.ts', 'test/core/verdict/**/*.test.ts'],
  proof: ['test/core/proof/**/*.test.ts', 'test/core/bridge/**/*.test.ts', 'test/core/runs/**/*.test.ts'],
  undo: ['test/core/undo/**/*.test.ts', 'test/core/bridge/**/*.test.ts', 'test/core/runs/**/*.test.ts'],
};

/**
 * Texts are left alone: most of them are wordings, which are promised nowhere, and which no test should repeat. What a text
 * decides (the type of an event, a code) is changed with the condition that it stands in.
 */
const LEFT_ALONE = ['StringLiteral'];

export function strykerConfig({ room, only, atOnce, folder }) {
  return {
    mutate: [`src/core/${room}/${only ?? '**/*.ts'}`],
    plugins: [path.join(folder, 'node_modules/@stryker-mutator/vitest-runner/dist/src/index.js')],
    testRunner: 'vitest',
    vitest: { configFile: 'vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    concurrency: atOnce,
    mutator: { excludedMutations: LEFT_ALONE },
    // A mutant that loops is noticed by how often it is hit; the clock is for what hangs otherwise, on a busy machine.
    timeoutMS: 30_000,
    timeoutFactor: 4,
    inPlace: true,
    disableTypeChecks: false,
    reporters: ['progress', 'json'],
    jsonReporter: { fileName: path.join(folder, `${room}.json`) },
    allowEmpty: false,
    checkers: [],
    cleanTempDir: 'always',
    allowConsoleColors: false,
  };
}

/** As the repository's own, with the tests of the room alone; random tests draw the same values for each mutant. */
export function vitestConfig(room) {
  return `import { defineConfig } from 'vitest/config';
export default defineConfig({
  test: {
    include: ${JSON.stringify(ROOMS[room])},
    testTimeout: 60_000,
    setupFiles: ['./seed.ts'],
  },
});
`;
}

export const SEED = `import fc from 'fast-check';
fc.configureGlobal({ seed: 1 });
`;
