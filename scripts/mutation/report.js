import path from 'node:path';

/** At least so many of the mutants must be noticed. */
const LEAST = 0.9;
const NOTICED = ['Killed', 'Timeout'];

/** Every change that no test noticed, then the score of each file. Returns the exit code. */
export function printReport(sources, mutants, statuses) {
  const rows = [...sources].map(([file, { was }]) => {
    const own = mutants.filter(({ fileName }) => fileName === file);
    const alive = own.filter(({ id }) => !NOTICED.includes(statuses.get(id)));
    const name = path.basename(file);
    for (const mutant of alive) console.log(described(name, was.split('\n'), mutant, statuses.get(mutant.id)));
    return { name, all: own.length, killed: own.length - alive.length };
  });
  console.log('');
  for (const { name, killed, all } of rows) console.log(`${share(killed, all)}  ${killed}/${all}  ${name}`);
  const [killed, all] = [sum(rows, 'killed'), sum(rows, 'all')];
  console.log(`${share(killed, all)}  ${killed}/${all}  in all`);
  return killed >= all * LEAST ? 0 : 1;
}

const sum = (rows, key) => rows.reduce((total, row) => total + row[key], 0);
const share = (killed, all) => `${((100 * killed) / Math.max(all, 1)).toFixed(1).padStart(5)} %`;

/** `file:line:column what -> what else`, on one line. */
function described(name, lines, { location: { start, end }, replacement, mutatorName }, status) {
  const text = lines.slice(start.line, end.line + 1);
  text[text.length - 1] = text.at(-1).slice(0, end.column);
  text[0] = text[0].slice(start.column);
  const untested = status === 'NoCoverage' ? ' (no test comes there)' : '';
  const place = `${name}:${start.line + 1}:${start.column + 1}`;
  return `${place} ${mutatorName}: ${short(text.join(' '))} -> ${short(replacement)}${untested}`;
}

function short(text) {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 110 ? `${line.slice(0, 60)} … ${line.slice(-45)}` : line;
}
