import { describe, expect, it } from 'vitest';
import { echoOf } from '../../../src/core/handler-check/echo.js';
import { pressesFor } from '../../../src/core/handler-check/presses.js';

const presses = (Type: string, Parameters: object) => pressesFor(echoOf({ Type, Parameters }));

describe('keys that an action would take', () => {
  it.each<[string, string, object, string]>([
    [
      'of a pattern with the terminator',
      'SpeakAndGetDigits',
      { InputDigitsRegex: '^\\d{4}#$', MinNumberOfDigits: 4, MaxNumberOfDigits: 5 },
      '1234#',
    ],
    [
      'of one that may have it',
      'SpeakAndGetDigits',
      { InputDigitsRegex: '^[0-9]{4}#?$', MinNumberOfDigits: 4, MaxNumberOfDigits: 5 },
      '1234#',
    ],
    ['that are as many as it takes', 'PlayAudioAndGetDigits', { MinNumberOfDigits: 4, MaxNumberOfDigits: 4 }, '1234'],
    [
      'ended by its own terminator',
      'PlayAudioAndGetDigits',
      { MinNumberOfDigits: 2, MaxNumberOfDigits: 6, TerminatorDigits: ['*'] },
      '12*',
    ],
    [
      'ended by nothing',
      'SpeakAndGetDigits',
      { MinNumberOfDigits: 2, MaxNumberOfDigits: 6, TerminatorDigits: [] },
      '12',
    ],
    ['that begin with a certain one', 'SpeakAndGetDigits', { InputDigitsRegex: '^9\\d{3}$' }, '9234#'],
    ['one of two', 'SpeakAndGetDigits', { InputDigitsRegex: '^(7|8)$', MaxNumberOfDigits: 1 }, '7'],
  ])('%s', (_what, type, parameters, keys) => expect(presses(type, parameters)?.keys).toBe(keys));

  it('are pressed anew later than the action waits for the next key', () => {
    expect(presses('SpeakAndGetDigits', { InBetweenDigitsDurationInMilliseconds: 3_000 })?.againAfterMs).toBe(4_000);
    expect(presses('SpeakAndGetDigits', {})?.againAfterMs).toBe(2_000);
  });
  it('are none where it asks for none', () => expect(presses('Pause', {})).toBeNull());
  it('are found in time whatever the pattern', () => {
    expect(
      presses('SpeakAndGetDigits', { InputDigitsRegex: '^(([0-9]+)+)+x$', MaxNumberOfDigits: 128 }),
    ).not.toBeNull();
  });
});
