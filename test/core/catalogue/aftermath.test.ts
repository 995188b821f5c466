import { describe, expect, it } from 'vitest';
import { leftByRequest, leftByRun, toldInFull } from '../../../src/core/catalogue/aftermath.js';
import { FAILURES, Failure, type FailureCode } from '../../../src/core/failure.js';

const COMMAND = /\b(?:chime-join|aws) [a-z]/;
const usual = (code: FailureCode) => FAILURES[code] !== 'usage';
const runsAgain = (code: FailureCode) => FAILURES[code] === 'unavailable';

describe('a failure is told in full', () => {
  it.each((Object.keys(FAILURES) as FailureCode[]).filter(usual))('%s has one command to try first', (code) => {
    const told = toldInFull(new Failure(code, 'It failed.', { tryThis: ['mend it'] }), 'Nothing was changed.');
    // Where the command itself may be run again, that comes before every other one.
    if (runsAgain(code)) expect(told.tryThis[0]).toBe('Run it again');
    expect(told.tryThis[runsAgain(code) ? 1 : 0]).toMatch(COMMAND);
    expect(told.tryThis).toContain('mend it');
    expect(told.message).toBe('It failed. Nothing was changed.');
  });

  it('its own command comes first, and none is added', () => {
    const failure = new Failure('REFUSED', 'x', { tryThis: ['look', 'chime-join meeting show', 'wait'] });
    expect(toldInFull(failure, null).tryThis).toEqual(['chime-join meeting show', 'look', 'wait']);
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
    expect(toldInFull(new Failure('THROTTLED', 'x', details), null)).toMatchObject({
      code: 'THROTTLED',
      message: 'x',
      ...details,
    });
  });

  it('what was typed wrong is told as it is', () => {
    const failure = new Failure('ID_INVALID', 'x');
    expect(toldInFull(failure, 'Nothing.')).toBe(failure);
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
  it.each([
    ['JOINED', none, none, none, null],
    ['ACCEPTED', [{}], none, none, null],
    ['UNCONFIRMED', [{}], none, none, 'What this run created is left in place. The caller may be in the meeting.'],
    ['NOT_JOINED', [{}], none, none, 'What this run created is left in place.'],
    ['NOT_JOINED', none, none, none, null],
    ['FAILED', none, none, none, 'No update reached the call; nothing was created.'],
    ['FAILED', none, [{}], none, 'No update reached the call; what this run had created was removed.'],
    ['FAILED', none, [{}], [{}], 'No update reached the call; something that this run created is still there.'],
    ['FAILED', [{}], none, none, 'No update reached the call; what this run had created is left in place.'],
  ] as const)('%s, %j left in place, %j undone, %j left over', (verdict, standing, undone, leftovers, left) => {
    expect(leftByRun(verdict, { standing: [...standing], undone: [...undone], leftovers: [...leftovers] })).toBe(left);
  });
});
