import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageIn } from './install.js';

/** The rooms whose code is changed, and the folders of test/core whose tests must notice. */
export const ROOMS = {
  verdict: ['verdict'],
  evidence: ['evidence'],
  proof: ['proof'],
  undo: ['undo'],
};

/**
 * Texts are left alone: most of them are wordings, which are promised nowhere, and which no test should repeat. What a text
 * decides (the type of an event, a code) is changed with the condition that it stands in.
 */
const LEFT_ALONE = ['StringLiteral'];

/** The room's sources with all their mutants in them, each behind a switch; by their paths. */
export async function instrumentRoom({ room, only, root, folder }) {
  const entry = path.join(packageIn(folder), 'dist/src/index.js');
  const { Instrumenter } = await import(pathToFileURL(entry).href);
  const silent = { info() {}, debug() {}, isDebugEnabled: () => false };
  const home = path.join(root, 'src/core', room);
  const names = readdirSync(home).filter((name) => name.endsWith('.ts') && (only === undefined || name === only));
  const files = names.map((name) => {
    const file = path.join(home, name);
    return { name: file, mutate: true, content: readFileSync(file, 'utf8') };
  });
  const options = { plugins: null, excludedMutations: LEFT_ALONE, ignorers: [], noHeader: false };
  const instrumented = await new Instrumenter(silent).instrument(files, options);
  const sources = new Map(
    files.map(({ name, content }, at) => [name, { was: content, is: instrumented.files[at].content }]),
  );
  return { sources, mutants: instrumented.mutants.filter(({ status }) => status !== 'Ignored') };
}
