/** Failures have their words in one place, and that place alone knows the command line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SITUATIONS } from '../../src/core/catalogue/situations/situations.js';
import { ROOT, SOURCES, textsIn } from './sources.js';

const CATALOGUE = 'core/catalogue/';
const namesFlag = (text: string) => /(?<![\w-])--[a-z]/.test(text);
const namesCommand = (text: string) => /(?<![-\w./])chime-join [a-z]/.test(text);

it('knows a flag and a command in a text', () => {
  expect(['--run-id is missing.', 'Leave --port out', "'--yes'"].filter(namesFlag)).toHaveLength(3);
  expect(['no -- here', 'a--b', 'x -'].filter(namesFlag)).toEqual([]);
  expect(namesCommand('run it again: chime-join bridge')).toBe(true);
  expect(namesCommand('a bug in chime-join; please report it')).toBe(false);
});

it('core names no flag and no command outside the catalogue', () => {
  const named = SOURCES.filter(({ room, path }) => room === 'core' && !path.startsWith(CATALOGUE)).flatMap(({ path }) =>
    textsIn(readFileSync(join(ROOT, 'src', path), 'utf8'))
      .filter((text) => namesFlag(text) || namesCommand(text))
      .map((text) => `${path}: ${text}`),
  );
  expect(named).toEqual([]);
});

it('a failure is made by the catalogue, of an answer of AWS, or of what a journal has kept', () => {
  const makers = SOURCES.filter(({ code }) => /\bnew Failure\(/.test(code)).map(({ path }) => path);
  expect(makers.toSorted()).toEqual([
    'aws/translate.ts',
    'core/catalogue/failed.ts',
    'core/failure.ts',
    'core/journal/failure-record.ts',
    'core/journal/verdict-entry.ts',
  ]);
});

it('every situation that has words comes about somewhere', () => {
  const code = SOURCES.filter(({ path }) => !path.startsWith(`${CATALOGUE}situations/`))
    .map((source) => source.code)
    .join('\n');
  // asFailure words it.
  const unused = Object.keys(SITUATIONS).filter((id) => id !== 'INTERNAL' && !code.includes(`'${id}'`));
  expect(unused).toEqual([]);
});
