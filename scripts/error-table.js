// Writes docs/errors.md from the compiled catalogue, so that docs and program say the same.
// `--check` compares instead of writing, and fails where they differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CATALOGUE } from '../dist/core/catalogue/catalogue.js';
import { AGAIN } from '../dist/core/catalogue/entry.js';
import { inGeneral } from '../dist/core/catalogue/failed.js';
import { SITUATIONS } from '../dist/core/catalogue/situations/situations.js';
import { againIn, generalCircumstances, worded } from '../dist/core/catalogue/worded.js';

const path = fileURLToPath(new URL('../docs/errors.md', import.meta.url));

const AREAS = [
  ['Why a join, or another action, failed', ['join', 'action']],
  ["What the SMA says of the handler's answer", ['response']],
  ['The handler itself', ['lambda']],
  ['Updates, calls and hang-ups', ['update', 'call', 'hangup']],
  ['Meetings, attendees, limits, and who may use them', ['meeting', 'attendee', 'quotas', 'service']],
  ['Meeting events of EventBridge', ['event']],
  ['Documents that validate checks', ['document']],
  ['Applications and logs', ['application', 'logs']],
  ['What AWS answers, or somebody in its place', ['aws', 'answer', 'access', 'proxy']],
  [
    'Credentials, profile, region, endpoint, clock',
    ['credentials', 'sign-in', 'profile', 'region', 'endpoint', 'id', 'clock'],
  ],
  ['An AWS client that is too old, or used wrongly', ['client']],
  ['The network', ['connection', 'dns', 'tls', 'request']],
  ['Verdicts', ['verdict']],
  ['Exit codes', ['exit']],
  ['Error codes of our own', ['code']],
];

const areaOf = ({ id }) => id.split('.')[0];
const known = AREAS.flatMap(([, prefixes]) => prefixes);
const homeless = CATALOGUE.filter((entry) => !known.includes(areaOf(entry)));
if (homeless.length > 0) throw new Error(`in no chapter: ${homeless.map(({ id }) => id).join(', ')}`);

const told = generalCircumstances(null);
const cell = (text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
const link = (source) => (source.startsWith('https:') ? `<${source}>` : source);

function recognisedBy({ recognised: { error, event: marks = [], says, words, failure } }) {
  const events = [marks].flat();
  const statuses = (error?.statuses ?? []).map((status) => `HTTP ${Array.isArray(status) ? status.join('-') : status}`);
  const names = [
    ...(error?.names ?? []),
    ...(error?.codes ?? []),
    ...events.flatMap(({ codes = [] }) => codes),
    ...events.flatMap(({ sip = [] }) => sip.map((code) => `SIP ${code}`)),
  ];
  const types = names.length > 0 ? [] : events.flatMap((event) => event.types);
  const own = names.length + types.length === 0 ? (words ?? []) : [];
  const all = [...new Set([...names, ...types, ...own])].map((name) => `\`${name}\``);
  const exit = failure === undefined ? [] : [`code \`${failure}\``];
  return (
    [...all, ...statuses, ...(says !== undefined && all.length === 0 ? ['its message'] : []), ...exit].join(', ') ||
    'its name'
  );
}

function row(entry) {
  const { id, title, meaning, certainty, notKnown, sources, changed, steps } = entry;
  const means = `**${title}**<br>${worded(meaning, told)}${notKnown === undefined ? '' : ` _Not known: ${notKnown}_`}`;
  const sure = `${certainty}: ${sources.map(link).join(', ')}`;
  const todo = steps(told)
    .map((step, index) => `${index + 1}. ${step}`)
    .join('<br>');
  const cells = [
    `\`${id}\`<br>${recognisedBy(entry)}`,
    means,
    `${worded(changed, told)} **Again?** ${AGAIN[againIn(entry, told)]}`,
    todo,
    sure,
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

const chapters = AREAS.map(([title, prefixes]) => {
  const rows = CATALOGUE.filter((entry) => prefixes.includes(areaOf(entry))).map(row);
  return [
    `## ${title}`,
    '',
    '| recognised by | what it means | what was changed; again? | what to do | how sure, and who says so |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
});

/** A failure's own words, in which it is met; the catalogue's entry of its code says the rest. */
function situationRow([id, { message, cause, steps = [] }]) {
  const words = cause === undefined ? inGeneral(message) : `${inGeneral(message)}<br>_${inGeneral(cause)}_`;
  const todo = steps.map((step, index) => `${index + 1}. ${inGeneral(step)}`).join('<br>');
  return `| ${[`\`${id}\``, words, todo].map(cell).join(' | ')} |`;
}

const ids = Object.keys(SITUATIONS).toSorted();
const situations = [
  '## What our own failures say',
  '',
  'Each code, and each situation in which it comes about: the message, _the cause_, and what to try. WORDS IN CAPITALS stand for what the',
  'program fills in. `*` keeps the code of the failure that it adds to.',
  '',
  '| situation | what it says | what to try |',
  '| --- | --- | --- |',
  ...ids.map((id) => situationRow([id, SITUATIONS[id]])),
  '',
].join('\n');

const page = `# Errors, and what to do

This page is made from the catalogue in \`src/core/catalogue\` by \`node scripts/error-table.js\`; it is what \`chime-join explain\` and
\`bridge\` say. How sure each entry is: \`model\` (AWS's service model says so), \`documented\` (a page says so), \`observed\` (seen, and on no page),
\`assumed\` (the likeliest reading; its sources do not state it).

${[...chapters, situations].join('\n')}`;

if (!process.argv.includes('--check')) {
  writeFileSync(path, page);
} else if (readFileSync(path, 'utf8') !== page) {
  console.error('docs/errors.md is not what the catalogue says: run npm run build && node scripts/error-table.js');
  process.exitCode = 1;
}
