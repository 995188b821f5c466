import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advise, lookFirst } from '../../src/core/advice.js';
import { ANSWERS } from '../../src/core/catalogue/aws/answer.js';
import { CATALOGUE } from '../../src/core/catalogue/catalogue.js';
import { OPERATION_NAMES } from '../../src/core/catalogue/operations.js';
import { withWhatIsLeft } from '../../src/core/catalogue/what-is-left.js';
import { generalCircumstances } from '../../src/core/catalogue/worded.js';
import { EXIT_CODES } from '../../src/core/exit-codes.js';
import { FAILURES, Failure, type FailureCode } from '../../src/core/failure.js';
import { failureOf, failureRecord } from '../../src/core/journal/failure-record.js';

const SAYS_AGAIN = /\brun (?:it|the (?:same )?command) again\b/i;
const SAYS_LOOK = /before you run it again/;

const code = fc.constantFrom(...(Object.keys(FAILURES) as FailureCode[]));
const details = fc.record({
  delivery: fc.constantFrom('refused', 'not-sent', 'unknown'),
  retryAfterSeconds: fc.option(fc.nat({ max: 3600 })),
  operation: fc.option(fc.constantFrom(...OPERATION_NAMES)),
  tryThis: fc.array(
    fc.oneof(
      fc.constantFrom(...CATALOGUE.flatMap((entry) => entry.steps(generalCircumstances('CreateMeeting')))),
      fc.constantFrom('Run it again', 'Run it again, with a longer --timeout', lookFirst('whether it took effect')),
    ),
    { maxLength: 4 },
  ),
});
const exits = fc.constantFrom(...Object.values(EXIT_CODES).map((one) => one.code), undefined);

/** Whatever becomes of a failure on its way to the operator. */
const ways: ((failure: Failure) => Failure)[] = [
  (failure) => failure,
  (failure) => withWhatIsLeft(failure, null),
  (failure) => failure.changedTo('UNCONFIRMED', 'Not known.'),
  (failure) => failure.changedTo(failure.code, failure.message, { exitCode: 9 }),
  (failure) => failure.changedTo(failure.code, failure.message, { exitCode: 130 }),
  (failure) => failure.changedTo('UNAVAILABLE', 'Later.', { tryThis: [...failure.tryThis] }),
  (failure) => failureOf(failureRecord(failure)),
];

describe('exit code, retryable and advice say the same', () => {
  it('of every failure, whatever became of it', () => {
    fc.assert(
      fc.property(code, details, exits, fc.array(fc.constantFrom(...ways)), (name, more, exitCode, path) => {
        const first = new Failure(name, 'It failed.', exitCode === undefined ? more : { ...more, exitCode });
        const { retryable, tryThis, exitCode: exit } = path.reduce((failure, way) => way(failure), first);
        expect(retryable).toBe(exit === 6);
        expect(tryThis.filter((step) => /^run it again/i.test(step))).toHaveLength(exit === 6 ? 1 : 0);
        if (exit !== 6) return;
        expect(tryThis[0]).toMatch(/^Run it again/);
        expect(tryThis.filter((step) => SAYS_LOOK.test(step))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(ANSWERS.map((entry) => [entry.id, entry] as const))('%s: no step repeats or contradicts it', (_id, entry) => {
    for (const operation of OPERATION_NAMES) {
      const steps = entry.steps(generalCircumstances(operation)).filter((step) => !SAYS_LOOK.test(step));
      expect(steps.filter((step) => SAYS_AGAIN.test(step))).toEqual([]);
    }
  });
});

describe('where the command may be run again', () => {
  const situation = { retryable: true, retryAfterSeconds: null };
  it('that comes first, after the time that AWS asks for', () => {
    expect(advise(['check'], situation)).toEqual(['Run it again', 'check']);
    expect(advise(['check'], { ...situation, retryAfterSeconds: 7 })).toEqual(['Run it again after 7 s', 'check']);
    expect(advise([], { ...situation, retryAfterSeconds: 0 })).toEqual(['Run it again']);
  });
  it("a step's own words for it stay", () => {
    const longer = 'Run it again, with a longer --timeout';
    expect(advise(['check', longer], situation)).toEqual([longer, 'check']);
  });
  it('nothing says to look first', () => {
    expect(advise([lookFirst('whether it took effect')], situation)).toEqual(['Run it again']);
  });
});
