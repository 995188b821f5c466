import { readdirSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { ROOMS } from './instrument.js';

/**
 * Random tests stay out, and those over thousands of events or hundreds of thousands of characters: they would run for every
 * mutant, and what is drawn must not decide the score.
 */
const LEFT_OUT = /(?:properties|linear|hostile-text|many-records)\.test\.ts$/;
const ENTRY = '\0room';
const VITEST = '\0vitest';

/** The room's tests and all that they import, as one script: it is evaluated anew for what runs when a module is loaded. */
export async function bundleTests({ room, root, sources }) {
  const tests = ROOMS[room].flatMap((name) => {
    const folder = path.join(root, 'test/core', name);
    const names = readdirSync(folder).filter((file) => file.endsWith('.test.ts') && !LEFT_OUT.test(file));
    return names.map((file) => path.join(folder, file));
  });
  const plugin = {
    name: 'instrumented',
    resolveId: (id) => (id === 'room' ? ENTRY : id === 'vitest' ? VITEST : null),
    load: (id) => {
      if (id === ENTRY) return tests.map((file) => `import ${JSON.stringify(file)};`).join('\n');
      if (id === VITEST) return 'export const { describe, it, test, expect } = globalThis.chimeJoinTests;';
      const source = sources.get(id);
      return source === undefined ? null : { code: source.is, moduleType: 'ts' };
    },
  };
  const bundle = await rolldown({
    input: 'room',
    cwd: root,
    platform: 'node',
    external: (id) => !id.startsWith('.') && !path.isAbsolute(id) && ![ENTRY, VITEST, 'room', 'vitest'].includes(id),
    plugins: [plugin],
    treeshake: false,
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'cjs', codeSplitting: false });
  await bundle.close();
  return output[0].code;
}
