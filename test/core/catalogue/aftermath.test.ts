import { describe, expect, it } from 'vitest';
import { leftByRequest, leftByRun, withWhatIsLeft } from '../../../src/core/catalogue/what-is-left.js';
import { FAILURES, Failure, type FailureCode } from '../../../src/core/failure.js';

const COMMAND = /\b(?:chime-join|aws) [a-z]/;
const usual = (code: FailureCode) => FAILURES[code] !== 'usage';
const runsAgain = (code: FailureCode) => FAILURES[code] === 'unavailable';

describe('a failure is told in full', () => {
  it.each((Object.keys(FAILURES) as FailureCode[]).filter(usual))('%s has one command to try first', (code) => {
    const told = withWhatIsLeft(new Failure(code, 'It failed.', { tryThis: ['mend it'] }), 'Nothing was changed.');
    // Where the command itself may be run again, that comes before every other one.
    if (runsAgain(code)) expect(told.tryThis[0]).toBe('Run it again');
    expect(told.tryThis[runsAgain(code) ? 1 : 0]).toMatch(COMMAND);
    expect(told.tryThis).toContain('mend it');
    expect(told.message).toBe('It failed. Nothing was changed.');
  });

  it('its own steps keep their order where one is a command, and none is added', () => {
    const failure = new Failure('REFUSED', 'x', { tryThis: ['look', 'chime-join meeting show', 'wait'] });
    expect(withWhatIsLeft(failure, null).tryThis).toEqual(['look', 'chime-join meeting show', 'wait']);
  });

  it('what no request of AWS answered is not advised as an answer of AWS is', () => {
    const looked = withWhatIsLeft(new Failure('CALL_NOT_FOUND', 'x', { tryThis: ['mend it'] }), null);
    expect(looked.tryThis).toEqual([expect.stringContaining('aws logs tail'), 'mend it']);
  });

  it('keeps everything else', () => {
    const details = {
      cause: 'c',
      requestId: 'r',
      attempts: 2,
      exitCode: 9,
      operation: 'CreateMeeting',
      delivery: 'refused',
    } as const;
    expect(withWhatIsLeft(new Failure('THROTTLED', 'x', details), null)).toMatchObject({
      code: 'THROTTLED',
      message: 'x',
      ...details,
    });
  });

  it('what was typed wrong is told as it is', () => {
    const failure = new Failure('ID_INVALID', 'x');
    expect(withWhatIsLeft(failure, 'Nothing.')).toBe(failure);
  });
});

describe('what was left', () => {
  it.each([
    ['CreateMeeting', 'refused', 'That request changed nothing.'],
    ['CreateMeeting', 'not-sent', 'That request changed nothing.'],
    ['CreateMeeting', 'unknown', null],
    ['GetMeeting', 'refused', null],
    [null, 'not-sent', null],
  ] as const)('%s, %s', (operation, delivery, left) => {
    expect(leftByRequest(new Failure('REFUSED', 'x', { operation, delivery }))).toBe(left);
  });

  const none: unknown[] = [];
  const some = [{}];
  const nothing = { standing: none, undone: none, leftovers: none };
  it.each([
    ['JOINED', nothing, null],
    ['ACCEPTED', { ...nothing, standing: some }, null],
    ['UNCONFIRMED', nothing, null],
    [
      'UNCONFIRMED',
      { ...nothing, standing: some },
      'What this run created is left in place. The caller may be in the meeting.',
    ],
    ['NOT_JOINED', nothing, null],
    ['NOT_JOINED', { ...nothing, standing: some }, 'What this run created is left in place.'],
    ['FAILED', nothing, 'No update reached the call; nothing was created.'],
    ['FAILED', { ...nothing, undone: some }, 'No update reached the call; what this run had created was removed.'],
    [
      'FAILED',
      { ...nothing, undone: some, leftovers: some },
      'No update reached the call; something that this run created is still there.',
    ],
    [
      'FAILED',
      { ...nothing, standing: some },
      'No update reached the call; what this run had created is left in place.',
    ],
  ] as const)('%s, %j', (verdict, what, left) => expect(leftByRun(verdict, what)).toBe(left));
});
