/** What Stryker's report says: the score of each file, then every change that no test noticed. Returns the exit code. */
export function printReport({ files }) {
  const rows = Object.entries(files).map(([name, { source, mutants }]) => ({
    name,
    source,
    mutants,
    ...count(mutants),
  }));
  for (const { name, source, mutants } of rows) {
    for (const mutant of mutants.filter(isAlive)) console.log(described(name, source.split('\n'), mutant));
  }
  console.log('');
  for (const { name, killed, all } of rows) console.log(`${share(killed, all)}  ${killed}/${all}  ${name}`);
  const [killed, all] = [sum(rows, 'killed'), sum(rows, 'all')];
  console.log(`${share(killed, all)}  ${killed}/${all}  in all`);
  return killed >= all * LEAST ? 0 : 1;
}

/** At least so many of the mutants must be noticed. */
const LEAST = 0.9;

const NOTICED = ['Killed', 'Timeout'];
const isAlive = ({ status }) => status === 'Survived' || status === 'NoCoverage';

function count(mutants) {
  const killed = mutants.filter(({ status }) => NOTICED.includes(status)).length;
  return { killed, all: killed + mutants.filter(isAlive).length };
}

const sum = (rows, key) => rows.reduce((total, row) => total + row[key], 0);
const share = (killed, all) => `${((100 * killed) / Math.max(all, 1)).toFixed(1).padStart(5)} %`;

/** `file:line:column what -> what else`, on one line. */
function described(name, lines, { location: { start, end }, replacement, mutatorName, status }) {
  const last = lines[end.line - 1].slice(0, end.column - 1);
  const was =
    start.line === end.line
      ? last.slice(start.column - 1)
      : [lines[start.line - 1].slice(start.column - 1), ...lines.slice(start.line, end.line - 1), last].join(' ');
  const untested = status === 'NoCoverage' ? ' (no test comes there)' : '';
  return `${name}:${start.line}:${start.column} ${mutatorName}: ${short(was)} -> ${short(replacement)}${untested}`;
}

function short(text) {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 110 ? `${line.slice(0, 60)} … ${line.slice(-45)}` : line;
}
