/** Every `chime-join ...` that a text of ours names exists, with the flags that stand beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, SOURCES, textsIn } from './sources.js';

interface Manifest {
  commands: Record<string, { flags: Record<string, { type: 'boolean' | 'option' }> }>;
}
const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8')) as Manifest;
const TOPICS = new Set(Object.keys(MANIFEST.commands).map((id) => id.split(':')[0] as string));

/** What follows the program's name where it is spoken of, and not typed. */
const PROSE = new Set(['could', 'failed', 'is', 'did', 'that']);
/** Typed without a command. */
const ALONE = new Set(['--help', '--version', 'help']);

/** What is typed after each `chime-join`, up to the end of the text, a pipe or another command. */
function typedIn(text: string): string[] {
  const plain = text.replaceAll('<%= config.bin %>', 'chime-join').replace(/\$?\{[^}]*\}/g, ' VALUE ');
  return plain
    .split(/(?<![-\w./])chime-join(?= )/)
    .slice(1)
    .map((rest) => (rest.split(/[|;()`]| -- |, then |\\n/)[0] ?? '').trim());
}

/** What is wrong with it; null where it can be typed. */
function problemIn(typed: string): string | null {
  const [first = '', second = ''] = typed.split(/\s+/).map((word) => word.replace(/[.,:'"]+$/, ''));
  // Which command it is, is known only when it is said.
  if (PROSE.has(first) || ALONE.has(first) || first === '' || first === 'VALUE') return null;
  if (TOPICS.has(first) && second === '') return null;
  if (!TOPICS.has(first)) return `no command: ${typed}`;
  const id = [`${first}:${second}`, first].find((one) => one in MANIFEST.commands);
  if (id === undefined) return `no command: ${typed}`;
  const { flags } = MANIFEST.commands[id] as Manifest['commands'][string];
  const unknown = [...typed.matchAll(/(?<=\s|^)--([a-z][a-z-]*)/g)].filter(
    ([, flag = '']) => flag !== 'help' && !(flag in flags),
  );
  return unknown.length === 0 ? null : `no such flag: ${typed}`;
}

it('knows a command from none', () => {
  expect(problemIn('bridge --call-id ID')).toBe(null);
  expect(problemIn('runs cleanup RUN_ID --yes')).toBe(null);
  expect(problemIn('runs tidy')).not.toBe(null);
  expect(problemIn('bridge --call-idd ID')).not.toBe(null);
  expect(problemIn('frobnicate')).not.toBe(null);
});

it('in the sources', () => {
  const problems = SOURCES.flatMap(({ path }) =>
    textsIn(readFileSync(join(ROOT, 'src', path), 'utf8'))
      .flatMap(typedIn)
      .flatMap((typed) => problemIn(typed) ?? [])
      .map((problem) => `${path}: ${problem}`),
  );
  expect(problems).toEqual([]);
});

const ROOT_PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'];

it('in the docs', () => {
  const pages = readdirSync(join(ROOT, 'docs'), { encoding: 'utf8', recursive: true }).filter((name) =>
    name.endsWith('.md'),
  );
  const files = [...ROOT_PAGES, ...pages.map((name) => `docs/${name}`)];
  const code = (text: string) => [
    ...[...text.matchAll(/```\w*\n(.*?)```/gs)].flatMap(([, block = '']) => block.split('\n')),
    ...[...text.replace(/```.*?```/gs, '').matchAll(/`([^`\n]+)`/g)].map(([, one = '']) => one),
  ];
  const problems = files.flatMap((file) =>
    code(readFileSync(join(ROOT, file), 'utf8'))
      .map((line) => line.replace(/\s#.*/, ''))
      .flatMap(typedIn)
      .flatMap((typed) => problemIn(typed) ?? [])
      .map((problem) => `${file}: ${problem}`),
  );
  expect(problems).toEqual([]);
});

it('no advice of ours ends a meeting or removes an attendee that a caller may be in, but where nobody was told of it yet', () => {
  const WRITTEN = /chime-join (?:meeting end|attendee remove)\b/;
  const written = SOURCES.filter(({ path }) =>
    textsIn(readFileSync(join(ROOT, 'src', path), 'utf8')).some((text) => WRITTEN.test(text)),
  );
  expect(written.map(({ path }) => path)).toEqual(['core/catalogue/command-line.ts']);
  const CALLED = /\b(?:endMeeting|removeAttendee)Command\(/;
  const advised = SOURCES.filter(({ path, code }) => CALLED.test(code) && path !== 'core/catalogue/command-line.ts');
  // What was undone in part was created seconds ago, and its id was given to nobody. After an interrupt the operator may
  // want a wrong caller out, and is told so in these words. Who typed such a command in a script is given it with --yes, after
  // the one that looks.
  const allowed = ['core/catalogue/after-run.ts', 'core/undo/left.ts', 'input/ending-request.ts'];
  expect(advised.map(({ path }) => path).toSorted()).toEqual(allowed);
});
