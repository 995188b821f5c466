import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, entryNamed } from '../../../src/core/catalogue/catalogue.js';
import { AGAIN, CERTAINTIES } from '../../../src/core/catalogue/entry.js';
import { OPERATION_NAMES } from '../../../src/core/catalogue/operations.js';
import { tell, toldInGeneral } from '../../../src/core/catalogue/told.js';
import { EXIT_CODES } from '../../../src/core/exit-codes.js';
import { FAILURES } from '../../../src/core/failure.js';
import { VERDICTS } from '../../../src/core/verdict/verdict.js';
import { asked, idsOf } from './asked.js';

const MANIFEST = JSON.parse(readFileSync(new URL('../../../oclif.manifest.json', import.meta.url), 'utf8')) as {
  commands: Record<string, unknown>;
};
const SITUATIONS = [toldInGeneral(null), ...OPERATION_NAMES.map((operation) => toldInGeneral(operation))];
const textsOf = (entry: (typeof CATALOGUE)[number]) =>
  SITUATIONS.flatMap((told) => [tell(entry.meaning, told), tell(entry.changed, told), ...entry.steps(told)]);

it('no two entries have one id', () => {
  const ids = CATALOGUE.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

describe.each(CATALOGUE.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
  it('says how sure it is and who says so', () => {
    expect(CERTAINTIES).toContain(entry.certainty);
    expect(entry.sources.length).toBeGreaterThan(0);
    for (const source of entry.sources) expect(source).toMatch(/\w{3}/);
    if (entry.certainty === 'model') expect(entry.sources.join()).toMatch(/model/);
    if (entry.certainty === 'documented') expect(entry.sources.join()).toMatch(/https:|model|docs\//);
  });

  it('can be told in every situation, in whole sentences and steps', () => {
    expect(entry.title).toMatch(/^\S.*\S$/);
    expect(Object.keys(AGAIN)).toContain(entry.again);
    for (const told of SITUATIONS) {
      expect(tell(entry.meaning, told)).toMatch(/^[A-Z].*[.)]$/s);
      expect(tell(entry.changed, told)).toMatch(/^[A-Z].*[.)]$/s);
      expect(entry.steps(told).length).toBeGreaterThan(0);
    }
    for (const text of textsOf(entry)) expect(text).not.toMatch(/undefined|null|\[object|\$\{/);
  });

  it('names only commands that exist', () => {
    const commands = textsOf(entry).flatMap((text) =>
      [...text.matchAll(/chime-join ([a-z]+(?: [a-z]+)?)/g)].map(([, words]) => words as string),
    );
    const known = Object.keys(MANIFEST.commands).map((id) => id.replaceAll(':', ' '));
    const exists = (words: string) => known.some((name) => words === name || words.startsWith(`${name} `));
    expect(commands.filter((words) => !exists(words))).toEqual([]);
  });

  it('is found by its id', () => {
    expect(idsOf(entry.id)[0]).toBe(entry.id);
    expect(entryNamed(entry.id)).toBe(entry);
  });
});

describe('everything of ours has an entry', () => {
  it.each(Object.keys(FAILURES))('the code %s', (code) => {
    expect(CATALOGUE.filter(({ recognised }) => recognised.failure === code)).not.toEqual([]);
    expect(asked(code).known).toBe(true);
  });
  it.each(VERDICTS)('the verdict %s', (verdict) => {
    expect(idsOf(verdict)[0]).toBe(`verdict.${verdict}`);
  });
  it.each(Object.values(EXIT_CODES).map(({ code }) => code))('the exit code %i', (code) => {
    expect(idsOf(String(code))[0]).toBe(`exit.${code}`);
    expect(idsOf(`exit code ${code}`)[0]).toBe(`exit.${code}`);
  });
});

it('names that do not exist have no entry', () => {
  expect(() => entryNamed('nothing')).toThrow('nothing');
});
