// Writes the table of what is simulated into docs/emulator.md, from the compiled emulator, so that docs and program say the same.
// `--check` compares instead of writing, and fails where they differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SIMULATED } from '../dist/emulator/simulated.js';

const path = fileURLToPath(new URL('../docs/emulator.md', import.meta.url));
const BEGIN = '<!-- made by scripts/simulated-table.js -->';
const END = '<!-- end -->';

const name = ({ kind, what }) => (kind === 'event' || kind === 'action' ? `\`${what}\`` : what);
const rows = SIMULATED.map((each) => `| ${each.kind} | ${name(each)} | ${each.how} | ${each.remark} |`);
const table = ['| | what | simulated | remark |', '| --- | --- | --- | --- |', ...rows].join('\n');

const page = readFileSync(path, 'utf8');
const [before, rest] = page.split(BEGIN);
const after = rest?.split(END)[1];
if (after === undefined) throw new Error(`docs/emulator.md has no place for the table: ${BEGIN} ${END}`);
const made = `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;

if (!process.argv.includes('--check')) {
  writeFileSync(path, made);
} else if (made !== page) {
  console.error('docs/emulator.md is not what the emulator says: run npm run build && node scripts/simulated-table.js');
  process.exitCode = 1;
}
