import { describe, expect, it } from 'vitest';
import { createTelephones, readAnswers } from '../../src/emulator/telephones.js';

describe('what a telephone does', () => {
  it.each([
    ['busy', 'busy'],
    ['declined', 'declined'],
    ['never', 'never'],
    ['after 0s', { answersAfterMs: 0 }],
    ['after 1s', { answersAfterMs: 1_000 }],
    ['after 1.5 s', { answersAfterMs: 1_500 }],
    ['after 250ms', { answersAfterMs: 250 }],
    ['after 2m', { answersAfterMs: 120_000 }],
  ])('%s', (text, telephone) => {
    expect(readAnswers(text)).toEqual(telephone);
  });

  it.each([
    '',
    'after',
    'after 1',
    'after 1h',
    'after -1s',
    'after 1.2345s',
    'after 12345678s',
    'after  1s',
    'Busy',
    'busy ',
  ])('is not %j', (text) => {
    expect(readAnswers(text)).toBeUndefined();
  });
});

describe('the telephones', () => {
  it('that nobody spoke of answer after a second', () => {
    expect(createTelephones().at('+12065550199')).toEqual({ answersAfterMs: 1_000 });
  });

  it('are known with or without the plus', () => {
    const telephones = createTelephones();
    telephones.replace([
      { number: '+12065550199', answers: 'busy' },
      { number: '12065550198', answers: 'never' },
    ]);
    expect([telephones.at('12065550199'), telephones.at('+12065550198')]).toEqual(['busy', 'never']);
  });

  it('that are put in place of others leave nothing of them', () => {
    const telephones = createTelephones();
    telephones.replace([{ number: '+1', answers: 'busy' }]);
    telephones.replace([{ number: '+2', answers: 'busy' }]);
    expect(telephones.at('+1')).toEqual({ answersAfterMs: 1_000 });
  });

  it('of one number are the last that was named', () => {
    const telephones = createTelephones();
    telephones.replace([
      { number: '+1', answers: 'busy' },
      { number: '1', answers: 'declined' },
    ]);
    expect(telephones.at('+1')).toBe('declined');
  });
});
