// Writes oclif.manifest.json from the compiled commands: with it, only the command that is run is loaded.
// `--check` compares instead of writing, and fails where they differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core';

const root = fileURLToPath(new URL('..', import.meta.url));
const path = `${root}/oclif.manifest.json`;

const plugin = new Plugin({ root, type: 'core', ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
// In the order of their names: that in which they are found differs between systems and versions of Node.
const commands = Object.entries(plugin.manifest.commands).sort(([one], [other]) => (one < other ? -1 : 1));
const manifest = `${JSON.stringify({ ...plugin.manifest, commands: Object.fromEntries(commands) }, null, 2)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(path, manifest);
} else if (readFileSync(path, 'utf8') !== manifest) {
  console.error('oclif.manifest.json is not what the commands say: run npm run manifest');
  process.exitCode = 1;
}
