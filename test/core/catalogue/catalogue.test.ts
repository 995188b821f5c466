import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, entryNamed } from '../../../src/core/catalogue/catalogue.js';
import { AGAIN, CERTAINTIES } from '../../../src/core/catalogue/entry.js';
import { OPERATION_NAMES } from '../../../src/core/catalogue/operations.js';
import { againIn, generalCircumstances, worded } from '../../../src/core/catalogue/worded.js';
import { EXIT_CODES } from '../../../src/core/exit-codes.js';
import { FAILURES } from '../../../src/core/failure.js';
import { VERDICTS } from '../../../src/core/verdict/verdict.js';
import { ROOT } from '../../contract/sources.js';
import { asked, idsOf } from './asked.js';

const SITUATIONS = [generalCircumstances(null), ...OPERATION_NAMES.map((operation) => generalCircumstances(operation))];
const textsOf = (entry: (typeof CATALOGUE)[number]) =>
  SITUATIONS.flatMap((told) => [worded(entry.meaning, told), worded(entry.changed, told), ...entry.steps(told)]);

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
    for (const told of SITUATIONS) {
      expect(Object.keys(AGAIN)).toContain(againIn(entry, told));
      expect(worded(entry.meaning, told)).toMatch(/^[A-Z].*[.)]$/s);
      expect(worded(entry.changed, told)).toMatch(/^[A-Z].*[.)]$/s);
      expect(entry.steps(told).length).toBeGreaterThan(0);
    }
    for (const text of textsOf(entry)) expect(text).not.toMatch(/undefined|null|\[object|\$\{/);
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

/** A step that acts on the live call, or repeats what failed; a rehearsal, a dry run and a page of help do neither. */
const ACTS = /chime-join bridge(?! --dry-run| --help)|once more|\brun (?:it|the command) again/i;
const REHEARSES = /emulator exec .*-- chime-join bridge/;
const acts = (step: string) => ACTS.test(step.replace(REHEARSES, '')) && !/^look\b|before you run it again$/.test(step);
/** A step that only looks. */
const LOOKS =
  /\b(?:look|read|see|wait|rehearse)\b|^chime-join (?:runs show|runs check|runs list|meeting show|attendee list)|: chime-join (?:explain|runs)|^aws \S+ (?:get|list|describe)-/i;
/** It says for sure that nothing happened. */
const NO_EFFECT = /^Nothing was changed|^Nothing:|^The call did not join\.|^The action did not run\./;

describe.each(CATALOGUE.map((entry) => [entry.id, entry] as const))('%s does not contradict itself', (_id, entry) => {
  const told = SITUATIONS.map((one) => ({
    changed: worded(entry.changed, one),
    again: againIn(entry, one),
    steps: entry.steps(one),
  }));

  it('what provably had no effect need not be looked for', () => {
    for (const { changed, again } of told) if (NO_EFFECT.test(changed)) expect(again).not.toBe('look-first');
  });

  it('what may have had an effect, or may not, is looked for first', () => {
    for (const { changed, again } of told) if (/^Not known/.test(changed)) expect(again).toBe('look-first');
  });

  it('to look first is the first step, and comes before whatever acts', () => {
    for (const { again, steps } of told) {
      if (again !== 'look-first') continue;
      const looked = steps.findIndex((step) => LOOKS.test(step));
      const acted = steps.findIndex(acts);
      expect([steps, looked]).toEqual([steps, 0]);
      expect([steps, acted === -1 || acted > looked]).toEqual([steps, true]);
    }
  });

  it('what is pointless is not advised', () => {
    for (const { again, steps } of told) if (again === 'pointless') expect(steps.filter(acts)).toEqual([]);
  });
});

it('no step ends a meeting or removes an attendee: a caller may be there', () => {
  const texts = CATALOGUE.flatMap((entry) => SITUATIONS.flatMap((told) => entry.steps(told)));
  expect(texts.filter((text) => /meeting end\b|attendee remove\b/.test(text))).toEqual([]);
});

it('names that do not exist have no entry', () => {
  expect(() => entryNamed('nothing')).toThrow('nothing');
});

it('a page of ours is cited only for what it names', () => {
  const wrong = CATALOGUE.flatMap(({ id, recognised: { failure, verdict, words }, sources }) =>
    sources.flatMap((source) => {
      const page = /^chime-join, (docs\/.*)$/.exec(source)?.[1];
      if (page === undefined) return [];
      const named = failure ?? verdict ?? words?.[0] ?? id;
      return readFileSync(join(ROOT, page), 'utf8').includes(`\`${named}\``) ? [] : [`${id}: ${page}`];
    }),
  );
  expect(wrong).toEqual([]);
});
